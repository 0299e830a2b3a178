package dev.parallax.launch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A malformed file that is made here: what no collection has, above all small files that claim to
 * be large.
 *
 * @param name says what is wrong
 * @param decoder element that reads it
 * @param bytes content
 * @param message what the error must say
 */
record HostileFile(String name, String decoder, byte[] bytes, String message) {
  @Override
  public String toString() {
    return name;
  }

  /** All of them. */
  static List<HostileFile> all() {
    return List.of(
        y4m("y4m-other.y4m", "RIFF....", "stream is no y4m"),
        y4m("y4m-no-size.y4m", "YUV4MPEG2 H2\n", "y4m header has no size"),
        y4m("y4m-huge.y4m", "YUV4MPEG2 W4294967300 H2\nFRAME\n", "width=4294967300"),
        y4m("y4m-claims.y4m", "YUV4MPEG2 W32768 H32768 C420p10\nFRAME\nx", "y4m is too large"),
        y4m("y4m-most.y4m", "YUV4MPEG2 W7680 H4320 C420p10\nFRAME\nx", "picture is cut off"),
        y4m("y4m-line.y4m", "YUV4MPEG2 " + "x".repeat(100_000), "y4m line is too long"),
        y4m("y4m-444.y4m", "YUV4MPEG2 W4 H4 C444\nFRAME\n", "colour-space=444"),
        wav("rf64-negative.wav", rf64(-1, 10), "wav ds64 chunk has a length that is out of range"),
        wav("rf64-short.wav", riff("RF64", -1, chunk("ds64", new byte[8])), "ds64 chunk is too"),
        wav("rf64-empty.wav", rf64(1L << 50, 1L << 50), "before any data"),
        wav(
            "rf64-no-fmt.wav",
            riff("RF64", -1, le(8).putInt(0x6174_6164).putInt(-1)),
            "before fmt"),
        wav("riff-claims.wav", riff("RIFF", -1, le(8).putInt(0x20746d66).putInt(-2)), "before fmt"),
        wav(
            "extensible-short.wav",
            riff("RIFF", 0, fmt(0xfffe, 2, 4, 16, 18)),
            "extensible format"),
        wav("extensible-guid.wav", riff("RIFF", 0, fmt(0xfffe, 2, 4, 16, 40)), "sub format is not"),
        wav("channels-none.wav", riff("RIFF", 0, fmt(1, 0, 4, 16, 16)), "channels=0"),
        wav("channels-many.wav", riff("RIFF", 0, fmt(1, 65535, 65535, 8, 16)), "channels=65535"),
        wav("align.wav", riff("RIFF", 0, fmt(1, 2, 3, 16, 16)), "block-align=3"),
        png("png-claims.png", 8192, 8192, 100, "too short for its size"),
        png("png-bomb.png", 8192, 8192, 255 << 20, "png image data ends early"),
        png("png-side.png", 65535, 8, 1 << 20, "png is too large width=65535"),
        png("png-most.png", Integer.MAX_VALUE, Integer.MAX_VALUE, 1 << 20, "png is too large"),
        jpeg("jpeg-claims.jpg", 0xc0, 8192, 8192, 1, "jpeg image data is too short for its size"),
        jpeg("jpeg-kept.jpg", 0xc2, 8192, 8192, 255, "jpeg is too large for several scans"),
        jpeg("jpeg-scans.jpg", 0xc2, 8192, 5400, 255, "jpeg image data is too short for its size"),
        jpeg("jpeg-bomb.jpg", 0xc2, 4096, 4096, 9999, "picture has too many scans"),
        jpeg("jpeg-most.jpg", 0xc0, 65535, 65535, 1, "jpeg is too large"),
        new HostileFile(
            "flac-claims.flac",
            "flacdec",
            "fLaC\u0004\u00ff\u00ff\u00ff".getBytes(StandardCharsets.ISO_8859_1),
            "flac"));
  }

  private static HostileFile y4m(String name, String text, String message) {
    return new HostileFile(name, "y4mdec", text.getBytes(StandardCharsets.ISO_8859_1), message);
  }

  // ---- wav

  private static HostileFile wav(String name, byte[] bytes, String message) {
    return new HostileFile(name, "wavparse", bytes, message);
  }

  private static ByteBuffer le(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer chunk(String id, byte[] body) {
    return le(8 + body.length)
        .put(id.getBytes(StandardCharsets.ISO_8859_1))
        .putInt(body.length)
        .put(body);
  }

  private static byte[] riff(String id, int size, ByteBuffer chunks) {
    return le(12 + chunks.capacity())
        .put(id.getBytes(StandardCharsets.ISO_8859_1))
        .putInt(size)
        .put("WAVE".getBytes(StandardCharsets.ISO_8859_1))
        .put(chunks.array())
        .array();
  }

  private static byte[] rf64(long riffBytes, long dataBytes) {
    byte[] lengths = le(28).putLong(riffBytes).putLong(dataBytes).array();
    byte[] format = fmt(1, 2, 4, 16, 16).array();
    ByteBuffer all = le(36 + format.length);
    return riff("RF64", -1, all.put(chunk("ds64", lengths).array()).put(format));
  }

  private static ByteBuffer fmt(int tag, int channels, int align, int bits, int bytes) {
    ByteBuffer body = le(bytes).putShort((short) tag).putShort((short) channels).putInt(48_000);
    body.putInt(48_000 * align).putShort((short) align).putShort((short) bits);
    return chunk("fmt ", body.array());
  }

  // ---- png

  /** An RGBA picture of {@code raw} bytes, which are too few. */
  private static HostileFile png(String name, int width, int height, int raw, String message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
    pngChunk(out, "IHDR", head.put(new byte[] {8, 6, 0, 0, 0}).array());
    pngChunk(out, "IDAT", zeros(raw));
    pngChunk(out, "IEND", new byte[0]);
    return new HostileFile(name, "pngdec", out.toByteArray(), message);
  }

  private static byte[] zeros(int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      byte[] zeros = new byte[1 << 16];
      byte[] packed = new byte[1 << 16];
      for (int left = count; !deflater.finished(); ) {
        if (deflater.needsInput() && left > 0) {
          deflater.setInput(zeros, 0, Math.min(left, zeros.length));
          left -= Math.min(left, zeros.length);
        } else if (left == 0) {
          deflater.finish();
        }
        out.write(packed, 0, deflater.deflate(packed));
      }
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  private static void pngChunk(ByteArrayOutputStream out, String type, byte[] body) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    out.writeBytes(name);
    out.writeBytes(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  // ---- jpeg

  /** Three components without subsampling; each scan is nothing but its header. */
  private static HostileFile jpeg(
      String name, int frame, int width, int height, int scans, String message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bytes(out, 0xff, 0xd8, 0xff, 0xdb, 0, 67, 0);
    out.writeBytes(new byte[64]);
    byte[] file = out.toByteArray();
    java.util.Arrays.fill(file, 7, 71, (byte) 1);
    out.reset();
    out.writeBytes(file);
    bytes(out, 0xff, frame, 0, 17, 8, height >> 8, height, width >> 8, width, 3);
    bytes(out, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0);
    for (int table : new int[] {0, 0x10}) {
      bytes(out, 0xff, 0xc4, 0, 20, table, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    for (int scan = 0; scan < scans; scan++) {
      bytes(out, 0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, frame == 0xc2 ? 0 : 63);
      bytes(out, frame == 0xc2 && scan > 0 ? 0x10 : 0);
    }
    bytes(out, 0xff, 0xd9);
    return new HostileFile(name, "jpegdec", out.toByteArray(), message);
  }

  private static void bytes(ByteArrayOutputStream out, int... values) {
    for (int value : values) {
      out.write(value);
    }
  }
}
