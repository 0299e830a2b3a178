package dev.parallax.elements.std.audio;

import dev.parallax.model.format.AudioFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How channels of one layout become those of another, with the weights of GStreamer's audioconvert:
 * a speaker that both have is kept; one that only the input has goes to its neighbours on the same
 * side; one that only the output has is fed by them. Then everything is divided by the largest sum
 * of a row, so that nothing clips.
 *
 * <p>Layouts without known positions (more than eight channels without a mask) are matched by
 * index: surplus inputs are dropped, surplus outputs are silent.
 */
final class MixMatrix {
  private static final double CENTER_FRONT = Math.sqrt(0.5);
  private static final double SIDE_FRONT = Math.sqrt(0.5);
  private static final double REAR_FRONT = 0.5;
  private static final double SIDE_REAR = Math.sqrt(0.5);

  /** Bits of WAVE_FORMAT_EXTENSIBLE's dwChannelMask. */
  private static final int FRONT_LEFT = 0;

  private static final int POSITIONS = 18;

  /**
   * Masks of one to eight channels without one, as in RFC 9639 section 9.1.3 and Microsoft's
   * headers.
   */
  private static final long[] USUAL = {0, 0x4, 0x3, 0x7, 0x33, 0x37, 0x3f, 0x70f, 0x63f};

  private enum Group {
    FRONT,
    CENTER,
    LFE,
    REAR,
    SIDE,
    OTHER
  }

  /** Group and side by bit: -1 left, 0 middle, 1 right. */
  private static final Group[] GROUPS = {
    Group.FRONT, Group.FRONT, Group.CENTER, Group.LFE, Group.REAR, Group.REAR, Group.FRONT,
        Group.FRONT, Group.REAR,
    Group.SIDE, Group.SIDE, Group.OTHER, Group.OTHER, Group.OTHER, Group.OTHER, Group.OTHER,
        Group.OTHER, Group.OTHER
  };

  private static final int[] SIDES = {-1, 1, 0, 0, -1, 1, -1, 1, 0, -1, 1, 0, 0, 0, 0, 0, 0, 0};

  private MixMatrix() {}

  /** {@code weights[out][in]}; null when channels stay as they are. */
  static double @Nullable [][] of(AudioFormat in, AudioFormat out) {
    int[] from = positions(in);
    int[] to = positions(out);
    if (Arrays.equals(from, to)) {
      return null;
    }
    double[][] weights = new double[to.length][from.length];
    boolean known = from[0] >= 0 && to[0] >= 0;
    for (int o = 0; o < to.length; o++) {
      for (int i = 0; i < from.length; i++) {
        weights[o][i] = known ? weight(from, i, to, o) : i == o ? 1 : 0;
      }
    }
    normalize(weights);
    return weights;
  }

  /** Bit of each channel; -1 when positions are unknown. */
  private static int[] positions(AudioFormat format) {
    int channels = format.channels();
    long mask = format.channelMask();
    if (mask == 0 && channels < USUAL.length) {
      mask = USUAL[channels];
    }
    int[] positions = new int[channels];
    Arrays.fill(positions, -1);
    if (Long.bitCount(mask) != channels || mask >>> POSITIONS != 0) {
      return positions;
    }
    int at = 0;
    for (int bit = 0; bit < POSITIONS; bit++) {
      if ((mask >> bit & 1) != 0) {
        positions[at++] = bit;
      }
    }
    return positions;
  }

  private static double weight(int[] from, int i, int[] to, int o) {
    int in = from[i];
    int out = to[o];
    if (from.length == 1 || to.length == 1) {
      // A single channel stands for both front speakers.
      int other = from.length == 1 ? out : in;
      return near(Group.FRONT, GROUPS[other]);
    }
    if (in == out) {
      return 1;
    }
    if (contains(to, in) && contains(from, out)) {
      return 0;
    }
    boolean sameSide = SIDES[in] == 0 || SIDES[out] == 0 || SIDES[in] == SIDES[out];
    if (!sameSide) {
      return 0;
    }
    double weight = near(GROUPS[in], GROUPS[out]);
    boolean split =
        GROUPS[in] == Group.SIDE
            && contains(to, FRONT_LEFT)
            && (contains(to, 4) || contains(to, 8));
    return split ? weight / 2 : weight;
  }

  private static double near(Group a, Group b) {
    if (a == b) {
      return a == Group.OTHER ? 0 : 1;
    }
    if (a.ordinal() > b.ordinal()) {
      return near(b, a);
    }
    return switch (a) {
      case FRONT ->
          switch (b) {
            case CENTER -> CENTER_FRONT;
            case LFE -> 1;
            case REAR -> REAR_FRONT;
            case SIDE -> SIDE_FRONT;
            default -> 0;
          };
      case REAR -> b == Group.SIDE ? SIDE_REAR : 0;
      default -> 0;
    };
  }

  private static boolean contains(int[] positions, int bit) {
    for (int p : positions) {
      if (p == bit) {
        return true;
      }
    }
    return false;
  }

  private static void normalize(double[][] weights) {
    double largest = 0;
    for (double[] row : weights) {
      double sum = 0;
      for (double w : row) {
        sum += Math.abs(w);
      }
      largest = Math.max(largest, sum);
    }
    for (double[] row : weights) {
      for (int i = 0; largest > 0 && i < row.length; i++) {
        row[i] /= largest;
      }
    }
  }
}
