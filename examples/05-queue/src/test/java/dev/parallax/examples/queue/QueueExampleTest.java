package dev.parallax.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.examples.Readme;
import dev.parallax.testkit.LeakWatcher;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueExampleTest {
  private static final Pattern COUNTS =
      Pattern.compile("  made=(\\d+) taken=(\\d+) dropped=(\\d+)");
  private static final Pattern LEVEL = Pattern.compile("  bound=4 highest level seen=(\\d+)");

  @Test
  void shouldLoseNothingOrCountItWhenItRuns() throws Exception {
    List<String> lines = Printed.by(() -> QueueExample.main());
    assertThat(lines.stream().map(QueueExampleTest::withoutNumbers).toList())
        .isEqualTo(
            Readme.output("05-queue").stream().map(QueueExampleTest::withoutNumbers).toList());

    assertThat(numbers(COUNTS, lines.get(1))).containsExactly(200, 200, 0);
    assertThat(numbers(LEVEL, lines.get(2)).getFirst()).isNotNegative();

    List<Integer> leaky = numbers(COUNTS, lines.get(4));
    assertThat(leaky.get(0)).isEqualTo(200).isEqualTo(leaky.get(1) + leaky.get(2));
    assertThat(leaky.get(2)).as("dropped").isPositive();
    assertThat(numbers(LEVEL, lines.get(5)).getFirst()).isNotNegative();
  }

  private static String withoutNumbers(String line) {
    return line.replaceAll("\\d+", "N");
  }

  private static List<Integer> numbers(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return IntStream.rangeClosed(1, matcher.groupCount())
        .mapToObj(group -> Integer.valueOf(matcher.group(group)))
        .toList();
  }
}
