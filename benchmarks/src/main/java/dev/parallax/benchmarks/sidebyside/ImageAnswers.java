package dev.parallax.benchmarks.sidebyside;

import dev.parallax.benchmarks.sidebyside.ImagePictures.Kind;
import java.util.Arrays;

/** Whether both engines' picture codecs give the same pictures, in files of about the same size. */
final class ImageAnswers {
  /** Decoders of JPEG may round differently (T.83 allows a level or so; the transforms differ). */
  private static final double MIN_PSNR_DB = 45;

  private static final double MOST_BYTES = 1.05;

  private ImageAnswers() {}

  /**
   * Encodes and decodes with both.
   *
   * @throws IllegalStateException when a picture is wrong, or a file of Parallax larger than one of
   *     GStreamer by more than 5 %
   */
  static String check(Side parallax, Side gstreamer) {
    byte[] rgb = ImagePictures.bytes(Kind.RGB);
    for (Side side : new Side[] {parallax, gstreamer}) {
      for (Kind kind : new Kind[] {Kind.PNG, Kind.PLAIN_PNG}) {
        byte[] decoded = ImagePictures.through(side, kind, "pngdec");
        require(Arrays.equals(decoded, rgb), "pngdec gives another picture side=" + side.name());
      }
    }
    double png = size("pngenc", ImagePictures.bytes(Kind.PNG), ImagePictures.bytes(Kind.PLAIN_PNG));
    double decoders =
        psnr(
            ImagePictures.through(parallax, Kind.JPEG, "jpegdec"),
            ImagePictures.through(gstreamer, Kind.JPEG, "jpegdec"));
    return "answers checked: both decode PNG exactly, and JPEG alike within %.1f dB PSNR; "
            .formatted(decoders)
        + "files of Parallax have %.2f (PNG) and %.2f (JPEG) of the bytes of GStreamer's"
            .formatted(png, jpeg());
  }

  /**
   * The files' sizes; decoded by the same decoder the pictures must be alike. Not of RGB, which
   * GStreamer writes as it is and Parallax as luma and chroma.
   */
  private static double jpeg() {
    byte[] ours = ImagePictures.through(Side.parallax(), Kind.I420, "jpegenc");
    byte[] theirs = ImagePictures.through(Side.gstreamer(), Kind.I420, "jpegenc");
    String decode = Kind.JPEG.source() + " ! jpegdec";
    psnr(
        ImagePictures.through(Side.gstreamer(), ours, decode),
        ImagePictures.through(Side.gstreamer(), theirs, decode));
    return size("jpegenc", ours, theirs);
  }

  private static double size(String what, byte[] ours, byte[] theirs) {
    double ratio = (double) ours.length / theirs.length;
    require(
        ratio <= MOST_BYTES,
        "file is too large what=%s bytes=%d gstreamer=%d"
            .formatted(what, ours.length, theirs.length));
    return ratio;
  }

  private static double psnr(byte[] a, byte[] b) {
    require(
        a.length == b.length,
        "decoded pictures have different sizes bytes=" + a.length + " other=" + b.length);
    double psnr = CompositorAnswers.psnr(a, b);
    require(
        psnr >= MIN_PSNR_DB,
        "decoded pictures differ psnrDb=%.1f minimum=%.1f".formatted(psnr, MIN_PSNR_DB));
    return psnr;
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalStateException(otherwise);
    }
  }
}
