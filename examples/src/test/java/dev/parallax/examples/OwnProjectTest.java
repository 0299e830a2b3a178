package dev.parallax.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.ForeignProjects.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final String SOURCES = "src/main/java/com/example/sound/";

  /** The JDK that Maven itself runs on, often 17; and ours. */
  private static final String MAVENS_JDK = System.getProperty("parallax.maven.java");

  private static final String OUR_JDK = System.getProperty("java.home");

  private static ForeignProjects projects;

  @BeforeAll
  static void installTheJars() throws IOException {
    projects = ForeignProjects.of("own-project-template");
  }

  @AfterAll
  static void deleteTheRepository() throws IOException {
    projects.close();
  }

  private static Path copy(String name) throws IOException {
    return projects.copy(name);
  }

  private static int edit(Path project, String file, String before, String after)
      throws IOException {
    return ForeignProjects.edit(project.resolve(SOURCES + file), before, after);
  }

  private static Build maven(String jdk, Path project, String... goals) throws Exception {
    return projects.maven(jdk, project, goals);
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
  void shouldKeepToTheBudgetAndWriteNoSummaryWhenTheProjectSaysSo() throws Exception {
    Path project = copy("trusted");
    edit(
        project,
        "Amplify.java",
        "  @Transform\n",
        "  @dev.parallax.annotations.RtTrusted(reason = \"told by the test\")\n"
            + "  private static void tell() {\n"
            + "    System.out.println();\n"
            + "  }\n\n"
            + "  @Transform\n");
    edit(project, "Amplify.java", "block) {\n", "block) {\n    tell();\n");
    Path summary = project.resolve("target/classes/META-INF/parallax/rt-summary");

    Build none = maven(OUR_JDK, project, "process-classes", "-Dparallax.rtcheck.budget=0");
    assertThat(none.code()).isNotZero();
    assertThat(none.output())
        .contains(
            "[ERROR] error: [PLX-RT-008] more methods are trusted than the budget allows trusted=1"
                + " budget=0\n"
                + "  com.example.sound.Amplify.tell: told by the test\n"
                + "  fix: Make one of the methods verifiable, or raise the budget.\n")
        .contains("real-time code is not safe");
    assertThat(summary).doesNotExist();

    Build one =
        maven(
            OUR_JDK,
            project,
            "process-classes",
            "-Dparallax.rtcheck.budget=1",
            "-Dparallax.rtcheck.summary=false");
    assertThat(one.output()).contains("BUILD SUCCESS", "methods=1 unsafe=0 ");
    assertThat(one.code()).isZero();
    assertThat(summary).doesNotExist();

    Build written = maven(OUR_JDK, project, "process-classes", "-Dparallax.rtcheck.budget=1");
    assertThat(written.code()).isZero();
    assertThat(summary).exists();
  }

  @Test
  void shouldGiveTheMessageOfTheCompilerWhenAPipelineInAFileIsWrong() throws Exception {
    Path project = copy("wrong-pipeline");
    Path file = project.resolve("src/main/pipelines/tone.pipeline");
    Files.writeString(file, Files.readString(file).replace("gain=0.5", "gain=9"));
    Path plugin = project.resolve("plugins/broken.jar");
    Files.createDirectories(plugin.getParent());
    Files.writeString(plugin, "PK no zip");
    ForeignProjects.edit(
        project.resolve("pom.xml"),
        "<goal>check</goal>\n            </goals>\n",
        "<goal>check</goal>\n            </goals>\n            <configuration><plugins>"
            + "<plugin>${project.basedir}/plugins</plugin></plugins></configuration>\n");
    Files.writeString(file.resolveSibling("unknown.pipeline"), "fakesrc ! nowhere ! fakesink");

    Build build = maven(OUR_JDK, project, "process-classes");

    assertThat(build.code()).isNotZero();
    assertThat(build.output())
        .containsPattern(
            "tone\\.pipeline:\\d+: error: \\[PLX-PROP-003] value is out of range property=gain")
        .contains("unknown.pipeline:1: error: [PLX-PIPE-002] no element is named nowhere")
        .contains("warning: [PLX-PLUG-001] plugin is not used jar=" + plugin)
        .contains("2 pipelines checked, 2 wrong, 0 not checked", "pipelines are wrong");
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
}
