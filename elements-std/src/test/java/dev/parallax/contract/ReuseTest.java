package dev.parallax.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.testkit.LeakWatcher;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An output in the place of the input: only of buffers that nobody else holds. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class ReuseTest {
  private static final String SOURCE =
      "videotestsrc num-buffers=5 pattern=white ! video/x-raw,format=GRAY8,width=8,height=2 ! ";

  private final List<byte[]> a = new CopyOnWriteArrayList<>();
  private final List<byte[]> b = new CopyOnWriteArrayList<>();

  private static void keep(Bytes in, List<byte[]> all) {
    byte[] bytes = new byte[Math.toIntExact(in.size())];
    in.copyTo(0, bytes, 0, bytes.length);
    all.add(bytes);
  }

  /** Runs a pipeline with sinks <code>${a}</code> and <code>${b}</code>; buffers it copied. */
  private long run(String text) {
    var toA = StdElements.appSink(in -> keep(in, a));
    var toB = StdElements.appSink(in -> keep(in, b));
    var sinks = text.contains("{b}") ? Map.of("a", toA, "b", toB) : Map.of("a", toA);
    try (Pipeline pipeline = Pipeline.parse(text, sinks)) {
      pipeline.run();
      return pipeline.snapshot().elements().stream()
          .mapToLong(Snapshot.ElementCounters::copies)
          .sum();
    }
  }

  private static List<Integer> marks(List<byte[]> seen) {
    return seen.stream().map(bytes -> bytes[0] & 0xff).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "queue ! "})
  void shouldTakeTheBufferWhenNobodyElseHoldsIt(String link) {
    long copies = run(SOURCE + link + "toyreuse ! " + link + "toyreuse ! toyadd ! ${a}");
    assertThat(marks(a)).containsOnly(2).hasSize(5); // 1, and 1 by toyadd
    assertThat(a).allSatisfy(bytes -> assertThat(bytes).hasSize(16).endsWith(0));
    assertThat(copies).isZero();
  }

  @Test
  void shouldLeaveTheBufferAloneWhenTheInputIsKept() {
    run(SOURCE + "toyreuse keep=true ! ${a}");
    assertThat(marks(a)).containsOnly(2).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "queue ! "})
  void shouldLeaveTheOtherBranchAloneWhenATeeShares(String link) {
    run(SOURCE + "tee name=t t. ! " + link + "toyreuse ! ${a} t. ! " + link + "${b}");
    assertThat(a).hasSize(5);
    assertThat(marks(b)).containsOnly(255).hasSize(5);
  }

  @Test
  void shouldFailWhenABufferIsAskedForAgainThatWasTaken() {
    assertThatThrownBy(() -> run(SOURCE + "toyreuse again=true ! ${a}"))
        .hasStackTraceContaining("buffer was taken by reuse() and the method returned AGAIN");
    assertThat(a).hasSize(1);
  }

  /** The order of bytes of the second format, as places in the first one. */
  @ParameterizedTest
  @CsvSource({"YUY2, UYVY, 1032", "UYVY, YUY2, 1032", "RGBA, BGRA, 2103", "BGRA, RGBA, 2103"})
  void shouldConvertInPlaceWhenOnlyBytesChangePlaces(String from, String to, String order) {
    String source =
        "videotestsrc num-buffers=30 pattern=smpte ! video/x-raw,format="
            + from
            + ",width=65,height=9 ! ";
    String convert = "videoconvert ! video/x-raw,format=" + to + " ! ";
    // More wait in the queue than a source without one has buffers.
    long copies = run(source + convert + "queue min-threshold-buffers=20 ! ${a}");
    assertThat(copies).isZero();
    List<byte[]> alone = List.copyOf(a);
    a.clear();
    run(source + "tee name=t t. ! " + convert + "${a} t. ! ${b}");
    assertThat(alone).hasSize(30);
    assertThat(a).hasSize(30);
    assertThat(b).hasSize(30);
    for (int i = 0; i < 30; i++) {
      byte[] expected = new byte[b.get(i).length];
      for (int k = 0; k < expected.length; k++) {
        expected[k] = b.get(i)[k - k % 4 + order.charAt(k % 4) - '0'];
      }
      assertThat(alone.get(i)).isEqualTo(expected);
      assertThat(a.get(i)).isEqualTo(expected);
    }
  }
}
