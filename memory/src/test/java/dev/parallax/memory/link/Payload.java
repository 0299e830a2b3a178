package dev.parallax.memory.link;

import dev.parallax.memory.Buffer;
import java.lang.foreign.ValueLayout;

/** Buffers that can be recognised: every word is their number. */
final class Payload {
  static final int BYTES = 800;
  static final int OFFSET = 8;

  private Payload() {}

  static Buffer make(Buffer buffer, int seq) {
    buffer.range(OFFSET, BYTES);
    for (long at = 0; at < BYTES; at += Long.BYTES) {
      buffer.segment().set(ValueLayout.JAVA_LONG_UNALIGNED, OFFSET + at, seq);
    }
    buffer.pts(seq * 10L);
    buffer.dts(seq * 10L - 1);
    buffer.duration(10);
    buffer.flags(Buffer.DELTA);
    return buffer;
  }

  /** Whether the buffer holds that number all over. */
  static boolean is(Buffer buffer, long seq) {
    for (long at = 0; at < buffer.length(); at += Long.BYTES) {
      if (buffer.readOnlySegment().get(ValueLayout.JAVA_LONG_UNALIGNED, buffer.offset() + at)
          != seq) {
        return false;
      }
    }
    return true;
  }
}
