package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.elements.std.Corpus;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How near to the definition of its filter each scaler comes, on the luma of a photograph: ours may
 * be at most half a decibel behind ffmpeg's swscale and GStreamer's videoscale, each asked for the
 * same filter. With {@code -Dparallax.quality.all=true} on all Y4M files of the corpus, to sizes of
 * the same proportions. Skipped without the corpus; a peer that is not installed is left out.
 */
@Timeout(120)
class ScaleQualityTest {
  private static final double ALLOWED_DB = 0.5;

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "LINEAR, bilinear, bilinear, 1152, 768",
    "TRIANGLE, bilinear, bilinear2, 512, 340",
    "TRIANGLE, bilinear, bilinear2, 1000, 600",
    "LANCZOS, lanczos, lanczos envelope=3, 512, 340",
    "LANCZOS, lanczos, lanczos envelope=3, 1152, 768",
    "CATMULL_ROM, bicubic:param0=0:param1=0.5, catrom, 512, 340",
    "CATMULL_ROM, bicubic:param0=0:param1=0.5, catrom, 1152, 768",
    "MITCHELL, bicubic:param0=0.3333:param1=0.3333, mitchell, 512, 340"
  })
  void shouldBeAsNearToTheDefinitionAsOthers(
      Interpolation way, String ffmpeg, String gstreamer, int width, int height)
      throws IOException, InterruptedException {
    Path photograph = Corpus.set("y4m_raw").resolve("kodim23_yuv420_8bpc.y4m");
    boolean all = Boolean.getBoolean("parallax.quality.all");
    for (Path file : all ? Y4mFrame.files() : List.of(photograph)) {
      try (Arena arena = Arena.ofConfined()) {
        Picture in = Y4mFrame.read(arena, file);
        // Of the photograph's 768x512.
        int columns = width * in.width() / 768 / 2 * 2;
        int rows = height * in.height() / 512 / 2 * 2;
        compare(arena, file, in, way, ffmpeg, gstreamer, columns, rows);
      }
    }
  }

  private void compare(
      Arena arena,
      Path file,
      Picture in,
      Interpolation way,
      String ffmpeg,
      String gstreamer,
      int width,
      int height)
      throws IOException, InterruptedException {
    Picture out = new Picture(in.format(), width, height);
    out.pack(arena.allocate(out.packedBytes()), 0);
    PictureScaler.of(
            in.format(),
            in.width(),
            in.height(),
            width,
            height,
            way,
            3,
            Letterbox.whole(width, height))
        .scale(in, out);
    Channel luma = Channel.of(in.format()).getFirst();
    double[][] exact = ExactScale.scale(Samples.all(in, luma), width, height, way, 3, 255);
    double ours = ExactScale.psnr(exact, Samples.all(out, luma), 255);
    List<Double> theirs = new ArrayList<>();
    Path raw = dir.resolve("in.yuv");
    Files.write(raw, in.segment().toArray(JAVA_BYTE));
    byte @Nullable [] sws = ffmpeg(raw, ffmpeg, in, width, height);
    if (sws != null) {
      theirs.add(ExactScale.psnr(exact, luma(sws, width, height, width), 255));
    }
    byte @Nullable [] gst = gstreamer(raw, gstreamer, in, width, height);
    if (gst != null) {
      theirs.add(ExactScale.psnr(exact, luma(gst, width, height, width + 3 & -4), 255));
    }
    System.out.printf(
        "%s: %s to %dx%d: ours %.2f dB, theirs %s%n",
        file.getFileName(), way, width, height, ours, theirs);
    assumeTrue(!theirs.isEmpty(), "neither ffmpeg nor gst-launch-1.0 is installed");
    assertThat(theirs).allSatisfy(db -> assertThat(ours).isGreaterThan(db - ALLOWED_DB));
  }

  private static double[][] luma(byte[] bytes, int width, int height, int stride) {
    double[][] rows = new double[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rows[y][x] = bytes[y * stride + x] & 0xff;
      }
    }
    return rows;
  }

  private byte @Nullable [] ffmpeg(Path raw, String filter, Picture in, int width, int height)
      throws IOException, InterruptedException {
    String scale =
        "scale=%d:%d:flags=%s".formatted(width, height, filter.replaceFirst(":", "+accurate_rnd:"));
    return Peers.run(
        dir.resolve("sws.yuv"),
        "ffmpeg",
        "-v",
        "error",
        "-y",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "yuv420p",
        "-s",
        in.width() + "x" + in.height(),
        "-i",
        raw.toString(),
        "-vf",
        filter.contains(":") ? scale : scale + "+accurate_rnd",
        "-pix_fmt",
        "yuv420p",
        "-f",
        "rawvideo",
        dir.resolve("sws.yuv").toString());
  }

  private byte @Nullable [] gstreamer(Path raw, String method, Picture in, int width, int height)
      throws IOException, InterruptedException {
    String pipeline =
        "filesrc location=%s blocksize=%d ! rawvideoparse format=i420 width=%d height=%d ! videoscale add-borders=false method=%s ! video/x-raw,width=%d,height=%d ! filesink location=%s"
            .formatted(
                raw,
                in.packedBytes(),
                in.width(),
                in.height(),
                method,
                width,
                height,
                dir.resolve("gst.yuv"));
    List<String> words = new ArrayList<>(List.of("gst-launch-1.0", "-q"));
    words.addAll(List.of(pipeline.split(" ")));
    return Peers.run(dir.resolve("gst.yuv"), words.toArray(String[]::new));
  }
}
