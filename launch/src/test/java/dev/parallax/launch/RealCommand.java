package dev.parallax.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command as a process of its own, on this JVM's class path. */
final class RealCommand implements AutoCloseable {
  private static final long PATIENCE_S = 60;

  private final Process process;
  private final Path out;
  private final Path err;

  private RealCommand(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts {@code parallax arguments...}.
   *
   * @param dir for what it prints
   * @param classPath in front of this JVM's
   */
  static RealCommand start(Path dir, List<Path> classPath, String... arguments) throws IOException {
    return start(dir, classPath, Map.of(), arguments);
  }

  /** With variables of its environment. */
  static RealCommand start(
      Path dir, List<Path> classPath, Map<String, String> environment, String... arguments)
      throws IOException {
    StringBuilder path = new StringBuilder();
    classPath.forEach(p -> path.append(p).append(':'));
    path.append(System.getProperty("java.class.path"));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector"));
    line.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto"));
    line.addAll(List.of("-cp", path.toString(), Main.class.getName()));
    line.addAll(List.of(arguments));
    Path out = Files.createTempFile(dir, "stdout", "");
    Path err = Files.createTempFile(dir, "stderr", "");
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new RealCommand(builder.start(), out, err);
  }

  static RealCommand start(Path dir, String... arguments) throws IOException {
    return start(dir, List.of(), arguments);
  }

  Process process() {
    return process;
  }

  /** Waits for the end; the exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("command does not end\n" + err());
    }
    return process.exitValue();
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
