package dev.parallax.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
  @Test
  void shouldStayWithinSixMinutesWhenNothingIsSaid() {
    assertThat(Options.parse(List.of()).rounds()).isEqualTo(7);
    assertThat(Options.parse(List.of()).limit().toSeconds()).isLessThan(360);
  }

  @Test
  void shouldStayWithinNinetySecondsWhenQuick() {
    assertThat(Options.parse(List.of("--quick")).rounds()).isEqualTo(3);
    assertThat(Options.parse(List.of("--quick")).limit().toSeconds()).isLessThan(90);
  }

  @Test
  void shouldTakeValuesWhenGiven() {
    Options options =
        Options.parse(List.of("--quick", "--rounds", "12", "--only", "scale", "--write", "a.md"));

    assertThat(options.rounds()).isEqualTo(12);
    assertThat(options.only()).isEqualTo("scale");
    assertThat(options.write()).isEqualTo("a.md");
  }

  @Test
  void shouldRefuseBeforeMeasuringWhenTheDocumentHasNoPlaceForTheGroup(@TempDir Path folder)
      throws IOException {
    Path document = folder.resolve("a.md");
    Files.writeString(document, Report.begin("convert-pairs") + "\n" + Report.end("convert-pairs"));
    String file = document.toString();

    SideBySide.checkDocument(Options.parse(List.of("--only", "convert-pairs", "--write", file)));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            SideBySide.checkDocument(
                Options.parse(List.of("--only", "convert-pairs-i420", "--write", file))))
        .withMessageContaining("side-by-side convert-pairs-i420: begin")
        .withMessageContaining("leave out --write");
  }

  @Test
  void shouldRefuseWhenAnOptionIsUnknownOrOutOfRange() {
    for (List<String> wrong :
        List.of(
            List.of("--fast"),
            List.of("--rounds"),
            List.of("--only", "queue", "--write", "a.md"),
            List.of("--rounds", "0"),
            List.of("--rounds", "101"),
            List.of("--rounds", "many"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(wrong));
    }
  }
}
