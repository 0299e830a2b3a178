package dev.parallax.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A throw-away local repository of Maven: what the user's own one holds, as hard links, and the
 * jars of this build. The user's own one is never written to.
 */
final class LocalRepository {
  private static final Path OURS = Path.of("dev", "parallax");

  private final Path root;

  private LocalRepository(Path root) {
    this.root = root;
  }

  /** Links everything but earlier builds of this project; other disks cost a copy. */
  static LocalRepository linkedTo(Path users, Path root) throws IOException {
    delete(root);
    Files.createDirectories(root);
    if (Files.isDirectory(users)) {
      Files.walkFileTree(users, new Linker(users, root));
    }
    return new LocalRepository(root);
  }

  /** As {@code install:install-file} does. */
  void install(String artifact, String version, Path pom) throws IOException {
    Files.copy(pom, place(artifact, version, ".pom"), StandardCopyOption.REPLACE_EXISTING);
  }

  void install(String artifact, String version, Path pom, Path jar) throws IOException {
    install(artifact, version, pom);
    Files.copy(jar, place(artifact, version, ".jar"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path place(String artifact, String version, String ending) throws IOException {
    Path folder = root.resolve(OURS).resolve(artifact).resolve(version);
    Files.createDirectories(folder);
    return folder.resolve(artifact + "-" + version + ending);
  }

  Path root() {
    return root;
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(path -> {
            try {
              Files.delete(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static final class Linker extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    private Linker(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Path relative = from.relativize(folder);
      if (relative.equals(OURS)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Files.createDirectories(to.resolve(relative));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Path target = to.resolve(from.relativize(file));
      String name = file.getFileName().toString();
      if (name.endsWith(".jar") || name.endsWith(".pom")) {
        link(file, target);
      } else {
        Files.copy(file, target); // Maven's own notes are rewritten in place
      }
      return FileVisitResult.CONTINUE;
    }

    private static void link(Path file, Path target) throws IOException {
      try {
        Files.createLink(target, file);
      } catch (FileSystemException | UnsupportedOperationException e) {
        Files.copy(file, target);
      }
    }
  }
}
