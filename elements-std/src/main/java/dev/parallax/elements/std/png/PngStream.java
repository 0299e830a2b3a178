package dev.parallax.elements.std.png;

import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Takes a byte stream of PNG pictures apart (ISO/IEC 15948, sections 5 and 11): signature, chunks,
 * their order, their checks. Of an animated picture, the still image that IDAT holds. A chunk that
 * is not needed is checked and forgotten, so memory grows with the image data only.
 *
 * <p>A wrong check of a critical chunk is an error; an ancillary one is then ignored with a
 * warning.
 */
final class PngStream {
  /** Compressed bytes of a picture at most. */
  static final int MAX_DATA = 1 << 28;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] NONE = {};
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504c5445;
  private static final int TRNS = 0x74524e53;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454e44;
  private static final int ANCILLARY = 0x2000_0000;

  /** What the stream gives. */
  interface Output {
    /** A complete picture; its arrays are used again afterwards. */
    void picture(PngPicture picture) throws StreamException;

    /** Something is odd. */
    void warn(String text);
  }

  private enum Part {
    SIGNATURE,
    HEAD,
    BODY,
    CHECK
  }

  private final Output output;
  private final CRC32 crc = new CRC32();
  private final byte[] block = new byte[32 << 10];

  /** Signature, chunk head or check: what is being read of it. */
  private final byte[] fixed = new byte[8];

  private int fixedBytes;
  private Part part = Part.SIGNATURE;
  private int type;
  private int left;
  private int bodyBytes;
  private byte[] small = new byte[PngHeader.BYTES];
  private byte[] data = new byte[16 << 10];
  private int dataBytes;
  private long offset;
  private long start;
  private long chunkAt;
  private boolean any;
  private long skipped;
  private @Nullable PngHeader header;
  private byte[] palette = NONE;
  private byte[] transparency = NONE;
  private boolean hasData;
  private boolean dataEnded;

  PngStream(Output output) {
    this.output = output;
  }

  /** Big-endian number. */
  static int int32(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  /** Takes the next bytes. */
  void feed(MemorySegment bytes, long from, long count) throws StreamException {
    for (long at = 0; at < count; ) {
      int n = (int) Math.min(block.length, count - at);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from + at, block, 0, n);
      for (int i = 0; i < n; ) {
        i += step(i, n - i);
      }
      at += n;
    }
  }

  /**
   * The stream, or the packet that holds one picture, is at its end.
   *
   * @throws StreamException when that is in the middle of a picture
   */
  void finish() throws StreamException {
    if (part != Part.SIGNATURE || fixedBytes > 0 && !any) {
      throw new StreamException(
          "png is cut off offset=0x%x picture-at=0x%x%s"
              .formatted(offset, start, part == Part.SIGNATURE ? "" : " chunk=" + name()));
    }
    saySkipped();
    fixedBytes = 0;
  }

  /** Forgets everything. */
  void reset() {
    beginPicture();
    offset = 0;
    any = false;
    skipped = 0;
  }

  private void beginPicture() {
    part = Part.SIGNATURE;
    fixedBytes = 0;
    header = null;
    palette = NONE;
    transparency = NONE;
    dataBytes = 0;
    hasData = false;
    dataEnded = false;
    type = 0;
  }

  /** Consumes between 1 and {@code count} bytes of the block. */
  private int step(int at, int count) throws StreamException {
    int used =
        switch (part) {
          case SIGNATURE -> signature(at);
          case HEAD -> fill(at, count, 8);
          case BODY -> body(at, count);
          case CHECK -> fill(at, count, 4);
        };
    offset += used;
    if (part == Part.HEAD && fixedBytes == 8) {
      head();
    } else if (part == Part.BODY && left == 0) {
      part = Part.CHECK;
      fixedBytes = 0;
    } else if (part == Part.CHECK && fixedBytes == 4) {
      chunk();
    }
    return used;
  }

  private int fill(int at, int count, int wanted) {
    int n = Math.min(count, wanted - fixedBytes);
    System.arraycopy(block, at, fixed, fixedBytes, n);
    fixedBytes += n;
    return n;
  }

  /** Byte by byte: after a picture, whatever is no signature is skipped. */
  private int signature(int at) throws StreamException {
    byte b = block[at];
    if (fixedBytes == 0) {
      start = offset;
    }
    if (b == SIGNATURE[fixedBytes]) {
      if (++fixedBytes == SIGNATURE.length) {
        saySkipped();
        part = Part.HEAD;
        fixedBytes = 0;
      }
      return 1;
    }
    if (!any) {
      throw new StreamException(
          "png signature is wrong byte=0x%02x expected=0x%02x offset=0x%x"
              .formatted(b & 0xff, SIGNATURE[fixedBytes] & 0xff, offset));
    }
    skipped += fixedBytes + 1;
    fixedBytes = 0;
    if (b == SIGNATURE[0]) { // of its bytes only the first is 0x89
      skipped--;
      start = offset;
      fixedBytes = 1;
    }
    return 1;
  }

  private void saySkipped() {
    if (skipped > 0) {
      output.warn("png is followed by other data bytes=" + skipped);
      skipped = 0;
    }
  }

  private void head() throws StreamException {
    chunkAt = offset - 8;
    left = int32(fixed, 0);
    type = int32(fixed, 4);
    if (left < 0) {
      throw damaged("png chunk is too long bytes=" + Integer.toUnsignedString(left));
    }
    checkOrder();
    if (type != IDAT) {
      if (small.length < smallBytes()) {
        small = new byte[smallBytes()];
      }
    } else {
      hasData = true;
      if (left > MAX_DATA - dataBytes) {
        throw damaged("png image data is too long max=" + MAX_DATA);
      }
    }
    bodyBytes = 0;
    crc.reset();
    crc.update(fixed, 4, 4);
    part = left == 0 ? Part.CHECK : Part.BODY;
    fixedBytes = 0;
  }

  /** Bytes of the body that are kept, for all but IDAT; known to be few. */
  private int smallBytes() {
    return switch (type) {
      case IHDR, PLTE, TRNS -> left;
      default -> 0;
    };
  }

  private void checkOrder() throws StreamException {
    if ((header == null) != (type == IHDR)) {
      throw damaged(header == null ? "png does not begin with IHDR" : "png has two of a chunk");
    }
    if (hasData && type != IDAT) {
      dataEnded = true;
    }
    switch (type) {
      case IHDR -> length(left == PngHeader.BYTES);
      case PLTE -> {
        order(palette.length == 0 && transparency.length == 0 && !hasData);
        length(left > 0 && left <= 768 && left % 3 == 0);
      }
      case TRNS -> {
        order(transparency.length == 0 && !hasData);
        length(left > 0 && left <= 256);
      }
      case IDAT -> order(!dataEnded && (palette.length > 0 || !isPalette()));
      case IEND -> {
        order(hasData);
        length(left == 0);
      }
      default -> {
        if ((type & ANCILLARY) == 0) {
          throw damaged("png has an unknown critical chunk");
        }
      }
    }
  }

  private boolean isPalette() {
    return header != null && header.color() == PngHeader.Color.PALETTE;
  }

  private void order(boolean right) throws StreamException {
    if (!right) {
      throw damaged(
          type == IEND
              ? "png has no image data"
              : type == IDAT && isPalette() && palette.length == 0
                  ? "png has no palette"
                  : "png chunk is out of order");
    }
  }

  private void length(boolean right) throws StreamException {
    if (!right) {
      throw damaged("png chunk has a wrong length bytes=" + left);
    }
  }

  private int body(int at, int count) {
    int n = Math.min(count, left);
    crc.update(block, at, n);
    if (type == IDAT) {
      if (data.length - Inflate.PADDING - dataBytes < n) {
        data = Arrays.copyOf(data, Math.max(data.length * 2, dataBytes + n + Inflate.PADDING));
      }
      System.arraycopy(block, at, data, dataBytes, n);
      dataBytes += n;
    } else if (smallBytes() > 0) {
      System.arraycopy(block, at, small, bodyBytes, n);
    }
    bodyBytes += n;
    left -= n;
    return n;
  }

  private void chunk() throws StreamException {
    part = Part.HEAD;
    fixedBytes = 0;
    int stored = int32(fixed, 0);
    if (stored != (int) crc.getValue()) {
      String fact =
          "png chunk check is wrong stored=0x%08x computed=0x%08x"
              .formatted(stored, (int) crc.getValue());
      if ((type & ANCILLARY) == 0) {
        throw damaged(fact);
      }
      output.warn(fact + place() + "; chunk is ignored");
      return;
    }
    switch (type) {
      case IHDR -> header = PngHeader.read(small, chunkAt);
      case PLTE -> palette = palette();
      case TRNS -> transparency = transparency();
      case IEND -> picture();
      default -> {}
    }
  }

  private byte[] palette() throws StreamException {
    PngHeader h = found();
    if (h.color() == PngHeader.Color.GRAY || h.color() == PngHeader.Color.GRAY_ALPHA) {
      throw damaged("png of gray samples has a palette");
    }
    if (isPalette() && bodyBytes > 3 << h.depth()) {
      throw damaged("png palette is too long entries=" + bodyBytes / 3 + " depth=" + h.depth());
    }
    return Arrays.copyOf(small, bodyBytes);
  }

  private byte[] transparency() throws StreamException {
    int wanted =
        switch (found().color()) {
          case GRAY -> 2;
          case RGB -> 6;
          case PALETTE -> Math.min(bodyBytes, palette.length / 3);
          case GRAY_ALPHA, RGBA -> -1;
        };
    if (wanted != bodyBytes) {
      output.warn("png transparency does not fit bytes=" + bodyBytes + place());
      return NONE;
    }
    return Arrays.copyOf(small, bodyBytes);
  }

  private PngHeader found() {
    PngHeader h = header;
    if (h == null) {
      throw new IllegalStateException("no header yet");
    }
    return h;
  }

  private void picture() throws StreamException {
    PngPicture picture = new PngPicture(found(), palette, transparency, data, dataBytes, start);
    any = true;
    try {
      output.picture(picture);
    } finally {
      beginPicture();
    }
  }

  private StreamException damaged(String fact) {
    return new StreamException(fact + place());
  }

  private String place() {
    return " chunk=%s offset=0x%x".formatted(name(), chunkAt);
  }

  /** The chunk's name, with anything but letters replaced. */
  private String name() {
    byte[] letters = new byte[4];
    for (int i = 0; i < 4; i++) {
      int c = type >>> (24 - 8 * i) & 0xff;
      letters[i] = (byte) (Character.isLetter(c) && c < 128 ? c : '?');
    }
    return new String(letters, StandardCharsets.US_ASCII);
  }
}
