package dev.parallax.elements.std.net.socket;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Sockaddr;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Stat;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket. When the process is out of descriptors it gives up one that it kept for that,
 * takes the connection and closes it: so the peer learns that it is not wanted, and nobody spins.
 */
public final class Listener implements AutoCloseable {
  /** Nobody waits. */
  public static final int NONE = -1;

  private static final int MOST_FAILURES = 64;
  private static final int PERMISSIONS = 0x1ff;

  private final Endpoint endpoint;
  private final int fd;
  private int spare;
  private @Nullable Object fileKey;
  private long turnedAway;
  private boolean stuck;
  private boolean closed;

  private Listener(Endpoint endpoint, int fd) {
    this.endpoint = endpoint;
    this.fd = fd;
    spare = openSpare();
  }

  /**
   * Listens.
   *
   * @param backlog connections that may wait to be accepted
   * @param permissions of the file of a local socket, 0 to 0777
   * @param interrupted whether to give up while a name is looked up
   */
  public static Listener open(
      Endpoint endpoint, int backlog, int permissions, BooleanSupplier interrupted)
      throws IOException {
    return switch (endpoint) {
      case Endpoint.Inet inet -> {
        InetAddress address = Resolver.resolve(inet.host(), interrupted).get(0);
        yield listen(inet, address, backlog);
      }
      case Endpoint.Local local -> listen(local, Socket.SOCK_STREAM, backlog, permissions);
    };
  }

  /** Listens at a local socket that keeps messages apart ({@link Scm#SOCK_SEQPACKET}). */
  public static Listener openMessages(Endpoint.Local local, int backlog, int permissions)
      throws IOException {
    return listen(local, Scm.SOCK_SEQPACKET, backlog, permissions);
  }

  private static Listener listen(Endpoint.Inet inet, InetAddress address, int backlog)
      throws IOException {
    int made = -1;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment at = arena.allocate(Sockaddr.BYTES, 8);
      int length = Addresses.put(at, address, inet.port());
      made = Sockets.stream(Addresses.family(address));
      Socket.setsockopt(made, Socket.SOL_SOCKET, Socket.SO_REUSEADDR, 1);
      Socket.bind(made, at, length);
      Socket.listen(made, backlog);
      return new Listener(new Endpoint.Inet(inet.host(), Sockets.port(made)), made);
    } catch (LinuxException e) {
      Sockets.close(made);
      throw Sockets.failure("cannot listen", inet.text(), e);
    }
  }

  private static Listener listen(Endpoint.Local local, int type, int backlog, int permissions)
      throws IOException {
    int made = -1;
    boolean bound = false;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment at = arena.allocate(Sockaddr.BYTES, 8);
      int length = Addresses.put(at, local);
      made = Socket.socket(Socket.AF_UNIX, type | Sockets.FLAGS, 0);
      // Before there is a file: at no moment may others connect who must not.
      Stat.fchmod(made, permissions & PERMISSIONS);
      try {
        Socket.bind(made, at, length);
      } catch (LinuxException e) {
        if (e.errno() != Errno.EADDRINUSE || !removeStale(local, type, at, length)) {
          throw e;
        }
        Socket.bind(made, at, length);
      }
      bound = true;
      Path file = Path.of(local.path());
      Files.setPosixFilePermissions(file, posix(permissions)); // the umask may have taken some
      Socket.listen(made, backlog);
      Listener listener = new Listener(local, made);
      listener.fileKey =
          Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
      return listener;
    } catch (LinuxException e) {
      Sockets.close(made);
      if (bound) {
        Files.deleteIfExists(Path.of(local.path()));
      }
      throw Sockets.failure("cannot listen", local.text(), e);
    }
  }

  /** Removes the socket's file that a server left that is gone; nothing else, ever. */
  private static boolean removeStale(Endpoint.Local local, int type, MemorySegment at, int length)
      throws IOException {
    Path file = Path.of(local.path());
    int probe = Socket.socket(Socket.AF_UNIX, type | Sockets.FLAGS, 0);
    try {
      Socket.connect(probe, at, length);
      return false; // somebody listens
    } catch (LinuxException e) {
      // ECONNREFUSED: a socket that nobody listens at; also what connect says of other files.
      if (e.errno() != Errno.ECONNREFUSED || !isSocket(file)) {
        return false;
      }
    } finally {
      Sockets.close(probe);
    }
    Files.deleteIfExists(file);
    return true;
  }

  private static boolean isSocket(Path file) throws IOException {
    Object mode = Files.getAttribute(file, "unix:mode", java.nio.file.LinkOption.NOFOLLOW_LINKS);
    return mode instanceof Integer bits && (bits & 0xf000) == 0xc000; // S_IFMT, S_IFSOCK
  }

  private static Set<PosixFilePermission> posix(int mode) {
    PosixFilePermission[] all =
        PosixFilePermission.values(); // OWNER_READ first, OTHERS_EXECUTE last
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < all.length; i++) {
      if ((mode >> (all.length - 1 - i) & 1) != 0) {
        set.add(all[i]);
      }
    }
    return set;
  }

  private static int openSpare() {
    try {
      return Fcntl.openat(Fcntl.AT_FDCWD, "/dev/null", Fcntl.O_RDONLY | Fcntl.O_CLOEXEC, 0);
    } catch (LinuxException e) {
      return NONE; // none left: try again later
    }
  }

  /** Takes a connection that waits; {@link #NONE} when there is none. */
  public int accept() throws IOException {
    stuck = false;
    if (spare < 0) {
      spare = openSpare();
    }
    for (int i = 0; i < MOST_FAILURES; i++) {
      int r = Socket.accept4(fd, Sockets.FLAGS);
      if (r >= 0) {
        if (endpoint instanceof Endpoint.Inet) {
          Sockets.tune(r, Socket.AF_INET);
        }
        return r;
      }
      switch (-r) {
        case Errno.EAGAIN -> {
          return NONE;
        }
        case Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM -> {
          if (!turnAway()) {
            return NONE;
          }
        }
        case Errno.EBADF, Errno.EINVAL, Errno.ENOTSOCK ->
            throw Sockets.failure(
                "cannot accept", where(), -r, new LinuxException(-r, "accept4", "sockfd=" + fd));
        default -> {} // that connection has failed already (accept(2)): the next one
      }
    }
    return NONE;
  }

  /**
   * Out of descriptors, which accept4(2) says before it looks whether anybody waits: false when
   * nobody does, or the spare one does not help.
   */
  private boolean turnAway() {
    if (spare < 0) {
      stuck = true;
      return false;
    }
    Sockets.close(spare);
    int r = Socket.accept4(fd, Sockets.FLAGS);
    if (r >= 0) {
      turnedAway++;
      Sockets.close(r);
    }
    spare = openSpare();
    stuck = spare < 0 || r < 0 && r != -Errno.EAGAIN; // another thread took what was free
    return r >= 0 && !stuck;
  }

  /** Connections turned away so far, because descriptors had run out. */
  public long turnedAway() {
    return turnedAway;
  }

  /** Whether {@link #accept} has left somebody waiting, because descriptors have run out. */
  public boolean isStuck() {
    return stuck;
  }

  /** Descriptor, readable when somebody waits. */
  public int fd() {
    return fd;
  }

  /** TCP port; 0 for a local socket. */
  public int port() {
    return endpoint instanceof Endpoint.Inet inet ? inet.port() : 0;
  }

  /** Where, for messages. */
  public String where() {
    return endpoint.text();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Sockets.close(fd);
    Sockets.close(spare);
    if (endpoint instanceof Endpoint.Local local) {
      removeOwn(Path.of(local.path()));
    }
  }

  /** Removes the socket's file, unless somebody else has put his there. */
  private void removeOwn(Path file) {
    try {
      Object now =
          Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
      if (now != null && now.equals(fileKey)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      return; // it is gone, or may not be removed: the next server finds it stale
    }
  }
}
