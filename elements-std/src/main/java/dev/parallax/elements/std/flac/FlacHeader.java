package dev.parallax.elements.std.flac;

import dev.parallax.model.format.AudioFormat;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes before the first frame (RFC 9639 section 8): marker, STREAMINFO, SEEKTABLE,
 * VORBIS_COMMENT, PADDING. At the end of the stream {@link #corrected} has the same length, so it
 * can take the place of {@link #first}.
 */
final class FlacHeader {
  private static final int SEEKTABLE = 3;
  private static final int VORBIS_COMMENT = 4;
  private static final int PADDING = 1;
  private static final int MAX_BLOCK = 0xff_ffff;

  private final AudioFormat format;
  private final int blockSize;
  private final FlacSeekTable seekTable;
  private final byte[] comments;
  private final int padding;

  FlacHeader(
      AudioFormat format,
      int blockSize,
      FlacSeekTable seekTable,
      Map<String, String> tags,
      int padding) {
    this.format = format;
    this.blockSize = blockSize;
    this.seekTable = seekTable;
    this.padding = padding;
    comments = VorbisCommentsWriter.write(tags, unusualMask(format));
  }

  /** The positions when readers could not guess them from the number of channels, or 0. */
  private static long unusualMask(AudioFormat format) {
    long mask = format.channelMask();
    return mask == FlacChannels.mask(format.channels(), 0) ? 0 : mask;
  }

  /** With everything unknown that only the end will tell. */
  byte[] first() {
    return bytes(null);
  }

  /** With all that is known now; {@link FlacEncoder#md5} is used up. */
  byte[] corrected(FlacEncoder encoder) {
    return bytes(encoder);
  }

  private byte[] bytes(@Nullable FlacEncoder encoder) {
    FlacBitWriter out = new FlacBitWriter();
    out.bits('f' << 24 | 'L' << 16 | 'a' << 8 | 'C', 32);
    out.bits(FlacStreamInfo.BYTES, 32);
    streamInfo(out, encoder);
    if (seekTable.points() > 0) {
      block(out, SEEKTABLE, seekTable.points() * FlacSeekTable.POINT_BYTES, false);
      seekTable.write(out);
    }
    block(out, VORBIS_COMMENT, comments.length, padding == 0);
    for (byte b : comments) {
      out.bits(b, 8);
    }
    if (padding > 0) {
      block(out, PADDING, padding, true);
      for (int i = 0; i < padding; i++) {
        out.bits(0, 8);
      }
    }
    out.align();
    return Arrays.copyOf(out.bytes(), out.length());
  }

  private static void block(FlacBitWriter out, int type, int length, boolean last) {
    if (length > MAX_BLOCK) {
      throw new IllegalArgumentException("flac metadata block is too large bytes=" + length);
    }
    out.bits((last ? 0x80 : 0) | type, 8);
    out.bits(length, 24);
  }

  private void streamInfo(FlacBitWriter out, @Nullable FlacEncoder encoder) {
    out.bits(blockSize, 16);
    out.bits(blockSize, 16);
    out.bits(frameSize(encoder == null ? 0 : encoder.smallestFrame()), 24);
    out.bits(frameSize(encoder == null ? 0 : encoder.largestFrame()), 24);
    out.bits(format.rate(), 20);
    out.bits(format.channels() - 1, 3);
    out.bits(FlacEncoder.bits(format) - 1, 5);
    long samples = encoder == null ? 0 : encoder.samples();
    boolean known = samples < 1L << 36;
    out.bits(known ? (int) (samples >>> 32) : 0, 4);
    out.bits(known ? (int) samples : 0, 32);
    byte[] md5 = encoder == null ? new byte[16] : encoder.md5();
    for (byte b : md5) {
      out.bits(b, 8);
    }
  }

  /** 0 stands for unknown. */
  private static int frameSize(int bytes) {
    return bytes > MAX_BLOCK ? 0 : bytes;
  }
}
