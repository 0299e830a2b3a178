package dev.parallax.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A goal that starts the {@code parallax} command: Maven may run on a Java that can't load it.
 * Maven sets the fields.
 */
@NullUnmarked
abstract class ToolMojo extends AbstractMojo {
  static final int OK = 0;

  private boolean skip;
  private File jdk;
  private File classes;
  private List<String> classPath;
  private List<Artifact> pluginArtifacts;
  private MavenSession session;
  private ToolchainManager toolchains;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("skipped");
      return;
    }
    if (!classes.isDirectory()) {
      getLog().info("there are no classes");
      return;
    }
    runGoal(classes.toPath());
  }

  abstract void runGoal(Path classes) throws MojoExecutionException, MojoFailureException;

  /** What the project's classes use, as far as it is there. */
  final List<String> classPath() {
    return classPath.stream().filter(place -> new File(place).exists()).toList();
  }

  /**
   * Runs the command; what it prints goes to the log, line by line.
   *
   * @param before class path before that of the command
   * @param errors takes what it says in its error stream when it fails; else those are warnings
   * @return its exit code
   */
  final int command(List<String> before, List<String> arguments, Consumer<CharSequence> errors)
      throws MojoExecutionException {
    Set<String> path = new LinkedHashSet<>(before);
    pluginArtifacts.stream()
        .map(Artifact::getFile)
        .filter(file -> file != null)
        .forEach(file -> path.add(file.toString()));
    List<String> words =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                String.join(File.pathSeparator, path),
                "dev.parallax.launch.Main"));
    words.addAll(arguments);
    try {
      // Class paths are longer than a command line may be.
      Path file = Files.createTempFile("parallax", ".args");
      try {
        Files.write(file, words.stream().map(ToolMojo::quote).toList());
        return run(List.of(java().toString(), "@" + file), getLog(), errors);
      } finally {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new MojoExecutionException("the parallax command cannot be run: " + e, e);
    }
  }

  /** As {@link #command}, of any program. */
  static int run(List<String> command, Log log, Consumer<CharSequence> errors) throws IOException {
    Process process = new ProcessBuilder(command).start();
    try {
      process.getOutputStream().close();
      List<String> said = new ArrayList<>();
      Thread reader = new Thread(() -> lines(process.getErrorStream(), said::add), "parallax");
      reader.start();
      lines(process.getInputStream(), log::info);
      reader.join();
      int code = process.waitFor();
      if (!said.isEmpty()) {
        Consumer<CharSequence> level = code == OK ? log::warn : errors;
        level.accept(String.join(System.lineSeparator(), said));
      }
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void lines(InputStream from, Consumer<String> to) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        to.accept(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the java launcher reads argument files. */
  static String quote(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private Path java() throws MojoExecutionException {
    if (jdk != null && Jdks.feature(jdk.toPath()) != Jdks.FEATURE) {
      throw new MojoExecutionException("there is no JDK " + Jdks.FEATURE + " in jdk=" + jdk);
    }
    String home = System.getenv("JAVA_HOME");
    List<@Nullable Path> candidates =
        Arrays.asList(
            jdk == null ? null : jdk.toPath(),
            ofToolchain(),
            Path.of(System.getProperty("java.home")),
            home == null ? null : Path.of(home));
    return Jdks.find(candidates, Path.of("/usr/lib/jvm"))
        .map(found -> found.resolve("bin/java"))
        .orElseThrow(() ->
            new MojoExecutionException(
                "there is no JDK "
                    + Jdks.FEATURE
                    + " in the toolchain, Maven's Java, JAVA_HOME and /usr/lib/jvm\n"
                    + "  fix: -Dparallax.jdk=HOME, or the goal select-jdk-toolchain of"
                    + " maven-toolchains-plugin"));
  }

  private @Nullable Path ofToolchain() {
    Toolchain chosen = toolchains.getToolchainFromBuildContext("jdk", session);
    String javac = chosen == null ? null : chosen.findTool("java");
    Path bin = javac == null ? null : Path.of(javac).getParent();
    return bin == null ? null : bin.getParent();
  }
}
