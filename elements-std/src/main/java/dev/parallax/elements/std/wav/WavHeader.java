package dev.parallax.elements.std.wav;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes before the samples: plain WAVEFORMAT for one and two channels, else
 * WAVEFORMATEXTENSIBLE and a fact chunk, as GStreamer's wavenc writes them.
 */
final class WavHeader {
  /** Length that GStreamer's wavenc declares while it does not know better. */
  static final long UNKNOWN_DATA_BYTES = 0x7fff_0000L;

  private static final int PLAIN_BYTES = 44;
  private static final int EXTENSIBLE_BYTES = 80;
  private static final byte[] GUID_TAIL = {
    0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71
  };

  /** Usual positions for three to eight channels when the format has none. */
  private static final long[] USUAL = {0, 0x4, 0x3, 0x7, 0x33, 0x37, 0x3f, 0x70f, 0x63f};

  private WavHeader() {}

  /** Largest number of bytes of samples that fit. */
  static long maxDataBytes(AudioFormat format) {
    return 0xffff_ffffL - bytes(format) - 1;
  }

  /** Length of the header. */
  static int bytes(AudioFormat format) {
    return format.channels() > 2 ? EXTENSIBLE_BYTES : PLAIN_BYTES;
  }

  /** The header for {@code dataBytes} of samples. */
  static byte[] of(AudioFormat format, long dataBytes) {
    int bytes = bytes(format);
    int bits = sampleBytes(format.format()) * 8;
    int align = bits / 8 * format.channels();
    boolean extensible = bytes == EXTENSIBLE_BYTES;
    int tag =
        format.format() == SampleFormat.F32LE || format.format() == SampleFormat.F64LE ? 3 : 1;
    ByteBuffer b = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    id(b, "RIFF").putInt((int) (dataBytes + (dataBytes & 1) + bytes - 8));
    id(id(b, "WAVE"), "fmt ").putInt(extensible ? 40 : 16);
    b.putShort((short) (extensible ? 0xfffe : tag)).putShort((short) format.channels());
    b.putInt(format.rate()).putInt((int) ((long) format.rate() * align));
    b.putShort((short) align).putShort((short) bits);
    if (extensible) {
      b.putShort((short) 22)
          .putShort((short) bits)
          .putInt((int) mask(format))
          .putShort((short) tag)
          .put(GUID_TAIL);
      id(b, "fact").putInt(4).putInt((int) (dataBytes / align));
    }
    id(b, "data").putInt((int) dataBytes);
    return b.array();
  }

  private static long mask(AudioFormat format) {
    if (format.channelMask() != 0) {
      return format.channelMask();
    }
    return format.channels() < USUAL.length ? USUAL[format.channels()] : 0;
  }

  private static int sampleBytes(SampleFormat format) {
    return switch (format) {
      case U8, S8 -> 1;
      case S16LE -> 2;
      case S24LE -> 3;
      case S32LE, F32LE -> 4;
      case F64LE -> 8;
    };
  }

  private static ByteBuffer id(ByteBuffer b, String fourCc) {
    return b.put(fourCc.getBytes(StandardCharsets.US_ASCII));
  }
}
