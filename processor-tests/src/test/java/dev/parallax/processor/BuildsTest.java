package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project of its own, outside of the reactor, built by javac, Maven and Gradle: it compiles and
 * runs; with a broken pipeline it gives the one message of the compiler.
 */
class BuildsTest {
  private static final Path FOLDER = Path.of("src/test/resources/builds");
  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final String ERROR =
      "[PLX-PROP-003] value is out of range property=bits value=256; take at least 0 and at most"
          + " 255";
  private static final String CARET =
      """
          "fakesrc ! mask bits=256 ! fakesink"
                               ^^^
      """
          .stripIndent();

  @TempDir Path folder;
  private Path sources;

  @BeforeEach
  void write() throws IOException {
    sources = Files.createDirectories(folder.resolve("src/main/java/tones"));
    copy("Tone.java");
    copy("package-info.java");
  }

  /** The links into the user's repository go before JUnit clears the folder. */
  @AfterEach
  void unlink() throws IOException {
    Path repository = folder.resolve("repository");
    if (Files.isDirectory(repository)) {
      try (Stream<Path> all = Files.list(repository)) {
        for (Path link : all.filter(Files::isSymbolicLink).toList()) {
          Files.delete(link);
        }
      }
    }
  }

  private void copy(String name) throws IOException {
    Files.copy(FOLDER.resolve(name), sources.resolve(name));
  }

  private String run(Map<String, String> environment, String... command) throws Exception {
    Path printed = Files.createTempFile(folder, "out", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("ended within 120 s: " + List.of(command)).isTrue();
    return "exit=" + process.exitValue() + "\n" + Files.readString(printed);
  }

  private static boolean has(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private String runMain(String classes) throws Exception {
    return run(
        Map.of(),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "--add-modules=jdk.incubator.vector",
        "-cp",
        folder.resolve(classes) + File.pathSeparator + Workspace.ALL,
        "tones.Tone");
  }

  private void assertRuns(String classes) throws Exception {
    assertThat(runMain(classes))
        .startsWith("exit=0")
        .contains("PlanCounts[used=1, refused=0, reason=]");
  }

  private static void assertTheOneMessage(String said) {
    assertThat(said).doesNotStartWith("exit=0").contains("Broken.java");
    assertThat(said.lines().filter(l -> l.contains("[PLX-")).map(BuildsTest::message).distinct())
        .containsExactly(ERROR);
    assertThat(said.lines().map(String::strip).toList())
        .containsAll(CARET.lines().map(String::strip).toList());
  }

  private static String message(String line) {
    return line.substring(line.indexOf("[PLX-"));
  }

  @Test
  void shouldCompileAndRefuseWhenTheCommandJavacBuilds() throws Exception {
    String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
    List<String> command =
        new ArrayList<>(
            List.of(javac, "-cp", Workspace.ALL, "-processorpath", Workspace.ALL, "-d", "out"));
    command.add(sources.resolve("package-info.java").toString());
    command.add(sources.resolve("Tone.java").toString());
    assertThat(run(Map.of(), command.toArray(String[]::new))).isEqualTo("exit=0\n");
    assertRuns("out");
    copy("Broken.java");
    command.add(sources.resolve("Broken.java").toString());
    assertTheOneMessage(run(Map.of(), command.toArray(String[]::new)));
  }

  @Test
  void shouldCompileAndRefuseWhenMavenBuilds() throws Exception {
    assumeTrue(has("mvn"), "there is no mvn");
    Path repository = repository();
    assumeTrue(repository != null, "modules are not packed as jars: run this by mvn verify");
    Files.copy(FOLDER.resolve("pom.xml"), folder.resolve("pom.xml"));
    String[] command = {
      "mvn",
      "-o",
      "-B",
      "-q",
      "-Dstyle.color=never",
      "-Dmaven.repo.local=" + repository,
      "org.apache.maven.plugins:maven-compiler-plugin:3.14.1:compile"
    };
    Map<String, String> java = Map.of("JAVA_HOME", System.getProperty("java.home"));
    assertThat(run(java, command)).startsWith("exit=0");
    assertRuns("target/classes");
    copy("Broken.java");
    assertTheOneMessage(run(java, command));
  }

  /** The user's local repository by links, and the modules of this build; null without jars. */
  private Path repository() throws IOException {
    Path user = Path.of(System.getProperty("user.home"), ".m2", "repository");
    String set = System.getProperty("maven.repo.local", user.toString());
    Path repository = Files.createDirectories(folder.resolve("repository"));
    try (Stream<Path> all = Files.list(Path.of(set))) {
      for (Path each : all.filter(p -> !p.endsWith("dev")).toList()) {
        Files.createSymbolicLink(repository.resolve(each.getFileName()), each);
      }
    }
    Path ours = Files.createDirectories(repository.resolve("dev/parallax"));
    put(ours, "parallax", Path.of("../pom.xml"), null);
    for (String module :
        List.of(
            "annotations",
            "model",
            "native-glue",
            "rtcheck",
            "memory",
            "runtime",
            "processor",
            "elements-std")) {
      Path jar = Path.of("..", module, "target", "parallax-" + module + "-" + VERSION + ".jar");
      if (!Files.exists(jar)) {
        return null;
      }
      put(ours, "parallax-" + module, Path.of("..", module, "pom.xml"), jar);
    }
    return repository;
  }

  private static void put(Path ours, String artifact, Path pom, Path jar) throws IOException {
    Path home = Files.createDirectories(ours.resolve(artifact).resolve(VERSION));
    String base = artifact + "-" + VERSION;
    Files.copy(pom, home.resolve(base + ".pom"), StandardCopyOption.REPLACE_EXISTING);
    if (jar != null) {
      Files.copy(jar, home.resolve(base + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void shouldCompileAndRefuseWhenGradleBuilds() throws Exception {
    assumeTrue(has("gradle"), "there is no gradle");
    Files.copy(FOLDER.resolve("build.gradle"), folder.resolve("build.gradle"));
    String path = Workspace.ALL.replace(File.pathSeparatorChar, '\n') + "\n";
    Files.writeString(folder.resolve("classpath.txt"), path);
    Files.writeString(folder.resolve("processorpath.txt"), path);
    Map<String, String> java = Map.of("PARALLAX_JDK", System.getProperty("java.home"));
    String[] command = {
      "gradle",
      "--offline",
      "--no-daemon",
      "-q",
      "-g",
      folder.resolve("home").toString(),
      "compileJava"
    };
    String said = run(java, command);
    assertThat(said).startsWith("exit=0");
    assertRuns("build/classes/java/main");
    copy("Broken.java");
    assertTheOneMessage(run(java, command));
  }
}
