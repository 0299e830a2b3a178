package dev.parallax.elements.std.io;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.memory.FdIo;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an open descriptor: standard input, a pipe, a socket. It waits in the executor's one
 * waiting place, never in the read, so it can always be stopped. The descriptor stays open at the
 * end.
 */
@Element(
    name = "fdsrc",
    summary = "Reads a file descriptor",
    klass = "Source/File",
    example = "fdsrc ! filesink location=input.bin")
@Hints(processing = Processing.IO_BOUND)
final class FdSrc {
  @Property(doc = "open file descriptor; 0 is standard input", min = 0)
  int fd;

  @Property(
      doc = "largest number of bytes in a buffer (GStreamer: 4096; larger is faster)",
      min = 1,
      max = 1 << 24)
  int blocksize = 64 << 10;

  @Property(doc = "buffers before the end of the stream; -1: no end but the descriptor's", min = -1)
  int numBuffers = -1;

  private @Nullable Context context;
  private @Nullable FdReader reader;
  private int made;

  @Start
  void start(Context started) {
    context = started;
    reader = new FdReader(fd);
    made = 0;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(blocksize);
  }

  @Produce
  Flow produce(@Output @BytesCaps Bytes out) throws IOException {
    FdReader r = reader;
    Context c = context;
    if (r == null || c == null || (numBuffers >= 0 && made >= numBuffers)) {
      return Flow.EOS;
    }
    long n;
    try {
      n = r.read(out.segment(), out.offset(), Math.min(blocksize, out.capacity()));
    } catch (LinuxException e) {
      throw Files.failure("read", "fd " + fd, e);
    }
    if (n == FdIo.WOULD_BLOCK) {
      return c.againWhenReadable(fd);
    }
    if (n <= 0) {
      return Flow.EOS;
    }
    out.resize(n);
    made++;
    return Flow.OK;
  }

  @Stop
  void stop() {
    FdReader r = reader;
    reader = null;
    if (r != null) {
      r.close();
    }
  }
}
