package dev.parallax.runtime.remote;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Event;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A stream's formats, events and what buffers have beside their payload as bytes of link entries:
 * for links that carry streams, not calls. Reused; one thread. What it writes is valid until it
 * writes again; what it reads is hostile, and refused by {@link Malformed}.
 */
public final class StreamCodec {
  /** Most bytes that an entry carries. */
  public static final int MAX_BYTES = Packer.MAX_BYTES;

  private final Packer packer = new Packer();
  private @Nullable Format measured;
  private long pictureBytes;

  /** The other process wrote what is no such thing. */
  public static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(PeerFault cause) {
      super(RemoteFailure.clean(String.valueOf(cause.getMessage())), cause);
    }
  }

  /** Writes a format. */
  public MemorySegment write(Format format) {
    return EventCodec.write(packer.clear(), format).written();
  }

  /**
   * Writes an event.
   *
   * @throws IllegalArgumentException when it is too large
   */
  public MemorySegment write(Event event) {
    return EventCodec.write(packer.clear(), event).written();
  }

  /**
   * Writes the layout and the metadata of a buffer; null when it has neither.
   *
   * @throws IllegalArgumentException when they are too large
   * @throws dev.parallax.runtime.wire.WireException when the metadata carries an object
   */
  public @Nullable MemorySegment writeExtras(Buffer buffer) {
    return BufferExtras.write(packer, buffer);
  }

  /** Reads a format. */
  public static Format readFormat(LinkEntry entry) {
    try {
      return EventCodec.readFormat(Unpacker.of(entry));
    } catch (PeerFault e) {
      throw new Malformed(e);
    }
  }

  /** As the other, of bytes that came another way. */
  public static Format readFormat(MemorySegment bytes) {
    try {
      return EventCodec.readFormat(new Unpacker(bytes));
    } catch (PeerFault e) {
      throw new Malformed(e);
    }
  }

  /** Reads an event that goes downstream. */
  public static Event.Downstream readEvent(LinkEntry entry) {
    try {
      return EventCodec.readDownstream(Unpacker.of(entry));
    } catch (PeerFault e) {
      throw new Malformed(e);
    }
  }

  /** Gives a buffer what came along, checked against its format and its length. */
  public void readExtras(LinkEntry entry, Buffer buffer, Format format) {
    if (format != measured) {
      measured = format;
      pictureBytes = format instanceof VideoFormat video ? PlaneLayout.of(video).size() : 0;
    }
    try {
      BufferExtras.read(Unpacker.carried(entry), buffer, format, pictureBytes);
    } catch (PeerFault e) {
      throw new Malformed(e);
    }
  }
}
