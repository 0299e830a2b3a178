package dev.parallax.elements.std.io;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Seekable;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.memory.FdIo;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Stat;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file straight into its output buffers. Files are never mapped, since they can shrink
 * underneath. Named pipes and devices are read as they come.
 */
@Element(
    name = "filesrc",
    summary = "Reads a file",
    klass = "Source/File",
    example = {
      "audiotestsrc num-buffers=50 ! wavenc ! filesink location=tone.wav",
      "filesrc location=tone.wav ! filesink location=copy.wav"
    })
@Hints(processing = Processing.IO_BOUND)
@Seekable
final class FileSrc {
  @Property(doc = "path of the file", required = true)
  String location = "";

  @Property(
      doc = "largest number of bytes in a buffer (GStreamer: 4096; larger is faster)",
      min = 1,
      max = 1 << 24)
  int blocksize = 64 << 10;

  @Property(doc = "bytes of a regular file to skip at the start", min = 0)
  long offset;

  @Property(doc = "buffers before the end of the stream; -1: no end but the file's", min = -1)
  int numBuffers = -1;

  private int fd = -1;
  private @Nullable Context context;
  private @Nullable FdReader reader;
  private long position;
  private int made;

  @Start
  void start(Context started) throws IOException {
    context = started;
    // Without O_NONBLOCK, opening a named pipe would wait for a writer, and nothing could interrupt
    // that.
    fd = Files.open(location, Fcntl.O_RDONLY | Fcntl.O_NONBLOCK, "read");
    Stat stat = Stat.fstat(fd);
    if (Files.isDirectory(stat.mode())) {
      stop();
      throw Files.failure(
          "read", location, new LinuxException(Errno.EISDIR, "openat", "pathname=" + location));
    }
    reader = stat.isRegular() ? null : new FdReader(fd);
    reset();
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(blocksize);
  }

  @Produce
  Flow produce(@Output @BytesCaps Bytes out) throws IOException {
    if (numBuffers >= 0 && made >= numBuffers) {
      return Flow.EOS;
    }
    long room = Math.min(blocksize, out.capacity());
    long n;
    try {
      FdReader r = reader;
      n =
          r == null
              ? FdIo.pread(fd, out.segment(), out.offset(), room, position)
              : r.read(out.segment(), out.offset(), room);
    } catch (LinuxException e) {
      throw Files.failure("read", location, e);
    }
    if (n == FdIo.WOULD_BLOCK) {
      return waiting();
    }
    if (n <= 0) {
      return Flow.EOS;
    }
    out.resize(n);
    position += n;
    made++;
    return Flow.OK;
  }

  private Flow waiting() {
    Context c = context;
    return c == null ? Flow.EOS : c.againWhenReadable(fd);
  }

  /** Goes to a byte, counted from {@link #offset}. */
  @OnEvent
  boolean on(Event.SeekBytes seek) throws IOException {
    if (reader != null) {
      throw new IOException("can't seek in what is no regular file location=" + location);
    }
    position = offset + Math.clamp(seek.offset(), 0, Long.MAX_VALUE - offset);
    return true;
  }

  @Reset
  void reset() {
    position = offset;
    made = 0;
  }

  @Stop
  void stop() {
    FdReader r = reader;
    reader = null;
    if (r != null) {
      r.close();
    }
    int open = fd;
    fd = -1;
    Files.close(open);
  }
}
