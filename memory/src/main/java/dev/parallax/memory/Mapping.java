package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Mman;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A mapped part of a file that is unmapped once, and never under a running access. */
public final class Mapping implements AutoCloseable {
  /** Larger mappings are touched up to here only; the rest is allocated but faults in when used. */
  static final long PRE_TOUCH_BYTES = 64L << 20;

  private final Arena arena;
  private final MemorySegment segment;

  private Mapping(Arena arena, MemorySegment segment) {
    this.arena = arena;
    this.segment = segment;
  }

  /** Maps a part of a file for reading and writing. */
  public static Mapping writable(int fd, long offset, long bytes) {
    int prot = Mman.PROT_READ | Mman.PROT_WRITE;
    long address = Mman.mmap(0, bytes, prot, Mman.MAP_SHARED, fd, offset);
    return own(address, bytes, false);
  }

  /** Maps a part of a file for reading. */
  public static Mapping readOnly(int fd, long offset, long bytes) {
    long address = Mman.mmap(0, bytes, Mman.PROT_READ, Mman.MAP_SHARED, fd, offset);
    return own(address, bytes, true);
  }

  @SuppressWarnings("restricted") // the length is what mmap was asked for
  private static Mapping own(long address, long bytes, boolean readOnly) {
    Arena arena = Arena.ofShared();
    MemorySegment all =
        MemorySegment.ofAddress(address)
            .reinterpret(bytes, arena, s -> Mman.munmap(s.address(), s.byteSize()));
    return new Mapping(arena, readOnly ? all.asReadOnly() : all);
  }

  /** The mapped bytes, until {@link #close}. */
  public MemorySegment segment() {
    return segment;
  }

  void advise(int advice) {
    Mman.madvise(segment.address(), segment.byteSize(), advice);
  }

  /** Faults pages in for writing, so that the first buffers don't pay for it. */
  public void preTouch() {
    long bytes = Math.min(segment.byteSize(), PRE_TOUCH_BYTES);
    try {
      Mman.madvise(segment.address(), bytes, Mman.MADV_POPULATE_WRITE);
    } catch (LinuxException e) {
      if (e.errno() != Errno.EINVAL) {
        throw e;
      }
      for (long at = 0; at < bytes; at += ArenaHeader.PAGE) { // before Linux 5.14
        segment.set(ValueLayout.JAVA_BYTE, at, (byte) 0);
      }
    }
  }

  /** Unmaps. Idempotent. */
  @Override
  public synchronized void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
