package dev.parallax.elements.std.transform;

import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of several buffers that become one. They are written once, into a buffer of the output that
 * is replaced by a larger one when they do not fit; its size is remembered for the next.
 */
final class Gathered {
  private static final long FIRST = 4096;

  private @Nullable Bytes view;
  private long usual = FIRST;

  /** Bytes so far. */
  long size() {
    Bytes v = view;
    return v == null ? 0 : v.size();
  }

  /** Whether nothing was begun. */
  boolean isEmpty() {
    return view == null;
  }

  /** Begins, unless it has begun, with times, flags and metadata of a buffer. */
  Bytes begin(Emitter<Bytes> out, View from) {
    Bytes v = view;
    if (v == null) {
      v = out.acquire(usual);
      v.resize(0);
      Times.copy(from, v);
      view = v;
    }
    return v;
  }

  /**
   * Appends a part of a buffer.
   *
   * @param limit bytes allowed in all
   */
  void append(Emitter<Bytes> out, Bytes in, long from, long length, long limit)
      throws StreamException {
    Bytes to = room(out, begin(out, in), length, limit, in.pts());
    long had = to.size();
    to.resize(had + length);
    MemorySegment.copy(in.segment(), in.offset() + from, to.segment(), to.offset() + had, length);
  }

  /** Appends bytes; something was begun. */
  void append(Emitter<Bytes> out, byte[] bytes, long limit) throws StreamException {
    Bytes begun = Objects.requireNonNull(view);
    Bytes to = room(out, begun, bytes.length, limit, begun.pts());
    long had = to.size();
    to.resize(had + bytes.length);
    MemorySegment.copy(
        bytes, 0, to.segment(), ValueLayout.JAVA_BYTE, to.offset() + had, bytes.length);
  }

  private Bytes room(Emitter<Bytes> out, Bytes v, long length, long limit, long pts)
      throws StreamException {
    long wanted = v.size() + length;
    if (wanted > limit) {
      throw new StreamException(
          "buffer would be too large bytes=" + wanted + " max=" + limit + " pts=" + pts);
    }
    if (wanted <= v.capacity()) {
      return v;
    }
    Bytes larger = out.acquire(Math.min(limit, Math.max(wanted, 2 * v.size())));
    Times.copy(v, larger);
    larger.resize(v.size());
    MemorySegment.copy(v.segment(), v.offset(), larger.segment(), larger.offset(), v.size());
    v.close();
    view = larger;
    return larger;
  }

  /** Takes what was gathered, at least once begun; the caller sends it. */
  Bytes take() {
    Bytes v = Objects.requireNonNull(view);
    view = null;
    usual = Math.max(FIRST, v.size());
    return v;
  }

  /** Forgets what was gathered. */
  void clear() {
    Bytes v = view;
    view = null;
    if (v != null) {
      v.close();
    }
  }
}
