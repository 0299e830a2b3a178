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
 * no instruction. The stress tests of the doorbell watch over this.
 *
 * <p>The kernel wants to be told first that a process will ask for such barriers, and that takes it
 * as long as a third of a start: it waits until every processor has passed a quiescent state. A
 * thread of its own tells it, and both halves are full fences until then, and for ever where there
 * is no such system call. The change from the one to the other loses nothing: sleepers begin to ask
 * for barriers, then all processors pass one, and only then do ringers rely on them. A sleeper that
 * did not ask had announced itself before that barrier, so a ringer that relies on it sees the
 * announcement.
 */
final class Fences {
  /** Sleepers ask the kernel for a barrier. */
  private static volatile boolean asked;

  /**
   * Ringers rely on it. Read for every buffer, so not volatile: an old value costs a full fence.
   */
  private static boolean relied;

  static {
    Thread thread = new Thread(Fences::register, "parallax-membarrier");
    thread.setDaemon(true);
    thread.start();
  }

  private Fences() {}

  private static void register() {
    if (Membarrier.membarrier(Membarrier.REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0) {
      asked = true;
      barrier();
      relied = true;
    }
  }

  /** Between a write and a read of the side that runs often. */
  static void light() {
    if (relied) {
      VarHandle.acquireFence();
    } else {
      VarHandle.fullFence();
    }
  }

  /** Between a write and a read of the side that is about to sleep. */
  static void heavy() {
    VarHandle.fullFence();
    if (asked) {
      barrier();
    }
  }

  private static void barrier() {
    int result = Membarrier.membarrier(Membarrier.PRIVATE_EXPEDITED, 0, 0);
    if (result != 0) {
      throw new IllegalStateException(
          "membarrier failed though it was registered errno=" + -result);
    }
  }
}
