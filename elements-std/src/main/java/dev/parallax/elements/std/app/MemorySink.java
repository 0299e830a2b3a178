package dev.parallax.elements.std.app;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.HostBound;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.runtime.element.Bytes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes everything that comes into memory of this process; see {@link NamedMemory}. Corrections of
 * muxers go to their place ({@link FilePlace}).
 */
@Element(
    name = "memorysink",
    summary = "Writes into memory",
    klass = "Sink",
    example = "audiotestsrc num-buffers=50 ! wavenc ! memorysink memory=tone")
@HostBound
final class MemorySink {
  @Property(doc = "name of the memory; not used when the application has given one")
  String memory = "default";

  @Property(doc = "write behind what there is, instead of emptying it")
  boolean append;

  @Property(doc = "bytes that the memory may have before the stream fails", min = 0)
  long maxBytes = 256L << 20;

  private final @Nullable NamedMemory given;
  private @Nullable NamedMemory target;

  /** Where this stream began. */
  private long origin;

  /** For memory with a name. */
  MemorySink() {
    given = null;
  }

  /** For memory of the application. */
  MemorySink(NamedMemory memory) {
    given = memory;
  }

  @Start
  void start() {
    NamedMemory to = given != null ? given : NamedMemory.of(memory);
    to.open(append);
    origin = to.size();
    target = to;
  }

  @Consume
  void write(@Input @AnyCaps Bytes in) throws IOException {
    NamedMemory to = target;
    if (to == null) {
      throw new IllegalStateException("memorysink was not started");
    }
    long place = FilePlace.of(in);
    if (place >= 0) {
      to.writeAt(origin + place, in.segment(), in.offset(), in.size(), maxBytes);
    } else {
      to.write(in.segment(), in.offset(), in.size(), maxBytes);
    }
  }

  @Stop
  void stop() {
    NamedMemory to = target;
    target = null;
    if (to != null) {
      to.close();
    }
  }
}
