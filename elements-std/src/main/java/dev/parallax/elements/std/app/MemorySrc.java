package dev.parallax.elements.std.app;

import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.HostBound;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Seekable;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads memory of this process; see {@link NamedMemory}. While a {@code memorysink} of another
 * pipeline writes it, the source waits for more when it has come to the end.
 */
@Element(
    name = "memorysrc",
    summary = "Reads memory",
    klass = "Source",
    example = {
      "audiotestsrc num-buffers=50 ! wavenc ! memorysink memory=tone",
      "memorysrc memory=tone ! wavparse ! fakesink"
    })
@HostBound
@Hints(affinity = Affinity.ASYNC)
@Seekable
final class MemorySrc {
  @Property(doc = "name of the memory; not used when the application has given one or bytes")
  String memory = "default";

  @Property(doc = "largest number of bytes in a buffer", min = 1, max = 1 << 24)
  int blocksize = 64 << 10;

  private final @Nullable NamedMemory given;
  private @Nullable NamedMemory from;
  private @Nullable Context context;
  private long position;

  /** For memory with a name. */
  MemorySrc() {
    given = null;
  }

  /** For memory of the application. */
  MemorySrc(NamedMemory memory) {
    given = memory;
  }

  /** For bytes of the application, which are copied. */
  MemorySrc(byte[] bytes) {
    given = new NamedMemory();
    given.set(bytes);
  }

  @Start
  void start(Context started) throws IOException {
    if (given == null && !NamedMemory.exists(memory)) {
      throw new IOException(
          "no memory has this name memory=\""
              + memory
              + "\"; write it by memorysink or NamedMemory.of first");
    }
    NamedMemory source = given != null ? given : NamedMemory.of(memory);
    source.addReader(started.waker());
    context = started;
    from = source;
    position = 0;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(blocksize);
  }

  @Produce
  Flow produce(@Output @BytesCaps Bytes out) {
    NamedMemory source = from;
    Context c = context;
    if (source == null || c == null) {
      return Flow.EOS;
    }
    long room = Math.min(blocksize, out.capacity());
    long count = source.read(position, out.segment(), out.offset(), room);
    if (count <= 0) {
      return count == 0 ? c.againOnWake() : Flow.EOS;
    }
    out.resize(count);
    position += count;
    return Flow.OK;
  }

  @OnEvent
  boolean on(Event.SeekBytes seek) {
    position = Math.max(0, seek.offset());
    return true;
  }

  @Reset
  void reset() {
    position = 0;
  }

  @Stop
  void stop() {
    NamedMemory source = from;
    Context c = context;
    from = null;
    if (source != null && c != null) {
      source.removeReader(c.waker());
    }
  }
}
