package dev.parallax.elements.std.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.app.AppSample;
import dev.parallax.elements.std.app.AppSinkElement;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The video elements in real pipelines, under the leak watcher. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class VideoPipelineTest {
  private final List<AppSample> seen = new CopyOnWriteArrayList<>();

  /** A pipeline whose sink <code>${s}</code> keeps copies of what arrives. */
  private Pipeline pipeline(String text) {
    return Pipeline.parse(text, Map.of("s", new AppSinkElement(this::keep)));
  }

  private void keep(Bytes in) {
    byte[] bytes = new byte[Math.toIntExact(in.size())];
    in.copyTo(0, bytes, 0, bytes.length);
    seen.add(new AppSample(bytes, in.format(), in.pts(), in.dts(), in.duration(), in.flags()));
  }

  private List<AppSample> samples(String text) {
    try (Pipeline pipeline = pipeline(text)) {
      pipeline.prepare();
      pipeline.activate();
      assertThat(pipeline.await(15, TimeUnit.SECONDS)).isTrue();
      return seen;
    }
  }

  @Test
  void shouldPreferTheFormatOfGStreamerWhenNothingIsAsked() {
    AppSample first = samples("videotestsrc num-buffers=1 ! ${s}").getFirst();
    assertThat(first.format())
        .isEqualTo(new VideoFormat(PixelFormat.I420, 320, 240, new Fraction(30, 1)));
    assertThat(first.bytes()).hasSize(320 * 240 * 3 / 2);
  }

  @Test
  void shouldConvertInAPipeline() {
    List<AppSample> samples =
        samples(
            "videotestsrc num-buffers=3 pattern=red !"
                + " video/x-raw,format=I420,width=64,height=48,framerate=25/1 ! videoconvert !"
                + " video/x-raw,format=RGBA ! ${s}");
    assertThat(samples).extracting(AppSample::pts).containsExactly(0L, 40_000_000L, 80_000_000L);
    assertThat(samples).extracting(AppSample::duration).containsOnly(40_000_000L);
    for (AppSample s : samples) {
      assertThat(s.bytes()).hasSize(64 * 48 * 4);
      assertThat(new int[] {s.bytes()[0] & 0xff, s.bytes()[3] & 0xff}).containsExactly(254, 255);
    }
  }

  @Test
  void shouldScaleAndConvertOneBranchWhenTeeGivesTheOtherTheSameFrames() {
    List<AppSample> samples =
        samples(
            "videotestsrc num-buffers=5 ! video/x-raw,format=I420,width=1280,height=720 ! tee"
                + " name=t t. ! queue ! videoscale ! videoconvert !"
                + " video/x-raw,format=RGB,width=320,height=180 ! ${s} t. ! queue ! videoconvert !"
                + " video/x-raw,format=RGBA ! fakesink");
    assertThat(samples).hasSize(5);
    assertThat(samples.getLast().format())
        .isEqualTo(new VideoFormat(PixelFormat.RGB, 320, 180, new Fraction(30, 1)));
    byte[] rgb = samples.getLast().bytes();
    assertThat(new int[] {rgb[0] & 0xff, rgb[1] & 0xff, rgb[2] & 0xff})
        .containsExactly(255, 255, 255);
    int blue = 3 * 319;
    assertThat(rgb[blue + 2] & 0xff).isGreaterThan(250);
    assertThat(rgb[blue] & 0xff).isLessThan(5);
  }

  @Test
  void shouldPassFramesOnWhenNothingIsToBeDone() {
    List<AppSample> samples =
        samples(
            "videotestsrc num-buffers=2 pattern=snow ! videoscale ! videoconvert !"
                + " video/x-raw,format=NV12 ! ${s}");
    assertThat(samples).hasSize(2);
    assertThat(samples.getFirst().bytes()).isNotEqualTo(samples.getLast().bytes());
  }

  @Test
  void shouldExplainWhenNoConverterIsThere() {
    assertThatThrownBy(() ->
            samples(
                "videotestsrc ! video/x-raw,format=I420 ! videoscale ! video/x-raw,format=RGB !"
                    + " ${s}"))
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("format");
  }

  @Test
  void shouldSeekToAFrame() {
    try (Pipeline pipeline =
        pipeline(
            "videotestsrc is-live=true num-buffers=1000 ! video/x-raw,format=GRAY8,framerate=100/1"
                + " ! ${s}")) {
      pipeline.prepare();
      pipeline.activate();
      await(() -> !seen.isEmpty());
      pipeline.seek(9_900_000_000L);
      assertThat(pipeline.await(8, TimeUnit.SECONDS)).isTrue();
      assertThat(seen.getLast().pts()).isEqualTo(9_990_000_000L);
      assertThat(seen).hasSizeLessThan(900);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for the first frame").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
