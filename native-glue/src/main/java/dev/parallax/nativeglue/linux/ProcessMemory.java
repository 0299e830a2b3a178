package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.Objects;

/** {@code process_vm_readv} of {@code sys/uio.h}: memory of another process. */
public final class ProcessMemory {
  private static final int NR_PROCESS_VM_READV = 310;

  private ProcessMemory() {}

  /**
   * Copies up to {@code len} bytes from {@code remote}, an address of the process, to the start of
   * {@code buf}. What is copied may change at any time, also while it is copied. Needs the right to
   * trace the process.
   *
   * @param pid a process, or one of its threads
   * @return bytes, fewer where its memory ends, or the error number negated
   */
  public static long process_vm_readv(int pid, MemorySegment buf, long len, long remote) {
    Objects.checkFromIndexSize(0, len, buf.byteSize());
    if (!buf.isNative() || buf.isReadOnly()) {
      throw new IllegalArgumentException("segment is on the heap or read-only: " + buf);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment iov = arena.allocate(2L * Mmsghdr.IOVEC_BYTES, 8);
      Mmsghdr.iovec(iov, 0, buf, 0, len);
      iov.set(ValueLayout.JAVA_LONG, Mmsghdr.IOVEC_BYTES, remote);
      iov.set(ValueLayout.JAVA_LONG, Mmsghdr.IOVEC_BYTES + Long.BYTES, len);
      long there = iov.address() + Mmsghdr.IOVEC_BYTES;
      return Sys.call(NR_PROCESS_VM_READV, pid, iov.address(), 1, there, 1, 0);
    } finally {
      Reference.reachabilityFence(buf);
    }
  }
}
