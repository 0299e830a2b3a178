package dev.parallax.elements.std.y4m;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.diag.ForeignText;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.StreamException;
import java.nio.charset.StandardCharsets;

/**
 * The first line of a stream (mjpegtools, yuv4mpeg(5)): {@code YUV4MPEG2} and parameters, each a
 * letter with its value. What is not needed to read pictures is skipped.
 */
final class Y4mHeader {
  static final String MAGIC = "YUV4MPEG2";

  /** Longest first line; mjpegtools writes 80 bytes at most. */
  static final int MAX_BYTES = 1024;

  private Y4mHeader() {}

  /** The line for a format, with its end. */
  static byte[] write(VideoFormat format) {
    Fraction rate = format.framerate();
    String line =
        "%s W%d H%d F%s Ip A0:0 %s\n"
            .formatted(
                MAGIC,
                format.width(),
                format.height(),
                rate.num() == 0 ? "0:0" : rate.num() + ":" + rate.den(),
                colour(format.format()));
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  private static String colour(PixelFormat format) {
    return switch (format) {
      case I420, NV12 -> "C420jpeg XYSCSS=420JPEG";
      case I420_10LE -> "C420p10 XYSCSS=420P10";
      case YUYV, UYVY -> "C422 XYSCSS=422";
      case GRAY8 -> "Cmono";
      case RGBA, BGRA, RGB -> throw new IllegalArgumentException("not for y4m format=" + format);
    };
  }

  /** Reads the line without its end. */
  static VideoFormat parse(String line) throws StreamException {
    String[] words = line.split(" ");
    if (!words[0].equals(MAGIC)) {
      throw bad("stream is no y4m: it does not start with " + MAGIC);
    }
    long width = 0;
    long height = 0;
    Fraction rate = Fraction.ZERO;
    PixelFormat format = PixelFormat.I420;
    for (int i = 1; i < words.length; i++) {
      if (words[i].isEmpty()) {
        continue;
      }
      String value = words[i].substring(1);
      switch (words[i].charAt(0)) {
        case 'W' -> width = size("width", value);
        case 'H' -> height = size("height", value);
        case 'F' -> rate = rate(value);
        case 'I' -> checkInterlace(value);
        case 'C' -> format = format(value);
        default -> {} // A, the shape of pixels, and X, comments of programs
      }
    }
    if (width == 0 || height == 0) {
      throw bad("y4m header has no size");
    }
    return VideoFormat.of(format, (int) width, (int) height, rate);
  }

  private static long size(String what, String value) throws StreamException {
    long size = number(value);
    if (size < 1 || size > VideoFormat.MAX_SIDE) {
      throw bad(
          "y4m "
              + what
              + " is out of range "
              + what
              + "="
              + shown(value)
              + " max="
              + VideoFormat.MAX_SIDE);
    }
    return size;
  }

  /** {@code 0:0} is said to be unknown. */
  private static Fraction rate(String value) throws StreamException {
    int colon = value.indexOf(':');
    long num = colon < 0 ? -1 : number(value.substring(0, colon));
    long den = colon < 0 ? -1 : number(value.substring(colon + 1));
    if (num < 0 || den < 0 || (den == 0 && num != 0)) {
      throw bad("y4m frame rate is wrong framerate=" + shown(value));
    }
    return num == 0 ? Fraction.ZERO : new Fraction((int) num, (int) den);
  }

  private static void checkInterlace(String value) throws StreamException {
    if (!value.equals("p") && !value.equals("?")) {
      throw bad("y4m is interlaced, which is not supported interlace=" + shown(value));
    }
  }

  private static PixelFormat format(String value) throws StreamException {
    return switch (value) {
      case "420", "420jpeg", "420mpeg2", "420paldv" -> PixelFormat.I420;
      case "420p10" -> PixelFormat.I420_10LE;
      case "422" -> PixelFormat.YUYV;
      case "mono" -> PixelFormat.GRAY8;
      default ->
          throw bad(
              "y4m colour space is not supported; 420, 420jpeg, 420mpeg2, 420paldv, 420p10, 422 and"
                  + " mono are colour-space="
                  + shown(value));
    };
  }

  /** A whole number of up to 31 bits, or -1. */
  private static long number(String value) {
    boolean digits = !value.isEmpty() && value.length() <= 10;
    for (int i = 0; i < value.length(); i++) {
      digits &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    long number = digits ? Long.parseLong(value) : -1;
    return number > Integer.MAX_VALUE ? -1 : number;
  }

  /** What a hostile header says, fit to be printed. */
  private static String shown(String value) {
    return ForeignText.line(value, 20);
  }

  private static StreamException bad(String fact) {
    return new StreamException(fact + " offset=0x0");
  }
}
