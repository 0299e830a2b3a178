package dev.parallax.elements.std.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.StdElements;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
@ExtendWith(LeakWatcher.class)
class TextPipelineTest {
  private static final String BLACK =
      "videotestsrc pattern=black num-buffers=%d ! video/x-raw,format=GRAY8,width=320,height=64 ! ";

  private final List<Integer> bright = Collections.synchronizedList(new ArrayList<>());

  /** Counts bright pixels of each frame. */
  private void look(Bytes frame) {
    int count = 0;
    for (long i = 0; i < frame.size(); i++) {
      count += (frame.get(i) & 0xff) > 128 ? 1 : 0;
    }
    bright.add(count);
  }

  private Pipeline pipeline(String text) {
    return Pipeline.parse(text + " ! ${sink}", Map.of("sink", StdElements.appSink(this::look)));
  }

  private List<Integer> run(String text) {
    bright.clear();
    try (Pipeline pipeline = pipeline(text)) {
      pipeline.run();
    }
    return List.copyOf(bright);
  }

  @Test
  void shouldWriteTextIntoEveryFrame() {
    List<Integer> written = run(BLACK.formatted(3) + "textoverlay text=Hello font-desc=30px");
    assertThat(written).hasSize(3);
    assertThat(written.getFirst()).isPositive();
    assertThat(written).containsOnly(written.getFirst());
    assertThat(run(BLACK.formatted(3) + "textoverlay text=Hello silent=true")).containsOnly(0);
    assertThat(run(BLACK.formatted(3) + "textoverlay")).containsOnly(0);
  }

  @Test
  void shouldLeaveTheOtherBranchAloneWhenFramesAreShared() {
    List<Integer> plain =
        run(
            BLACK.formatted(4)
                + "tee name=t t. ! queue ! textoverlay text=Hello ! fakesink t. ! queue");
    assertThat(plain).hasSize(4).containsOnly(0);
  }

  @Test
  void shouldChangeTheTextWhileItRuns() {
    try (Pipeline pipeline = pipeline(BLACK.formatted(-1) + "textoverlay name=o text=MMMMMMMM")) {
      pipeline.prepare();
      pipeline.activate();
      await(() -> bright.size() > 3);
      int many = bright.getFirst();
      pipeline.set("o", "text", "i");
      await(() -> bright.getLast() < many);
      pipeline.set("o", "font-desc", "Bold 60px");
      pipeline.set("o", "auto-resize", false);
      pipeline.set("o", "text", "MMM");
      await(() -> bright.getLast() > many);
      pipeline.requestEos();
      assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldShowTheTimeOfEachFrame() {
    String small = " font-desc=40px ";
    List<Integer> times = run(BLACK.formatted(4) + "timeoverlay" + small);
    List<Integer> first =
        run(
            BLACK.formatted(1)
                + "textoverlay halignment=left valignment=top text=0:00:00.000"
                + " font-desc=\"Monospace 40px\"");
    assertThat(times).hasSize(4);
    assertThat(times.getFirst()).isEqualTo(first.getFirst());
    assertThat(times.stream().distinct().count()).isGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldWriteWhatTimeoverlayWritesWhenTheSourceDoes(PixelFormat format) {
    List<byte[]> frames = new ArrayList<>();
    for (String text : new String[] {"time-overlay=true ! %s", "! %s ! timeoverlay", "! %s"}) {
      var sink = StdElements.appSink(frame -> frames.add(copy(frame)));
      String caps = "video/x-raw,width=200,height=60,format=" + format;
      try (Pipeline pipeline =
          Pipeline.parse(
              "videotestsrc num-buffers=2 timestamp-offset=3661000000000 "
                  + text.formatted(caps)
                  + " ! ${sink}",
              Map.of("sink", sink))) {
        pipeline.run();
      }
    }
    assertThat(frames).hasSize(6);
    assertThat(frames.subList(0, 2)).containsExactlyElementsOf(frames.subList(2, 4));
    assertThat(frames.get(0)).isNotEqualTo(frames.get(1)).isNotEqualTo(frames.get(4));
  }

  private static byte[] copy(Bytes frame) {
    byte[] bytes = new byte[(int) frame.size()];
    frame.copyTo(0, bytes, 0, bytes.length);
    return bytes;
  }

  @Test
  void shouldShowTimesAsDates() {
    String font = " font-desc=\"Monospace 24px\"";
    int dated =
        run(BLACK.formatted(1)
                + "timeoverlay show-times-as-dates=true datetime-epoch=2024-02-29T12:00:00Z"
                + " datetime-format=%F"
                + font)
            .getFirst();
    int text =
        run(BLACK.formatted(1)
                + "textoverlay halignment=left valignment=top text=2024-02-29"
                + font)
            .getFirst();
    assertThat(dated).isPositive().isEqualTo(text);
    assertThatThrownBy(() ->
            run(BLACK.formatted(1) + "timeoverlay datetime-epoch=tomorrow datetime-format=%F"))
        .hasMessageContaining("datetime-epoch is no date");
  }

  @Test
  void shouldShowEveryKindOfTime() {
    for (TimeOverlayMode mode : TimeOverlayMode.values()) {
      String name = mode.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      assertThat(run(BLACK.formatted(2) + "timeoverlay text=T time-mode=" + name))
          .as(name)
          .hasSize(2)
          .allMatch(n -> n > 50);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for a frame").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
