package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.SyscallNumbers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Any system call, as native code that has been taken over would make it. */
@SuppressWarnings("restricted") // it is the attacker
final class RawCall {
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final ValueLayout.OfLong L = ValueLayout.JAVA_LONG;

  private final Arena arena = Arena.global();
  private final MemorySegment state = arena.allocate(STATE);
  private final long errnoAt = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private final MethodHandle call =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
              FunctionDescriptor.of(L, L, L, L, L, L, L, L),
              Linker.Option.captureCallState("errno"),
              Linker.Option.firstVariadicArg(1));

  /** The result, or the error number negated. */
  long call(long number, long... a) {
    long[] all = java.util.Arrays.copyOf(a, 6);
    try {
      long r =
          (long) call.invokeExact(state, number, all[0], all[1], all[2], all[3], all[4], all[5]);
      return r == -1 ? -state.get(ValueLayout.JAVA_INT, errnoAt) : r;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  long call(String name, long... a) {
    return call(SyscallNumbers.number(name), a);
  }

  long text(String text) {
    return arena.allocateFrom(text).address();
  }

  long memory(long bytes) {
    return arena.allocate(bytes, 16).address();
  }

  /** Memory whose bits are all set. */
  long filled(long bytes) {
    return arena.allocate(bytes, 16).fill((byte) -1).address();
  }
}
