package dev.parallax.elements.std.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.app.AppSrcElement;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.ColorMatrix;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.testkit.LeakWatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** compositor in real pipelines; inputs are grey levels, one for each frame. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompositorTest {
  private static final long MS = 1_000_000;

  private record Seen(VideoFormat format, byte[] bytes, long pts, long duration) {
    int at(int x, int y) {
      return bytes[y * PlaneLayout.of(format).stride(0) + x] & 0xff;
    }

    /** One plane of GRAY8, or the luma. */
    byte[] row(int y) {
      int at = y * PlaneLayout.of(format).stride(0);
      return Arrays.copyOfRange(bytes, at, at + format.width());
    }
  }

  /** A frame of an input: when, how long, and its grey. */
  private record Still(long pts, long duration, int grey) {}

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private long copied;

  private void keep(Bytes in) {
    byte[] bytes = new byte[Math.toIntExact(in.size())];
    in.copyTo(0, bytes, 0, bytes.length);
    seen.add(new Seen((VideoFormat) in.format(), bytes, in.pts(), in.duration()));
  }

  private List<Seen> run(String text) {
    seen.clear();
    try (Pipeline pipeline =
        Pipeline.parse(text, Map.of("sink", StdElements.appSink(this::keep)))) {
      pipeline.run();
      copied =
          pipeline.snapshot().elements().stream().mapToLong(Snapshot.ElementCounters::copies).sum();
    }
    return List.copyOf(seen);
  }

  /** Greys through appsrc, 4 x 2 pixels each, every input with its own frame rate. */
  private List<Seen> run(String compositor, List<String> rates, List<List<Still>> inputs)
      throws InterruptedException {
    StringBuilder text = new StringBuilder("compositor name=c " + compositor + " ! ${sink}");
    for (int i = 0; i < inputs.size(); i++) {
      text.append(
          "  appsrc name=s%d max-bytes=100000 caps=video/x-raw,format=GRAY8,width=4,height=2,framerate=%s ! queue ! c."
              .formatted(i, rates.get(i)));
    }
    seen.clear();
    try (Pipeline pipeline =
        Pipeline.parse(text.toString(), Map.of("sink", StdElements.appSink(this::keep)))) {
      pipeline.prepare();
      pipeline.activate();
      for (int i = 0; i < inputs.size(); i++) {
        AppSrcElement.Control src = pipeline.find("s" + i, AppSrcElement.Control.class);
        for (Still still : inputs.get(i)) {
          byte[] picture = new byte[8];
          Arrays.fill(picture, (byte) still.grey);
          assertThat(src.push(picture, still.pts, still.duration)).isTrue();
        }
        src.endOfStream();
      }
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(pipeline.error()).isNull();
    }
    return List.copyOf(seen);
  }

  private static List<Still> stills(long start, long period, int count, int grey) {
    List<Still> stills = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stills.add(new Still(start + i * period, period, grey + i));
    }
    return stills;
  }

  private List<Integer> column(int x) {
    return seen.stream().map(s -> s.at(x, 0)).toList();
  }

  // ---- time

  @Test
  void shouldShowOfEachInputThePictureOfTheTime() throws InterruptedException {
    run(
        "background=black sink_1::xpos=4",
        List.of("10/1", "5/1"),
        List.of(stills(0, 100 * MS, 6, 10), stills(0, 200 * MS, 4, 50)));
    assertThat(column(0)).containsExactly(10, 11, 12, 13, 14, 15, 0, 0);
    assertThat(column(4)).containsExactly(50, 50, 51, 51, 52, 52, 53, 53);
    assertThat(seen).allSatisfy(s -> assertThat(s.duration).isEqualTo(100 * MS));
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i).pts).isEqualTo(i * 100 * MS);
    }
    assertThat(seen.getFirst().format.framerate()).isEqualTo(new Fraction(10, 1));
    assertThat(seen.getFirst().format.width()).isEqualTo(8);
  }

  @Test
  void shouldKeepThePictureOfAnEndedInputWhenAsked() throws InterruptedException {
    run(
        "background=black sink_1::xpos=4 sink_1::repeat-after-eos=true",
        List.of("10/1", "10/1"),
        List.of(stills(0, 100 * MS, 4, 10), stills(0, 100 * MS, 2, 50)));
    assertThat(column(0)).containsExactly(10, 11, 12, 13);
    assertThat(column(4)).containsExactly(50, 51, 51, 51);
  }

  @Test
  void shouldRepeatThePictureNoLongerThanAsked() throws InterruptedException {
    List<Still> pause = new ArrayList<>(stills(0, 100 * MS, 1, 50));
    pause.addAll(stills(600 * MS, 100 * MS, 2, 60));
    run(
        "background=black sink_1::xpos=4 sink_1::max-last-buffer-repeat=200000000",
        List.of("10/1", "10/1"),
        List.of(stills(0, 100 * MS, 8, 10), pause));
    assertThat(column(0)).containsExactly(10, 11, 12, 13, 14, 15, 16, 17);
    assertThat(column(4)).containsExactly(50, 50, 50, 0, 0, 0, 60, 61);
    run(
        "background=black sink_1::xpos=4 sink_1::max-last-buffer-repeat=0",
        List.of("10/1", "10/1"),
        List.of(stills(0, 100 * MS, 8, 10), pause));
    assertThat(column(4)).containsExactly(50, 0, 0, 0, 0, 0, 60, 61);
  }

  @Test
  void shouldShowEveryFrameOnceWhenTimesAreRoundedToMilliseconds() throws InterruptedException {
    List<Still> rounded = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rounded.add(new Still((i * 1000 + 15) / 30 * MS, 33 * MS, 10 + i));
    }
    run(
        "background=black sink_1::xpos=4",
        List.of("30/1", "30/1"),
        List.of(rounded, stills(0, 33_333_333, 30, 100)));
    assertThat(column(0)).hasSize(30);
    for (int i = 0; i < 30; i++) {
      assertThat(column(0).get(i)).isEqualTo(10 + i);
      assertThat(column(4).get(i)).isEqualTo(100 + i);
    }
  }

  @Test
  void shouldBeginAtZeroOrWithTheFirstInput() throws InterruptedException {
    List<List<Still>> late = List.of(stills(300 * MS, 100 * MS, 2, 10));
    run("background=white", List.of("10/1"), late);
    assertThat(column(0)).containsExactly(255, 255, 255, 10, 11);
    run("start-time-selection=first", List.of("10/1"), late);
    assertThat(column(0)).containsExactly(10, 11);
    assertThat(seen.getFirst().pts).isEqualTo(300 * MS);
  }

  @Test
  void shouldKeepThePictureInAPauseButNotForHours() throws InterruptedException {
    List<Still> stills = new ArrayList<>(stills(0, 100 * MS, 1, 10));
    stills.addAll(stills(500 * MS, 100 * MS, 1, 20));
    stills.addAll(stills(7_200_000 * MS, 100 * MS, 1, 30));
    run("", List.of("10/1"), List.of(stills));
    assertThat(column(0)).containsExactly(10, 10, 10, 10, 10, 20, 30);
    assertThat(seen.getLast().pts).isEqualTo(7_200_000 * MS);
  }

  @Test
  void shouldMakeAFrameForEachChangeWhenTheRateIsVariable() throws InterruptedException {
    run(
        "background=black sink_1::xpos=4",
        List.of("0/1", "0/1"),
        List.of(stills(0, 100 * MS, 3, 10), List.of(new Still(0, 250 * MS, 50))));
    assertThat(column(0)).containsExactly(10, 11, 12, 12);
    assertThat(column(4)).containsExactly(50, 50, 50, 0);
    assertThat(seen)
        .extracting(Seen::duration)
        .containsExactly(100 * MS, 100 * MS, 50 * MS, 50 * MS);
  }

  // ---- place

  @Test
  void shouldLayPicturesByPlaceAndOrder() throws InterruptedException {
    run(
        "background=black sink_0::zorder=1 sink_0::xpos=-1 sink_1::xpos=2 sink_1::ypos=1"
            + " sink_2::alpha=0",
        List.of("10/1", "10/1", "10/1"),
        List.of(
            stills(0, 100 * MS, 1, 10), stills(0, 100 * MS, 1, 20), stills(0, 100 * MS, 1, 30)));
    Seen only = seen.getFirst();
    assertThat(only.format.width()).isEqualTo(6);
    assertThat(only.format.height()).isEqualTo(3);
    assertThat(only.row(0)).containsExactly(10, 10, 10, 0, 0, 0);
    assertThat(only.row(1)).containsExactly(10, 10, 10, 20, 20, 20);
    assertThat(only.row(2)).containsExactly(0, 0, 20, 20, 20, 20);
  }

  @Test
  void shouldMixByAlphaFromTheLowestUp() throws InterruptedException {
    run(
        "background=white sink_0::alpha=0.5 sink_1::alpha=0.25",
        List.of("10/1", "10/1"),
        List.of(stills(0, 100 * MS, 1, 55), stills(0, 100 * MS, 1, 15)));
    assertThat(column(0)).containsExactly(120); // 255, 155, 120
  }

  @ParameterizedTest
  @CsvSource({"source, 15", "over, 195", "add, 195"})
  void shouldLayPicturesWithoutOpacityByTheOperator(String operator, int expected)
      throws InterruptedException {
    run(
        "background=white sink_0::alpha=0.25 sink_0::operator=" + operator,
        List.of("10/1"),
        List.of(stills(0, 100 * MS, 1, 15)));
    assertThat(column(0)).containsExactly(expected);
  }

  /** The lower picture is red and half transparent, the upper one green and a quarter opaque. */
  @ParameterizedTest
  @CsvSource({
    "transparent, source, 0, 255, 64",
    "transparent, over, 153, 102, 160",
    "transparent, add, 153, 102, 192",
    "black, source, 0, 255, 64",
    "black, over, 96, 64, 255",
    "black, add, 96, 64, 255"
  })
  void shouldLayTransparentPicturesByTheOperator(
      String background, String operator, int red, int green, int opacity)
      throws InterruptedException {
    String text =
        "compositor name=c background="
            + background
            + " sink_1::operator="
            + operator
            + " ! ${sink}  appsrc name=s0"
            + " caps=video/x-raw,format=RGBA,width=4,height=2,framerate=10/1 ! queue ! c.  appsrc"
            + " name=s1 caps=video/x-raw,format=RGBA,width=4,height=2,framerate=10/1 ! queue ! c.";
    seen.clear();
    try (Pipeline pipeline =
        Pipeline.parse(text, Map.of("sink", StdElements.appSink(this::keep)))) {
      pipeline.prepare();
      pipeline.activate();
      push(pipeline, "s0", new int[] {255, 0, 0, 128});
      push(pipeline, "s1", new int[] {0, 255, 0, 64});
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).isTrue();
    }
    Seen one = seen.getFirst();
    assertThat(one.at(4, 1)).isBetween(red - 1, red + 1);
    assertThat(one.at(5, 1)).isBetween(green - 1, green + 1);
    assertThat(one.at(6, 1)).isZero();
    assertThat(one.at(7, 1)).isBetween(opacity - 1, opacity + 1);
  }

  private static void push(Pipeline pipeline, String source, int[] pixel)
      throws InterruptedException {
    byte[] picture = new byte[32];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) pixel[i % 4];
    }
    AppSrcElement.Control src = pipeline.find(source, AppSrcElement.Control.class);
    assertThat(src.push(picture, 0, 100 * MS)).isTrue();
    src.endOfStream();
  }

  @ParameterizedTest
  @CsvSource({"none, 0:0 1:7 5:7 8:7", "keep-aspect-ratio, 0:0 1:0 5:7 8:0"})
  void shouldScaleByTheSizingPolicy(String policy, String expected) throws InterruptedException {
    run(
        "background=black sink_0::ypos=1 sink_0::width=8 sink_0::height=8 sink_0::sizing-policy="
            + policy,
        List.of("10/1"),
        List.of(stills(0, 100 * MS, 1, 7)));
    for (String row : expected.split(" ")) {
      String[] parts = row.split(":");
      byte[] line = new byte[8];
      Arrays.fill(line, Byte.parseByte(parts[1]));
      assertThat(seen.getFirst().row(Integer.parseInt(parts[0]))).as(row).isEqualTo(line);
    }
  }

  @ParameterizedTest
  @CsvSource({"GRAY8", "I420", "NV12", "YUYV", "UYVY", "RGB", "RGBA", "BGRA", "I420_10LE"})
  void shouldGiveTheSamePictureAsOneSourceCutInFour(String format) {
    String source =
        "videotestsrc num-buffers=2 pattern=smpte ! video/x-raw,format=%s,width=64,height=48"
            .formatted(format);
    List<Seen> whole = run(source + " ! ${sink}");
    String cut = "t. ! videocrop left=%d top=%d right=%d bottom=%d ! queue ! c.  ";
    List<Seen> wall =
        run(
            "compositor name=c sink_1::xpos=40 sink_2::ypos=18 sink_3::xpos=40 sink_3::ypos=18 !"
                + " ${sink}  "
                + source
                + " ! tee name=t  "
                + cut.formatted(0, 0, 24, 30)
                + cut.formatted(40, 0, 0, 30)
                + cut.formatted(0, 18, 24, 0)
                + cut.formatted(40, 18, 0, 0));
    assertThat(wall).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(wall.get(i).format).isEqualTo(whole.get(i).format);
      assertThat(wall.get(i).bytes).isEqualTo(whole.get(i).bytes);
    }
  }

  @Test
  void shouldScaleIntoThePlaceAsVideoscaleDoes() {
    String source = "videotestsrc num-buffers=1 ! video/x-raw,format=I420,width=64,height=48";
    List<Seen> scaled =
        run(source + " ! videoscale method=bilinear2 ! video/x-raw,width=32,height=24 ! ${sink}");
    for (String place : List.of("sink_0::xpos=16 sink_0::ypos=8", "sink_0::xpos=-8")) {
      Seen wall =
          run("compositor name=c background=black sink_0::width=32 sink_0::height=24 "
                  + place
                  + " ! video/x-raw,width=48,height=32 ! ${sink}  "
                  + source
                  + " ! c.")
              .getFirst();
      int x = place.contains("-8") ? -8 : 16;
      int y = place.contains("-8") ? 0 : 8;
      for (int row = 0; row < 24; row++) {
        for (int column = Math.max(0, -x); column < 32; column++) {
          assertThat(wall.at(x + column, y + row)).isEqualTo(scaled.getFirst().at(column, row));
        }
      }
      assertThat(wall.at(40, 31)).isEqualTo(x < 0 ? 16 : wall.at(40, 31));
    }
  }

  @Test
  void shouldSendAPictureThatHidesAllWithoutACopy() {
    List<Seen> all =
        run(
            "compositor name=c ! ${sink}  videotestsrc num-buffers=3 pattern=black !"
                + " video/x-raw,format=I420,width=64,height=48 ! c.  videotestsrc num-buffers=3 !"
                + " video/x-raw,format=I420,width=64,height=48 ! c.");
    List<Seen> alone =
        run("videotestsrc num-buffers=3 ! video/x-raw,format=I420,width=64,height=48 ! ${sink}");
    assertThat(copied).isZero();
    assertThat(all).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(all.get(i).bytes).isEqualTo(alone.get(i).bytes);
      assertThat(all.get(i).pts).isEqualTo(alone.get(i).pts);
    }
  }

  @ParameterizedTest
  @EnumSource(CompositorBackground.class)
  void shouldShowTheBackgroundBehindTransparentPixels(CompositorBackground background)
      throws InterruptedException {
    String name = background.name().toLowerCase(Locale.ROOT);
    String text =
        "compositor name=c background="
            + name
            + " ! video/x-raw,format=RGBA,width=16,height=16 ! ${sink}  appsrc name=s0"
            + " caps=video/x-raw,format=RGBA,width=16,height=8,framerate=10/1 ! c.";
    byte[] half = new byte[16 * 8 * 4];
    for (int i = 0; i < half.length; i += 4) {
      half[i] = (byte) 255;
      half[i + 3] = (byte) 128;
    }
    try (Pipeline pipeline =
        Pipeline.parse(text, Map.of("sink", StdElements.appSink(this::keep)))) {
      pipeline.prepare();
      pipeline.activate();
      AppSrcElement.Control src = pipeline.find("s0", AppSrcElement.Control.class);
      assertThat(src.push(half, 0, 100 * MS)).isTrue();
      src.endOfStream();
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).isTrue();
    }
    Seen one = seen.getFirst();
    int[] painted =
        switch (background) {
          case CHECKER -> new int[] {168, 40, 255};
          case BLACK -> new int[] {128, 0, 255};
          case WHITE -> new int[] {255, 127, 255};
          case TRANSPARENT -> new int[] {255, 0, 128};
        };
    assertThat(one.at(0, 0)).isBetween(painted[0] - 1, painted[0] + 1);
    assertThat(one.at(1, 0)).isBetween(painted[1] - 1, painted[1] + 1);
    assertThat(one.at(3, 0)).isEqualTo(painted[2]);
    assertThat(one.at(3, 12)).isEqualTo(background == CompositorBackground.TRANSPARENT ? 0 : 255);
  }

  // ---- caps

  @Test
  void shouldTakeSizeAndRateThatCapsBehindItSay() {
    List<Seen> all =
        run(
            "compositor name=c background=black ! video/x-raw,width=320,framerate=5/1 ! ${sink} "
                + " videotestsrc num-buffers=20 !"
                + " video/x-raw,format=I420,width=64,height=48,framerate=10/1 ! c.");
    assertThat(all).hasSize(10);
    assertThat(all.getFirst().format.width()).isEqualTo(320);
    assertThat(all.getFirst().format.height()).isEqualTo(48);
    assertThat(all.getFirst().format.framerate()).isEqualTo(new Fraction(5, 1));
    assertThat(all.getFirst().at(300, 40)).isEqualTo(16);
  }

  @Test
  void shouldKeepColorsWhenAStandardPictureLiesOnALargeCanvas() {
    Seen one =
        run("compositor name=c ! video/x-raw,width=1280,height=720 ! ${sink}  videotestsrc"
                + " num-buffers=1 pattern=red ! video/x-raw,format=I420,width=64,height=48 ! c.")
            .getFirst();
    assertThat(one.format.colorimetry().matrix()).isEqualTo(ColorMatrix.BT601);
    Seen mixed =
        run("compositor name=c ! ${sink}  videotestsrc num-buffers=1 pattern=red !"
                + " video/x-raw,format=I420,width=1280,height=720 ! c.  videotestsrc"
                + " num-buffers=1 pattern=red ! video/x-raw,format=I420,width=64,height=48 ! c.")
            .getFirst();
    assertThat(mixed.format.colorimetry().matrix()).isEqualTo(ColorMatrix.BT709);
    assertThat(mixed.at(10, 10)).isBetween(mixed.at(600, 600) - 1, mixed.at(600, 600) + 1);
  }

  @Test
  void shouldChangeItsSizeWithAnInputThatChangesItsFormat() {
    String text =
        "compositor name=c background=black ! ${sink}  videotestsrc pattern=white !"
            + " video/x-raw,format=GRAY8,width=16,height=8 ! videocrop name=v ! c.";
    try (Pipeline pipeline =
        Pipeline.parse(text, Map.of("sink", StdElements.appSink(this::keep)))) {
      pipeline.prepare();
      pipeline.activate();
      awaitWidth(16);
      pipeline.set("v", "left", 6);
      awaitWidth(10);
    }
    for (int i = 0; i < seen.size(); i++) {
      Seen frame = seen.get(i);
      assertThat(frame.at(0, 0)).isEqualTo(255);
      assertThat(frame.at(frame.format.width() - 1, 7)).isEqualTo(255);
      assertThat(frame.pts).isGreaterThan(i == 0 ? -1 : seen.get(i - 1).pts);
    }
  }

  private void awaitWidth(int width) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while ((seen.isEmpty() || seen.getLast().format.width() != width)
        && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(seen.getLast().format.width()).isEqualTo(width);
  }

  @Test
  void shouldRefuseValuesOutOfRange() {
    assertThatThrownBy(
            () -> Pipeline.parse("compositor name=c sink_0::alpha=2 ! fakesink  videotestsrc ! c."))
        .hasMessageContaining("alpha");
  }

  @Test
  void shouldMovePicturesWhileItRuns() throws InterruptedException {
    var sink = StdElements.appSink(this::keep);
    String text =
        "compositor name=c background=black ! video/x-raw,format=GRAY8,width=32,height=8 ! ${sink} "
            + " videotestsrc pattern=white ! video/x-raw,format=GRAY8,width=8,height=8 ! c.";
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("sink", sink))) {
      pipeline.prepare();
      pipeline.activate();
      pipeline.set("c", "sink_0::xpos", 16);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while ((seen.isEmpty() || seen.getLast().at(20, 0) == 0) && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(seen.getLast().at(20, 0)).isEqualTo(255);
      assertThat(seen.getLast().at(4, 0)).isZero();
    }
  }

  @Test
  void shouldRunAgain() {
    String text =
        "compositor name=c ! ${sink}  videotestsrc num-buffers=3 ! c.  videotestsrc num-buffers=2 !"
            + " c.";
    try (Pipeline pipeline =
        Pipeline.parse(text, Map.of("sink", StdElements.appSink(this::keep)))) {
      pipeline.run();
      assertThat(seen).hasSize(3);
      pipeline.run();
      assertThat(seen).hasSize(6);
    }
  }
}
