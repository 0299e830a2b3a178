package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * The picture that codecs are measured with, raw and in files. Like a photograph it has smooth
 * parts, fine structure, edges, and noise everywhere; it is made here, the same each time. Both
 * engines read the same bytes from standard input, one picture after the other.
 */
final class ImagePictures {
  static final int WIDTH = Pipelines.WIDTH;
  static final int HEIGHT = Pipelines.HEIGHT;

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SOURCE = "fdsrc blocksize=65536";
  private static final Map<Kind, byte[]> MADE = new EnumMap<>(Kind.class);

  /** What the bytes are. */
  enum Kind {
    RGB,
    I420,
    /** With libjpeg's usual quality and codes, made by GStreamer of {@link #I420}. */
    JPEG,
    /** With a filter for each row, as most files have, made by Parallax of {@link #RGB}. */
    PNG,
    /** Without filters, made by GStreamer. */
    PLAIN_PNG;

    /** The pipeline's beginning, for bytes on standard input. */
    String source() {
      return switch (this) {
        case RGB -> raw("rgb");
        case I420 -> raw("i420") + " colorimetry=1:4:0:0"; // full range, as in JPEG files
        case JPEG, PNG, PLAIN_PNG -> SOURCE;
      };
    }

    private static String raw(String format) {
      return SOURCE
          + " ! rawvideoparse format=%s width=%d height=%d framerate=30/1"
              .formatted(format, WIDTH, HEIGHT);
    }
  }

  private ImagePictures() {}

  /** The picture's bytes. */
  static synchronized byte[] bytes(Kind kind) {
    byte[] known = MADE.get(kind);
    if (known == null) {
      known =
          switch (kind) {
            case RGB -> rgb();
            case I420 -> i420(bytes(Kind.RGB));
            case JPEG -> through(Side.gstreamer(), Kind.I420, "jpegenc");
            case PNG -> through(Side.parallax(), Kind.RGB, "pngenc");
            case PLAIN_PNG -> through(Side.gstreamer(), Kind.RGB, "pngenc");
          };
      MADE.put(kind, known);
    }
    return known;
  }

  /** What an engine makes of one picture with these elements. */
  static byte[] through(Side side, Kind kind, String elements) {
    return through(side, bytes(kind), kind.source() + " ! " + elements);
  }

  /** What an engine makes of bytes on standard input. */
  static byte[] through(Side side, byte[] input, String pipeline) {
    try {
      Path file = Files.createTempFile("side-by-side", ".picture");
      try {
        TimedProcess.run(side.launch(pipeline + " ! filesink location=" + file), LIMIT, input, 1);
        return Files.readAllBytes(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the picture pipeline=" + pipeline, e);
    }
  }

  /**
   * Six parts: gradient, rings that get finer, bars, stripes; with more noise from left to right.
   */
  private static byte[] rgb() {
    Random random = new Random(1);
    byte[] picture = new byte[WIDTH * HEIGHT * 3];
    for (int y = 0, i = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double rings = Math.sin((Math.pow(x - 960, 2) + Math.pow(y - 540, 2)) / 12_000);
        double stripes = y > 720 ? 40 * Math.sin(x / (2.0 + y % 180 / 20)) : 0;
        double noise = random.nextGaussian() * (1 + x / 400);
        int bar = y < 270 ? x / 240 : -1;
        for (int c = 0; c < 3; c++) {
          double level =
              bar < 0
                  ? 128 + 50 * rings + stripes + (c - 1) * x / 48.0 + (y - 540) / 20.0
                  : (bar >> c & 1) * 180 + 30;
          picture[i++] = (byte) Math.clamp(Math.round(level + noise), 0, 255);
        }
      }
    }
    return picture;
  }

  /** By ITU-T T.871; chroma is the mean of four pixels. */
  private static byte[] i420(byte[] rgb) {
    byte[] picture = new byte[WIDTH * HEIGHT * 3 / 2];
    int cb = WIDTH * HEIGHT;
    int cr = cb + WIDTH * HEIGHT / 4;
    for (int y = 0; y < HEIGHT; y += 2) {
      for (int x = 0; x < WIDTH; x += 2) {
        double u = 0;
        double v = 0;
        for (int k = 0; k < 4; k++) {
          int p = (y + k / 2) * WIDTH + x + k % 2;
          int r = rgb[3 * p] & 0xff;
          int g = rgb[3 * p + 1] & 0xff;
          int b = rgb[3 * p + 2] & 0xff;
          picture[p] = (byte) Math.round(0.299 * r + 0.587 * g + 0.114 * b);
          u += -0.168736 * r - 0.331264 * g + 0.5 * b;
          v += 0.5 * r - 0.418688 * g - 0.081312 * b;
        }
        picture[cb++] = (byte) Math.clamp(Math.round(128 + u / 4), 0, 255);
        picture[cr++] = (byte) Math.clamp(Math.round(128 + v / 4), 0, 255);
      }
    }
    return picture;
  }
}
