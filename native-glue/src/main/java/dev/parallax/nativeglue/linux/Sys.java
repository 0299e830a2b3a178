package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * The way into the kernel: {@code syscall(2)} with errno captured. All calls share two shapes, so
 * that two method handles are linked in all and not one per call.
 *
 * <p>No handle is {@code critical}: a critical call that blocks would stall the garbage collector.
 */
final class Sys {
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  /** Handed over with each call: a handle that is bound to it takes longer to link. */
  private static final MemorySegment SYSCALL;

  private static final MethodHandle CALL;

  static {
    NativeAccess.require();
    Linker linker = Linker.nativeLinker();
    SYSCALL = linker.defaultLookup().findOrThrow("syscall");
    CALL = link(linker);
  }

  /** Linked when the first transfer asks for it: linking is a good part of a start. */
  private static final class Transfer {
    static final MethodHandle CALL = linkBuffer(Linker.nativeLinker());
  }

  /** Written by each call of the thread; lives as long as the thread does. */
  private static final ThreadLocal<MemorySegment> CAPTURED =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

  private Sys() {}

  @SuppressWarnings("restricted") // this class is the reason for native access
  static MethodHandle link(Linker linker) {
    ValueLayout.OfLong l = ValueLayout.JAVA_LONG;
    return linker.downcallHandle(
        FunctionDescriptor.of(l, l, l, l, l, l, l, l),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(1));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle linkBuffer(Linker linker) {
    ValueLayout.OfLong l = ValueLayout.JAVA_LONG;
    return linker.downcallHandle(
        FunctionDescriptor.of(l, l, l, l, l, l, ValueLayout.ADDRESS),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(1));
  }

  /** The call's result, or its error number negated (the kernel's own convention). */
  static long call(long nr, long a, long b, long c, long d, long e, long f) {
    MemorySegment state = CAPTURED.get();
    long result;
    try {
      result = (long) CALL.invokeExact(SYSCALL, state, nr, a, b, c, d, e, f);
    } catch (Throwable t) {
      throw unexpected(t);
    }
    return result == -1 ? -state.get(ValueLayout.JAVA_INT, ERRNO) : result;
  }

  static long call(long nr, long a, long b, long c) {
    return call(nr, a, b, c, 0, 0, 0);
  }

  /**
   * A transfer between a file and a part of a segment. The segment itself goes along as a fifth
   * argument, which these calls ignore: FFM then keeps it from being freed while the call blocks,
   * without allocating a slice.
   */
  static long transfer(
      long nr, int fd, MemorySegment buf, long bufOffset, long count, long position) {
    MemorySegment state = CAPTURED.get();
    long address = buf.address() + bufOffset;
    long result;
    try {
      result =
          (long)
              Transfer.CALL.invokeExact(
                  SYSCALL, state, nr, (long) fd, address, count, position, buf);
    } catch (Throwable t) {
      throw unexpected(t);
    }
    return result == -1 ? -state.get(ValueLayout.JAVA_INT, ERRNO) : result;
  }

  /** A zero-terminated UTF-8 string; text with a zero inside is refused. */
  static MemorySegment cString(Arena arena, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "string contains a zero character: length=" + text.length());
    }
    return arena.allocateFrom(text, StandardCharsets.UTF_8);
  }

  private static RuntimeException unexpected(Throwable t) {
    return switch (t) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException("system call handle failed", t);
    };
  }
}
