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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Caches of loaded and linked classes, with which a child starts in a fraction of the time.
 *
 * <p>A cache holds classes of the JDK, of Parallax, and of jars whose code may run outside of the
 * sandbox, because it is made there. A child uses one that was made with exactly its jars, else the
 * one without any: its own jars then come behind those of the cache. Its name is a hash of the JDK,
 * the options and the jars with their contents, because a JVM runs what is in a cache even when the
 * jar has changed since. It is used only from a directory that nobody else may write.
 */
public final class AotCaches {
  /** System property: a directory of caches that were made with the program. */
  static final String PROPERTY = "parallax.isolation.aot";

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

  /** Those of {@value #PROPERTY} when this system property is set, else those of the user. */
  public static AotCaches standard() {
    String directory = System.getProperty(PROPERTY);
    return directory == null ? ofUser() : new AotCaches(Path.of(directory));
  }

  /**
   * The cache for this JDK, Parallax and these jars of an element, else the one for no jars; if it
   * was made and can be trusted. Any thread.
   */
  public Optional<Path> find(List<Path> jars) throws IOException {
    if (!Files.isDirectory(directory) || !OwnFiles.isOurs(directory)) {
      return Optional.empty();
    }
    // A child has copies of jars that are open, and no cache is made of copies.
    boolean none = jars.isEmpty() || jars.stream().anyMatch(ChildFiles::isOpen);
    Optional<Path> exact = none ? Optional.empty() : trusted(jars);
    return exact.isPresent() ? exact : trusted(List.of());
  }

  private Optional<Path> trusted(List<Path> jars) throws IOException {
    Optional<Path> cache = file(jars);
    if (cache.isEmpty() || !Files.isRegularFile(cache.get()) || !OwnFiles.isOurs(cache.get())) {
      return Optional.empty();
    }
    used(cache.get());
    return Optional.of(cache.get().toRealPath());
  }

  /** For {@link #sweep}; those of a distribution may belong to somebody else. */
  private static void used(Path cache) {
    try {
      Files.setLastModifiedTime(cache, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // Then it is not ours to sweep either.
    }
  }

  /** Makes the cache for no jars; see {@link #make(List, List)}. */
  public Optional<Path> make() throws IOException {
    return make(List.of(), List.of());
  }

  /**
   * Makes a cache when it is missing, which takes some seconds, and deletes what nobody has used
   * for a month and what an interrupted run has left.
   *
   * @param jars of elements; their code runs in a process without a sandbox
   * @param pipelines are run there with elements of these jars, and what they load is in the cache
   * @return empty when not everything is in jars, as in a build: only jars can be cached
   */
  public Optional<Path> make(List<Path> jars, List<String> pipelines) throws IOException {
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
    Optional<Path> found = trusted(jars);
    Optional<Path> file = file(jars);
    if (found.isPresent() || file.isEmpty()) {
      return found;
    }
    Path fresh =
        directory.resolve("new-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    try {
      train(fresh, path(jars), String.join("\n", pipelines));
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(fresh, file.get(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return trusted(jars);
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

  /** The class path of a child with these jars. */
  private static List<Path> path(List<Path> jars) throws IOException {
    Set<Path> all = new LinkedHashSet<>(ChildFiles.ownClassPath());
    for (Path each : jars) {
      all.add(each.toRealPath());
    }
    return List.copyOf(all);
  }

  /** Where the cache belongs, or empty when there can be none. */
  private Optional<Path> file(List<Path> elements) throws IOException {
    List<Path> jars = path(elements);
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
      update(hash, sums(jar));
    }
    String name = HexFormat.of().formatHex(hash.digest()).substring(0, HASH_CHARS);
    return Optional.of(directory.resolve(name + SUFFIX));
  }

  /**
   * Two sums of its bytes. A better hash takes a host that has just started 100 ms, and whoever may
   * write this jar needs no collision.
   */
  private static String sums(Path jar) throws IOException {
    CRC32 one = new CRC32();
    Adler32 other = new Adler32();
    try (InputStream in = Files.newInputStream(jar)) {
      byte[] buffer = new byte[1 << 16];
      for (int n; (n = in.read(buffer)) > 0; ) {
        one.update(buffer, 0, n);
        other.update(buffer, 0, n);
      }
    }
    return one.getValue() + " " + other.getValue();
  }

  private static void update(MessageDigest hash, String text) {
    hash.update(text.getBytes(StandardCharsets.UTF_8));
    hash.update((byte) 0);
  }

  private static void train(Path output, List<Path> classPath, String pipelines)
      throws IOException {
    List<String> argv = new ArrayList<>();
    argv.add(ChildFiles.javaHome().resolve("bin/java").toString());
    argv.addAll(SpawnPlans.FLAGS);
    argv.add("-Xmx64m");
    argv.add("-XX:AOTCacheOutput=" + output);
    argv.add("-cp");
    argv.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
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
      byte[] first = pipelines.getBytes(StandardCharsets.UTF_8);
      ChildInit init =
          new ChildInit(TrainingTask.class.getName(), 0, Set.of(), false, false, first);
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
}
