package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.launch.ParallaxCommand.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands other than launch, the script itself, and the two argument files, as users run them.
 */
@Timeout(120)
@Tag("packaged")
class ToolsCommandTest {
  private static final String MAIN = "dev.parallax.launch.Main";

  @TempDir Path directory;

  @Test
  void shouldShowElementsWhenInspected() {
    Result all = ParallaxCommand.run("inspect");
    assertThat(all.exit()).isZero();
    assertThat(all.out()).containsPattern("videotestsrc +Makes test video").doesNotContain("\033");

    Result one = ParallaxCommand.run("inspect", "videotestsrc");
    assertThat(one.exit()).isZero();
    assertThat(one.out())
        .contains("Ports\n  out  output, VideoFrame\n      video/x-raw,format={")
        .contains("num-buffers  int [-1, ]  default -1")
        .contains("Execution\n  begins a platform thread of its own");

    Result actions = ParallaxCommand.run("inspect", "appsink");
    assertThat(actions.out())
        .contains(
            "Actions\n  AppSample pull(long timeoutNs)\n      The oldest sample; waits for one.\n")
        .contains(
            "      timeoutNs: how long, in nanoseconds; negative: until one comes or the stream")
        .contains("      returns null after the time, and at the end of the stream\n");

    Result none = ParallaxCommand.run("inspect", "videotestscr");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("[PLX-PIPE-002]").contains("did you mean videotestsrc");
  }

  @Test
  void shouldInspectEveryElementThatIsListed() {
    List<String> names = ParallaxCommand.run("list").out().lines().toList();

    assertThat(names).contains("fakesrc", "queue", "tee", "filesink").isSorted();
    for (String name : names) {
      assertThat(ElementPage.of(dev.parallax.runtime.spi.Catalogs.require(name), Ink.PLAIN))
          .startsWith(name + "  ");
    }
  }

  @Test
  void shouldExplainAndDrawWithoutRunning() {
    String pipeline =
        "filesrc location=" + directory.resolve("none") + " ! queue name=q ! fakesink";

    assertThat(ParallaxCommand.run("explain", pipeline).out())
        .contains("negotiation")
        .contains("behind queue q");
    assertThat(ParallaxCommand.run("graph", pipeline).out())
        .startsWith("digraph pipeline {")
        .endsWith("}\n");
    assertThat(ParallaxCommand.run("graph", "--format=mermaid", pipeline).out())
        .startsWith("flowchart LR\n");
    assertThat(ParallaxCommand.run("graph", "fakesrc ! fakesnk").exit()).isEqualTo(2);
  }

  @Test
  void shouldCompleteWordsInBash() {
    assertThat(completed("parallax", "insp")).isEqualTo("inspect");
    assertThat(completed("parallax", "inspect", "videotests")).isEqualTo("videotestsrc");
    assertThat(completed("parallax", "launch", "fdsr")).isEqualTo("fdsrc");
    assertThat(completed("parallax", "launch", "fakesrc", "num-")).isEqualTo("num-buffers=");
    assertThat(completed("parallax", "launch", "fakesrc", "!", "fakesi")).isEqualTo("fakesink");
    assertThat(completed("parallax", "launch", "--pro")).isEqualTo("--progress");
    assertThat(completed("parallax", "completion", "z")).isEqualTo("zsh");
  }

  private static String completed(String... words) {
    String script =
        "source <('"
            + ParallaxCommand.script()
            + "' completion bash); COMP_WORDS=("
            + Stream.of(words).map(w -> "'" + w + "'").collect(Collectors.joining(" "))
            + "); COMP_CWORD="
            + (words.length - 1)
            + "; _parallax; echo \"${COMPREPLY[*]}\"";
    Result result = ParallaxCommand.runWords(List.of("bash", "--norc", "-c", script));
    assertThat(result.err()).isEmpty();
    return result.out().strip();
  }

  @Test
  void shouldRunWhenCalledByASymbolicLinkFromElsewhere() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("plx"), ParallaxCommand.script());
    Path relative = Files.createSymbolicLink(directory.resolve("again"), Path.of("plx"));
    for (Path path : List.of(link, relative)) {
      ProcessBuilder builder = ParallaxCommand.builder(List.of(path.toString(), "--version"));
      try (ParallaxCommand command =
          ParallaxCommand.start(builder.directory(directory.toFile()), true)) {
        Result result = command.result();
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("parallax 0.");
      }
    }
  }

  @Test
  void shouldExitWith4WhenNothingIsBuiltAndBuildingIsForbidden() throws IOException {
    Path copy = Files.copy(ParallaxCommand.script(), directory.resolve("parallax"));
    assertThat(copy.toFile().setExecutable(true)).isTrue();

    Result result = ParallaxCommand.runWords(List.of(copy.toString(), "list"));

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("PARALLAX_BUILD=never");
  }

  @Test
  void shouldUseTheCacheOfThisBuild() {
    String flags = ParallaxCommand.dist().get("flags");

    assertThat(flags).contains("-XX:AOTCache=");
    List<String> words =
        List.of(
            "bash",
            "-c",
            ". launch/target/dist/command; $java \"${flags[@]}\" -Xlog:class+load -cp $class_path"
                + " $main list");
    ProcessBuilder builder =
        ParallaxCommand.builder(words).directory(ParallaxCommand.root().toFile());
    try (ParallaxCommand command = ParallaxCommand.start(builder, true)) {
      assertThat(command.result().out())
          .containsPattern("dev.parallax.launch.Cli source: shared objects file");
    }
  }

  // ---- programs of users, which have other ways to start

  @Test
  void shouldRunWithTheArgumentFileOfTheClassPath() throws IOException {
    Result result =
        java("@" + argumentFile("parallax.args"), "-cp", jars(), MAIN, "launch", conversion());

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).doesNotContain("native-access").doesNotContain("--add-modules");
  }

  @Test
  void shouldRunWithTheArgumentFileOfTheModulePath() throws IOException {
    Result result =
        java(
            "@" + argumentFile("parallax-modules.args"),
            "-p",
            jars(),
            "-m",
            "dev.parallax.launch/" + MAIN,
            "launch",
            conversion());

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).doesNotContain("native-access").doesNotContain("--add-modules");
  }

  @Test
  void shouldNameTheMissingOptionsWhenStartedWithoutThem() throws IOException {
    Result result = java("-cp", jars(), MAIN, "launch", conversion());

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("start java with --enable-native-access=ALL-UNNAMED")
        .contains("start java with --add-modules jdk.incubator.vector");
    assertThat(
            java(
                    "-p",
                    jars(),
                    "-m",
                    "dev.parallax.launch/" + MAIN,
                    "launch",
                    "fakesrc num-buffers=1 ! fakesink")
                .err())
        .contains(
            "start java with --enable-native-access=dev.parallax.nativeglue,dev.parallax.memory");
  }

  private static String conversion() {
    return "videotestsrc num-buffers=1 ! video/x-raw,format=I420,width=64,height=48 ! videoconvert"
        + " ! video/x-raw,format=RGBA ! fakesink";
  }

  private static Path argumentFile(String name) {
    return ParallaxCommand.root().resolve("dist").resolve(name);
  }

  private static Result java(String... arguments) {
    List<String> words = new ArrayList<>(List.of(ParallaxCommand.dist().get("java")));
    words.addAll(List.of(arguments));
    return ParallaxCommand.runWords(words);
  }

  private static String jars() {
    return ParallaxCommand.dist().get("class_path");
  }
}
