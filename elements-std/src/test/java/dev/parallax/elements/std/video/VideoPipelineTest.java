package dev.parallax.elements.std.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.app.AppSample;
import dev.parallax.elements.std.app.AppSinkElement;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The video elements in real pipelines, under the leak watcher. */
@Timeout(60)
@ExtendWith(LeakWatcher.class)
class VideoPipelineTest {
  private static List<AppSample> samples(String text) throws InterruptedException {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.prepare();
      AppSinkElement.Control sink = pipeline.find("s", AppSinkElement.Control.class);
      pipeline.activate();
      List<AppSample> samples = new ArrayList<>();
      for (AppSample s = sink.pull(-1); s != null; s = sink.pull(-1)) {
        samples.add(s);
      }
      assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
      return samples;
    }
  }

  @Test
  void shouldPreferTheFormatOfGStreamerWhenNothingIsAsked() throws InterruptedException {
    AppSample first = samples("videotestsrc num-buffers=1 ! appsink name=s").getFirst();
    assertThat(first.format()).isEqualTo(new VideoFormat(PixelFormat.I420, 320, 240, new Fraction(30, 1)));
    assertThat(first.bytes()).hasSize(320 * 240 * 3 / 2);
  }

  @Test
  void shouldConvertInAPipeline() throws InterruptedException {
    List<AppSample> samples =
        samples(
            "videotestsrc num-buffers=3 pattern=red ! video/x-raw,format=I420,width=64,height=48,framerate=25/1"
                + " ! videoconvert ! video/x-raw,format=RGBA ! appsink name=s");
    assertThat(samples).extracting(AppSample::pts).containsExactly(0L, 40_000_000L, 80_000_000L);
    assertThat(samples).extracting(AppSample::duration).containsOnly(40_000_000L);
    for (AppSample s : samples) {
      assertThat(s.bytes()).hasSize(64 * 48 * 4);
      assertThat(new int[] {s.bytes()[0] & 0xff, s.bytes()[3] & 0xff}).containsExactly(254, 255);
    }
  }

  @Test
  void shouldScaleAndConvertOneBranchWhenTeeGivesTheOtherTheSameFrames() throws InterruptedException {
    List<AppSample> samples =
        samples(
            "videotestsrc num-buffers=5 ! video/x-raw,format=I420,width=1280,height=720 ! tee name=t"
                + " t. ! queue ! videoscale ! videoconvert ! video/x-raw,format=RGB,width=320,height=180 ! appsink name=s"
                + " t. ! queue ! videoconvert ! video/x-raw,format=RGBA ! appsink drop=true name=other");
    assertThat(samples).hasSize(5);
    assertThat(samples.getLast().format()).isEqualTo(new VideoFormat(PixelFormat.RGB, 320, 180, new Fraction(30, 1)));
    byte[] rgb = samples.getLast().bytes();
    assertThat(new int[] {rgb[0] & 0xff, rgb[1] & 0xff, rgb[2] & 0xff}).containsExactly(255, 255, 255);
    int blue = 3 * 319;
    assertThat(rgb[blue + 2] & 0xff).isGreaterThan(250);
    assertThat(rgb[blue] & 0xff).isLessThan(5);
  }

  @Test
  void shouldPassFramesOnWhenNothingIsToBeDone() throws InterruptedException {
    List<AppSample> samples =
        samples("videotestsrc num-buffers=2 pattern=snow ! videoscale ! videoconvert ! video/x-raw,format=NV12 ! appsink name=s");
    assertThat(samples).hasSize(2);
    assertThat(samples.getFirst().bytes()).isNotEqualTo(samples.getLast().bytes());
  }

  @Test
  void shouldExplainWhenNoConverterIsThere() throws InterruptedException {
    assertThatThrownBy(
            () -> samples("videotestsrc ! video/x-raw,format=I420 ! videoscale ! video/x-raw,format=RGB ! appsink name=s"))
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("format");
  }

  @Test
  void shouldSeekToAFrame() throws InterruptedException {
    try (Pipeline pipeline =
        Pipeline.parse("videotestsrc num-buffers=100 ! video/x-raw,format=GRAY8 ! appsink name=s max-buffers=1")) {
      pipeline.prepare();
      AppSinkElement.Control sink = pipeline.find("s", AppSinkElement.Control.class);
      pipeline.activate();
      assertThat(sink.pull(-1)).isNotNull();
      pipeline.seek(3_000_000_000L);
      AppSample last = null;
      for (AppSample s = sink.pull(-1); s != null; s = sink.pull(-1)) {
        last = s;
      }
      assertThat(last).isNotNull();
      assertThat(last.pts()).isEqualTo(3_300_000_000L);
      assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
