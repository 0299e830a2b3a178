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
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Stat;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes everything that comes into a file, straight from the buffers: nothing is left to flush.
 * Corrections of muxers go to their place ({@link FilePlace}).
 */
@Element(
    name = "filesink",
    summary = "Writes a file",
    klass = "Sink/File",
    example = "fakesrc num-buffers=10 sizetype=fixed ! filesink location=zeros.bin")
@Hints(processing = Processing.IO_BOUND)
final class FileSink {
  private static final long RETRY_NS = 10_000_000;

  @Property(doc = "path of the file", required = true)
  String location = "";

  @Property(doc = "write behind what the file has, instead of emptying it")
  boolean append;

  @Property(doc = "write each buffer at its time")
  boolean sync;

  private int fd = -1;
  private @Nullable Context context;
  private @Nullable FdWriter writer;

  @Start
  void start(Context started) throws IOException {
    context = started;
    fd = open(started);
    try {
      // Not O_APPEND: with it, corrections could not be written to their place.
      if (append && Stat.fstat(fd).isRegular()) {
        Unistd.lseek(fd, 0, Unistd.SEEK_END);
      }
      writer = new FdWriter(fd, started::interrupted);
    } catch (LinuxException e) {
      stop();
      throw Files.failure("write", location, e);
    }
  }

  /** A named pipe can be opened once somebody reads it. */
  private int open(Context c) throws IOException {
    int flags = Fcntl.O_WRONLY | Fcntl.O_CREAT | Fcntl.O_NONBLOCK | (append ? 0 : Fcntl.O_TRUNC);
    while (true) {
      try {
        return Files.open(location, flags, "write");
      } catch (IOException e) {
        boolean noReader =
            e.getCause() instanceof LinuxException cause && cause.errno() == Errno.ENXIO;
        if (!noReader || c.interrupted()) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_NS);
      }
    }
  }

  @Consume
  Flow write(@Input(volatileOk = true) @AnyCaps Bytes in) throws IOException {
    FdWriter w = writer;
    Context c = context;
    if (w == null || c == null) {
      throw new IllegalStateException("filesink was not started");
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
      throw Files.failure("write", location, e);
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
  void stop() throws IOException {
    FdWriter w = writer;
    writer = null;
    if (w != null) {
      w.close();
    }
    int open = fd;
    fd = -1;
    try {
      Files.close(open);
    } catch (LinuxException e) {
      throw Files.failure("write", location, e);
    }
  }
}
