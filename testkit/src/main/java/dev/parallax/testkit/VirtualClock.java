package dev.parallax.testkit;

import dev.parallax.runtime.pipeline.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A clock that stands still until a test moves it; it begins at 0. Give it to {@link
 * dev.parallax.runtime.pipeline.Pipeline#clock}; {@link ElementHarness} has one of its own. Any
 * thread.
 */
public final class VirtualClock implements Clock {
  private final Map<Runnable, Long> alarms = new LinkedHashMap<>(); // guarded by this
  private volatile long now;

  /** Stands at 0. */
  public VirtualClock() {}

  @Override
  public long now() {
    return now;
  }

  @Override
  public void alarm(long time, Runnable wake) {
    synchronized (this) {
      if (time - now > 0) {
        alarms.put(wake, time);
        return;
      }
      alarms.remove(wake);
    }
    wake.run();
  }

  @Override
  public synchronized void cancel(Runnable wake) {
    alarms.remove(wake);
  }

  /** The next time that somebody waits for, in nanoseconds. */
  public synchronized OptionalLong nextAlarm() {
    return alarms.values().stream().mapToLong(Long::longValue).min();
  }

  /**
   * Moves to a time and wakes whoever has waited for it.
   *
   * @param time in nanoseconds, not before {@link #now}
   */
  public void moveTo(long time) {
    List<Runnable> due = new ArrayList<>();
    synchronized (this) {
      if (time < now) {
        throw new IllegalArgumentException(
            "clock can't go back now=" + now + " wanted=" + time + "; give it a later time");
      }
      now = time;
      alarms.entrySet().removeIf(alarm -> alarm.getValue() <= time && due.add(alarm.getKey()));
    }
    due.forEach(Runnable::run);
  }

  /** Moves on by {@code ns} nanoseconds. */
  public void advance(long ns) {
    moveTo(Math.addExact(now, ns));
  }

  @Override
  public String toString() {
    return "VirtualClock[" + now + " ns]";
  }
}
