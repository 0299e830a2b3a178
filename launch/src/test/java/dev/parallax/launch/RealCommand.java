package dev.parallax.launch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
  private static final long SIGINT_BIT = 1L << 1; // of signal 2

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
    return start(dir, List.of(), classPath, environment, arguments);
  }

  /**
   * One that hears SIGINT, though this JVM and what it starts may have been told to ignore it: that
   * is what a shell does to {@code mvn verify &} in a script. env(1) undoes it.
   */
  static RealCommand startHearing(Path dir, String... arguments)
      throws IOException, InterruptedException {
    List<String> before = List.of();
    if (ignoresInterrupts()) {
      before = List.of("env", "--default-signal=INT");
      List<String> probe = new ArrayList<>(before);
      probe.add("true");
      assumeTrue(
          new ProcessBuilder(probe).start().waitFor() == 0,
          "this build was started with SIGINT ignored, and env(1) has no --default-signal");
    }
    return start(dir, before, List.of(), Map.of(), arguments);
  }

  private static boolean ignoresInterrupts() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT_BIT) != 0;
      }
    }
    throw new IOException("/proc/self/status has no SigIgn");
  }

  private static RealCommand start(
      Path dir,
      List<String> before,
      List<Path> classPath,
      Map<String, String> environment,
      String... arguments)
      throws IOException {
    StringBuilder path = new StringBuilder();
    classPath.forEach(p -> path.append(p).append(':'));
    path.append(System.getProperty("java.class.path"));
    List<String> line = new ArrayList<>(before);
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
