package dev.parallax.runtime.element;

import dev.parallax.annotations.RtSafe;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import java.lang.foreign.MemorySegment;

/**
 * A window on a buffer. A view that the runtime hands to a method is valid during that call; one
 * that came from {@link Emitter#acquire} until it is sent or closed; one from {@link #retain} until
 * it is closed. Use afterwards throws {@link IllegalStateException}. Views belong to the element's
 * own thread.
 *
 * <p>Times are nanoseconds, {@link Buffer#NO_TIME} when unknown. Setters throw {@link
 * IllegalStateException} on inputs.
 */
@RtSafe
public interface View extends AutoCloseable {
  /**
   * The segment that holds the payload; read-only for inputs. Payload starts at {@link #offset}.
   */
  MemorySegment segment();

  /** First byte of the payload in {@link #segment}. */
  long offset();

  /** Bytes of payload. */
  long size();

  /** Sets the bytes of payload; at most {@link #capacity}. */
  void resize(long bytes);

  /** Bytes that fit from {@link #offset} on. */
  long capacity();

  /** Format of the port. */
  Format format();

  /** Presentation time. */
  long pts();

  /** Sets the presentation time. */
  void pts(long ns);

  /** Decoding time. */
  long dts();

  /** Sets the decoding time. */
  void dts(long ns);

  /** Duration. */
  long duration();

  /** Sets the duration. */
  void duration(long ns);

  /** Flags: {@link Buffer#DISCONT} and the others there. */
  int flags();

  /** Sets the flags. */
  void flags(int flags);

  /** Metadata, never null. */
  Metadata metadata();

  /** Replaces the metadata. */
  void metadata(Metadata metadata);

  /**
   * A second view on the same bytes that outlives the call; close it. Counts against {@link
   * Setup#holds}.
   */
  View retain();

  /**
   * Gives back a retained or an acquired view. Views of the current call are closed by the runtime.
   */
  @Override
  void close();
}
