package dev.parallax.memory;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Parks the thread, virtual or not. */
final class ParkDoorbell extends SleepingDoorbell {
  private volatile @Nullable Thread sleeper;
  private boolean interrupted;

  @Override
  void prepare() {
    sleeper = Thread.currentThread();
  }

  /** An interrupt would end every park at once: it is set aside until the wait is over. */
  @Override
  void sleep(long ns) {
    interrupted |= Thread.interrupted();
    LockSupport.parkNanos(this, ns);
  }

  @Override
  void endWait() {
    if (interrupted) {
      interrupted = false;
      Thread.currentThread().interrupt();
    }
  }

  @Override
  void wake() {
    LockSupport.unpark(sleeper);
  }

  /** A virtual thread leaves poll(2) to a thread of the platform, for it would hold its carrier. */
  @Override
  public boolean awaitReadable(int fd, BooleanSupplier ready, long deadlineNs) {
    if (!Thread.currentThread().isVirtual()) {
      return super.awaitReadable(fd, ready, deadlineNs);
    }
    return awaitByWatcher(fd, ready, deadlineNs);
  }
}
