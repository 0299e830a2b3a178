package dev.parallax.elements.std.wav;

import dev.parallax.elements.std.audio.SampleClock;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * Reads a RIFF/WAVE byte stream, or RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088), that comes in
 * pieces cut anywhere. Chunks may have any order and any claimed length; only fmt and LIST are
 * stored, and of those a bounded part. Lists are not entered further than INFO, so nesting costs
 * nothing.
 */
final class WavStream {
  /** What comes out. */
  interface Output {
    /** Once, before the first span. */
    void format(WavFormat format, boolean bigEndian);

    /** Tags of one list. */
    void tags(Map<String, String> tags);

    /** Something is odd, and reading goes on. */
    void warn(String text);

    /**
     * Whole frames, as they are in the file.
     *
     * @param source the segment given to {@link #feed}, if {@code borrowed}, else one that is valid
     *     during the call
     */
    void span(
        MemorySegment source, long offset, long bytes, boolean borrowed, long pts, long duration);
  }

  private enum State {
    RIFF,
    CHUNK,
    DS64,
    FORMAT,
    LIST,
    DATA,
    END
  }

  /** Lengths of the file, the data and the samples; a table of other chunks is not needed. */
  private static final int DS64_BYTES = 28;

  private static final long ELSEWHERE = 0xffff_ffffL;

  /** No file system holds more, and sums with it do not overflow. */
  private static final long MAX_LENGTH = 1L << 60;

  private static final int MAX_LIST_BYTES = 64 << 10;
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final Output output;
  private final SampleClock clock = new SampleClock();
  private State state = State.RIFF;
  private byte[] head = new byte[64];
  private int headBytes;
  private int headNeed = 12;
  private long position;
  private long skip;
  private long riffEnd;
  private long chunkStart;
  private long chunkBytes;
  private boolean padded;
  private boolean bigEndian;
  private boolean large;

  /** Length of the data as the ds64 chunk has it. */
  private long largeData;

  private boolean dataSeen;
  private long dataLeft;
  private boolean lengthKnown;

  /** Where the data begins and how much there is, kept for seeks; 0: not read yet. */
  private long dataStart;

  private long dataBytes;
  private WavFormat format = new WavFormat(WavFormat.Coding.INTEGER, 1, 1, 1, 0);
  private boolean formatSeen;
  private boolean ignoreLength;
  private byte[] carry = new byte[8];
  private int carried;

  WavStream(Output output) {
    this.output = output;
  }

  /** Whether the data goes to the end of the stream, whatever the header says. */
  void ignoreLength(boolean ignored) {
    ignoreLength = ignored;
  }

  /** Forgets what {@link #reset} keeps, too. */
  void forget() {
    reset();
    dataStart = 0;
  }

  /**
   * Goes on with the first sample that does not begin before a time in ns, or behind the last one.
   *
   * @return the byte that comes next in what is fed, or -1 when there was no header yet
   */
  long resumeAt(long time) {
    if (dataStart == 0) {
      return -1;
    }
    reset();
    int frameBytes = format.frameBytes();
    long frames =
        Math.min(
            SampleClock.firstFrom(time, format.rate()),
            (dataBytes == UNKNOWN ? MAX_LENGTH : dataBytes) / frameBytes);
    formatSeen = true;
    dataSeen = true;
    clock.start(format.rate(), frames);
    dataLeft = dataBytes == UNKNOWN ? UNKNOWN : dataBytes - frames * frameBytes;
    position = dataStart + frames * frameBytes;
    state = State.DATA;
    return position;
  }

  /** Forgets all but where the data was: what follows is another stream, or the same once more. */
  void reset() {
    state = State.RIFF;
    headBytes = 0;
    headNeed = 12;
    position = 0;
    skip = 0;
    largeData = 0;
    dataSeen = false;
    formatSeen = false;
    carried = 0;
  }

  /**
   * Takes bytes, and gives the frames that are complete.
   *
   * @throws StreamException when this is no WAV stream or one that can't be decoded
   */
  void feed(MemorySegment source, long offset, long length) throws StreamException {
    long at = offset;
    long end = offset + length;
    while (at < end) {
      long n;
      if (skip > 0) {
        n = Math.min(skip, end - at);
        skip -= n;
      } else if (state == State.DATA) {
        n = data(source, at, end - at);
      } else {
        n = header(source, at, end - at);
      }
      at += n;
      position += n;
    }
  }

  /**
   * The stream ends.
   *
   * @throws StreamException when there were no samples yet
   */
  void finish() throws StreamException {
    if (state == State.DATA && lengthKnown && dataLeft > 0) {
      output.warn("wav data is cut off bytes-missing=" + dataLeft + " offset=" + hex(position));
    }
    if (carried > 0) {
      output.warn(
          "wav data ends within a sample, which is dropped bytes="
              + carried
              + " offset="
              + hex(position));
      carried = 0;
    }
    if (!dataSeen) {
      String where =
          state == State.RIFF
              ? "its header"
              : formatSeen ? "its chunks, before any data" : "its chunks, before fmt";
      throw new StreamException("wav stream ends within " + where + " offset=" + hex(position));
    }
  }

  private long header(MemorySegment source, long at, long available) throws StreamException {
    int n = (int) Math.min(available, headNeed - headBytes);
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, at, head, headBytes, n);
    headBytes += n;
    if (headBytes == headNeed) {
      headBytes = 0;
      ByteBuffer b =
          ByteBuffer.wrap(head, 0, headNeed)
              .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      long end = position + n;
      switch (state) {
        case RIFF -> riff(b);
        case CHUNK -> chunk(b, end);
        case DS64 -> lengths(b);
        case FORMAT -> format(b);
        case LIST -> list(b);
        case END -> skip = Long.MAX_VALUE;
        case DATA -> throw new IllegalStateException("data is no header");
      }
    }
    return n;
  }

  private void riff(ByteBuffer b) throws StreamException {
    String id = WavTags.fourCc(b, 0);
    bigEndian = id.equals("RIFX");
    large = id.equals("RF64") || id.equals("BW64");
    if ((!bigEndian && !large && !id.equals("RIFF")) || !WavTags.fourCc(b, 8).equals("WAVE")) {
      throw new StreamException("stream is no wav: it does not start with RIFF....WAVE offset=0x0");
    }
    long size =
        b.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xffffffffL;
    riffEnd = isPlaceholder(size) ? UNKNOWN : size + 8;
    nextChunk(0);
  }

  private void nextChunk(long rest) {
    skip = rest;
    state = State.CHUNK;
    headNeed = 8;
  }

  private void chunk(ByteBuffer b, long bodyStart) throws StreamException {
    String id = WavTags.fourCc(b, 0);
    chunkStart = bodyStart - 8;
    chunkBytes = b.getInt(4) & 0xffffffffL;
    padded = (chunkBytes & 1) != 0;
    switch (id) {
      case "ds64" -> {
        if (large && riffEnd == UNKNOWN) {
          body(State.DS64, DS64_BYTES);
        } else {
          nextChunk(chunkBytes + (padded ? 1 : 0));
        }
      }
      case "fmt " -> {
        if (formatSeen) {
          output.warn("wav has a second fmt chunk, which is ignored offset=" + hex(chunkStart));
          nextChunk(chunkBytes + (padded ? 1 : 0));
        } else {
          body(State.FORMAT, WavFormat.MAX_BYTES);
        }
      }
      case "LIST" -> {
        if (chunkBytes > MAX_LIST_BYTES) {
          nextChunk(chunkBytes + (padded ? 1 : 0));
        } else {
          body(State.LIST, MAX_LIST_BYTES);
        }
      }
      case "data" -> startData(bodyStart);
      default -> nextChunk(chunkBytes + (padded ? 1 : 0));
    }
  }

  /** Stores up to {@code most} bytes of the chunk's body. */
  private void body(State next, int most) throws StreamException {
    headNeed = (int) Math.min(chunkBytes, most);
    if (headNeed == 0) {
      if (next == State.FORMAT) {
        WavFormat.parse(ByteBuffer.allocate(0), chunkStart);
      } else if (next == State.DS64) {
        lengths(ByteBuffer.allocate(0));
      }
      nextChunk(0);
      return;
    }
    if (head.length < headNeed) {
      head = new byte[headNeed];
    }
    state = next;
  }

  private void lengths(ByteBuffer b) throws StreamException {
    if (b.remaining() < DS64_BYTES) {
      throw new StreamException(
          "wav ds64 chunk is too short bytes=" + b.remaining() + " offset=" + hex(chunkStart));
    }
    long riff = b.getLong(0);
    largeData = b.getLong(8);
    if (riff < 0 || riff > MAX_LENGTH || largeData < 0 || largeData > MAX_LENGTH) {
      throw new StreamException(
          "wav ds64 chunk has a length that is out of range riff-bytes="
              + hex(riff)
              + " data-bytes="
              + hex(largeData)
              + " offset="
              + hex(chunkStart));
    }
    riffEnd = riff == 0 ? UNKNOWN : riff + 8;
    nextChunk(chunkBytes - headNeed + (padded ? 1 : 0));
  }

  private void format(ByteBuffer b) throws StreamException {
    format = WavFormat.parse(b, chunkStart);
    formatSeen = true;
    carry = new byte[format.frameBytes()];
    output.format(format, bigEndian);
    nextChunk(chunkBytes - headNeed + (padded ? 1 : 0));
  }

  private void list(ByteBuffer b) {
    Map<String, String> tags = WavTags.parse(b);
    if (!tags.isEmpty()) {
      output.tags(tags);
    }
    nextChunk(padded ? 1 : 0);
  }

  private void startData(long bodyStart) throws StreamException {
    if (!formatSeen) {
      throw new StreamException("wav data comes before fmt offset=" + hex(chunkStart));
    }
    if (dataSeen) {
      output.warn("wav has a second data chunk, which is ignored offset=" + hex(chunkStart));
      nextChunk(chunkBytes + (padded ? 1 : 0));
      return;
    }
    dataSeen = true;
    if (large && chunkBytes == ELSEWHERE && largeData > 0) {
      chunkBytes = largeData;
      padded = (chunkBytes & 1) != 0;
    }
    clock.start(format.rate(), 0);
    boolean emptyOnPurpose =
        !ignoreLength && chunkBytes == 0 && riffEnd != UNKNOWN && riffEnd > bodyStart;
    lengthKnown = emptyOnPurpose || !ignoreLength && isLengthGiven();
    if (emptyOnPurpose) {
      nextChunk(0);
      return;
    }
    dataLeft = lengthKnown ? chunkBytes : UNKNOWN;
    dataStart = bodyStart;
    dataBytes = dataLeft;
    state = State.DATA;
    if (!lengthKnown && !ignoreLength) {
      output.warn(
          "wav has no length of data, reading to the end bytes-declared=" + hex(chunkBytes));
    }
  }

  private boolean isLengthGiven() {
    return chunkBytes != 0 && !isPlaceholder(chunkBytes)
        || large && chunkBytes == largeData && chunkBytes > 0;
  }

  /**
   * Lengths that writers to pipes leave in the header: 0, all ones, and those of GStreamer's
   * wavenc, SoX, and of signed maxima.
   */
  private static boolean isPlaceholder(long size) {
    return size == 0
        || size == 0xffff_ffffL
        || size == WavHeader.UNKNOWN_DATA_BYTES
        || size == 0x7fff_f000L
        || size == 0x7fff_ffffL
        || size == 0x8000_0000L;
  }

  private long data(MemorySegment source, long at, long available) {
    long n = Math.min(available, dataLeft);
    frames(source, at, n);
    if (dataLeft != UNKNOWN) {
      dataLeft -= n;
      if (dataLeft == 0) {
        if (carried > 0) {
          output.warn("wav data ends within a sample, which is dropped bytes=" + carried);
          carried = 0;
        }
        nextChunk(padded ? 1 : 0);
      }
    }
    return n;
  }

  private void frames(MemorySegment source, long from, long length) {
    int frameBytes = carry.length;
    long at = from;
    long left = length;
    if (carried > 0) {
      int n = (int) Math.min(left, frameBytes - carried);
      MemorySegment.copy(source, ValueLayout.JAVA_BYTE, at, carry, carried, n);
      carried += n;
      at += n;
      left -= n;
      if (carried < frameBytes) {
        return;
      }
      carried = 0;
      span(MemorySegment.ofArray(carry), 0, frameBytes, false);
    }
    long whole = left - left % frameBytes;
    if (whole > 0) {
      span(source, at, whole, true);
    }
    carried = (int) (left - whole);
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, at + whole, carry, 0, carried);
  }

  private void span(MemorySegment source, long offset, long bytes, boolean borrowed) {
    long pts = clock.now();
    long duration = clock.advance(bytes / carry.length);
    output.span(source, offset, bytes, borrowed, pts, duration);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
