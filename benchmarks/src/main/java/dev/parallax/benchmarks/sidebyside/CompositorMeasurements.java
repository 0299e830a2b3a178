package dev.parallax.benchmarks.sidebyside;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code compositor}: {@code --only compositor}. */
final class CompositorMeasurements {
  static final String GROUP = "compositor";
  private static final String LARGE = "width=1280,height=720";
  private static final String MEANING =
      "cost per frame of the whole pipeline; one source in black feeds the four inputs, so that its"
          + " part is small: difference of a long and a short run";

  /** Four inputs of 720p in two rows and columns. */
  enum Wall {
    /** Each in its own size. */
    WHOLE("I420 four times 1280x720, on 2560x1440", 1280, 720, ""),
    /** Each at half of its size. */
    HALF(
        "I420 four times 1280x720 scaled to 640x360, on 1280x720",
        640,
        360,
        " sink_%1$d::width=640 sink_%1$d::height=360");

    private final String title;
    private final int width;
    private final int height;
    private final String scaled;

    Wall(String title, int width, int height, String scaled) {
      this.title = title;
      this.width = width;
      this.height = height;
      this.scaled = scaled;
    }

    /** Bytes of a picture. */
    int bytes() {
      return 4 * width * height * 3 / 2;
    }

    private String place(int i) {
      return " sink_%d::xpos=%d sink_%d::ypos=%d".formatted(i, i % 2 * width, i, i / 2 * height)
          + scaled.formatted(i);
    }

    private String compositor(String rest) {
      return "compositor name=c"
          + IntStream.range(0, 4).mapToObj(this::place).collect(Collectors.joining())
          + " ! video/x-raw,width=%d,height=%d,framerate=30/1".formatted(2 * width, 2 * height)
          + rest;
    }

    private String measured(long frames) {
      return source("black", frames)
          + " ! tee name=t  "
          + compositor(" ! fakesink")
          + IntStream.range(0, 4)
              .mapToObj("  t. ! queue ! c.sink_%d"::formatted)
              .collect(Collectors.joining());
    }

    /** Pictures that differ, one frame of each into a file. */
    String picture(String file) {
      List<String> patterns = List.of("smpte75", "zone-plate kx2=20 ky2=20", "gradient", "blue");
      return compositor(" ! filesink location=" + file)
          + IntStream.range(0, 4)
              .mapToObj(i -> "  " + source(patterns.get(i), 1) + " ! queue ! c.sink_" + i)
              .collect(Collectors.joining());
    }

    private static String source(String pattern, long frames) {
      return "videotestsrc pattern=%s num-buffers=%d ! video/x-raw,format=I420,%s,framerate=30/1"
          .formatted(pattern, frames, LARGE);
    }
  }

  private CompositorMeasurements() {}

  static List<Measurement> all() {
    return Stream.of(Wall.values())
        .map(wall ->
            new Measurement(
                GROUP,
                wall.title,
                Unit.MILLIS,
                new Goal.Part(1),
                new Gauge.PerBuffer(wall::measured),
                MEANING))
        .toList();
  }
}
