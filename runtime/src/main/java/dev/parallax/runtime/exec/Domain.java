package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.pipeline.Clock;
import dev.parallax.runtime.spi.StoppedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread and the elements that run on it. It reads its channels or runs its source, and
 * everything fused to them by direct calls.
 *
 * <p>Control is one volatile word per domain, {@link #command}, written by the engine and obeyed
 * between two entries and in every wait. All waiting goes through {@link #await}, in the domain's
 * {@link Doorbell}. While it sleeps the domain says in {@link #waiting} what it waits for, so that
 * {@link Starvation} can see a circle.
 */
final class Domain implements Runnable {
  /** What the engine wants. */
  enum Command {
    /** Process. */
    RUN,
    /** Stand still. */
    PAUSE,
    /** Give up what is on the way and come to the barrier. */
    FLUSH,
    /** End. */
    STOP
  }

  /** How a wait ended. */
  enum Wake {
    /** The condition holds, or may hold: check again. */
    READY,
    /** A flush began: give up the current input. */
    FLUSHING,
    /** The pipeline stops. */
    STOPPED
  }

  private static final int BATCH = 64;
  private static final int GLANCE = 16;
  private static final long STARVATION_CHECK_NS = 50_000_000L;
  private static final long FLUSH_NAP_NS = 1_000_000L;
  private static final long STARVATION_CHECK_MAX_NS = 800_000_000L;
  private static final Duration JOIN_ROUND = Duration.ofMillis(100);
  private static final int ROUNDS_BEFORE_WARNING = 50;
  private static final VarHandle PROGRESS;
  private static final VarHandle AWAKENINGS;

  static {
    try {
      PROGRESS = MethodHandles.lookup().findVarHandle(Domain.class, "progress", long.class);
      AWAKENINGS = MethodHandles.lookup().findVarHandle(Domain.class, "awakenings", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Engine engine;
  private final Clock clock;
  private final Runnable alarm = this::poke;
  private final String name;
  private final boolean virtual;
  private final Doorbell bell;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Channel> inputs = new ArrayList<>();
  private final RemoteNodes remotes = new RemoteNodes();
  private final WaitWork waitWork = new WaitWork();
  private final BooleanSupplier inputReady = this::inputReady;
  private final BooleanSupplier never = () -> false;
  private final BooleanSupplier pendingReady = this::pendingReady;
  private final Condition condition = new Condition();
  private final BooleanSupplier peerCondition = this::peerReady;
  private @Nullable Node source;
  private @Nullable Node timed;
  private final StaleCollectors stale = new StaleCollectors();
  private volatile Command command = Command.PAUSE;
  private volatile @Nullable Waiting waiting;
  private volatile boolean parked;
  private volatile boolean started;
  private volatile boolean finished;
  private long progress; // only this domain's thread writes it, by PROGRESS
  private long awakenings; // likewise: waits that are over
  private volatile int answered;
  private final DomainPools pools = new DomainPools();
  private @Nullable Thread thread;

  Domain(Engine engine, String name, boolean virtual) {
    this.engine = engine;
    clock = engine.clock();
    this.name = name;
    this.virtual = virtual;
    bell = virtual ? Doorbell.park() : Doorbell.futex();
  }

  // ---- made by the engine

  void add(Node node) {
    nodes.add(node);
    if (node.isSource()) {
      source = node;
    }
    stale.add(node);
    if (node.isRemote()) {
      remotes.add(node);
    }
    if (node.adapter().hasTimer()) {
      timed = node; // it begins the domain, so there is one at most
    }
  }

  void addInput(Channel channel) {
    inputs.add(channel);
  }

  void spins(int iterations) {
    bell.spins(iterations);
  }

  void start() {
    Thread.Builder builder =
        virtual ? Thread.ofVirtual().name(name) : Thread.ofPlatform().name(name).daemon(true);
    Thread made = builder.unstarted(this);
    thread = made;
    made.start();
  }

  /**
   * Waits for the thread's end, whatever interrupts: half an end would leave memory and files
   * behind.
   */
  void join() {
    boolean interrupted = false;
    Thread t = thread;
    int rounds = 0;
    while (t != null && t.getState() != Thread.State.NEW) {
      try {
        if (t.join(JOIN_ROUND)) {
          break;
        }
        unblock();
        if (++rounds == ROUNDS_BEFORE_WARNING) {
          engine.warn(
              name,
              "does not end: a method of "
                  + nodes.stream().map(Node::name).toList()
                  + " does not return; give a method that blocks an @Unblock");
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    bell.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the caller is this domain's thread. */
  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Any thread. After STOP nothing else counts. */
  void command(Command next) {
    synchronized (this) {
      if (command != Command.STOP) {
        command = next;
      }
    }
    bell.ring();
    if (next != Command.RUN) {
      unblock();
    }
  }

  /**
   * Tells elements in a blocking method to return; again, if they entered it meanwhile. Any thread.
   */
  void unblock() {
    for (Node node : nodes) {
      node.unblock();
    }
  }

  /** Wakes the domain to look at requests. Any thread. */
  void poke() {
    bell.ring();
  }

  // ---- the thread

  @Override
  public void run() {
    boolean unwound = true;
    try {
      for (Node node : nodes) {
        node.start();
      }
      started = true;
      engine.started();
      loop();
      unwound = false;
    } catch (StoppedException e) {
      // the engine asked for it
    } catch (ElementFailure e) {
      failed(e.node(), e.reason());
    } catch (Throwable t) {
      failed(null, t);
    } finally {
      finish(unwound);
    }
  }

  /** A method that was unblocked for the end may well throw: that is no failure of the stream. */
  private void failed(@Nullable Node node, Throwable cause) {
    if (command == Command.STOP) {
      engine.warn(node == null ? name : node.name(), "while stopping: " + cause);
    } else {
      engine.failed(this, node, cause);
    }
  }

  private void finish(boolean unwound) {
    for (Channel channel : inputs) {
      channel.refuse();
      channel.discard();
    }
    waitWork.clear();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      nodes.get(i).finish(unwound);
    }
    pools.flushBatches();
    finished = true;
    engine.ended();
  }

  private void loop() {
    Node producing = source;
    while (true) {
      switch (command) {
        case RUN -> {
          boolean progressed = producing != null ? producing.runSource() : readInputs();
          if (progressed) {
            // Opaque: a volatile write for every buffer would wait for all stores before it.
            PROGRESS.setOpaque(this, progress + 1);
          } else if (producing != null) {
            await(Waiting.ForNothing.NOTHING, null, pendingReady);
          } else {
            awaitInput();
          }
        }
        case PAUSE -> {
          remotes.settle();
          park(true);
        }
        case FLUSH -> engine.flush().join(this);
        case STOP -> {
          return;
        }
      }
    }
  }

  /** Delivers what waits in the channels, a batch of each in turn; false when there was nothing. */
  private boolean readInputs() {
    boolean any = false;
    for (int i = 0; i < inputs.size(); i++) {
      Channel channel = inputs.get(i);
      NodeInput target = channel.target();
      int taken = 0;
      while (taken < BATCH && command == Command.RUN && target.wants()) {
        if (taken % GLANCE == 0) {
          channel.glance(GLANCE);
        }
        Object entry = channel.poll();
        if (entry == null) {
          break;
        }
        taken++;
        if (target.deliver(entry) == Flow.EOS) {
          channel.refuse();
        }
        if (channel.dueAfter(taken)) {
          channel.drained();
        }
      }
      if (taken > 0) {
        any = true;
        channel.drained();
      }
    }
    if (any) {
      pools.flushBatches();
    }
    Node timer = timed;
    any |= timer != null && timer.runTimer();
    return any | stale.fire() || applyPending();
  }

  private void awaitInput() {
    Node timer = timed;
    long due = timer == null ? Buffer.NO_TIME : timer.timer();
    if (due == Buffer.NO_TIME) {
      await(Waiting.ForInput.INPUT, null, inputReady);
    } else {
      await(Waiting.ForInputOrTime.INPUT_OR_TIME, null, inputReady, due, -1);
    }
  }

  private boolean applyPending() {
    boolean any = false;
    for (int i = 0; i < nodes.size(); i++) {
      any |= nodes.get(i).applyPendingNow();
    }
    return any;
  }

  private boolean inputReady() {
    for (int i = 0; i < inputs.size(); i++) {
      boolean wants = inputs.get(i).target().wants(); // always asked: others look at the answer
      if (wants && !inputs.get(i).isEmpty()) {
        return true;
      }
    }
    return stale.any() || pendingReady();
  }

  private boolean pendingReady() {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).hasPending()) {
        return true;
      }
    }
    return false;
  }

  // ---- waiting; only this domain's thread

  /**
   * Waits until the condition holds, the engine wants something, or a check is due.
   *
   * @param by in whose call it waits; null: between calls
   */
  Wake await(Waiting what, @Nullable Node by, BooleanSupplier ready) {
    return await(what, by, ready, Long.MAX_VALUE, -1);
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
      while (command != Command.STOP) {
        if (ready.getAsBoolean()) {
          return true;
        }
        if (takeFromPeers()) {
          continue;
        }
        if (what instanceof Waiting.ForSlot slot && command != Command.RUN) {
          flushedSince = starveStill(slot, ready, flushedSince);
          continue;
        }
        Waiting now = remotes.instead(what);
        waiting = now;
        condition.inner = ready;
        if (!now.mayBeCircular()) {
          bell.await(peerCondition, Long.MAX_VALUE);
        } else if (!bell.await(peerCondition, System.nanoTime() + pause)) {
          engine.starvation().check(this);
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
    if (command == Command.PAUSE) {
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
    any |= waitWork.run();
    if (any) {
      aboutToWait();
    }
    return any;
  }

  /**
   * The one place where a domain waits.
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
        switch (command) {
          case RUN -> {}
          case PAUSE -> {
            remotes.settle();
            park(what.isBetweenCalls());
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
          engine.starvation().check(this);
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
    while (command == Command.PAUSE) {
      bell.await(condition, Long.MAX_VALUE);
      boolean unused = takeFromPeers();
      if (betweenCalls) {
        applyPending();
      }
    }
    parked = false;
  }

  /** Waits in a barrier, a while at most. */
  void awaitBarrier(BooleanSupplier ready) {
    pools.flushBatches();
    bell.await(ready, System.nanoTime() + 10_000_000L);
  }

  /** The condition of a wait, or a wish of the engine. */
  private final class Condition implements BooleanSupplier {
    private BooleanSupplier inner = pendingReady;

    /** The clock's time, unless the system's clock ends the wait. */
    private long due = Long.MAX_VALUE;

    @Override
    public boolean getAsBoolean() {
      return inner.getAsBoolean()
          || command != (parked ? Command.PAUSE : Command.RUN)
          || !parked && (isDue() || engine.rollCall() != answered)
          || hasNews();
    }

    boolean isDue() {
      return due != Long.MAX_VALUE && due - clock.now() <= 0;
    }
  }

  private boolean peerReady() {
    return condition.inner.getAsBoolean() || command == Command.STOP || hasNews();
  }

  /** Whether {@link #takeFromPeers} has something to take. */
  private boolean hasNews() {
    return !remotes.isEmpty() && remotes.isReady() || waitWork.isReady();
  }

  /** Only this domain's thread, while elements start. */
  void whileWaiting(BooleanSupplier ready, Runnable work) {
    waitWork.add(ready, work);
  }

  // ---- anyone

  /** Pools of this domain, and those that it releases for others. */
  DomainPools pools() {
    return pools;
  }

  /** The domain's thread, or null before the start. */
  @Nullable Thread thread() {
    return thread;
  }

  Doorbell bell() {
    return bell;
  }

  Command command() {
    return command;
  }

  /** Leaves FLUSH for what was before; only this domain's thread. */
  synchronized void resume(Command next) {
    if (command == Command.FLUSH) {
      command = next;
    }
  }

  /** Elements start while the domain is to stand still: then only the end interrupts. */
  boolean interrupted() {
    return started ? command != Command.RUN : command == Command.STOP;
  }

  boolean isParked() {
    return parked;
  }

  boolean isFinished() {
    return finished;
  }

  /** Whether it had nothing to do when it was asked, or does nothing at all. Any thread. */
  boolean hasAnswered(int call) {
    return answered == call || finished || parked && command == Command.PAUSE;
  }

  /** Waits that are over. Any thread. */
  long awakenings() {
    return (long) AWAKENINGS.getOpaque(this);
  }

  long progress() {
    return (long) PROGRESS.getOpaque(this);
  }

  @Nullable Waiting waiting() {
    return waiting;
  }

  @Nullable Node source() {
    return source;
  }

  /** Whether no element of it may block in a call but by waiting here. */
  boolean waitsHereOnly() {
    for (Node node : nodes) {
      if (node.graph().descriptor().hints().unblockable()) {
        return false;
      }
    }
    return !virtual;
  }

  List<Node> nodes() {
    return nodes;
  }

  List<Channel> inputs() {
    return inputs;
  }

  String name() {
    return name;
  }

  boolean isVirtual() {
    return virtual;
  }

  @Override
  public String toString() {
    return name;
  }
}
