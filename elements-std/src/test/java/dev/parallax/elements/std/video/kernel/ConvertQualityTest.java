package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.Corpus;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Conversions of a photograph beside ffmpeg's swscale and GStreamer's videoconvert, and all three
 * beside exact arithmetic. A peer does the same as we do where it is within 50 dB of the exact
 * result too; there it has to be within 50 dB of ours. Elsewhere it does something else, such as
 * repeating chroma: see docs/quality.md. Skipped without the corpus; a peer that is not installed
 * is left out.
 *
 * <p>The pairs from and to I420, of a part of the picture; with {@code
 * -Dparallax.quality.report=FILE} all 72, of the whole picture, and the table into the file.
 */
@Timeout(300)
class ConvertQualityTest {
  private static final double SAME_DB = 50;
  private static final @Nullable String REPORT = System.getProperty("parallax.quality.report");

  @TempDir Path dir;

  @Test
  void shouldBeWithinFiftyDecibelsOfOthersWhereTheyDoTheSame()
      throws IOException, InterruptedException {
    Path file = Corpus.set("y4m_raw").resolve("kodim23_yuv420_8bpc.y4m");
    List<String> table = new ArrayList<>();
    table.add(
        "| Pair | Parallax to exact | swscale to exact | GStreamer to exact | Parallax to swscale |"
            + " Parallax to GStreamer |");
    table.add("|---|---|---|---|---|---|");
    try (Arena arena = Arena.ofConfined()) {
      Picture whole = Y4mFrame.read(arena, file);
      Picture photo = REPORT == null ? part(arena, whole, 256, 128) : whole;
      for (PixelFormat from : PixelFormat.values()) {
        Picture in = convert(arena, photo, from);
        for (PixelFormat to : PixelFormat.values()) {
          boolean chosen = from == PixelFormat.I420 || to == PixelFormat.I420 || REPORT != null;
          if (from != to && chosen) {
            table.add(row(arena, in, to));
          }
        }
      }
    }
    if (REPORT != null) {
      Files.write(Path.of(REPORT), table);
    }
  }

  private String row(Arena arena, Picture in, PixelFormat to)
      throws IOException, InterruptedException {
    Picture out = convert(arena, in, to);
    double[][][] exact = exact(in, to);
    double[][][] ours = levels(out);
    double own = psnr(exact, ours, to);
    assertThat(own).as("%s to %s, to exact", in.format(), to).isGreaterThan(SAME_DB);
    StringBuilder toExact = new StringBuilder();
    StringBuilder beside = new StringBuilder();
    List<byte @Nullable []> peers = new ArrayList<>();
    Path raw = dir.resolve("in.raw");
    Files.write(raw, in.segment().toArray(JAVA_BYTE));
    peers.add(Peers.ffmpeg(raw, in, to, dir.resolve("sws.raw")));
    peers.add(Peers.gstreamer(raw, in, to, dir.resolve("gst.raw")));
    for (byte @Nullable [] peer : peers) {
      if (peer == null) {
        toExact.append(" | -");
        beside.append(" | -");
        continue;
      }
      Picture theirs = new Picture(to, in.width(), in.height());
      theirs.pack(arena.allocate(theirs.packedBytes()), 0);
      assertThat(peer.length).isEqualTo((int) theirs.packedBytes());
      MemorySegment.copy(peer, 0, theirs.segment(), JAVA_BYTE, 0, peer.length);
      double theirOwn = psnr(exact, levels(theirs), to);
      double between = psnr(ours, levels(theirs), to);
      toExact.append(" | ").append(show(theirOwn));
      beside.append(" | ").append(show(between));
      if (theirOwn > SAME_DB) {
        assertThat(between).as("%s to %s", in.format(), to).isGreaterThan(SAME_DB);
      }
    }
    return "| %s to %s | %s%s%s |".formatted(in.format(), to, show(own), toExact, beside);
  }

  private static String show(double db) {
    return db > 200 ? "equal" : String.format(Locale.ROOT, "%.1f", db);
  }

  private static VideoFormat format(Picture picture, PixelFormat format) {
    return new VideoFormat(format, picture.width(), picture.height(), Fraction.ZERO);
  }

  private static Picture convert(Arena arena, Picture in, PixelFormat to) {
    if (in.format() == to) {
      return in;
    }
    Picture out = new Picture(to, in.width(), in.height());
    out.pack(arena.allocate(out.packedBytes(), 64), 0);
    new Converter(in.format(), to, in.width(), in.height()).convert(in, out);
    return out;
  }

  /** The middle of an I420 picture. */
  private static Picture part(Arena arena, Picture in, int width, int height) {
    Picture out = new Picture(in.format(), width, height);
    out.pack(arena.allocate(out.packedBytes(), 64), 0);
    for (int p = 0; p < 3; p++) {
      int left = (in.rowBytes(p) - out.rowBytes(p)) / 2;
      int top = (in.rows(p) - out.rows(p)) / 2;
      for (int y = 0; y < out.rows(p); y++) {
        MemorySegment.copy(
            in.segment(), in.row(p, top + y) + left, out.segment(), out.row(p, y), out.rowBytes(p));
      }
    }
    return out;
  }

  private static double[][][] exact(Picture in, PixelFormat to) {
    VideoFormat target = format(in, to);
    ExactColor exact = new ExactColor(in, format(in, in.format()), target, true);
    return all(target, exact::level);
  }

  private static double[][][] levels(Picture picture) {
    return all(format(picture, picture.format()), (c, x, y) -> ExactColor.level(picture, c, x, y));
  }

  private interface Level {
    double at(int component, int x, int y);
  }

  private static double[][][] all(VideoFormat format, Level level) {
    double[][][] all = new double[ExactColor.components(format.format())][][];
    for (int c = 0; c < all.length; c++) {
      all[c] = new double[ExactColor.rows(format, c)][ExactColor.columns(format, c)];
      for (int y = 0; y < all[c].length; y++) {
        for (int x = 0; x < all[c][y].length; x++) {
          all[c][y][x] = level.at(c, x, y);
        }
      }
    }
    return all;
  }

  /** Over the samples of all components, without the outermost two, where filters end. */
  private static double psnr(double[][][] a, double[][][] b, PixelFormat format) {
    double peak = format == PixelFormat.I420_10LE ? 1023 : 255;
    double sum = 0;
    long count = 0;
    for (int c = 0; c < a.length; c++) {
      for (int y = 2; y < a[c].length - 2; y++) {
        for (int x = 2; x < a[c][y].length - 2; x++) {
          double error = a[c][y][x] - b[c][y][x];
          sum += error * error;
          count++;
        }
      }
    }
    return sum == 0 ? 999 : 10 * Math.log10(peak * peak * count / sum);
  }
}
