package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.runtime.element.Flow;
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
 * between two entries and in every wait. All waiting goes through {@link DomainWaits}.
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

  private static final int BATCH = 64;
  private static final int GLANCE = 16;
  private static final Duration JOIN_ROUND = Duration.ofMillis(100);
  private static final int ROUNDS_BEFORE_WARNING = 50;
  private static final VarHandle PROGRESS;

  static {
    try {
      PROGRESS = MethodHandles.lookup().findVarHandle(Domain.class, "progress", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Engine engine;
  private final String name;
  private final boolean virtual;
  private final Doorbell bell;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Channel> inputs = new ArrayList<>();
  private final BooleanSupplier inputReady = this::inputReady;
  private final BooleanSupplier pendingReady = this::hasPending;
  private final DomainPools pools = new DomainPools();
  private final DomainWaits waits;
  private @Nullable Node source;
  private @Nullable NodeTimer timer;
  private final StaleCollectors stale = new StaleCollectors();
  private volatile Command command = Command.PAUSE;
  private volatile boolean started;
  private volatile boolean finished;
  private long progress; // only this domain's thread writes it, by PROGRESS
  private @Nullable Thread thread;

  Domain(Engine engine, String name, boolean virtual) {
    this.engine = engine;
    this.name = name;
    this.virtual = virtual;
    bell = virtual ? Doorbell.park() : Doorbell.futex();
    waits = new DomainWaits(this, engine);
  }

  // ---- made by the engine

  void add(Node node) {
    nodes.add(node);
    if (node.isSource()) {
      source = node;
    }
    stale.add(node);
    RemoteNode remote = node.remote();
    if (remote != null) {
      waits.add(remote);
    }
    if (node.timer().exists()) {
      timer = node.timer(); // it begins the domain, so there is one at most
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
    waits.end();
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
            waits.await(Waiting.ForNothing.NOTHING, null, pendingReady);
          } else {
            awaitInput();
          }
        }
        case PAUSE -> waits.standStill(true);
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
    NodeTimer its = timer;
    any |= its != null && its.run();
    return any | stale.fire() || applyPending();
  }

  private void awaitInput() {
    NodeTimer its = timer;
    long due = its == null ? Buffer.NO_TIME : its.due();
    if (due == Buffer.NO_TIME) {
      waits.await(Waiting.ForInput.INPUT, null, inputReady);
    } else {
      waits.await(Waiting.ForInputOrTime.INPUT_OR_TIME, null, inputReady, due);
    }
  }

  /** Only this domain's thread, between two calls of its elements; false when nothing waited. */
  boolean applyPending() {
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
    return stale.any() || hasPending();
  }

  /** Whether {@link #applyPending} has something to do. Any thread. */
  boolean hasPending() {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).hasPending()) {
        return true;
      }
    }
    return false;
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

  /** Whether no element of it runs, or will without a command. Any thread. */
  boolean stands() {
    return finished || waits.isParked();
  }

  boolean isFinished() {
    return finished;
  }

  /** Whether it had nothing to do when it was asked, or does nothing at all. Any thread. */
  boolean hasAnswered(int call) {
    return finished || waits.hasAnswered(call);
  }

  long progress() {
    return (long) PROGRESS.getOpaque(this);
  }

  /** Where it waits. */
  DomainWaits waits() {
    return waits;
  }

  /** What it waits for, or null. Any thread. */
  @Nullable Waiting waiting() {
    return waits.waiting();
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
