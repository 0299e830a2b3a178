package dev.parallax.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Somebody's own project, {@code own-project-template}, is built by plain Maven against the jars of
 * this build. Runs after the package phase, because the jars are what it is about.
 */
@Tag("packaged")
class OwnProjectTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path WORK = MODULE.resolve("target/own-project");
  private static final String SOURCES = "src/main/java/com/example/sound/";
  private static final Pattern MODULE_NAME = Pattern.compile("<module>([\\w-]+)</module>");

  /** The JDK that Maven itself runs on, often 17; and ours. */
  private static final String MAVENS_JDK = System.getProperty("parallax.maven.java");

  private static final String OUR_JDK = System.getProperty("java.home");

  private static LocalRepository repository;

  /** How a run of Maven ended, and what it printed. */
  private record Build(int code, String output) {}

  @BeforeAll
  static void installTheJars() throws IOException {
    Files.createDirectories(WORK);
    repository =
        LocalRepository.linkedTo(
            Path.of(System.getProperty("parallax.local.repository")), WORK.resolve("repository"));
    Path root = MODULE.getParent();
    String version = System.getProperty("parallax.version");
    String rootPom = Files.readString(root.resolve("pom.xml"));
    repository.install("parallax", version, root.resolve("pom.xml"));
    int jars = 0;
    for (Matcher m = MODULE_NAME.matcher(rootPom); m.find(); ) {
      Path module = root.resolve(m.group(1));
      String artifact = "parallax-" + m.group(1);
      Path pom = module.resolve("pom.xml");
      Path jar = module.resolve("target/" + artifact + "-" + version + ".jar");
      if (!Files.readString(pom).contains("<maven.install.skip>true<") && Files.exists(jar)) {
        repository.install(artifact, version, pom, jar);
        jars++;
      }
    }
    assertThat(jars).as("jars of this build; fix: mvn verify, from the root").isGreaterThan(7);
  }

  @AfterAll
  static void deleteTheRepository() throws IOException {
    LocalRepository.delete(WORK.resolve("repository"));
  }

  @Test
  void shouldTestAndRunWhenTheProjectIsRight() throws Exception {
    Path project = copy("right");

    Build build = maven(MAVENS_JDK, project, "verify", "exec:exec");

    assertThat(build.output()).contains("BUILD SUCCESS").contains("Tests run: 3, Failures: 0");
    assertThat(build.output())
        .contains("methods=1 unsafe=0 ", "1 pipelines checked, 0 wrong, 0 not checked");
    assertThat(project.resolve("target/classes/META-INF/parallax/rt-summary")).exists();
    assertThat(build.output().lines()).containsSubsequence(Readme.output("own-project-template"));
    assertThat(build.output())
        .as("warnings of the JDK or of javac")
        .doesNotContain("[WARNING]", "restricted method", "incubator");
    assertThat(build.code()).isZero();
    assertThat(project.resolve("target/sweep.wav")).hasSize(96_044);
  }

  @Test
  void shouldNameFileAndLineWhenRealTimeCodeAllocates() throws Exception {
    Path project = copy("wrong-real-time");
    int line =
        edit(
            project,
            "Amplify.java",
            "    for (int i = 0; i < block.length(); i++) {",
            "    float[] copy = new float[block.length()];\n"
                + "    for (int i = 0; i < copy.length; i++) {");

    String message = "[PLX-RT-001] com.example.sound.Amplify.apply allocates: new float[]";
    Build compiler = maven(OUR_JDK, project, "process-classes");

    assertThat(compiler.code()).isNotZero();
    assertThat(compiler.output())
        .contains("Amplify.java:[" + (line + 1) + ",")
        .contains("error: " + message);
    assertThat(project.resolve("target/classes/com/example/sound/Amplify.class")).doesNotExist();

    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace(
                "<annotationProcessorPaths>",
                "<compilerArgs><arg>-Xplugin:ParallaxRt off</arg></compilerArgs>"
                    + "<annotationProcessorPaths>"));
    Build goal = maven(MAVENS_JDK, project, "process-classes");

    assertThat(goal.code()).isNotZero();
    assertThat(goal.output())
        .contains(
            "[ERROR] error: "
                + message
                + "\n  in com.example.sound.Amplify.apply(Amplify.java:"
                + (line + 1)
                + ")\n"
                + "  fix: Make the object once, in the constructor, @Start or @Configure, and use"
                + " it again.\n")
        .contains("methods=1 unsafe=1 ", "parallax-maven-plugin", "real-time code is not safe");
    assertThat(project.resolve("target/classes/META-INF/parallax/rt-summary")).doesNotExist();

    Build told =
        maven(OUR_JDK, project, "process-classes", "-Dparallax.rtcheck.failOnViolation=false");
    assertThat(told.code()).isZero();
    assertThat(told.output()).contains("[WARNING] error: [PLX-RT-001] com.example.sound.Amplify");

    Build skipped = maven(OUR_JDK, project, "process-classes", "-Dparallax.rtcheck.skip=true");
    assertThat(skipped.code()).isZero();
    assertThat(skipped.output()).contains("skipped").doesNotContain("PLX-RT");
  }

  @Test
  void shouldGiveTheMessageOfTheCompilerWhenAPipelineInAFileIsWrong() throws Exception {
    Path project = copy("wrong-pipeline");
    Path file = project.resolve("src/main/pipelines/tone.pipeline");
    Files.writeString(file, Files.readString(file).replace("gain=0.5", "gain=9"));

    Build build = maven(OUR_JDK, project, "process-classes");

    assertThat(build.code()).isNotZero();
    assertThat(build.output())
        .containsPattern(
            "tone\\.pipeline:\\d+: error: \\[PLX-PROP-003] value is out of range property=gain")
        .contains("1 pipelines checked, 1 wrong, 0 not checked", "pipelines are wrong");
  }

  @Test
  void shouldRunWhenMavenItselfRunsOnOurJdk() throws Exception {
    Build build = maven(OUR_JDK, copy("our-jdk"), "compile", "exec:exec");

    assertThat(build.output()).contains("BUILD SUCCESS", "string peak=0.5", "builders peak=0.25");
    assertThat(build.code()).isZero();
  }

  @Test
  void shouldNameFileAndLineWhenAnElementIsWrong() throws Exception {
    Path project = copy("wrong-element");
    int line = edit(project, "Amplify.java", "@InOut AudioBlock block", "@InOut int block");

    Build build = maven(MAVENS_JDK, project, "compile");

    assertThat(build.code()).isNotZero();
    assertThat(build.output())
        .containsPattern("Amplify\\.java:\\[" + line + ",\\d+] error: \\[PLX-PORT-003] ")
        .contains("parameter=block type=int")
        .doesNotContain("generated-sources");
  }

  @Test
  void shouldNameFileAndLineWhenMediaDoNotFit() throws Exception {
    Path project = copy("wrong-media");
    edit(project, "Main.java", "StdElements.queue;", "StdElements.videoScale;");
    int line = edit(project, "Main.java", ".via(queue())", ".to(videoScale())");

    Build build = maven(OUR_JDK, project, "compile");

    assertThat(build.code()).isNotZero();
    assertThat(build.output())
        .containsPattern("Main\\.java:\\[" + line + ",\\d+] error: ")
        .contains("VideoScaleElement cannot be converted to Into<? super RawAudio,R>");
  }

  /** Replaces a text that occurs once, and tells its line. */
  private static int edit(Path project, String file, String before, String after)
      throws IOException {
    Path path = project.resolve(SOURCES + file);
    String text = Files.readString(path);
    assertThat(text).containsOnlyOnce(before);
    Files.writeString(path, text.replace(before, after));
    return (int) text.substring(0, text.indexOf(before)).lines().count();
  }

  private static Path copy(String name) throws IOException {
    Path template = MODULE.resolve("own-project-template");
    Path project = WORK.resolve(name);
    LocalRepository.delete(project);
    List<Path> files;
    try (Stream<Path> all = Files.walk(template)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path relative = template.relativize(file);
      if (!relative.startsWith("target")) {
        Files.createDirectories(project.resolve(relative).getParent());
        Files.copy(file, project.resolve(relative));
      }
    }
    return project;
  }

  /** Runs the Maven that runs this test. What it prints is kept beside the project. */
  private static Build maven(String jdk, Path project, String... goals) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("parallax.maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-Dstyle.color=never", "-Dmaven.repo.local=" + repository.root()));
    command.addAll(List.of(goals));
    Path log = project.resolveSibling(project.getFileName() + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", jdk);
    builder.environment().keySet().removeAll(List.of("MAVEN_ARGS", "MAVEN_CMD_LINE_ARGS"));
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(ended).as("maven ends within 5 minutes; it printed:\n%s", output).isTrue();
    return new Build(process.exitValue(), output);
  }
}
