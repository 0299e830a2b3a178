package dev.parallax.runtime.isolation;

import dev.parallax.annotations.Element;
import dev.parallax.memory.SharedArena;
import dev.parallax.model.caps.Caps;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that a child sees: the JDK, the C library, two random devices, jars, and those of its
 * profile. Jars and files keep their paths; directories of classes become jars of the child's root,
 * since a class that is not in an open jar could not be loaded once files can't be opened.
 *
 * <p>Owns the descriptors of those jars until it is closed.
 */
final class ChildFiles implements AutoCloseable {
  private static final List<String> LIBRARIES =
      List.of("/lib64", "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/usr/lib64");
  private static final List<String> DEVICES = List.of("/dev/random", "/dev/urandom");

  private final List<SpawnPlan.Bind> binds = new ArrayList<>();
  private final List<SpawnPlan.Copy> copies = new ArrayList<>();
  private final List<String> classPath = new ArrayList<>();
  private final Path javaHome;

  /** Refuses what is not there with an {@link UncheckedIOException}. */
  ChildFiles(List<Path> elementClassPath, SandboxProfile profile) {
    javaHome = javaHome();
    try {
      addSystem();
      Set<Path> all = new LinkedHashSet<>(ownClassPath());
      for (Path each : elementClassPath) {
        all.add(isOpen(each) ? each : each.toRealPath());
      }
      for (Path each : all) {
        addToClassPath(each);
      }
      if (profile instanceof SandboxProfile.WithFiles(List<Path> read, List<Path> write)) {
        for (Path each : read) {
          add(each.toAbsolutePath().normalize(), SpawnPlan.Kind.FILE);
        }
        for (Path each : write) {
          add(each.toAbsolutePath().normalize(), SpawnPlan.Kind.WRITABLE_FILE);
        }
      }
      if (profile instanceof SandboxProfile.WithNetwork network) {
        addNetwork(network);
      }
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    }
  }

  List<SpawnPlan.Bind> binds() {
    return binds;
  }

  List<SpawnPlan.Copy> copies() {
    return copies;
  }

  String classPath() {
    return String.join(File.pathSeparator, classPath);
  }

  String java() {
    return javaHome.resolve("bin/java").toString();
  }

  /** The JDK finds its libraries through {@code /proc}, which the child has not. */
  String libraryPath() {
    return javaHome.resolve("lib") + File.pathSeparator + javaHome.resolve("lib/server");
  }

  /** The first file that a stranger can't read, or null: a child of its own user is one. */
  @org.jspecify.annotations.Nullable
  String unreadableByOthers() {
    try {
      for (SpawnPlan.Bind bind : binds) {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(Path.of(bind.source()));
        boolean directory = bind.kind() == SpawnPlan.Kind.DIRECTORY;
        if (!mode.contains(PosixFilePermission.OTHERS_READ)
            || directory && !mode.contains(PosixFilePermission.OTHERS_EXECUTE)
            || bind.kind() == SpawnPlan.Kind.WRITABLE_FILE
                && !mode.contains(PosixFilePermission.OTHERS_WRITE)) {
          return bind.source();
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (SpawnPlan.Copy copy : copies) {
      Unistd.close(copy.fd());
    }
    copies.clear();
  }

  /** Jars (or directories) of Parallax that a child needs. */
  static List<Path> ownClassPath() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Class<?> each :
        List.of(ChildMain.class, SharedArena.class, Unistd.class, Caps.class, Element.class)) {
      try {
        found.add(
            Path.of(each.getProtectionDomain().getCodeSource().getLocation().toURI()).toRealPath());
      } catch (URISyntaxException e) {
        throw new IOException("class has no file: " + each.getName(), e);
      }
    }
    return found;
  }

  static Path javaHome() {
    try {
      return Path.of(System.getProperty("java.home")).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addSystem() throws IOException {
    add(javaHome, SpawnPlan.Kind.DIRECTORY);
    addTargets(javaHome.resolve("conf"));
    for (String each : LIBRARIES) {
      if (Files.isDirectory(Path.of(each))) {
        addBind(Path.of(each).toRealPath(), each, SpawnPlan.Kind.DIRECTORY);
      }
    }
    for (String each : DEVICES) {
      addBind(Path.of(each), each, SpawnPlan.Kind.DEVICE);
    }
  }

  /** Distributions keep the JDK's settings and certificates in /etc. */
  private void addTargets(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory, 4)) {
      for (Path each : all.filter(Files::isSymbolicLink).filter(Files::isRegularFile).toList()) {
        Path real = each.toRealPath();
        if (!real.startsWith(javaHome)) {
          // A link can lead over other links, which are not in the child's root.
          addBind(real, real.toString(), SpawnPlan.Kind.FILE);
          Path next = each.resolveSibling(Files.readSymbolicLink(each)).normalize();
          addBind(real, next.toString(), SpawnPlan.Kind.FILE);
        }
      }
    }
  }

  /** Certificates that are trusted, files of the profile, and names, for which nobody is asked. */
  private void addNetwork(SandboxProfile.WithNetwork network) throws IOException {
    addTargets(javaHome.resolve("lib/security"));
    for (Path each : network.read()) {
      // The child works in its root, and a relative path begins there.
      addBind(
          each.toRealPath(),
          Path.of("/").resolve(each).normalize().toString(),
          SpawnPlan.Kind.FILE);
    }
    copies.add(ClassesJar.copy(HostNames.text(network.names()), HostNames.FILE));
  }

  private void addToClassPath(Path each) throws IOException {
    if (Files.isDirectory(each)) {
      String target = nextTarget();
      copies.add(ClassesJar.of(each, target));
      classPath.add(target);
    } else if (isOpen(each)) {
      String target = nextTarget();
      copies.add(open(each, target));
      classPath.add(target);
    } else {
      add(each, SpawnPlan.Kind.FILE);
      classPath.add(each.toString());
    }
  }

  private String nextTarget() {
    return "/classes/" + copies.size() + ".jar";
  }

  /** Whether it has no name but the number of a descriptor. */
  static boolean isOpen(Path jar) {
    return jar.startsWith("/proc/self/fd");
  }

  private static SpawnPlan.Copy open(Path jar, String target) throws IOException {
    long bytes = Files.size(jar);
    int fd = Fcntl.openat(Fcntl.AT_FDCWD, jar.toString(), Fcntl.O_RDONLY | Fcntl.O_CLOEXEC, 0);
    if (fd < 0) {
      throw new NoSuchFileException(jar.toString(), null, "errno=" + Errno.name(-fd));
    }
    return new SpawnPlan.Copy(fd, bytes, target);
  }

  private void add(Path path, SpawnPlan.Kind kind) throws IOException {
    addBind(path.toRealPath(), path.toString(), kind);
  }

  private void addBind(Path source, String target, SpawnPlan.Kind kind) {
    boolean visible =
        binds.stream()
            .anyMatch(b ->
                b.target().equals(target)
                    || b.kind() == SpawnPlan.Kind.DIRECTORY
                        && b.source().equals(b.target())
                        && kind != SpawnPlan.Kind.WRITABLE_FILE
                        && target.startsWith(b.target() + "/"));
    if (!visible) {
      binds.add(new SpawnPlan.Bind(source.toString(), target, kind));
    }
  }
}
