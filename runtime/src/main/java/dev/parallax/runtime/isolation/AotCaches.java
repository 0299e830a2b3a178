package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.Poll;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Spawn;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Caches of loaded and linked classes, with which a child starts in a fraction of the time.
 *
 * <p>A cache holds classes of Parallax and of the JDK, never of an element: a child of trusted code
 * only makes it, outside the sandbox. Its name is a hash of the JDK, the options and the jars with
 * their contents, because a JVM runs what is in a cache even when the jar has changed since. It is
 * used only from a directory that nobody else may write.
 */
public final class AotCaches {
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final Duration ABANDONED = Duration.ofHours(1);
  private static final String SUFFIX = ".aot";
  private static final int TRAINING_MS = 60_000;
  private static final int HASH_CHARS = 32;

  private final Path directory;

  /** Caches below a directory, which is made when it is missing. */
  public AotCaches(Path directory) {
    this.directory = directory;
  }

  /** Those of the user: {@code $XDG_CACHE_HOME/parallax/aot} or {@code ~/.cache/parallax/aot}. */
  public static AotCaches ofUser() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache != null && cache.startsWith("/")
            ? Path.of(cache)
            : Path.of(System.getProperty("user.home", "/nonexistent"), ".cache");
    return new AotCaches(base.resolve("parallax/aot"));
  }

  /** The cache for this JDK and these jars, if it was made and can be trusted. */
  public Optional<Path> find() throws IOException {
    if (!Files.isDirectory(directory) || !OwnFiles.isOurs(directory)) {
      return Optional.empty();
    }
    Optional<Path> cache = file();
    if (cache.isEmpty() || !Files.isRegularFile(cache.get()) || !OwnFiles.isOurs(cache.get())) {
      return Optional.empty();
    }
    Files.setLastModifiedTime(cache.get(), FileTime.from(Instant.now()));
    return Optional.of(cache.get().toRealPath());
  }

  /**
   * Makes the cache when it is missing, which takes some seconds, and deletes what nobody has used
   * for a month and what an interrupted run has left.
   *
   * @return empty when Parallax itself is not in jars, as in its own build: only jars can be cached
   */
  public Optional<Path> make() throws IOException {
    Files.createDirectories(directory.toAbsolutePath().getParent());
    try {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    } catch (FileAlreadyExistsException e) {
      if (!OwnFiles.isOurs(directory)) {
        throw new IOException(
            "directory of caches can be written by others; fix: chmod go-w " + directory, e);
      }
    }
    sweep();
    Optional<Path> found = find();
    Optional<Path> file = file();
    if (found.isPresent() || file.isEmpty()) {
      return found;
    }
    Path fresh =
        directory.resolve("new-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    try {
      train(fresh);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(fresh, file.get(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return find();
  }

  /** Deletes files that are not of use any more. */
  void sweep() throws IOException {
    Instant now = Instant.now();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path each : files.toList()) {
        String name = each.getFileName().toString();
        Duration limit =
            name.endsWith(SUFFIX) ? UNUSED : name.startsWith("new-") ? ABANDONED : null;
        try {
          if (limit != null
              && Files.getLastModifiedTime(each).toInstant().plus(limit).isBefore(now)) {
            Files.deleteIfExists(each);
          }
        } catch (NoSuchFileException e) {
          // Another process has swept it.
        }
      }
    }
  }

  /** Where the cache belongs, or empty when there can be none. */
  Optional<Path> file() throws IOException {
    List<Path> jars = ChildFiles.ownClassPath();
    if (!jars.stream().allMatch(Files::isRegularFile)) {
      return Optional.empty();
    }
    MessageDigest hash;
    try {
      hash = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    Path home = ChildFiles.javaHome();
    update(hash, home.toString());
    update(hash, System.getProperty("java.vm.version", ""));
    update(hash, Files.readString(home.resolve("release")));
    update(hash, String.join(" ", SpawnPlans.FLAGS));
    for (Path jar : jars) {
      update(hash, jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar));
      try (InputStream in = Files.newInputStream(jar)) {
        byte[] buffer = new byte[1 << 16];
        for (int n; (n = in.read(buffer)) > 0; ) {
          hash.update(buffer, 0, n);
        }
      }
    }
    String name = HexFormat.of().formatHex(hash.digest()).substring(0, HASH_CHARS);
    return Optional.of(directory.resolve(name + SUFFIX));
  }

  private static void update(MessageDigest hash, String text) {
    hash.update(text.getBytes(StandardCharsets.UTF_8));
    hash.update((byte) 0);
  }

  private static void train(Path output) throws IOException {
    List<String> argv = new ArrayList<>();
    argv.add(ChildFiles.javaHome().resolve("bin/java").toString());
    argv.addAll(SpawnPlans.FLAGS);
    argv.add("-Xmx64m");
    argv.add("-XX:AOTCacheOutput=" + output);
    argv.add("-cp");
    argv.add(
        ChildFiles.ownClassPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    argv.add(ChildMain.class.getName());
    int[] sockets = Scm.socketpair(Scm.SOCK_SEQPACKET | Socket.SOCK_CLOEXEC);
    ControlSocket control = new ControlSocket(sockets[0]);
    int pidfd = -1;
    try {
      int devNull = Fcntl.openat(Fcntl.AT_FDCWD, "/dev/null", Fcntl.O_RDWR | Fcntl.O_CLOEXEC, 0);
      try {
        int[] fds = {devNull, devNull, devNull, sockets[1]};
        int above = Math.max(devNull, sockets[1]) + 1;
        pidfd = Pidfd.pidfd_open(Spawn.posix_spawn(argv, List.of("LANG=C.UTF-8"), fds, above), 0);
      } finally {
        Unistd.close(devNull);
        Unistd.close(sockets[1]);
      }
      ChildInit init = new ChildInit(TrainingTask.class.getName(), 0, Set.of(), false, new byte[0]);
      control.send(new ControlMessage(ControlMessage.Type.INIT, init.encode()));
      killLater(pidfd);
      Pidfd.Exit exit = Pidfd.waitid(pidfd);
      if (exit.code() != Pidfd.CLD_EXITED || exit.status() != 0 || !Files.exists(output)) {
        throw new IOException("cache of classes could not be made: " + exit);
      }
    } finally {
      control.close();
      if (pidfd >= 0) {
        Unistd.close(pidfd);
      }
    }
  }

  /** Waits until it has ended, and ends it when that takes too long. */
  private static void killLater(int pidfd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(Poll.POLLFD_BYTES, 8);
      Poll.set(poll, 0, pidfd, Poll.POLLIN);
      if (Poll.poll(poll, 1, TRAINING_MS) <= 0) {
        Pidfd.pidfd_send_signal(pidfd, Pidfd.SIGKILL);
      }
    }
  }

  /** Uses what every child uses. */
  public static final class TrainingTask implements ChildTask {
    /** For the child's main class. */
    public TrainingTask() {}

    @Override
    public void prepare(ChildContext context) {
      context.send(new byte[] {1});
    }

    @Override
    public void run(ChildContext context) {}
  }
}
