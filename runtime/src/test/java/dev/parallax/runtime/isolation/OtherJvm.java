package dev.parallax.runtime.isolation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;

/** Commands that run a main class of these tests in a JVM of its own, from jars. */
final class OtherJvm {
  static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  private OtherJvm() {}

  /** As the user of the build. */
  static List<String> command(Path dir, Class<?> main, String... arguments) throws IOException {
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command =
        new ArrayList<>(
            List.of(
                ChildFiles.javaHome().resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                copies(dir),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** As a user without any rights; only for root. */
  static List<String> commandOfNobody(Path dir, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = asNobody();
    command.addAll(command(dir, main, arguments));
    return command;
  }

  static List<String> asNobody() {
    return new ArrayList<>(
        List.of(
            SETPRIV.toString(),
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=-all",
            "--bounding-set=-all"));
  }

  /** The class path where nobody can read it: the build may be in a closed directory. */
  private static String copies(Path dir) throws IOException {
    List<Path> sources = new ArrayList<>(ChildFiles.ownClassPath());
    sources.addAll(TestClasses.path());
    sources.add(TestClasses.of(Assertions.class));
    List<String> copies = new ArrayList<>();
    for (Path source : sources) {
      Path target = dir.resolve(copies.size() + ".jar");
      if (Files.isDirectory(source)) {
        Files.write(target, ClassesJar.pack(source));
      } else {
        Files.copy(source, target);
      }
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
      copies.add(target.toString());
    }
    return String.join(File.pathSeparator, copies);
  }
}
