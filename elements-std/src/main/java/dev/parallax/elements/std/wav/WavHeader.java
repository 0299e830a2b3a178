package dev.parallax.elements.std.wav;

import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.SampleFormats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes before the samples: plain WAVEFORMAT for one and two channels, as GStreamer's wavenc
 * writes it. WAVEFORMATEXTENSIBLE and a fact chunk for more channels, for speaker positions that
 * are not the usual ones, and for samples that do not fill their container.
 *
 * <p>Beyond 4 GiB a file is RF64 (EBU Tech 3306, ITU-R BS.2088): its lengths are in a ds64 chunk,
 * for which a JUNK chunk holds the place before.
 */
final class WavHeader {
  /** Length that GStreamer's wavenc declares while it does not know better. */
  static final long UNKNOWN_DATA_BYTES = 0x7fff_0000L;

  private static final int PLAIN_BYTES = 44;
  private static final int EXTENSIBLE_BYTES = 80;
  private static final int DS64_BYTES = 28;
  private static final long MAX_RIFF = 0xffff_ffffL;
  private static final byte[] GUID_TAIL = {
    0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71
  };

  /** Usual positions for three to eight channels when the format has none. */
  private static final long[] USUAL = {0, 0x4, 0x3, 0x7, 0x33, 0x37, 0x3f, 0x70f, 0x63f};

  private WavHeader() {}

  /** Largest number of bytes of samples that fit without RF64. */
  static long maxDataBytes(AudioFormat format) {
    return MAX_RIFF - bytes(format) - 8 - DS64_BYTES - 1;
  }

  /** Length of the header without room for a ds64 chunk. */
  static int bytes(AudioFormat format) {
    return isExtensible(format) ? EXTENSIBLE_BYTES : PLAIN_BYTES;
  }

  private static boolean isExtensible(AudioFormat format) {
    long mask = format.channelMask();
    boolean usual = mask == 0 || mask == usual(format.channels());
    return format.channels() > 2 || !usual || format.depth() != SampleFormats.bits(format.format());
  }

  /** The header for {@code dataBytes} of samples, without room for a ds64 chunk. */
  static byte[] of(AudioFormat format, long dataBytes) {
    return of(format, dataBytes, false);
  }

  /**
   * The header for {@code dataBytes} of samples; with {@code room} they may be more than 4 GiB, and
   * its length does not depend on them.
   */
  static byte[] of(AudioFormat format, long dataBytes, boolean room) {
    int bytes = bytes(format) + (room ? 8 + DS64_BYTES : 0);
    long riffBytes = dataBytes + (dataBytes & 1) + bytes - 8;
    boolean large = room && riffBytes > MAX_RIFF;
    int align = format.bytesPerFrame();
    ByteBuffer b = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    id(b, large ? "RF64" : "RIFF").putInt(large ? -1 : (int) riffBytes);
    id(b, "WAVE");
    if (room) {
      id(b, large ? "ds64" : "JUNK").putInt(DS64_BYTES);
      b.putLong(large ? riffBytes : 0).putLong(large ? dataBytes : 0);
      b.putLong(large ? dataBytes / align : 0).putInt(0);
    }
    format(b, format);
    if (isExtensible(format)) {
      id(b, "fact").putInt(4).putInt(large ? -1 : (int) (dataBytes / align));
    }
    id(b, "data").putInt(large ? -1 : (int) dataBytes);
    return b.array();
  }

  private static void format(ByteBuffer b, AudioFormat format) {
    boolean extensible = isExtensible(format);
    int bits = SampleFormats.bits(format.format());
    int tag = SampleFormats.isFloat(format.format()) ? 3 : 1;
    id(b, "fmt ").putInt(extensible ? 40 : 16);
    b.putShort((short) (extensible ? 0xfffe : tag)).putShort((short) format.channels());
    b.putInt(format.rate()).putInt((int) ((long) format.rate() * format.bytesPerFrame()));
    b.putShort((short) format.bytesPerFrame()).putShort((short) bits);
    if (extensible) {
      b.putShort((short) 22).putShort((short) format.depth());
      b.putInt((int) mask(format)).putShort((short) tag).put(GUID_TAIL);
    }
  }

  private static long mask(AudioFormat format) {
    return format.channelMask() != 0 ? format.channelMask() : usual(format.channels());
  }

  private static long usual(int channels) {
    return channels < USUAL.length ? USUAL[channels] : 0;
  }

  private static ByteBuffer id(ByteBuffer b, String fourCc) {
    return b.put(fourCc.getBytes(StandardCharsets.US_ASCII));
  }
}
