package dev.parallax.elements.std.io;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.View;

/**
 * The convention by which a muxer corrects what it wrote before: a buffer with the flag {@link
 * Buffer#HEADER} and the metadata value {@value #KEY} (a Long) holds bytes for that place of the
 * file, counted from where the stream started.
 *
 * <p>{@code filesink} writes them there and goes on at the end; sinks that can't ({@code fdsink} on
 * a pipe, network) and everything else that sees bytes drop them. So the stream must be usable
 * without the correction.
 */
public final class FilePlace {
  /** Metadata key. */
  public static final String KEY = "file/offset";

  private FilePlace() {}

  /** Metadata with the place added. */
  public static Metadata at(Metadata metadata, long offset) {
    return metadata.with(KEY, offset);
  }

  /** The buffer's place, or -1 when it continues the stream. */
  public static long of(View buffer) {
    if ((buffer.flags() & Buffer.HEADER) == 0) {
      return -1;
    }
    Long offset = buffer.metadata().get(KEY, Long.class);
    if (offset == null) {
      return -1;
    }
    if (offset < 0) {
      throw new IllegalArgumentException("place in the file is negative " + KEY + "=" + offset);
    }
    return offset;
  }
}
