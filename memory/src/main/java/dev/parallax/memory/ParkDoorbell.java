package dev.parallax.memory;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Parks the thread, virtual or not. */
final class ParkDoorbell extends SleepingDoorbell {
  private volatile @Nullable Thread sleeper;

  @Override
  void prepare() {
    sleeper = Thread.currentThread();
  }

  /** An interrupt would end every park at once: it is set aside and restored. */
  @Override
  void sleep(long ns) {
    boolean interrupted = Thread.interrupted();
    LockSupport.parkNanos(this, ns);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  void wake() {
    LockSupport.unpark(sleeper);
  }
}
