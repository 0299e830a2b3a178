package dev.parallax.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
  @Test
  void shouldTakeTurnsWhenItMeasures(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    Side ours = side("ours", log);
    Side theirs = side("theirs", log);
    List<String> progress = new ArrayList<>();

    List<Comparison> rows =
        new Rounds(ours, theirs, progress::add)
            .run(List.of(once()), options(Duration.ofMinutes(5)));

    assertThat(rows)
        .singleElement()
        .satisfies(row -> assertThat(row.parallax().count()).isEqualTo(2));
    // One call each to prepare, then five per round and side.
    assertThat(runLengths(Files.readAllLines(log)))
        .containsExactly("ours 1", "theirs 1", "ours 5", "theirs 5", "ours 5", "theirs 5");
    assertThat(progress).hasSize(3);
  }

  @Test
  void shouldStopAfterTheFirstRoundWhenTimeIsUp(@TempDir Path folder) {
    Side side = side("side", folder.resolve("log"));
    List<String> progress = new ArrayList<>();

    List<Comparison> rows =
        new Rounds(side, side, progress::add).run(List.of(once()), options(Duration.ZERO));

    assertThat(rows.getFirst().gstreamer().count()).isEqualTo(1);
    assertThat(progress).last().isEqualTo("time is up after rounds=1");
  }

  private static List<String> runLengths(List<String> lines) {
    List<String> lengths = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || !lines.get(i).equals(lines.get(start))) {
        lengths.add(lines.get(start) + " " + (i - start));
        start = i;
      }
    }
    return lengths;
  }

  private static Side side(String name, Path log) {
    return new Side(name, List.of("sh", "-c", "echo " + name + " >>" + log));
  }

  private static Measurement once() {
    return new Measurement(
        "", "once", Unit.MILLIS, new Goal.Millis(1), new Gauge.StartToExit("x"), "meaning");
  }

  private static Options options(Duration limit) {
    return new Options(2, Duration.ofMillis(1), limit, "", "");
  }
}
