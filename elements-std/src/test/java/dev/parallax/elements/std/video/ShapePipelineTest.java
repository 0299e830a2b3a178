package dev.parallax.elements.std.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.model.format.PlaneLayout;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** videoflip and videocrop in real pipelines. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class ShapePipelineTest {
  private static final String SOURCE =
      "videotestsrc num-buffers=%d ! video/x-raw,format=I420,width=64,height=32 ! ";

  private record Seen(VideoFormat format, byte[] bytes, long pts) {
    byte luma(int x, int y) {
      return bytes[y * PlaneLayout.of(format).stride(0) + x];
    }
  }

  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  private void keep(Bytes in) {
    byte[] bytes = new byte[Math.toIntExact(in.size())];
    in.copyTo(0, bytes, 0, bytes.length);
    seen.add(new Seen((VideoFormat) in.format(), bytes, in.pts()));
  }

  private Pipeline pipeline(String text) {
    return Pipeline.parse(text + " ! ${s}", Map.of("s", StdElements.appSink(this::keep)));
  }

  private List<Seen> run(String text) {
    seen.clear();
    try (Pipeline pipeline = pipeline(text)) {
      pipeline.run();
    }
    return List.copyOf(seen);
  }

  @ParameterizedTest
  @CsvSource({
    "video-direction=90r, method=clockwise, 32, 64",
    "video-direction=180, method=rotate-180, 64, 32",
    "video-direction=90l, method=counterclockwise, 32, 64",
    "video-direction=horiz, method=horizontal-flip, 64, 32",
    "video-direction=vert, method=vertical-flip, 64, 32",
    "video-direction=ul-lr, method=upper-left-diagonal, 32, 64",
    "video-direction=ur-ll, method=upper-right-diagonal, 32, 64",
    "video-direction=3, method=3, 32, 64"
  })
  void shouldTurnByEitherName(String direction, String method, int width, int height) {
    List<Seen> one = run(SOURCE.formatted(2) + "videoflip " + direction);
    List<Seen> other = run(SOURCE.formatted(2) + "videoflip " + method);
    assertThat(one).hasSize(2);
    assertThat(one.getFirst().format.width()).isEqualTo(width);
    assertThat(one.getFirst().format.height()).isEqualTo(height);
    assertThat(one.getLast().bytes).isEqualTo(other.getLast().bytes);
    assertThat(one).extracting(Seen::pts).containsExactly(0L, 33_333_333L);
  }

  @Test
  void shouldBeAsBeforeWhenTurnedFourTimes() {
    List<Seen> plain = run(SOURCE.formatted(1) + "videoflip");
    List<Seen> turned =
        run(
            SOURCE.formatted(1)
                + "videoflip video-direction=90r ! videoflip video-direction=90r ! videoflip"
                + " video-direction=90r ! videoflip video-direction=90r");
    assertThat(turned.getFirst().bytes).isEqualTo(plain.getFirst().bytes);
  }

  @Test
  void shouldTurnWhileItRuns() {
    try (Pipeline pipeline = pipeline(SOURCE.formatted(-1) + "videoflip name=f")) {
      pipeline.prepare();
      pipeline.activate();
      await(() -> !seen.isEmpty());
      pipeline.set("f", "video-direction", VideoOrientation._90L);
      assertThat(pipeline.get("f", "video-direction")).isEqualTo("90l");
      await(() -> seen.getLast().format.width() == 32);
      pipeline.set("f", "video-direction", "identity");
      await(() -> seen.getLast().format.width() == 64);
      pipeline.requestEos();
      assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldCutEdgesOff() {
    List<Seen> whole = run(SOURCE.formatted(1) + "videocrop");
    List<Seen> cut = run(SOURCE.formatted(1) + "videocrop left=3 right=10 top=2 bottom=5");
    assertThat(cut.getFirst().format.width()).isEqualTo(51);
    assertThat(cut.getFirst().format.height()).isEqualTo(25);
    for (int y = 0; y < 25; y++) {
      for (int x = 0; x < 51; x++) {
        assertThat(cut.getFirst().luma(x, y)).isEqualTo(whole.getFirst().luma(x + 3, y + 2));
      }
    }
  }

  /** Which part is left: its first column and row. */
  @ParameterizedTest
  @CsvSource({
    "left=-1, 'width=50', 14, 0",
    "right=-1, 'width=50', 0, 0",
    "left=-1 right=-1, 'width=51', 6, 0",
    "left=3 right=-1 top=-1 bottom=4, 'width=50,height=20', 3, 8",
    "left=-1 right=-1 top=-1 bottom=-1, 'width=16,height=9', 24, 11",
    "left=-1 right=-1 top=-1 bottom=-1, 'format=I420', 0, 0",
    "left=-1 right=5, 'width=[1,40]', 19, 0"
  })
  void shouldCutToTheSizeThatIsWantedBehindIt(String edges, String caps, int x, int y) {
    Seen whole = run(SOURCE.formatted(1) + "videocrop").getFirst();
    Seen cut =
        run(SOURCE.formatted(1) + "videocrop " + edges + " ! video/x-raw," + caps).getFirst();
    int right = edges.contains("right=5") ? 64 - 5 : 64;
    assertThat(cut.format.width()).isLessThanOrEqualTo(right - x);
    for (int row = 0; row < cut.format.height(); row++) {
      for (int column = 0; column < cut.format.width(); column++) {
        assertThat(cut.luma(column, row)).isEqualTo(whole.luma(column + x, row + y));
      }
    }
    if (caps.contains("width=5")) {
      assertThat(caps).contains("width=" + cut.format.width());
    }
  }

  @Test
  void shouldSayThatItCannotEnlarge() {
    assertThatThrownBy(
            () -> run(SOURCE.formatted(1) + "videocrop left=-1 right=4 ! video/x-raw,width=61"))
        .hasMessageContaining("put a videoscale there width=60 wanted=61");
  }

  @Test
  void shouldCutAnotherWayWhenAnEdgeChangesWhileItRuns() {
    try (Pipeline pipeline =
        pipeline(
            SOURCE.formatted(-1) + "videocrop name=c left=-1 right=-1 ! video/x-raw,width=44")) {
      pipeline.prepare();
      pipeline.activate();
      await(() -> !seen.isEmpty());
      Seen middle = seen.getFirst();
      pipeline.set("c", "left", 0);
      await(() ->
          seen.getLast().luma(10, 0) == middle.luma(0, 0)
              && seen.getLast().luma(43, 9) != middle.luma(43, 9));
      assertThat(seen.getLast().format.width()).isEqualTo(44);
    }
  }

  @Test
  void shouldFailWhenNothingIsLeft() {
    assertThatThrownBy(() -> run(SOURCE.formatted(1) + "videocrop left=2147483647 right=33"))
        .hasMessageContaining("nothing is left of the picture width=64 left=2147483647 right=33");
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for a frame").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'width=64,height=720', videocrop bottom=240",
    "'width=64,height=720', videoflip video-direction=90r",
    "'width=720,height=64', videoflip video-direction=90r",
    "'width=64,height=720,colorimetry=1:4:0:0,chroma-site=jpeg', videocrop bottom=240",
    "'width=64,height=480,colorimetry=bt709', videocrop bottom=240"
  })
  void shouldKeepTheMeaningOfColorsWhenTheSizeWouldChangeIt(String caps, String element) {
    String source = "videotestsrc pattern=red num-buffers=1 ! video/x-raw,format=I420," + caps;
    Seen before = run(source).getFirst();
    Seen after = run(source + " ! " + element).getFirst();
    assertThat(after.format.height()).isNotEqualTo(before.format.height());
    assertThat(after.format.colorimetry()).isEqualTo(before.format.colorimetry());
    assertThat(after.format.chromaSite()).isEqualTo(before.format.chromaSite());
    assertRed(source + " ! " + element);
  }

  /**
   * Caps decide the size and with it the matrix, so videoscale makes other numbers of the colors.
   */
  @ParameterizedTest
  @CsvSource({"720, 480", "480, 720", "720, 1080"})
  void shouldShowTheSameColorsWhenScalingChangesTheMatrix(int before, int after) {
    assertRed(
        "videotestsrc pattern=red num-buffers=1 ! video/x-raw,format=I420,width=64,height="
            + before
            + " ! videoscale add-borders=false ! video/x-raw,width=64,height="
            + after);
  }

  private void assertRed(String pictures) {
    Seen rgb = run(pictures + " ! videoconvert ! video/x-raw,format=RGB").getFirst();
    assertThat(rgb.bytes[0] & 0xff).isGreaterThan(252);
    assertThat(rgb.bytes[1] & 0xff).isLessThan(3);
    assertThat(rgb.bytes[2] & 0xff).isLessThan(3);
  }
}
