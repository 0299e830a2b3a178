package dev.parallax.elements.std.io;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.flow.Pacing;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Shows buffers on standard output: as text, as a hex dump, or what is known of them. Bytes that
 * could steer a terminal are escaped. A terminal that stalls never keeps it from stopping.
 */
@Element(
    name = "consolesink",
    summary = "Shows buffers on standard output",
    klass = "Sink",
    example = {
      "datasrc data=hello ! consolesink",
      "testsrc num-buffers=2 size=48 ! consolesink format=hexdump"
    })
@Hints(processing = Processing.IO_BOUND)
final class ConsoleSink {
  private static final int CHUNK = 16 << 10;

  @Property(doc = "what is shown of a buffer", def = "text", live = true)
  ConsoleFormat format = ConsoleFormat.TEXT;

  @Property(doc = "bytes shown of each buffer; 0: all", min = 0)
  long maxBytes = 4096;

  @Property(doc = "buffers shown, those after them are taken in silence; -1: all", min = -1)
  long maxBuffers = -1;

  @Property(doc = "open file descriptor; 1 is standard output, 2 standard error", min = 0)
  int fd = 1;

  @Property(doc = "show each buffer at its time")
  boolean sync;

  private @Nullable Context context;
  private @Nullable FdWriter writer;
  private @Nullable Arena arena;
  private MemorySegment chunk = MemorySegment.NULL;
  private ConsoleText text = new ConsoleText(0);
  private long taken;

  /** What is shown of a buffer and is not out, as a pause came; null: nothing. */
  private byte @Nullable [] left;

  private int leftFrom;

  @Start
  void start(Context started) throws IOException {
    context = started;
    text = new ConsoleText(maxBytes);
    reset();
    try {
      writer = new FdWriter(fd, started::interrupted);
    } catch (LinuxException e) {
      throw Files.failure("write", "fd " + fd, e);
    }
    Arena made = Arena.ofShared();
    arena = made;
    chunk = made.allocate(CHUNK);
  }

  @Consume
  Flow show(@Input @AnyCaps Bytes in) throws IOException {
    FdWriter w = writer;
    Context c = context;
    if (w == null || c == null) {
      throw new IllegalStateException("consolesink was not started");
    }
    byte[] rest = left;
    if (rest != null) {
      return write(c, w, rest, leftFrom);
    }
    boolean correction = format == ConsoleFormat.TEXT && FilePlace.of(in) >= 0;
    if (correction || maxBuffers >= 0 && taken >= maxBuffers) {
      return Flow.OK;
    }
    if (sync && Pacing.isEarly(c, in)) {
      return Pacing.again(c, in);
    }
    return write(c, w, text.show(in, taken++, format), 0);
  }

  private Flow write(Context c, FdWriter w, byte[] bytes, int from) throws IOException {
    left = null;
    try {
      for (int at = from; at < bytes.length; at += CHUNK) {
        int count = Math.min(CHUNK, bytes.length - at);
        MemorySegment.copy(bytes, at, chunk, ValueLayout.JAVA_BYTE, 0, count);
        if (!w.write(chunk, 0, count)) {
          left = bytes;
          leftFrom = at;
          return c.againAt(c.now()); // a pause keeps the rest; a flush and the end give it up
        }
      }
      return Flow.OK;
    } catch (LinuxException e) {
      throw Files.failure("write", "fd " + fd, e);
    }
  }

  @Reset
  void reset() {
    taken = 0;
    left = null;
    FdWriter w = writer;
    if (w != null) {
      w.reset();
    }
  }

  @Stop
  void stop() {
    FdWriter w = writer;
    writer = null;
    if (w != null) {
      w.close();
    }
    Arena made = arena;
    arena = null;
    if (made != null) {
      made.close();
    }
  }
}
