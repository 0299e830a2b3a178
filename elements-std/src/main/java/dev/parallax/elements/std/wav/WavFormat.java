package dev.parallax.elements.std.wav;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.StreamException;
import java.nio.ByteBuffer;

/**
 * The fmt chunk (Microsoft "Multiple Channel Audio Data and WAVE Files": WAVEFORMATEX and
 * WAVEFORMATEXTENSIBLE).
 *
 * <p>Samples whose valid bits do not fill their container are left-justified there, so the
 * container counts as a whole, as GStreamer's riff library does too.
 *
 * @param coding how a sample is written
 * @param bytes bytes of a sample in the file
 * @param channels 1 to 64
 * @param rate samples per second
 * @param mask speaker positions; 0: the usual
 */
record WavFormat(Coding coding, int bytes, int channels, int rate, long mask) {
  /** Bytes of the chunk that are looked at. */
  static final int MAX_BYTES = 40;

  static final int MIN_BYTES = 16;

  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int ALAW = 6;
  private static final int MULAW = 7;
  private static final int EXTENSIBLE = 0xfffe;

  /** How a sample is written. */
  enum Coding {
    INTEGER,
    FLOAT,
    ALAW,
    MULAW
  }

  /** Bytes of one sample of all channels in the file. */
  int frameBytes() {
    return bytes * channels;
  }

  /** Bytes of a decoded sample. */
  int decodedBytes() {
    return coding == Coding.ALAW || coding == Coding.MULAW ? 2 : bytes;
  }

  /** Format of the decoded samples. */
  AudioFormat audio() {
    SampleFormat format =
        switch (coding) {
          case ALAW, MULAW -> SampleFormat.S16LE;
          case FLOAT -> bytes == 4 ? SampleFormat.F32LE : SampleFormat.F64LE;
          case INTEGER -> INTEGERS[bytes];
        };
    return new AudioFormat(format, rate, channels, decodedBytes() * 8, mask);
  }

  private static final SampleFormat[] INTEGERS = {
    SampleFormat.U8, SampleFormat.U8, SampleFormat.S16LE, SampleFormat.S24LE, SampleFormat.S32LE
  };

  /**
   * Reads and checks the chunk.
   *
   * @param b the chunk's first bytes, in the file's byte order
   * @param offset of the chunk, for messages
   */
  static WavFormat parse(ByteBuffer b, long offset) throws StreamException {
    if (b.remaining() < MIN_BYTES) {
      throw bad("wav fmt chunk is too short", "bytes=" + b.remaining(), offset);
    }
    int tag = b.getShort(0) & 0xffff;
    int channels = b.getShort(2) & 0xffff;
    long rate = b.getInt(4) & 0xffffffffL;
    int align = b.getShort(12) & 0xffff;
    int bits = b.getShort(14) & 0xffff;
    long mask = 0;
    if (tag == EXTENSIBLE) {
      if (b.remaining() < MAX_BYTES) {
        throw bad(
            "wav fmt chunk is too short for the extensible format",
            "bytes=" + b.remaining(),
            offset);
      }
      mask = b.getInt(20) & 0xffffffffL;
      tag = subFormat(b, offset);
    }
    if (channels < 1 || channels > AudioFormat.MAX_CHANNELS) {
      throw bad(
          "wav number of channels is out of range",
          "channels=" + channels + " max=" + AudioFormat.MAX_CHANNELS,
          offset);
    }
    if (rate < 1 || rate > AudioFormat.MAX_RATE) {
      throw bad(
          "wav sample rate is out of range",
          "rate=" + rate + " max=" + AudioFormat.MAX_RATE,
          offset);
    }
    Coding coding = coding(tag, offset);
    if (align == 0 || align % channels != 0) {
      throw bad(
          "wav block align does not fit the channels",
          "block-align=" + align + " channels=" + channels,
          offset);
    }
    checkSize(coding, tag, align / channels, bits, offset);
    return new WavFormat(coding, align / channels, channels, (int) rate, usualMask(channels, mask));
  }

  /** The GUID of WAVEFORMATEXTENSIBLE: a format tag followed by a fixed part. */
  private static int subFormat(ByteBuffer b, long offset) throws StreamException {
    int tag = b.getInt(24);
    boolean known =
        b.getShort(28) == 0 && b.getShort(30) == 0x10 && b.get(32) == (byte) 0x80 && b.get(33) == 0;
    boolean tail =
        b.get(34) == 0 && (b.get(35) & 0xff) == 0xaa && b.get(36) == 0 && b.get(37) == 0x38;
    if (!known || !tail || (b.get(38) & 0xff) != 0x9b || b.get(39) != 0x71 || tag >>> 16 != 0) {
      throw bad("wav sub format is not known", "guid-start=0x" + Integer.toHexString(tag), offset);
    }
    return tag;
  }

  private static Coding coding(int tag, long offset) throws StreamException {
    return switch (tag) {
      case PCM -> Coding.INTEGER;
      case FLOAT -> Coding.FLOAT;
      case ALAW -> Coding.ALAW;
      case MULAW -> Coding.MULAW;
      default ->
          throw bad(
              "wav codec is not supported; PCM, float, A-law and mu-law are",
              "format-tag=0x" + Integer.toHexString(tag) + " codec=" + WavTags.codecName(tag),
              offset);
    };
  }

  private static void checkSize(Coding coding, int tag, int bytes, int bits, long offset)
      throws StreamException {
    boolean fits =
        switch (coding) {
          case INTEGER -> bytes <= 4 && bits >= 1 && bits <= bytes * 8;
          case FLOAT -> (bytes == 4 || bytes == 8) && bits == bytes * 8;
          case ALAW, MULAW -> bytes == 1;
        };
    if (!fits) {
      throw bad(
          "wav sample size is not supported",
          "bits=" + bits + " bytes-per-sample=" + bytes + " format-tag=" + tag,
          offset);
    }
  }

  private static long usualMask(int channels, long mask) {
    return channels > 2 && Long.bitCount(mask) == channels ? mask : 0;
  }

  private static StreamException bad(String fact, String data, long offset) {
    return new StreamException(fact + ' ' + data + " offset=0x" + Long.toHexString(offset));
  }
}
