package dev.parallax.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.ForeignProjects.Build;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Somebody's project that tests its elements by the test kit, {@code test-kit-template}, is built
 * by plain Maven against the jars of this build.
 */
@Tag("packaged")
class TestKitProjectTest {
  private static final String SOURCES = "src/main/java/com/example/kit/";
  private static final String MAVENS_JDK = System.getProperty("parallax.maven.java");

  private static ForeignProjects projects;

  @BeforeAll
  static void installTheJars() throws IOException {
    projects = ForeignProjects.of("test-kit-template");
  }

  @AfterAll
  static void deleteTheRepository() throws IOException {
    projects.close();
  }

  @Test
  void shouldPassAllTestsOfTheKitWhenTheElementsAreRight() throws Exception {
    Build build = projects.maven(MAVENS_JDK, projects.copy("right"), "verify");

    assertThat(build.output()).contains("BUILD SUCCESS", "Failures: 0, Errors: 0");
    assertThat(build.code()).isZero();
  }

  @Test
  void shouldFailTheFuzzTestWhenAParserTrustsALength() throws Exception {
    Path project = projects.copy("trusting");
    ForeignProjects.edit(
        project.resolve(SOURCES + "Records.java"),
        "if (at + 2 + length > all.length) {",
        "if (at + 2 > all.length) {");

    Build build = projects.maven(MAVENS_JDK, project, "verify");

    assertThat(build.code()).isNotZero();
    assertThat(build.output())
        .contains(
            "KitTest.shouldEndOrSayWhatIsWrongWhenTheStreamIsDamaged",
            "element=records round=",
            "input=");
  }

  @Test
  void shouldNameTheElementWhenRealTimeCodeAllocates() throws Exception {
    Path project = projects.copy("allocating");
    ForeignProjects.edit(
        project.resolve(SOURCES + "Halve.java"),
        "AudioBlock block) {\n",
        "AudioBlock block) {\n    made = new float[block.length()];\n");
    ForeignProjects.edit(
        project.resolve(SOURCES + "Halve.java"),
        "  @Transform\n",
        "  float[] made;\n\n  @Transform\n");
    ForeignProjects.edit(
        project.resolve("pom.xml"),
        "<annotationProcessorPaths>",
        "<compilerArgs><arg>-Xplugin:ParallaxRt off</arg></compilerArgs>"
            + "<annotationProcessorPaths>");

    Build build = projects.maven(MAVENS_JDK, project, "verify");

    assertThat(build.code()).isNotZero();
    assertThat(build.output())
        .contains("Halve.apply of element=halve is @RtSafe and allocates")
        .contains("KitTest.shouldHalveEachSample");
  }
}
