package dev.parallax.elements.std.transform;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.View;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What the metadata {@value #KEY} of a batch says: for each buffer in it 32 bytes, little endian:
 * length, presentation time, duration ({@link Buffer#NO_TIME} when unknown) and flags, 8 bytes
 * each.
 */
final class BatchIndex {
  /** Key of the metadata. */
  static final String KEY = "batch/index";

  private static final int ENTRY = 32;

  private ByteBuffer entries = allocate(16);
  private int read;

  private static ByteBuffer allocate(int count) {
    return ByteBuffer.allocate(count * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Adds a buffer. */
  void add(View view) {
    if (!entries.hasRemaining()) {
      entries = allocate(2 * count()).put(entries.flip());
    }
    entries.putLong(view.size()).putLong(view.pts()).putLong(view.duration()).putLong(view.flags());
  }

  /** Buffers added. */
  int count() {
    return entries.position() / ENTRY;
  }

  /** The bytes of the metadata, and begins anew. */
  byte[] take() {
    byte[] bytes = Arrays.copyOf(entries.array(), entries.position());
    entries.clear();
    return bytes;
  }

  /** Forgets what was added. */
  void clear() {
    entries.clear();
  }

  // ---- reading

  private BatchIndex(byte[] bytes) {
    entries = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    read = bytes.length / ENTRY;
  }

  BatchIndex() {}

  /**
   * The index of a batch, checked: its lengths add up to {@code size}.
   *
   * @throws StreamException when they do not
   */
  static BatchIndex of(byte[] bytes, long size) throws StreamException {
    BatchIndex index = new BatchIndex(bytes);
    long sum = 0;
    for (int i = 0; i < index.read; i++) {
      long length = index.length(i);
      if (length < 0 || length > size - sum) {
        throw new StreamException(
            "batch has a wrong index entry=" + i + " length=" + length + " left=" + (size - sum));
      }
      sum += length;
    }
    if (bytes.length % ENTRY != 0 || sum != size) {
      throw new StreamException(
          "batch has a wrong index bytes=" + bytes.length + " lengths=" + sum + " size=" + size);
    }
    return index;
  }

  /** Buffers in the index. */
  int buffers() {
    return read;
  }

  long length(int entry) {
    return entries.getLong(entry * ENTRY);
  }

  long pts(int entry) {
    return entries.getLong(entry * ENTRY + 8);
  }

  long duration(int entry) {
    return entries.getLong(entry * ENTRY + 16);
  }

  int flags(int entry) {
    return (int) entries.getLong(entry * ENTRY + 24);
  }
}
