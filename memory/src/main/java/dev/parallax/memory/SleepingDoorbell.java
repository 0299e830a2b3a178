package dev.parallax.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all doorbells share: the protocol between the sleeper and those who ring.
 *
 * <pre>
 *   sleeper                         ringer
 *   state = ASLEEP                  publish (link, stack, mailbox)
 *   heavy fence                     light fence
 *   look at the condition           look at state
 *   sleep if it is false            if asleep: compare-and-set it to AWAKE, wake
 * </pre>
 *
 * <p>With a fence between the write and the read on both sides (see {@link Fences}) at least one
 * sees the other's write (Dekker). Only the one ringer that wins the compare-and-set pays for a
 * system call. The sleeper takes its state back with an exchange: finding AWAKE, it knows that it
 * was rung. Sleeps are cut into slices all the same, so that a peer's fault costs time and not the
 * pipeline.
 */
abstract class SleepingDoorbell extends Doorbell {
  static final long SLICE_NS = 100_000_000L;

  /** At most so many times the spins that were set. */
  private static final int MAX_PATIENCE = 40;

  /** Pauses between two looks, about a microsecond. */
  private static final int MAX_PAUSES = 64;

  private static final long SHORT_SLEEP_NS = 100_000L;
  private static final long LONG_SLEEP_NS = 1_000_000L;

  /** So many sleeps of a wait may be over early, and for nothing; then one in a millisecond. */
  private static final int MAX_DISTURBED = 16;

  /** A sleep in which other processes wake nobody. */
  private static final long ALONE_NS = 1_000_000L;

  private static final int AWAKE = 0;
  private static final int ASLEEP = 1;
  private static final int POLLING = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(SleepingDoorbell.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // through STATE
  private int state;

  private volatile int spins = DEFAULT_SPINS;

  /**
   * How often to look before the next sleep: more than {@link #spins} after sleeps that did not
   * pay. Only the sleeper.
   */
  private int patience = DEFAULT_SPINS;

  private final FdPatience fdPatience = new FdPatience();
  private volatile boolean closed;
  private final FdSleep fdSleep = new FdSleep();
  private @Nullable FdWatcher watcher; // guarded by this

  /** Takes note of what {@link #sleep} needs; called before the state is announced. */
  abstract void prepare();

  /** Sleeps for at most {@code ns}; may end early for no reason. */
  abstract void sleep(long ns);

  /** As {@link #sleep}, but other processes can't end it. */
  void sleepAlone(long ns) {
    sleep(ns);
  }

  /** The wait is over, after any number of sleeps. */
  void endWait() {}

  /** Ends {@link #sleep}, also one that has not begun since {@link #prepare}. */
  abstract void wake();

  @Override
  public final boolean await(BooleanSupplier ready, long deadlineNs) {
    return waitFor(-1, ready, deadlineNs);
  }

  @Override
  public boolean awaitReadable(int fd, BooleanSupplier ready, long deadlineNs) {
    checkDescriptor(fd);
    return waitFor(fd, ready, deadlineNs);
  }

  /** Lets a thread of the platform wait for the descriptor, and waits for that thread. */
  final boolean awaitByWatcher(int fd, BooleanSupplier ready, long deadlineNs) {
    checkDescriptor(fd);
    return watcher().await(fd, ready, deadlineNs);
  }

  private synchronized FdWatcher watcher() {
    if (watcher == null) {
      watcher = new FdWatcher(this);
    }
    return watcher;
  }

  private int patience() {
    int least = spins;
    return least == 0 ? 0 : Math.clamp(patience, least, least * MAX_PATIENCE);
  }

  /**
   * Going to sleep and being woken takes both sides some ten microseconds, more in a virtual
   * machine. A sleep that was over so soon should have been spent looking; one of a millisecond was
   * right, and whoever sleeps so looks no longer than it must.
   */
  private void learn(long sleptNs) {
    if (sleptNs < SHORT_SLEEP_NS) {
      patience = patience() * 2;
    } else if (sleptNs > LONG_SLEEP_NS) {
      patience = spins;
    }
  }

  static void checkDescriptor(int fd) {
    if (fd < 0) {
      throw new IllegalArgumentException("not a descriptor: fd=" + fd);
    }
  }

  private boolean waitFor(int fd, BooleanSupplier ready, long deadlineNs) {
    if (closed) {
      throw new IllegalStateException("doorbell is closed");
    }
    int left = fd < 0 ? patience() : fdPatience.pauses(spins);
    for (int pauses = 1; left > 0; pauses = Math.min(2 * pauses, MAX_PAUSES)) {
      if (ready.getAsBoolean()) {
        return true;
      }
      // Nobody rings for a descriptor: not to look at it here would delay what comes, or let it
      // overflow.
      if (fd >= 0 && fdSleep.isReadable(fd)) {
        fdPatience.found();
        return false;
      }
      // Ever longer: each look takes the peer's cache lines away from it, and what comes meanwhile
      // comes in one batch.
      for (int i = 0; i < pauses; i++) {
        Thread.onSpinWait();
      }
      left -= pauses;
    }
    long begin = System.nanoTime();
    try {
      return sleepFor(fd, ready, deadlineNs);
    } finally {
      endWait();
      long slept = System.nanoTime() - begin;
      if (fd < 0) {
        learn(slept);
      } else {
        fdPatience.slept(slept);
      }
    }
  }

  /**
   * A peer that changes its word again and again, and has nothing to say, would keep this thread
   * awake: after some such sleeps every other one is of its own length, whatever peers do.
   */
  private boolean sleepFor(int fd, BooleanSupplier ready, long deadlineNs) {
    int disturbed = 0;
    for (; ; ) {
      prepare(fd);
      boolean readable = false;
      boolean isReady = announce(fd < 0 ? ASLEEP : POLLING, ready);
      long ns = isReady ? 0 : slice(deadlineNs);
      if (ns > 0) {
        long begin = System.nanoTime();
        if (fd < 0 && disturbed == MAX_DISTURBED) {
          sleepAlone(Math.min(ns, ALONE_NS));
        } else {
          readable = sleep(fd, ns);
        }
        boolean early = System.nanoTime() - begin < ALONE_NS;
        disturbed = Math.clamp(disturbed + (early ? 1 : -1), 0, MAX_DISTURBED);
      }
      boolean rung = (int) STATE.getAndSet(this, AWAKE) == AWAKE;
      if (isReady || ready.getAsBoolean()) {
        return true;
      }
      if (rung || readable || ns <= 0) {
        return false;
      }
    }
  }

  private boolean announce(int how, BooleanSupplier ready) {
    STATE.setOpaque(this, how);
    Fences.heavy();
    return ready.getAsBoolean();
  }

  /** The announcement alone: whether a sleeper would find its condition true and stay awake. */
  boolean announce(BooleanSupplier ready) {
    return announce(ASLEEP, ready);
  }

  private void prepare(int fd) {
    if (fd < 0) {
      prepare();
    } else {
      fdSleep.prepare();
    }
  }

  private boolean sleep(int fd, long ns) {
    if (fd < 0) {
      sleep(ns);
      return false;
    }
    return fdSleep.sleep(fd, ns);
  }

  private static long slice(long deadlineNs) {
    return deadlineNs == Long.MAX_VALUE
        ? SLICE_NS
        : Math.min(SLICE_NS, deadlineNs - System.nanoTime());
  }

  @Override
  public final void ring() {
    Fences.light();
    int s = (int) STATE.getOpaque(this);
    if (s != AWAKE && STATE.compareAndSet(this, s, AWAKE)) {
      if (s == ASLEEP) {
        wake();
      } else {
        fdSleep.wake();
      }
    }
  }

  @Override
  public final void spins(int iterations) {
    if (iterations < 0) {
      throw new IllegalArgumentException("spins is negative: iterations=" + iterations);
    }
    spins = iterations;
  }

  @Override
  public void close() {
    closed = true;
    fdSleep.close();
    synchronized (this) {
      if (watcher != null) {
        watcher.close();
      }
    }
  }
}
