package dev.parallax.runtime.exec;

import dev.parallax.memory.Doorbell;
import dev.parallax.runtime.pipeline.Clock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one place where a domain waits, in its {@link Doorbell}: for a condition of its own, and
 * besides for the engine, for other processes that work for its elements, and for a circle of
 * domains that wait for each other. While it sleeps it says in {@link #waiting} what it waits for,
 * so that {@link Starvation} can see such a circle. Only the domain's thread, unless said
 * otherwise.
 */
final class DomainWaits {
  private static final long STARVATION_CHECK_NS = 50_000_000L;
  private static final long STARVATION_CHECK_MAX_NS = 800_000_000L;
  private static final long FLUSH_NAP_NS = 1_000_000L;
  private static final long BARRIER_LOOK_NS = 10_000_000L;
  private static final VarHandle AWAKENINGS;

  static {
    try {
      AWAKENINGS =
          MethodHandles.lookup().findVarHandle(DomainWaits.class, "awakenings", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Domain domain;
  private final Engine engine;
  private final Doorbell bell;
  private final Clock clock;
  private final DomainPools pools;
  private final List<Node> nodes;
  private final List<Channel> inputs;
  private final RemoteNodes remotes = new RemoteNodes();
  private final WaitWork work = new WaitWork();
  private final Runnable alarm;
  private final BooleanSupplier never = () -> false;
  private final BooleanSupplier pendingReady;
  private final Condition condition = new Condition();
  private final BooleanSupplier peerCondition = this::peerReady;
  private volatile @Nullable Waiting waiting;
  private volatile boolean parked;
  private volatile int answered;
  private long awakenings; // only this domain's thread writes it, by AWAKENINGS

  DomainWaits(Domain domain, Engine engine) {
    this.domain = domain;
    this.engine = engine;
    bell = domain.bell();
    clock = engine.clock();
    pools = domain.pools();
    nodes = domain.nodes();
    inputs = domain.inputs();
    alarm = domain::poke;
    pendingReady = domain::hasPending;
  }

  /** Takes what a node in another process has done whenever the domain waits. */
  void add(RemoteNode node) {
    remotes.add(node);
  }

  /** Does this, too; while elements start. */
  void whileWaiting(BooleanSupplier ready, Runnable run) {
    work.add(ready, run);
  }

  /** Before elements stop: what they wanted done is not any more. */
  void end() {
    work.clear();
  }

  /**
   * Waits until the condition holds, the engine wants something, or a check is due.
   *
   * @param by in whose call it waits; null: between calls
   */
  Wake await(Waiting what, @Nullable Node by, BooleanSupplier ready) {
    return await(what, by, ready, Long.MAX_VALUE, -1);
  }

  /** As {@link #await(Waiting, Node, BooleanSupplier)}, and until {@code due} (the clock's). */
  Wake await(Waiting what, @Nullable Node by, BooleanSupplier ready, long due) {
    return await(what, by, ready, due, -1);
  }

  Wake awaitRoom(Channel channel, Node by) {
    return await(channel.waiting(), by, channel.hasRoom());
  }

  Wake awaitTime(@Nullable Node by, long due, BooleanSupplier ready) {
    return await(Waiting.ForWorld.WORLD, by, ready, due, -1);
  }

  Wake awaitReadable(@Nullable Node by, int fd, long deadlineNs, BooleanSupplier ready) {
    return await(Waiting.ForWorld.WORLD, by, ready, deadlineNs, fd);
  }

  /**
   * All waits between calls, and those of elements here.
   *
   * @param due the clock's time, or {@link Long#MAX_VALUE}
   */
  private Wake await(Waiting what, @Nullable Node by, BooleanSupplier ready, long due, int fd) {
    aboutToWait();
    boolean bySystem = clock == Clock.MONOTONIC || due == Long.MAX_VALUE;
    long deadlineNs = bySystem ? due : Long.MAX_VALUE;
    condition.due = bySystem ? Long.MAX_VALUE : due;
    if (!bySystem) {
      clock.alarm(due, alarm);
    }
    long pause = STARVATION_CHECK_NS;
    long check = what.mayBeCircular() ? System.nanoTime() + pause : Long.MAX_VALUE;
    remotes.enter(by);
    waiting = remotes.instead(what);
    pools.tellOwners();
    if (what.isForInput()) {
      tellSenders();
    }
    try {
      while (true) {
        switch (domain.command()) {
          case RUN -> {}
          case PAUSE -> {
            standStill(what.isBetweenCalls());
            waiting = remotes.instead(what); // either may have waited for a peer meanwhile
            continue;
          }
          case FLUSH -> {
            return Wake.FLUSHING;
          }
          case STOP -> {
            return Wake.STOPPED;
          }
        }
        int call = engine.rollCall();
        long now = System.nanoTime();
        if (ready.getAsBoolean()
            || deadlineNs != Long.MAX_VALUE && deadlineNs - now <= 0
            || condition.isDue()) {
          return Wake.READY;
        }
        if (takeFromPeers()) {
          waiting = remotes.instead(what);
          continue;
        }
        answer(call);
        if (check != Long.MAX_VALUE && check - now <= 0) {
          engine.starvation().check(domain);
          pause =
              Math.min(
                  2 * pause,
                  STARVATION_CHECK_MAX_NS); // whoever waits for long is checked less often
          check = now + pause;
          continue;
        }
        condition.inner = ready;
        if (fd < 0) {
          bell.await(condition, check != Long.MAX_VALUE ? check : deadlineNs);
        } else if (!bell.awaitReadable(fd, condition, deadlineNs)) {
          return Wake.READY;
        }
      }
    } finally {
      remotes.leave(by);
      if (!bySystem) {
        clock.cancel(alarm);
      }
      condition.due = Long.MAX_VALUE;
      AWAKENINGS.setOpaque(this, awakenings + 1);
      waiting = null;
    }
  }

  /** There is nothing to do for now: whoever asked is told. */
  private void answer(int call) {
    if (answered != call) {
      answered = call;
      engine.parked();
    }
  }

  private void aboutToWait() {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).context().aboutToWait();
    }
    pools.flushBatches();
  }

  /**
   * Going to sleep with entries that cannot be used yet: who sends them may use what room there is.
   */
  private void tellSenders() {
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).isEmpty()) {
        inputs.get(i).drained();
      }
    }
  }

  // ---- other processes

  /**
   * Waits in the midst of a call for another process. Its part of the call ends by itself, so that
   * only the end interrupts, unless it wants a slot: whoever holds that may stand still, or be
   * emptied by a flush, so this one does as well. False when the end has come.
   */
  boolean awaitPeer(Waiting what, Node by, BooleanSupplier ready) {
    if (ready.getAsBoolean()) {
      return true;
    }
    aboutToWait();
    long pause = STARVATION_CHECK_NS;
    long flushedSince = 0;
    remotes.enter(by);
    pools.tellOwners();
    try {
      while (domain.command() != Domain.Command.STOP) {
        if (ready.getAsBoolean()) {
          return true;
        }
        if (takeFromPeers()) {
          continue;
        }
        if (what instanceof Waiting.ForSlot slot && domain.command() != Domain.Command.RUN) {
          flushedSince = starveStill(slot, ready, flushedSince);
          continue;
        }
        Waiting now = remotes.instead(what);
        waiting = now;
        condition.inner = ready;
        if (!now.mayBeCircular()) {
          bell.await(peerCondition, Long.MAX_VALUE);
        } else if (!bell.await(peerCondition, System.nanoTime() + pause)) {
          engine.starvation().check(domain);
          pause = Math.min(2 * pause, STARVATION_CHECK_MAX_NS);
        }
      }
      return false;
    } finally {
      remotes.leave(by);
      waiting = null;
    }
  }

  /**
   * A pause or a flush while another process wants a slot. A flush ends with the call, so after a
   * while the slot comes from elsewhere.
   *
   * @return since when a flush is waited for, 0: not yet
   */
  private long starveStill(Waiting.ForSlot slot, BooleanSupplier ready, long flushedSince) {
    if (domain.command() == Domain.Command.PAUSE) {
      park(false);
      return flushedSince;
    }
    long now = System.nanoTime();
    long since = flushedSince == 0 ? now : flushedSince;
    if (now - since > PortPool.FLUSH_PATIENCE_NS && !slot.pool().grow()) {
      throw new IllegalStateException("no free buffer during a flush pool=" + slot.pool().name());
    }
    bell.await(ready, now + FLUSH_NAP_NS);
    return since;
  }

  /** What other processes have done meanwhile is sent on; false when there was nothing. */
  private boolean takeFromPeers() {
    boolean any = !remotes.isEmpty() && remotes.pump();
    any |= work.run();
    if (any) {
      aboutToWait();
    }
    return any;
  }

  // ---- a flush, a pause

  /** A short wait during a flush, in the midst of a call of {@code by}. */
  void nap(Node by, BooleanSupplier ready) {
    remotes.enter(by);
    try {
      if (!takeFromPeers()) {
        bell.await(ready, System.nanoTime() + FLUSH_NAP_NS);
      }
    } finally {
      remotes.leave(by);
    }
  }

  /** As {@link #park}, once other processes have done what they have to do. */
  void standStill(boolean betweenCalls) {
    remotes.settle();
    park(betweenCalls);
  }

  /**
   * Stands still until the engine wants something else.
   *
   * @param betweenCalls whether no element is in a call: only then properties are set meanwhile
   */
  private void park(boolean betweenCalls) {
    aboutToWait();
    condition.inner = betweenCalls ? pendingReady : never;
    parked = true;
    engine.parked();
    while (domain.command() == Domain.Command.PAUSE) {
      bell.await(condition, Long.MAX_VALUE);
      boolean unused = takeFromPeers();
      if (betweenCalls) {
        domain.applyPending();
      }
    }
    parked = false;
  }

  /** Waits in a barrier, a while at most. */
  void awaitBarrier(BooleanSupplier ready) {
    pools.flushBatches();
    bell.await(ready, System.nanoTime() + BARRIER_LOOK_NS);
  }

  /** The condition of a wait, or a wish of the engine. */
  private final class Condition implements BooleanSupplier {
    private BooleanSupplier inner = never;

    /** The clock's time, unless the system's clock ends the wait. */
    private long due = Long.MAX_VALUE;

    @Override
    public boolean getAsBoolean() {
      return inner.getAsBoolean()
          || domain.command() != (parked ? Domain.Command.PAUSE : Domain.Command.RUN)
          || !parked && (isDue() || engine.rollCall() != answered)
          || hasNews();
    }

    boolean isDue() {
      return due != Long.MAX_VALUE && due - clock.now() <= 0;
    }
  }

  private boolean peerReady() {
    return condition.inner.getAsBoolean() || domain.command() == Domain.Command.STOP || hasNews();
  }

  /** Whether {@link #takeFromPeers} has something to take. */
  private boolean hasNews() {
    return !remotes.isEmpty() && remotes.isReady() || work.isReady();
  }

  // ---- anyone

  /** What it waits for, or null. */
  @Nullable Waiting waiting() {
    return waiting;
  }

  boolean isParked() {
    return parked;
  }

  /** Whether it had nothing to do when it was asked, or stands still. */
  boolean hasAnswered(int call) {
    return answered == call || parked && domain.command() == Domain.Command.PAUSE;
  }

  /** Waits that are over. */
  long awakenings() {
    return (long) AWAKENINGS.getOpaque(this);
  }
}
