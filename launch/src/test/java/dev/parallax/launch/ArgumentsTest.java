package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArgumentsTest {
  @Test
  void shouldFindOptionsWhenTheyStandAnywhere() throws UsageException {
    Arguments given =
        Arguments.parse(
            Command.LAUNCH,
            List.of("-vc", "a", "!", "--eos-timeout", "2.5", "b", "--json", "--", "-x"));

    assertThat(given.options().keySet())
        .containsExactlyInAnyOrder("--verbose", "--convert", "--eos-timeout", "--json");
    assertThat(given.value("--eos-timeout")).isEqualTo("2.5");
    assertThat(given.operands()).containsExactly("a", "!", "b", "-x");
  }

  @Test
  void shouldKeepAllValuesOfAnOptionThatRepeats() throws UsageException {
    Arguments given =
        Arguments.parse(
            Command.LAUNCH,
            List.of("--group", "x=a,b", "a", "--group=y=c", "--isolate=d", "--isolate=e"));

    assertThat(given.values("--group")).containsExactly("x=a,b", "y=c");
    assertThat(given.values("--isolate")).containsExactly("e");
    assertThat(given.values("--trust")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--progess, did you mean --progress?",
    "-x, launch has no option -x",
    "--json=1, --json takes no value",
    "--eos-timeout, --eos-timeout needs a value: SECONDS"
  })
  void shouldRefuseWhenAnOptionIsWrong(String word, String message) {
    assertThatThrownBy(() -> Arguments.parse(Command.LAUNCH, List.of("a", word)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldRefuseWhenAChoiceOrTheNumberOfWordsIsWrong() {
    assertThatThrownBy(() -> Arguments.parse(Command.GRAPH, List.of("--format=svg", "a")))
        .hasMessage("--format is one of dot, mermaid, not svg");
    assertThatThrownBy(() -> Arguments.parse(Command.LAUNCH, List.of()))
        .hasMessage("launch needs PIPELINE...");
    assertThatThrownBy(() -> Arguments.parse(Command.INSPECT, List.of("a", "b")))
        .hasMessage("there is a word too many: b");
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void shouldExplainEveryOptionWhenHelpIsAsked(Command command) {
    String help = Help.of(command);

    assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    command.options().forEach(option -> assertThat(help).contains(option.name()));
    assertThat(Help.of(null)).contains("\n  " + command.word() + " ");
  }
}
