package dev.parallax.benchmarks.sidebyside;

/** The pipelines that both engines run: the same text for both. */
final class Pipelines {
  /** 1080p, the size that the frame measurements speak of. */
  static final int WIDTH = 1920;

  static final int HEIGHT = 1080;

  static final String START = "fakesrc num-buffers=1 ! fakesink";

  private static final String RGBA = " ! videoconvert ! video/x-raw,format=RGBA";

  private Pipelines() {}

  static String chain(long buffers) {
    return "fakesrc num-buffers=" + buffers + " ! identity".repeat(5) + " ! fakesink";
  }

  static String queue(long buffers) {
    return "fakesrc num-buffers=" + buffers + " ! queue ! fakesink";
  }

  /** Black frames in I420, thrown away. */
  static String frames(long buffers) {
    return source("black", buffers) + " ! fakesink";
  }

  /** Frames of a format and size, and what is done with them. */
  static String frames(String format, String size, long buffers, String rest) {
    return "videotestsrc pattern=smpte75 num-buffers=%d ! video/x-raw,format=%s,%s,framerate=30/1%s"
        .formatted(buffers, format, size, rest);
  }

  /** The same frames, converted to RGBA first. */
  static String convertedFrames(long buffers) {
    return source("black", buffers) + RGBA + " ! fakesink";
  }

  /** One converted frame of colour bars in a file. */
  static String convertedBars(String file) {
    return source("smpte", 1) + RGBA + " ! filesink location=" + file;
  }

  private static String source(String pattern, long buffers) {
    return "videotestsrc pattern=%s num-buffers=%d ! video/x-raw,format=I420,width=%d,height=%d,framerate=30/1"
        .formatted(pattern, buffers, WIDTH, HEIGHT);
  }
}
