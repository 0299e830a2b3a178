package dev.parallax.elements.std.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files of every kind; sample bytes follow a formula, filters take turns. */
final class TinyPng {
  record Kind(PngHeader.Color color, int depth, boolean interlaced, boolean transparency) {}

  private TinyPng() {}

  static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    for (PngHeader.Color color : PngHeader.Color.values()) {
      for (int depth : new int[] {1, 2, 4, 8, 16}) {
        boolean small = color == PngHeader.Color.GRAY || color == PngHeader.Color.PALETTE;
        if (depth < 8 && !small || depth == 16 && color == PngHeader.Color.PALETTE) {
          continue;
        }
        kinds.add(new Kind(color, depth, false, false));
        kinds.add(new Kind(color, depth, true, !color.hasAlpha()));
      }
    }
    return kinds;
  }

  static byte[] file(Kind kind, int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
    head.put((byte) kind.depth).put((byte) kind.color.type).put((byte) 0).put((byte) 0);
    head.put((byte) (kind.interlaced ? 1 : 0));
    chunk(out, "IHDR", head.array());
    if (kind.color == PngHeader.Color.PALETTE) {
      byte[] palette = new byte[3 << kind.depth];
      for (int i = 0; i < palette.length; i++) {
        palette[i] = (byte) (i * 37);
      }
      chunk(out, "PLTE", palette);
    }
    if (kind.transparency) {
      chunk(out, "tRNS", new byte[kind.color == PngHeader.Color.RGB ? 6 : 2]);
    }
    byte[] data =
        deflate(rows(new PngHeader(width, height, kind.depth, kind.color, kind.interlaced)));
    chunk(out, "IDAT", java.util.Arrays.copyOf(data, data.length / 2));
    chunk(out, "IDAT", java.util.Arrays.copyOfRange(data, data.length / 2, data.length));
    chunk(out, "tEXt", "Title\0x".getBytes(StandardCharsets.ISO_8859_1));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] rows(PngHeader header) {
    byte[] raw = new byte[(int) header.rawBytes()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) (i * i >> 3);
    }
    int at = 0;
    int row = 0;
    if (!header.interlaced()) {
      for (int y = 0; y < header.height(); y++, row++) {
        raw[at] = (byte) (row % 5);
        at += (int) header.rowBytes(header.width()) + 1;
      }
      return raw;
    }
    for (Adam7 pass : Adam7.values()) {
      for (int y = 0; y < pass.rows(header.height()); y++, row++) {
        if (pass.columns(header.width()) > 0) {
          raw[at] = (byte) (row % 5);
          at += (int) header.rowBytes(pass.columns(header.width())) + 1;
        }
      }
    }
    return raw;
  }

  private static byte[] deflate(byte[] raw) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(raw);
      deflater.finish();
      byte[] out = new byte[raw.length + 100];
      return java.util.Arrays.copyOf(out, deflater.deflate(out));
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.US_ASCII));
    crc.update(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    out.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  /** Makes the checks of all chunks right, as far as the lengths lead. */
  static void fixChecks(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    for (long at = 8; at + 12 <= file.length; ) {
      long length = bytes.getInt((int) at) & 0xffff_ffffL;
      if (at + 12 + length > file.length) {
        return;
      }
      CRC32 crc = new CRC32();
      crc.update(file, (int) at + 4, (int) length + 4);
      bytes.putInt((int) (at + 8 + length), (int) crc.getValue());
      at += 12 + length;
    }
  }
}
