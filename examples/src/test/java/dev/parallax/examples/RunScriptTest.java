package dev.parallax.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code run}, after the package phase. */
@Tag("packaged")
class RunScriptTest {
  @TempDir Path elsewhere;

  private record Result(int code, List<String> out, String err) {}

  @Test
  void shouldRunAnExampleWhenCalledFromElsewhereThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("run-it"), script());

    Result result = run(link, "04-funnel");

    assertThat(result.err()).doesNotContain("error", "restricted");
    assertThat(result.out()).isEqualTo(Readme.output("04-funnel"));
    assertThat(result.code()).isZero();
  }

  @Test
  void shouldListTheExamplesWhenThereIsNoneOfThatName() throws Exception {
    Result result = run(script(), "99-none");

    assertThat(result.err()).contains("usage: examples/run EXAMPLE", "  01-hello", "  07-file-io");
    assertThat(result.code()).isEqualTo(2);
  }

  private static Path script() {
    return Path.of("run").toAbsolutePath();
  }

  private Result run(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path out = elsewhere.resolve("out");
    Path err = elsewhere.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
    builder.environment().put("PARALLAX_BUILD", "never");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    assertThat(ended).as("ends within a minute; it said: %s", Files.readString(err)).isTrue();
    return new Result(process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }
}
