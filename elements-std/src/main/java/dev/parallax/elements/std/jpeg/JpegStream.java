package dev.parallax.elements.std.jpeg;

import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Cuts a byte stream into pictures, SOI to EOI (T.81, annex B). Segments are stepped over by their
 * lengths, so a thumbnail in one is not taken for a picture. What is between two pictures is
 * skipped. The bytes of the picture that is being read are kept; the array is used again.
 */
final class JpegStream {
  /** Bytes of a picture at most. */
  static final int MAX_BYTES = 1 << 27;

  private static final int PIECE = 64 << 10;

  /** What the stream gives. */
  interface Output {
    /**
     * A picture in the first {@code length} bytes.
     *
     * @param offset first byte of the picture in the stream
     * @param ended whether it has its EOI; one is put there if not
     */
    void picture(byte[] bytes, int length, long offset, boolean ended) throws StreamException;

    /** Something is odd. */
    void warn(String text);
  }

  private enum Part {
    START,
    MARKER,
    SEGMENT,
    ENTROPY
  }

  private final Output output;
  private byte[] data = new byte[PIECE];
  private int length;
  private int at;
  private Part part = Part.START;
  private int marker;
  private boolean scanSeen;
  private boolean any;
  private long offset;
  private long skipped;

  JpegStream(Output output) {
    this.output = output;
  }

  /** Takes the next bytes. */
  void feed(MemorySegment bytes, long from, long count) throws StreamException {
    for (long done = 0; done < count; ) {
      int n = (int) Math.min(PIECE, count - done);
      if (n > MAX_BYTES - length) {
        throw JpegMarker.damaged("picture is too long max=" + MAX_BYTES, marker, offset);
      }
      if (data.length - length < n + 2) {
        data = Arrays.copyOf(data, Math.max(data.length * 2, length + n + 2));
      }
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from + done, data, length, n);
      length += n;
      done += n;
      while (advance()) {
        // one part at a time
      }
    }
  }

  /**
   * The stream, or the packet that holds one picture, is at its end. A picture that lacks nothing
   * but EOI may be whole.
   */
  void finish() throws StreamException {
    if (part == Part.START && (any || length == 0)) {
      skipped += length;
      length = 0;
      saySkipped();
      return;
    }
    if (!scanSeen) {
      throw JpegMarker.damaged("picture is cut off", marker, offset + length);
    }
    data[length] = (byte) 0xff;
    data[length + 1] = (byte) JpegMarker.EOI;
    picture(length + 2, false);
    length = 0;
  }

  /** Forgets everything. */
  void reset() {
    begin();
    length = 0;
    offset = 0;
    any = false;
    skipped = 0;
  }

  private void begin() {
    part = Part.START;
    at = 0;
    marker = JpegMarker.SOI;
    scanSeen = false;
  }

  /** False when more bytes are needed. */
  private boolean advance() throws StreamException {
    return switch (part) {
      case START -> any ? next() : first();
      case MARKER -> marker();
      case SEGMENT -> segment();
      case ENTROPY -> entropy();
    };
  }

  private boolean first() throws StreamException {
    if (length < 2) {
      return false;
    }
    if (data[0] != -1 || (data[1] & 0xff) != JpegMarker.SOI) {
      throw new StreamException(
          "jpeg does not begin with SOI bytes=0x%02x%02x offset=0x%x"
              .formatted(data[0] & 0xff, data[1] & 0xff, offset));
    }
    at = 2;
    part = Part.MARKER;
    return true;
  }

  /** The next picture: SOI and what may follow it, in whatever lies between. */
  private boolean next() {
    int i = 0;
    while (i + 4 <= length && !isStart(i)) {
      i++;
    }
    boolean found = i + 4 <= length;
    skipped += i;
    drop(i);
    if (found) {
      saySkipped();
      at = 2;
      part = Part.MARKER;
    }
    return found;
  }

  private boolean isStart(int i) {
    return data[i] == -1
        && (data[i + 1] & 0xff) == JpegMarker.SOI
        && data[i + 2] == -1
        && JpegMarker.mayBeFirst(data[i + 3] & 0xff);
  }

  private void saySkipped() {
    if (skipped > 0) {
      output.warn("jpeg is followed by other data bytes=" + skipped);
      skipped = 0;
    }
  }

  private boolean marker() throws StreamException {
    while (at < length && data[at] != -1) {
      at++; // garbage: the decoder says so
    }
    while (at + 1 < length && data[at + 1] == -1) {
      at++; // fill bytes
    }
    if (at + 1 >= length) {
      return false;
    }
    int found = data[at + 1] & 0xff;
    if (found == 0) {
      at += 2;
      return true;
    }
    marker = found;
    at += 2;
    if (marker == JpegMarker.EOI) {
      int end = at;
      picture(end, true);
      drop(end);
    } else if (!JpegMarker.isBare(marker)) {
      part = Part.SEGMENT;
    }
    return true;
  }

  private boolean segment() throws StreamException {
    if (at + 2 > length) {
      return false;
    }
    int bytes = (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    if (bytes < 2 && JpegMarker.isNoise(marker)) {
      bytes = 2;
    }
    if (bytes < 2) {
      throw JpegMarker.damaged("segment is too short bytes=" + bytes, marker, offset + at);
    }
    if (at + bytes > length) {
      return false;
    }
    at += bytes;
    scanSeen |= marker == JpegMarker.SOS;
    part = marker == JpegMarker.SOS ? Part.ENTROPY : Part.MARKER;
    return true;
  }

  private boolean entropy() {
    while (true) {
      at = JpegBits.find(data, at, length);
      if (at + 1 >= length) {
        return false;
      }
      int found = data[at + 1] & 0xff;
      if (found == 0 || JpegMarker.isRestart(found)) {
        at += 2;
      } else if (found == 0xff) {
        at++;
      } else {
        part = Part.MARKER;
        return true;
      }
    }
  }

  private void picture(int end, boolean ended) throws StreamException {
    any = true;
    try {
      output.picture(data, end, offset, ended);
    } finally {
      begin();
    }
  }

  private void drop(int bytes) {
    System.arraycopy(data, bytes, data, 0, length - bytes);
    length -= bytes;
    offset += bytes;
  }
}
