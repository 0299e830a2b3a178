package dev.parallax.elements.std.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What djpeg gives of whole files is in {@link JpegCorpusTest}. */
class JpegSmoothingTest {
  private static final int SIDE = 7;
  private static final int QUANT = 4;

  private final JpegSmoothing smoothing = new JpegSmoothing();

  /** One component of 7 x 7 blocks, whose DC values rise by so much from column to column. */
  private static JpegFrame ramp(int rise) {
    JpegFrame frame = new JpegFrame();
    frame.progressive = true;
    frame.count = 1;
    frame.mcusHigh = SIDE;
    JpegComponent c = frame.components[0];
    c.h = 1;
    c.v = 1;
    c.blocksWide = SIDE;
    c.blocksHigh = SIDE;
    c.paddedWide = SIDE;
    Arrays.fill(c.quant, QUANT);
    c.coefficients = new short[64 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      c.coefficients[64 * i] = (short) (rise * (i % SIDE));
    }
    JpegSmoothing.begin(frame);
    return frame;
  }

  private static void scan(JpegFrame frame, int first, int last, int low) {
    JpegScanHeader scan = new JpegScanHeader();
    scan.count = 1;
    scan.components[0] = frame.components[0];
    scan.first = first;
    scan.last = last;
    scan.low = low;
    JpegSmoothing.scan(scan, first == 0);
  }

  private short[] middle(JpegFrame frame) {
    return smoothing.estimate(frame, frame.components[0], SIDE / 2, SIDE / 2, true);
  }

  /** T.81, section A.3.3: the first horizontal coefficient of samples that rise so. */
  private static double exact(int rise) {
    double sum = 0;
    for (int x = 0; x < 8; x++) {
      sum += rise / 64.0 * x * Math.cos((2 * x + 1) * Math.PI / 16);
    }
    return 8 * sum / 4 / Math.sqrt(2);
  }

  @Test
  void shouldContinueASlopeWhenOnlyDcHasCome() {
    JpegFrame frame = ramp(40);
    scan(frame, 0, 0, 0);
    assertThat(JpegSmoothing.isUseful(frame, 1)).isTrue();
    short[] block = middle(frame);
    assertThat(block[1] / exact(40)).isCloseTo(1, within(0.15));
    assertThat(block[0]).isEqualTo((short) (40 * (SIDE / 2)));
    assertThat(block[8]).as("nothing changes from row to row").isZero();
    assertThat(block[9]).isZero();
    assertThat(block[16]).isZero();
  }

  @Test
  void shouldContinueASlopeWhenOtherCoefficientsHaveCome() {
    JpegFrame frame = ramp(-40);
    scan(frame, 0, 0, 0);
    scan(frame, 3, 63, 0);
    assertThat(JpegSmoothing.isUseful(frame, 2)).isTrue();
    assertThat(middle(frame)[1] / exact(-40)).isCloseTo(1, within(0.1));
  }

  @Test
  void shouldBeSmallerThanWhatIsKnownWhenHighBitsHaveCome() {
    JpegFrame frame = ramp(100);
    scan(frame, 0, 0, 0);
    scan(frame, 1, 63, 2);
    assertThat(middle(frame)[1]).isEqualTo((short) -3);
  }

  @Test
  void shouldKeepWhatIsKnown() {
    JpegFrame frame = ramp(40);
    scan(frame, 0, 0, 0);
    scan(frame, 2, 63, 0);
    frame.components[0].coefficients[64 * (SIDE / 2 * SIDE + SIDE / 2) + 1] = 77;
    assertThat(middle(frame)[1]).isEqualTo((short) 77);
    scan(frame, 1, 1, 0);
    assertThat(JpegSmoothing.isUseful(frame, 3)).as("all have come").isFalse();
  }

  @Test
  void shouldUseWhatWasKnownBeforeWhenTheLastScanEndedEarly() {
    JpegFrame frame = ramp(40);
    scan(frame, 0, 0, 0);
    scan(frame, 2, 63, 0);
    scan(frame, 1, 1, 0);
    JpegComponent c = frame.components[0];
    assertThat(smoothing.estimate(frame, c, 3, 3, true)[1]).isZero();
    assertThat(smoothing.estimate(frame, c, 3, 3, false)[1]).isNegative();
  }

  @Test
  void shouldDoNothingWhenDcHasNotComeOrFrameIsSequential() {
    JpegFrame frame = ramp(40);
    scan(frame, 1, 5, 0);
    assertThat(JpegSmoothing.isUseful(frame, 1)).as("no DC").isFalse();
    scan(frame, 0, 0, 0);
    assertThat(JpegSmoothing.isUseful(frame, 2)).isTrue();
    frame.progressive = false;
    assertThat(JpegSmoothing.isUseful(frame, 2)).as("sequential").isFalse();
  }

  @Test
  void shouldStayInsideThePictureAtItsEdges() {
    JpegFrame frame = ramp(0);
    JpegComponent c = frame.components[0];
    scan(frame, 0, 0, 0);
    for (int i = 0; i < SIDE * SIDE; i++) {
      c.coefficients[64 * i] = 55;
    }
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        short[] block = smoothing.estimate(frame, c, x, y, true);
        assertThat(block[0]).as("%d,%d", x, y).isEqualTo((short) 55);
        assertThat(Arrays.copyOfRange(block, 1, 64)).containsOnly(0);
      }
    }
  }
}
