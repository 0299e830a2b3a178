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
 * -Dparallax.quality.report=FILE} all 72, of the whole first pictures of all files of the corpus;
 * the table of the photograph and one of the worst of each file go into that file.
 */
@Timeout(600)
class ConvertQualityTest {
  private static final double SAME_DB = 50;
  private static final @Nullable String REPORT = System.getProperty("parallax.quality.report");

  @TempDir Path dir;

  @Test
  void shouldBeWithinFiftyDecibelsOfOthersWhereTheyDoTheSame()
      throws IOException, InterruptedException {
    List<String> table = new ArrayList<>();
    List<String> worst = new ArrayList<>();
    worst.add(
        "| File | Parallax to exact, at least | swscale: pairs alike, at least |"
            + " GStreamer: pairs alike, at least |");
    worst.add("|---|---|---|---|");
    table.add(
        "| Pair | Parallax to exact | swscale to exact | GStreamer to exact | Parallax to swscale |"
            + " Parallax to GStreamer |");
    table.add("|---|---|---|---|---|---|");
    try (Arena arena = Arena.ofConfined()) {
      for (Path file : REPORT == null ? List.of(photograph()) : Y4mFrame.files()) {
        Picture whole = Y4mFrame.read(arena, file);
        List<Row> rows =
            rows(arena, REPORT == null ? part(arena, whole, 256, 128) : whole, REPORT != null);
        worst.add("| %s %s".formatted(file.getFileName(), worst(rows)));
        if (file.equals(photograph())) {
          rows.forEach(row -> table.add(row.text()));
        }
      }
    }
    if (REPORT != null) {
      table.add("");
      table.addAll(worst);
      Files.write(Path.of(REPORT), table);
    }
  }

  private static Path photograph() {
    return Corpus.set("y4m_raw").resolve("kodim23_yuv420_8bpc.y4m");
  }

  private List<Row> rows(Arena arena, Picture photo, boolean all)
      throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    for (PixelFormat from : PixelFormat.values()) {
      Picture in = convert(arena, photo, from);
      for (PixelFormat to : PixelFormat.values()) {
        if (from != to && (all || from == PixelFormat.I420 || to == PixelFormat.I420)) {
          rows.add(row(arena, in, to));
        }
      }
    }
    return rows;
  }

  /**
   * PSNR of a pair, in dB.
   *
   * @param own ours to exact
   * @param theirs each peer's to exact; NaN: not installed
   * @param between ours to each peer
   */
  private record Row(String pair, double own, double[] theirs, double[] between) {
    String text() {
      return "| %s | %s | %s | %s | %s | %s |"
          .formatted(
              pair,
              show(own),
              show(theirs[0]),
              show(theirs[1]),
              show(between[0]),
              show(between[1]));
    }
  }

  private static String worst(List<Row> rows) {
    StringBuilder text = new StringBuilder("| ");
    text.append(show(rows.stream().mapToDouble(Row::own).min().orElseThrow()));
    for (int peer = 0; peer < 2; peer++) {
      int p = peer;
      List<Row> alike = rows.stream().filter(row -> row.theirs[p] > SAME_DB).toList();
      double least = alike.stream().mapToDouble(row -> row.between[p]).min().orElse(Double.NaN);
      text.append(" | %d of %d, %s".formatted(alike.size(), rows.size(), show(least)));
    }
    return text.append(" |").toString();
  }

  private Row row(Arena arena, Picture in, PixelFormat to)
      throws IOException, InterruptedException {
    Picture out = convert(arena, in, to);
    double[][][] exact = exact(in, to);
    double[][][] ours = levels(out);
    double own = psnr(exact, ours, to);
    assertThat(own).as("%s to %s, to exact", in.format(), to).isGreaterThan(SAME_DB);
    double[] toExact = {Double.NaN, Double.NaN};
    double[] beside = {Double.NaN, Double.NaN};
    List<byte @Nullable []> peers = new ArrayList<>();
    Path raw = dir.resolve("in.raw");
    Files.write(raw, in.segment().toArray(JAVA_BYTE));
    peers.add(Peers.ffmpeg(raw, in, to, dir.resolve("sws.raw")));
    peers.add(Peers.gstreamer(raw, in, to, dir.resolve("gst.raw")));
    for (int p = 0; p < peers.size(); p++) {
      byte @Nullable [] peer = peers.get(p);
      if (peer == null) {
        continue;
      }
      Picture theirs = new Picture(to, in.width(), in.height());
      theirs.pack(arena.allocate(theirs.packedBytes()), 0);
      assertThat(peer.length).isEqualTo((int) theirs.packedBytes());
      MemorySegment.copy(peer, 0, theirs.segment(), JAVA_BYTE, 0, peer.length);
      toExact[p] = psnr(exact, levels(theirs), to);
      beside[p] = psnr(ours, levels(theirs), to);
      if (toExact[p] > SAME_DB) {
        assertThat(beside[p]).as("%s to %s", in.format(), to).isGreaterThan(SAME_DB);
      }
    }
    return new Row("%s to %s".formatted(in.format(), to), own, toExact, beside);
  }

  private static String show(double db) {
    return Double.isNaN(db) ? "-" : db > 200 ? "equal" : String.format(Locale.ROOT, "%.1f", db);
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
