package dev.parallax.runtime.exec;

import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.spi.StoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread and the elements that run on it. It reads its channels or runs its source, and everything fused to them by
 * direct calls.
 *
 * <p>Control is one volatile word per domain, {@link #command}, written by the engine and obeyed between two entries and
 * in every wait. All waiting goes through {@link #await}, in the domain's {@link Doorbell}. While it sleeps the domain
 * says in {@link #waiting} what it waits for, so that {@link Starvation} can see a circle.
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
  private static final long STARVATION_CHECK_NS = 50_000_000L;

  private final Engine engine;
  private final String name;
  private final boolean virtual;
  private final Doorbell bell;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Channel> inputs = new ArrayList<>();
  private final BooleanSupplier inputReady = this::inputReady;
  private final BooleanSupplier pendingReady = this::pendingReady;
  private final Condition condition = new Condition();
  private @Nullable Node source;
  private volatile Command command = Command.PAUSE;
  private volatile @Nullable Waiting waiting;
  private volatile boolean parked;
  private volatile boolean finished;
  private volatile long progress;
  private final List<FixedBufferPool> retired = new ArrayList<>();
  private final CopyOnWriteArrayList<FixedBufferPool> batched = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<FixedBufferPool> unbatched = new ConcurrentLinkedQueue<>();
  private @Nullable Thread thread;

  Domain(Engine engine, String name, boolean virtual) {
    this.engine = engine;
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

  void join() throws InterruptedException {
    Thread t = thread;
    if (t != null) {
      t.join();
    }
    bell.close();
  }

  /** Any thread. */
  void command(Command next) {
    command = next;
    bell.ring();
    if (next != Command.RUN) {
      for (Node node : nodes) {
        node.unblock();
      }
    }
  }

  /** Wakes the domain to look at requests. Any thread. */
  void poke() {
    bell.ring();
  }

  // ---- the thread

  @Override
  public void run() {
    try {
      for (Node node : nodes) {
        node.start();
      }
      engine.started();
      loop();
    } catch (StoppedException e) {
      // the engine asked for it
    } catch (ElementFailure e) {
      engine.failed(this, e.node(), e.reason());
    } catch (Throwable t) {
      engine.failed(this, null, t);
    } finally {
      finish();
    }
  }

  private void finish() {
    for (Channel channel : inputs) {
      channel.refuse();
      channel.discard();
    }
    for (int i = nodes.size() - 1; i >= 0; i--) {
      nodes.get(i).finish();
    }
    flushBatches();
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
            progress++;
          } else {
            await(
                producing != null ? Waiting.ForWorld.WORLD : Waiting.ForInput.INPUT,
                producing != null ? pendingReady : inputReady);
          }
        }
        case PAUSE -> park();
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
        Object entry = channel.poll();
        if (entry == null) {
          break;
        }
        taken++;
        if (target.deliver(entry) == Flow.EOS) {
          channel.refuse();
        }
      }
      if (taken > 0) {
        any = true;
        channel.drained();
      }
    }
    if (any) {
      flushBatches();
    }
    return any || applyPending();
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
      if (!inputs.get(i).isEmpty() && inputs.get(i).target().wants()) {
        return true;
      }
    }
    return pendingReady();
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

  /** Waits until the condition holds, the engine wants something, or a check is due. */
  Wake await(Waiting what, BooleanSupplier ready) {
    return await(what, ready, Long.MAX_VALUE, -1);
  }

  Wake awaitRoom(Channel channel) {
    return await(channel.waiting(), channel.hasRoom());
  }

  Wake awaitTime(long deadlineNs, BooleanSupplier ready) {
    return await(Waiting.ForWorld.WORLD, ready, deadlineNs, -1);
  }

  Wake awaitReadable(int fd, BooleanSupplier ready) {
    return await(Waiting.ForWorld.WORLD, ready, Long.MAX_VALUE, fd);
  }

  private Wake await(Waiting what, BooleanSupplier ready, long deadlineNs, int fd) {
    flushBatches();
    condition.inner = ready;
    waiting = what;
    if (what instanceof Waiting.ForInput) {
      tellSenders();
    }
    try {
      while (true) {
        switch (command) {
          case RUN -> {}
          case PAUSE -> {
            park();
            condition.inner = ready;
            continue;
          }
          case FLUSH -> {
            return Wake.FLUSHING;
          }
          case STOP -> {
            return Wake.STOPPED;
          }
        }
        if (ready.getAsBoolean()) {
          return Wake.READY;
        }
        boolean circular = !(what instanceof Waiting.ForWorld);
        long now = System.nanoTime();
        if (deadlineNs - now <= 0 && deadlineNs != Long.MAX_VALUE) {
          return Wake.READY;
        }
        long until = circular ? now + STARVATION_CHECK_NS : deadlineNs;
        if (fd >= 0) {
          if (!bell.awaitReadable(fd, condition, until)) {
            return Wake.READY;
          }
        } else if (!bell.await(condition, until) && circular && System.nanoTime() - until >= 0) {
          engine.starvation().check(this);
        }
      }
    } finally {
      waiting = null;
    }
  }

  /** This domain is the only other one that releases the pool's buffers: it gives them back in batches. Any thread. */
  void batch(FixedBufferPool pool) {
    batched.add(pool);
    pool.batcher(thread);
  }

  /** Any thread; what is batched still comes back with the next flush. */
  void unbatch(FixedBufferPool pool) {
    unbatched.add(pool);
  }

  /** Gives back what was released: after each batch of input and before every wait. Only this domain's thread. */
  private void flushBatches() {
    for (int i = 0; i < batched.size(); i++) {
      batched.get(i).flushBatch();
    }
    FixedBufferPool old;
    while ((old = unbatched.poll()) != null) {
      old.batcher(null);
      old.flushBatch();
      batched.remove(old);
    }
  }

  /** Going to sleep with entries that cannot be used yet: who sends them may use what room there is. */
  private void tellSenders() {
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).isEmpty()) {
        inputs.get(i).drained();
      }
    }
  }

  /** Closes a pool of this domain. Its memory goes when its last buffer is back, which may be long after. */
  void retire(FixedBufferPool pool) {
    retired.add(pool);
    closeRetired();
  }

  /** Only the domain's thread, or after its end. */
  void closeRetired() {
    retired.removeIf(
        pool -> {
          pool.close();
          return pool.isUnmapped();
        });
  }

  /** A short wait during a flush. */
  void nap(BooleanSupplier ready) {
    condition.inner = ready;
    bell.await(ready, System.nanoTime() + 1_000_000L);
  }

  /** Stands still until the engine wants something else. */
  private void park() {
    flushBatches();
    condition.inner = pendingReady;
    parked = true;
    engine.parked();
    while (command == Command.PAUSE) {
      bell.await(condition, Long.MAX_VALUE);
      applyPending();
    }
    parked = false;
  }

  /** Waits in a barrier, a while at most. */
  void awaitBarrier(BooleanSupplier ready) {
    flushBatches();
    bell.await(ready, System.nanoTime() + 10_000_000L);
  }

  /** The condition of a wait, or a wish of the engine. */
  private final class Condition implements BooleanSupplier {
    private BooleanSupplier inner = pendingReady;

    @Override
    public boolean getAsBoolean() {
      return inner.getAsBoolean() || command != (parked ? Command.PAUSE : Command.RUN);
    }
  }

  // ---- anyone

  Doorbell bell() {
    return bell;
  }

  Command command() {
    return command;
  }

  /** Leaves FLUSH for what was before; only this domain's thread. */
  void resume(Command next) {
    if (command == Command.FLUSH) {
      command = next;
    }
  }

  boolean interrupted() {
    return command != Command.RUN;
  }

  boolean isParked() {
    return parked;
  }

  boolean isFinished() {
    return finished;
  }

  long progress() {
    return progress;
  }

  @Nullable Waiting waiting() {
    return waiting;
  }

  @Nullable Node source() {
    return source;
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
