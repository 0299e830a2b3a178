package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.format.PixelFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Conversions by other engines' commands, of pictures in the default colors of up to 576 rows:
 * ITU-R BT.601, limited range, chroma between pixels, grey of full range. Null for one that is
 * missing.
 */
final class Peers {
  private static final int SECONDS = 30;

  private Peers() {}

  /** By ffmpeg's swscale, as precise as it can be told to be. */
  static byte @Nullable [] ffmpeg(Path raw, Picture in, PixelFormat to, Path made)
      throws IOException, InterruptedException {
    String scale =
        "scale=in_color_matrix=bt601:out_color_matrix=bt601:in_range=tv:out_range=tv"
            + chromaPlace("in", in.format())
            + chromaPlace("out", to)
            + ":flags=bilinear+accurate_rnd+full_chroma_int+full_chroma_inp:sws_dither=none";
    return run(
        made,
        "ffmpeg",
        "-v",
        "error",
        "-y",
        "-f",
        "rawvideo",
        "-pix_fmt",
        ffmpegName(in.format()),
        "-s",
        in.width() + "x" + in.height(),
        "-i",
        raw.toString(),
        "-vf",
        scale,
        "-pix_fmt",
        ffmpegName(to),
        "-f",
        "rawvideo",
        made.toString());
  }

  /** By GStreamer's videoconvert with its defaults, but without dither. */
  static byte @Nullable [] gstreamer(Path raw, Picture in, PixelFormat to, Path made)
      throws IOException, InterruptedException {
    String pipeline =
        "filesrc location=%s blocksize=%d ! rawvideoparse format=%s width=%d height=%d ! videoconvert dither=none ! video/x-raw,format=%s ! filesink location=%s"
            .formatted(
                raw,
                in.packedBytes(),
                gstreamerName(in.format()).toLowerCase(Locale.ROOT).replace('_', '-'),
                in.width(),
                in.height(),
                gstreamerName(to),
                made);
    List<String> words = new ArrayList<>(List.of("gst-launch-1.0", "-q"));
    words.addAll(List.of(pipeline.split(" ")));
    return run(made, words.toArray(String[]::new));
  }

  /**
   * Chroma between pixels, in parts of 256 of a pixel, but only where there is less chroma than
   * luma: else swscale takes a place of its own for moved by half a pixel.
   */
  private static String chromaPlace(String side, PixelFormat format) {
    String across = PixelFormats.chromaShiftX(format) == 1 ? ":%s_h_chr_pos=128" : "";
    String down = PixelFormats.chromaShiftY(format) == 1 ? ":%s_v_chr_pos=128" : "";
    return (across + down).replace("%s", side);
  }

  private static String ffmpegName(PixelFormat format) {
    return switch (format) {
      case I420 -> "yuv420p";
      case NV12 -> "nv12";
      case YUYV -> "yuyv422";
      case UYVY -> "uyvy422";
      case RGBA -> "rgba";
      case BGRA -> "bgra";
      case RGB -> "rgb24";
      case GRAY8 -> "gray";
      case I420_10LE -> "yuv420p10le";
    };
  }

  private static String gstreamerName(PixelFormat format) {
    return format == PixelFormat.YUYV ? "YUY2" : format.name();
  }

  /** What the command wrote, or null when it is not installed. */
  static byte @Nullable [] run(Path made, String... command)
      throws IOException, InterruptedException {
    Files.deleteIfExists(made);
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(made.resolveSibling("peer.log").toFile())
              .start();
    } catch (IOException e) {
      return null;
    }
    boolean done = process.waitFor(SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    if (!done || process.exitValue() != 0) {
      throw new IOException(
          "peer failed command=%s output=%s"
              .formatted(
                  String.join(" ", command), Files.readString(made.resolveSibling("peer.log"))));
    }
    return Files.readAllBytes(made);
  }
}
