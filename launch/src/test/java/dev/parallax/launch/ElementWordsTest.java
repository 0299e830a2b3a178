package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementWordsTest {
  private static final String PIPELINE = "fakesrc num-buffers=1 ! identity name=i ! fakesink";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ExitCode run(String... words) {
    out.reset();
    err.reset();
    return new Cli(new PrintStream(out), new PrintStream(err)).run(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --isolate=fakesnk           | --isolate: fakesnk stands for no element of the pipeline; did you mean fakesink
          --isolate=i,videocnvert     | --isolate: videocnvert stands for no element of the pipeline; its elements are
          --isolate=identiy*          | did you mean identity
          --isolate=videoconvert      | --isolate: videoconvert stands for no element
          --group=g=i,fakesnk         | --group: fakesnk stands for no element
          --trust=identiy             | --trust: identiy stands for no element of the pipeline; did you mean identity
          """)
  void shouldRefuseNamesThatStandForNoElement(String option, String reason) {
    for (String command : List.of("launch", "explain")) {
      assertThat(run(command, option, PIPELINE)).isEqualTo(ExitCode.USAGE);
      assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: ").contains(reason);
      assertThat(out.size()).isZero();
    }
  }

  @Test
  void shouldRefuseNamesThatStandForNoElementWhenItLearns() {
    assertThat(run("learn", "--isolate=fakesnk", PIPELINE)).isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource({"--trust=i", "--trust=StdElements", "--trust=videoconvert", "--trust=ident*"})
  void shouldTakeNamesOfElementsAndLibrariesToTrust(String option) {
    assertThat(run("explain", option, PIPELINE)).isEqualTo(ExitCode.OK);
  }

  @Test
  void shouldTakeNamesOfConvertersThatMayBeInserted() {
    assertThat(run("explain", "--convert", "--isolate=videoconvert", PIPELINE))
        .isEqualTo(ExitCode.OK);
    assertThat(run("explain", "--isolate=fake*,*dentit*,fakesink0", PIPELINE))
        .isEqualTo(ExitCode.OK);
  }
}
