package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Membarrier;
import java.lang.invoke.VarHandle;

/**
 * The two halves of Dekker's protocol when one side runs for every buffer and the other only before
 * it sleeps. The rare side asks the kernel for a barrier on all running threads of the process
 * (membarrier(2), private expedited), so that the frequent side needs none of its own: its write
 * and its read may be exchanged by the processor only until that barrier.
 *
 * <p>{@link #light} still has to keep the compiler from exchanging them. An acquire fence does:
 * HotSpot's compilers move no memory access across it in either direction, and on x86-64 it costs
 * no instruction. The stress tests of the doorbell watch over this. Without the system call both
 * halves are full fences.
 */
final class Fences {
  private static final boolean ASYMMETRIC = register();

  private Fences() {}

  private static boolean register() {
    return Membarrier.membarrier(Membarrier.REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
  }

  /** Between a write and a read of the side that runs often. */
  static void light() {
    if (ASYMMETRIC) {
      VarHandle.acquireFence();
    } else {
      VarHandle.fullFence();
    }
  }

  /** Between a write and a read of the side that is about to sleep. */
  static void heavy() {
    VarHandle.fullFence();
    if (ASYMMETRIC) {
      int result = Membarrier.membarrier(Membarrier.PRIVATE_EXPEDITED, 0, 0);
      if (result != 0) {
        throw new IllegalStateException(
            "membarrier failed though it was registered errno=" + -result);
      }
    }
  }
}
