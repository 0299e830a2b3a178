package dev.parallax.model.diag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosticTest {
  private static final List<String> FAMILIES =
      List.of(
          "ELEM", "PORT", "CAPS", "PROP", "PIPE", "GRAPH", "DESC", "RUN", "MEM", "SBX", "WIRE",
          "RT", "PLUG");

  @ParameterizedTest
  @EnumSource(DiagnosticId.class)
  void shouldBeWellFormed(DiagnosticId id) {
    assertThat(id.code()).matches("PLX-[A-Z]{2,5}-[0-9]{3}");
    assertThat(id.family()).isIn(FAMILIES);
    assertThat(id.name()).startsWith(id.family() + "_");
    assertThat(id.title()).hasSizeBetween(5, 70).matches("[^A-Z].*[^.]");
    assertThat(id.cause()).hasSizeBetween(10, 200).matches("(?s)[A-Z@].*\\.");
    assertThat(id.fix()).hasSizeBetween(10, 200).matches("(?s)[A-Z@].*\\.");
  }

  @Test
  void shouldHaveUniqueCodesAndTitles() {
    assertThat(Arrays.stream(DiagnosticId.values()).map(DiagnosticId::code))
        .doesNotHaveDuplicates();
    assertThat(Arrays.stream(DiagnosticId.values()).map(DiagnosticId::title))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepEachFamilyInOneBlockInOrder() {
    List<String> blocks =
        Arrays.stream(DiagnosticId.values()).map(DiagnosticId::family).collect(Collectors.toList());
    for (int i = blocks.size() - 1; i > 0; i--) {
      if (blocks.get(i).equals(blocks.get(i - 1))) {
        blocks.remove(i);
      }
    }
    assertThat(blocks).doesNotHaveDuplicates();
    for (String family : blocks) {
      assertThat(
              Arrays.stream(DiagnosticId.values())
                  .filter(id -> id.family().equals(family))
                  .map(DiagnosticId::code))
          .isSorted();
    }
  }

  @Test
  void shouldCarryIdTextAndDataInOrder() {
    Diagnostic d = Diagnostic.of(DiagnosticId.PROP_RANGE, "too large", "z", "1", "a", "2");
    assertThat(d).hasToString("[PLX-PROP-003] too large");
    assertThat(d.data()).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"));
    assertThat(d.toException())
        .hasMessage("[PLX-PROP-003] too large")
        .returns(d, ParallaxException::diagnostic);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Diagnostic.of(DiagnosticId.PROP_RANGE, "x", "y"));
  }

  @Test
  void shouldHaveAHarmlessTextWhenAStrangerWroteAPartOfIt() {
    Diagnostic d = Diagnostic.of(DiagnosticId.PROP_RANGE, "bad \033[2J\n\u202e", "v", "\033");
    assertThat(d.text()).isEqualTo("bad \\u001b[2J\n\\u202e");
    assertThat(d.data()).containsEntry("v", "\033");
  }
}
