package dev.parallax.model.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.model.descriptor.CatalogText.Row;
import dev.parallax.model.diag.DiagnosticId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTextTest {
  private static final Row GAIN =
      new Row("gain", "dev.example.GainElement", "dev.example.Elements");
  private static final Row TEE =
      new Row("tee", "dev.example.Outer$TeeElement", "dev.example.Elements");

  @Test
  void shouldWriteRowsSortedAndReadThemAgain() {
    String text = CatalogText.write(List.of(TEE, GAIN, TEE));
    assertThat(text)
        .isEqualTo(
            """
            parallax-elements 1.0
            gain dev.example.GainElement dev.example.Elements
            tee dev.example.Outer$TeeElement dev.example.Elements
            """);
    assertThat(CatalogText.parse(text)).containsExactly(GAIN, TEE);
    assertThat(CatalogText.parse(CatalogText.write(List.of()))).isEmpty();
  }

  @Test
  void shouldReadJoinedFilesAndNewerMinorVersions() {
    String one = CatalogText.write(List.of(GAIN));
    String two = CatalogText.write(List.of(GAIN, TEE));
    assertThat(CatalogText.parse(one + "\n" + two)).containsExactly(GAIN, TEE);
    assertThat(CatalogText.parse(one.stripTrailing())).containsExactly(GAIN);
    String newer = one.replace("1.0", "1.7").replace("Elements\n", "Elements more words\n");
    assertThat(CatalogText.parse(newer)).containsExactly(GAIN);
    assertThatExceptionOfType(DescriptorException.class)
        .isThrownBy(() -> CatalogText.parse(newer.replace("1.7", "1.0")))
        .withMessageContaining(
            "[PLX-DESC-004] line has not three words: element, builder, facade line=2");
    assertThatExceptionOfType(DescriptorException.class)
        .isThrownBy(() -> CatalogText.parse(one + two.replace("1.0", "2.0")))
        .satisfies(e -> assertThat(e.diagnostic().id()).isEqualTo(DiagnosticId.DESC_VERSION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gain",
        "gain a",
        "gain a b c",
        " a b",
        "gain  b",
        "ga/in a b",
        "gain a. b",
        "gain 1a b",
        "gain a ../b",
        "g\u0000 a b"
      })
  void shouldRefuseRowsThatAreNone(String row) {
    assertThatExceptionOfType(DescriptorException.class)
        .isThrownBy(() -> CatalogText.parse("parallax-elements 1.0\n" + row + "\n"))
        .satisfies(e -> assertThat(e.line()).isEqualTo(2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Row("a b", "c", "d"));
  }

  @Test
  void shouldRefuseTooLongTextsAndThrowNothingElseWhenMutated() {
    assertThatExceptionOfType(DescriptorException.class)
        .isThrownBy(() -> CatalogText.parse("x".repeat(CatalogText.MAX_LENGTH + 1)))
        .satisfies(e -> assertThat(e.diagnostic().id()).isEqualTo(DiagnosticId.DESC_TOO_LONG));
    Random r = new Random(1);
    String text = CatalogText.write(List.of(GAIN, TEE));
    for (int i = 0; i < 20_000; i++) {
      StringBuilder mutated = new StringBuilder(text);
      for (int n = r.nextInt(1, 5); n > 0; n--) {
        mutated.setCharAt(r.nextInt(mutated.length()), " \n.$az01\u0000-".charAt(r.nextInt(10)));
      }
      try {
        List<Row> rows = CatalogText.parse(mutated.toString());
        assertThat(CatalogText.parse(CatalogText.write(rows)))
            .containsExactlyInAnyOrderElementsOf(rows);
      } catch (DescriptorException e) {
        assertThat(e.line()).isPositive();
      }
    }
  }
}
