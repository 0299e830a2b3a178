package dev.parallax.elements.std.y4m;

import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a YUV4MPEG2 byte stream that comes in pieces cut anywhere. */
final class Y4mStream {
  /** What comes out. */
  interface Output {
    /**
     * Once, before the first picture.
     *
     * @throws StreamException when it is refused
     */
    void format(VideoFormat format) throws StreamException;

    /** A picture begins. */
    void begin(long number);

    /** Bytes of a row of the file's plane {@code plane}, from its byte {@code column} on. */
    void bytes(MemorySegment source, long offset, int plane, int row, int column, int count);

    /** The picture is complete. */
    void end();
  }

  private static final int MAX_FRAME_LINE = 256;

  /** No file system holds more, and sums with it do not overflow. */
  private static final long MAX_OFFSET = 1L << 60;

  private static final String FRAME = "FRAME";

  private final Output output;
  private final byte[] line = new byte[Y4mHeader.MAX_BYTES];
  private int lineBytes;
  private boolean started;
  private boolean inPicture;
  private Y4mPlane[] planes = new Y4mPlane[0];
  private long position;
  private long pictures;
  private int plane;
  private int row;
  private int column;

  /** What is known of the stream for {@link #resumeAt}, which a reset does not forget. */
  private @Nullable VideoFormat format;

  private long headerBytes;

  /** Bytes of the line before each picture; 0: none yet; -1: they differ. */
  private int frameLine;

  /** Pictures before this one are read and not given. */
  private long wanted;

  Y4mStream(Output output) {
    this.output = output;
  }

  /** Forgets what {@link #reset} keeps, too. */
  void forget() {
    reset();
    format = null;
    frameLine = 0;
  }

  /**
   * Goes on with the first picture that does not begin before a time in ns. Where lines before
   * pictures differ, nobody knows where that is, and the pictures before it are read.
   *
   * @return the byte that comes next in what is fed, or -1 when pictures have no times, or there
   *     was no header yet
   */
  long resumeAt(long time) {
    VideoFormat f = format;
    if (f == null || f.framerate().num() == 0) {
      return -1;
    }
    reset();
    started = true;
    wanted = f.framerate().firstFrom(time);
    position = headerBytes;
    if (frameLine > 0) {
      long each = frameLine;
      for (Y4mPlane p : planes) {
        each += (long) p.rows() * p.rowBytes();
      }
      pictures = Math.min(wanted, (MAX_OFFSET - headerBytes) / each);
      position += pictures * each;
    }
    return position;
  }

  /**
   * Forgets all but what the header said: what follows is another stream, or the same once more.
   */
  void reset() {
    wanted = 0;
    lineBytes = 0;
    started = false;
    inPicture = false;
    position = 0;
    pictures = 0;
  }

  /**
   * Takes bytes, and gives what of pictures they hold.
   *
   * @throws StreamException when this is no stream that can be read
   */
  void feed(MemorySegment source, long offset, long length) throws StreamException {
    long at = offset;
    long end = offset + length;
    while (at < end) {
      long n = inPicture ? picture(source, at, end - at) : line(source, at, end - at);
      at += n;
      position += n;
    }
  }

  /**
   * The stream ends.
   *
   * @throws StreamException when it ends within its header or a picture
   */
  void finish() throws StreamException {
    if (!started) {
      throw new StreamException("y4m stream ends within its header offset=" + hex(position));
    }
    if (inPicture || lineBytes > 0) {
      throw new StreamException(
          "y4m picture is cut off picture=" + pictures + " offset=" + hex(position));
    }
  }

  private long line(MemorySegment source, long at, long available) throws StreamException {
    int most = started ? MAX_FRAME_LINE : Y4mHeader.MAX_BYTES;
    for (long i = 0; i < available; i++) {
      byte b = source.get(ValueLayout.JAVA_BYTE, at + i);
      if (b == '\n') {
        String text = new String(line, 0, lineBytes, StandardCharsets.ISO_8859_1);
        lineBytes = 0;
        endLine(text);
        return i + 1;
      }
      if (lineBytes == most) {
        throw new StreamException("y4m line is too long max=" + most + at(-lineBytes + i));
      }
      line[lineBytes++] = b;
      checkStart(i);
    }
    return available;
  }

  /** Fails at the first byte that is wrong, not only when a line should end. */
  private void checkStart(long ahead) throws StreamException {
    String expected = started ? FRAME : Y4mHeader.MAGIC;
    if (lineBytes <= expected.length() && line[lineBytes - 1] != expected.charAt(lineBytes - 1)) {
      throw new StreamException(
          started
              ? "no y4m picture where one should start picture="
                  + pictures
                  + at(ahead - lineBytes + 1)
              : "stream is no y4m: it does not start with " + Y4mHeader.MAGIC + " offset=0x0");
    }
  }

  private String at(long ahead) {
    return " offset=" + hex(position + ahead);
  }

  private void endLine(String text) throws StreamException {
    if (!started) {
      VideoFormat found = Y4mHeader.parse(text);
      started = true;
      format = found;
      headerBytes = text.length() + 1;
      planes = Y4mPlane.of(found.format(), found.width(), found.height());
      output.format(found);
      return;
    }
    String[] words = text.split(" ");
    if (!words[0].equals(FRAME)) {
      throw new StreamException(
          "no y4m picture where one should start picture=" + pictures + at(0));
    }
    for (String word : words) {
      if (word.length() > 1 && word.charAt(0) == 'I' && "tTbB".indexOf(word.charAt(1)) >= 0) {
        throw new StreamException(
            "y4m picture is interlaced, which is not supported picture=" + pictures + at(0));
      }
    }
    int bytes = text.length() + 1;
    frameLine = frameLine == 0 || frameLine == bytes ? bytes : -1;
    inPicture = true;
    plane = 0;
    row = 0;
    column = 0;
    if (pictures >= wanted) {
      output.begin(pictures);
    }
  }

  private long picture(MemorySegment source, long at, long available) {
    long used = 0;
    while (used < available && inPicture) {
      Y4mPlane p = planes[plane];
      int n = (int) Math.min(available - used, p.rowBytes() - column);
      if (pictures >= wanted) {
        output.bytes(source, at + used, plane, row, column, n);
      }
      used += n;
      column += n;
      if (column == p.rowBytes()) {
        nextRow(p);
      }
    }
    return used;
  }

  private void nextRow(Y4mPlane p) {
    column = 0;
    row++;
    if (row < p.rows()) {
      return;
    }
    row = 0;
    plane++;
    if (plane == planes.length) {
      inPicture = false;
      pictures++;
      if (pictures > wanted) {
        output.end();
      }
    }
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
