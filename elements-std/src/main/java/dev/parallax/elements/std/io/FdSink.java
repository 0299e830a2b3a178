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
import org.jspecify.annotations.Nullable;

/**
 * Writes to an open descriptor: standard output, a pipe, a socket. A reader that stalls never keeps
 * it from stopping. The descriptor stays open at the end.
 */
@Element(
    name = "fdsink",
    summary = "Writes to a file descriptor",
    klass = "Sink/File",
    example = "audiotestsrc num-buffers=50 ! wavenc ! fdsink")
@Hints(processing = Processing.IO_BOUND)
final class FdSink {
  @Property(doc = "open file descriptor; 1 is standard output", min = 0)
  int fd = 1;

  @Property(doc = "write each buffer at its time")
  boolean sync;

  private @Nullable Context context;
  private @Nullable FdWriter writer;

  @Start
  void start(Context started) throws IOException {
    context = started;
    try {
      writer = new FdWriter(fd, started::interrupted);
    } catch (LinuxException e) {
      throw Files.failure("write", "fd " + fd, e);
    }
  }

  @Consume
  Flow write(@Input(volatileOk = true) @AnyCaps Bytes in) throws IOException {
    FdWriter w = writer;
    Context c = context;
    if (w == null || c == null) {
      throw new IllegalStateException("fdsink was not started");
    }
    if (sync && Pacing.isEarly(c, in)) {
      return Pacing.again(c, in);
    }
    try {
      long place = FilePlace.of(in);
      if (place >= 0) {
        w.writeAt(place, in.segment(), in.offset(), in.size());
      } else if (!w.write(in.segment(), in.offset(), in.size())) {
        return c.againAt(c.now()); // a pause keeps the rest; a flush and the end give it up
      }
    } catch (LinuxException e) {
      throw Files.failure("write", "fd " + fd, e);
    }
    return Flow.OK;
  }

  @Reset
  void reset() {
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
  }
}
