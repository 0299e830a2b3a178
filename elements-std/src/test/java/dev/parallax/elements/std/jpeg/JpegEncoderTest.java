package dev.parallax.elements.std.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.LoopChoice;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.elements.std.video.kernel.VectorSupport;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JpegEncoderTest {
  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(value = PixelFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "I420_10LE")
  void shouldComeBackNearlyTheSameWhenDecoded(PixelFormat format) throws Exception {
    int[][] sizes = {{1, 1}, {8, 8}, {37, 29}, {16, 70}, {129, 65}};
    for (int[] size : sizes) {
      for (JpegSubsampling sampling : JpegSubsampling.values()) {
        MadeJpeg made = MadeJpeg.of(format, size[0], size[1], sampling, 0, false, 100, 3);
        MadeJpeg best = MadeJpeg.of(format, size[0], size[1], sampling, 5, true, 100, 3);
        DecodedJpeg.Pixels pixels = decode(made.jpeg());
        assertThat(pixels.bytes())
            .as("restarts and codes make no difference")
            .isEqualTo(decode(best.jpeg()).bytes());
        assertThat(pixels.width()).isEqualTo(size[0]);
        assertThat(pixels.height()).isEqualTo(size[1]);
        assertThat(lumaError(made.picture(), pixels))
            .as("%s %dx%d %s", format, size[0], size[1], sampling)
            .isLessThan(6);
      }
    }
  }

  private static DecodedJpeg.Pixels decode(byte[] jpeg) throws Exception {
    DecodedJpeg decoded = DecodedJpeg.of(jpeg, 1000);
    assertThat(decoded.warnings).isEmpty();
    assertThat(decoded.pictures).hasSize(1);
    return decoded.pictures.get(0);
  }

  /** Largest error of luma in levels: chroma is blurred by subsampling, luma is not. */
  private static double lumaError(Picture picture, DecodedJpeg.Pixels pixels) {
    double worst = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        byte[] p = pixels.bytes();
        int i = y * picture.width() + x;
        double got =
            pixels.format() == PixelFormat.GRAY8
                ? p[i] & 0xff
                : luma(p[3 * i] & 0xff, p[3 * i + 1] & 0xff, p[3 * i + 2] & 0xff);
        if (isInside(p, i, pixels.format())) { // a clipped colour has another luma
          worst = Math.max(worst, Math.abs(got - luma(picture, x, y)));
        }
      }
    }
    return worst;
  }

  private static boolean isInside(byte[] p, int i, PixelFormat format) {
    for (int c = 0; format == PixelFormat.RGB && c < 3; c++) {
      int v = p[3 * i + c] & 0xff;
      if (v == 0 || v == 255) {
        return false;
      }
    }
    return true;
  }

  private static double luma(double r, double g, double b) {
    return 0.299 * r + 0.587 * g + 0.114 * b;
  }

  /** Full-range luma of a pixel. */
  private static double luma(Picture p, int x, int y) {
    long row = p.row(0, y);
    return switch (p.format()) {
      case GRAY8 -> u8(p, row + x);
      case I420, NV12 -> limited(u8(p, row + x));
      case YUYV -> limited(u8(p, row + 2L * x));
      case UYVY -> limited(u8(p, row + 2L * x + 1));
      case RGB -> luma(u8(p, row + 3L * x), u8(p, row + 3L * x + 1), u8(p, row + 3L * x + 2));
      case RGBA -> luma(u8(p, row + 4L * x), u8(p, row + 4L * x + 1), u8(p, row + 4L * x + 2));
      case BGRA -> luma(u8(p, row + 4L * x + 2), u8(p, row + 4L * x + 1), u8(p, row + 4L * x));
      default -> throw new IllegalArgumentException();
    };
  }

  private static int u8(Picture p, long at) {
    return p.segment().get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }

  private static double limited(int y) {
    return Math.max(0, Math.min(255, (y - 16) * 255 / 219.0));
  }

  @ParameterizedTest
  @EnumSource(value = PixelFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "I420_10LE")
  void shouldGiveTheSameBytesWhenVectorsAreUsed(PixelFormat format) throws Exception {
    Assumptions.assumeTrue(VectorSupport.usable(), "no vectors in this JVM");
    for (int width : new int[] {1, 63, 64, 133}) {
      Picture picture = MadeJpeg.paint(format, width, 41, 5);
      byte[] scalar =
          MadeJpeg.of(picture, JpegSubsampling.AUTO, 0, false, 90, ScalarJpegEncodeKernels.INSTANCE)
              .jpeg();
      JpegEncoder encoder =
          new JpegEncoder(
              LoopChoice.always(VectorJpegEncodeKernels.instance()),
              LoopChoice.always(VectorJpegEncodeKernels.instance()),
              new JpegInput(format, width, 41, MadeJpeg.isYuv(format), JpegSubsampling.AUTO),
              0,
              false);
      int length = encoder.encode(picture, 90);
      assertThat(Arrays.copyOf(encoder.bytes(), length)).isEqualTo(scalar);
      for (PixelFormat to : new PixelFormat[] {PixelFormat.RGB, PixelFormat.I420}) {
        assertThat(decode(VectorJpegKernels.instance(), scalar, to))
            .isEqualTo(decode(ScalarJpegKernels.INSTANCE, scalar, to));
      }
    }
  }

  private static byte[] decode(JpegKernels kernels, byte[] jpeg, PixelFormat to) throws Exception {
    DecodedJpeg decoded = new DecodedJpeg(kernels, to, 1 << 20);
    decoded.run(jpeg, 4096);
    return decoded.pictures.get(0).bytes();
  }

  /** Levels and chroma come back: I420 to JPEG to I420 without a detour over RGB. */
  @Test
  void shouldKeepI420NearlyAsItIsWhenEncodedAndDecoded() throws Exception {
    Picture picture = MadeJpeg.paint(PixelFormat.I420, 96, 50, 1);
    for (JpegSubsampling sampling : JpegSubsampling.values()) {
      byte[] jpeg =
          MadeJpeg.of(picture, sampling, 0, false, 100, ScalarJpegEncodeKernels.INSTANCE).jpeg();
      byte[] got = decode(ScalarJpegKernels.INSTANCE, jpeg, PixelFormat.I420);
      byte[] sent = picture.segment().toArray(ValueLayout.JAVA_BYTE);
      for (int i = 0; i < sent.length; i++) {
        int legal = Math.max(16, Math.min(235, sent[i] & 0xff));
        assertThat(Math.abs((got[i] & 0xff) - legal)).as("%s byte %d", sampling, i).isLessThan(6);
      }
    }
  }

  @Test
  void shouldPassOverWhatIsNoMarkerWhenItFollowsFillBytes() throws Exception {
    byte[] good =
        MadeJpeg.of(PixelFormat.RGB, 40, 30, JpegSubsampling.AUTO, 0, false, 85, 2).jpeg();
    byte[] noise = {-1, -1, 0};
    byte[] jpeg = new byte[good.length + noise.length];
    System.arraycopy(good, 0, jpeg, 0, 2);
    System.arraycopy(noise, 0, jpeg, 2, noise.length);
    System.arraycopy(good, 2, jpeg, 2 + noise.length, good.length - 2);
    assertThat(DecodedJpeg.of(jpeg, 1000).pictures.get(0).bytes())
        .isEqualTo(DecodedJpeg.of(good, 1000).pictures.get(0).bytes());
  }

  @Test
  void shouldGiveEverySymbolItsCodeWhenManyHaveOneLength() {
    HuffmanCode code = new HuffmanCode();
    for (int i = 0; i < 162; i++) {
      code.frequencies[i] = i < 30 ? 4 : 1;
    }
    code.make();
    assertThat(code.table[7] & 0xff).as("codes of 8 bits").isGreaterThan(127);
    assertThat(java.util.Arrays.stream(code.codes).filter(c -> c != 0).distinct()).hasSize(162);
    HuffmanTable table = new HuffmanTable();
    assertThat(table.define(code.table, 0, code.tableBytes - 16, false)).isEmpty();
  }

  @Test
  void shouldBeSmallerWhenCodesAreOptimized() {
    int typical =
        MadeJpeg.of(PixelFormat.RGB, 200, 100, JpegSubsampling.AUTO, 0, false, 85, 2).jpeg().length;
    int best =
        MadeJpeg.of(PixelFormat.RGB, 200, 100, JpegSubsampling.AUTO, 0, true, 85, 2).jpeg().length;
    assertThat(best).isLessThan(typical);
  }

  @Test
  void shouldTurnBitsWhenAnyAreSet() {
    Random random = new Random(4);
    byte[] lanes = new byte[64];
    long[] masks = new long[8];
    random.nextBytes(lanes);
    ScalarJpegEncodeKernels.INSTANCE.turn(lanes, masks);
    for (int k = 0; k < 64; k++) {
      for (int lane = 0; lane < 8; lane++) {
        assertThat(masks[lane] >> k & 1).isEqualTo(lanes[k] >> lane & 1);
      }
    }
    if (VectorSupport.usable()) {
      long[] fast = new long[8];
      VectorJpegEncodeKernels.instance().turn(lanes, fast);
      assertThat(fast).isEqualTo(masks);
    }
  }

  /** The short way for blocks without detail gives what the whole transform does. */
  @Test
  void shouldGiveTheSameWhenBlocksAreFlat() {
    Random random = new Random(6);
    for (int round = 0; round < 300; round++) {
      int[] coefs = new int[JpegKernels.GROUP];
      for (int lane = 0; lane < 8; lane++) {
        coefs[lane] = random.nextInt() >> random.nextInt(32);
      }
      int[] same = coefs.clone();
      byte[] expected = new byte[8 * 64];
      byte[] got = new byte[8 * 64];
      int gain = round % 2 == 0 ? 1 << 16 : 56_284;
      int bias = round % 2 == 0 ? 0 : 17 << 16;
      ScalarJpegKernels.INSTANCE.inverse(coefs, 0, 1, expected, 0, 64, gain, bias);
      FlatBlocks.inverse(same, 0, got, 0, 64, gain, bias);
      assertThat(got).isEqualTo(expected);
      assertThat(same).containsOnly(0);
    }
  }

  @Test
  void shouldBeAcceptedByDjpegWhenInstalled() throws Exception {
    Path djpeg = Path.of("/usr/bin/djpeg");
    Assumptions.assumeTrue(Files.isExecutable(djpeg), "djpeg (libjpeg-turbo-progs) is not there");
    for (PixelFormat format :
        new PixelFormat[] {
          PixelFormat.I420, PixelFormat.YUYV, PixelFormat.RGB, PixelFormat.GRAY8
        }) {
      for (JpegSubsampling sampling : JpegSubsampling.values()) {
        byte[] jpeg = MadeJpeg.of(format, 75, 43, sampling, 4, true, 30, 9).jpeg();
        assertThat(djpeg(djpeg, jpeg)).endsWith(decode(jpeg).bytes());
      }
    }
    byte[] progressive = TinyProgressive.file(50, 30, true);
    assertThat(djpeg(djpeg, progressive)).endsWith(decode(progressive).bytes());
  }

  private byte[] djpeg(Path program, byte[] jpeg) throws IOException, InterruptedException {
    Path in = Files.write(dir.resolve("in.jpg"), jpeg);
    Path out = dir.resolve("out.pnm");
    Path said = dir.resolve("said");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "-dct",
                "int",
                "-pnm",
                "-outfile",
                out.toString(),
                in.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(said)).isEmpty();
    assertThat(process.exitValue()).isZero();
    return Files.readAllBytes(out);
  }
}
