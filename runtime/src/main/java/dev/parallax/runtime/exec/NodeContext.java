package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.SharedArena;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.remote.LinkContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The context of one node, and what it said of its next call. */
final class NodeContext implements LinkContext {
  private enum Kind {
    NONE,
    TIME,
    READABLE,
    WAKE,
    PEER
  }

  private static final BooleanSupplier NEVER = () -> false;

  private final Node node;
  private final boolean hasTimer;
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Runnable waker;
  private final BooleanSupplier wanted = this::wanted;
  private final BooleanSupplier isWoken = woken::get;
  private final BooleanSupplier wokenOrWanted = () -> woken.get() || wanted();
  private BooleanSupplier peer = () -> false;
  private final BooleanSupplier peerOrWanted = () -> peer.getAsBoolean() || wanted();
  private Kind kind = Kind.NONE;
  private long time;
  private int fd;
  private long timer = Buffer.NO_TIME;
  private @Nullable Runnable beforeWait;
  private volatile long dropped;
  private volatile long copied;
  private volatile long partial;
  private volatile int restarts;

  NodeContext(Node node, boolean hasTimer) {
    this.node = node;
    this.hasTimer = hasTimer;
    waker =
        () -> {
          woken.set(true);
          node.domain().bell().ring();
        };
  }

  @Override
  public String name() {
    return node.name();
  }

  @Override
  public Flow againAt(long ns) {
    kind = Kind.TIME;
    time = ns;
    return Flow.AGAIN;
  }

  @Override
  public Flow againWhenReadable(int descriptor) {
    return againWhenReadable(descriptor, Long.MAX_VALUE);
  }

  @Override
  public Flow againWhenReadable(int descriptor, long ns) {
    kind = Kind.READABLE;
    fd = descriptor;
    time = ns;
    return Flow.AGAIN;
  }

  @Override
  public Flow againOnWake() {
    kind = Kind.WAKE;
    return Flow.AGAIN;
  }

  @Override
  public Doorbell bell() {
    return node.domain().bell();
  }

  @Override
  public boolean isOwn(SharedArena arena) {
    return new ArenaStreams(node.engine(), node).isOwn(arena);
  }

  @Override
  public Flow againWhen(BooleanSupplier ready, long ns) {
    kind = Kind.PEER;
    time = ns;
    peer = ready;
    return Flow.AGAIN;
  }

  @Override
  public void whileWaiting(BooleanSupplier ready, Runnable work) {
    node.domain().whileWaiting(ready, work);
  }

  @Override
  public Runnable waker() {
    return waker;
  }

  @Override
  public long now() {
    return node.engine().clock().now();
  }

  @Override
  public long runningTime() {
    return node.engine().runningTime();
  }

  @Override
  public long runningTime(long pts) {
    return node.segment().runningTime(pts);
  }

  @Override
  public void timerAt(long ns) {
    if (!hasTimer) {
      throw new IllegalStateException("element has no @Timer method element=" + node.name());
    }
    timer = ns;
  }

  @Override
  public void beforeWait(Runnable work) {
    beforeWait = work;
  }

  /** The element's thread is about to wait. */
  void aboutToWait() {
    Runnable work = beforeWait;
    if (work != null) {
      try {
        work.run();
      } catch (Throwable t) {
        throw node.failure(t);
      }
    }
  }

  /** The element has stopped. */
  void stopped() {
    beforeWait = null;
  }

  /** When the timer is to be called, or {@link Buffer#NO_TIME}. */
  long timer() {
    return timer;
  }

  @Override
  public boolean live() {
    return node.engine().live();
  }

  @Override
  public boolean interrupted() {
    return node.domain().interrupted() || node.engine().eosRequested() && node.isSource();
  }

  @Override
  public boolean eosRequested() {
    return node.engine().eosRequested();
  }

  @Override
  public boolean ending() {
    return node.ended();
  }

  @Override
  public void warn(String text) {
    node.engine().warn(node.name(), text);
  }

  @Override
  public void info(String text) {
    node.engine().info(node.name(), text);
  }

  @Override
  public void post(Object payload) {
    node.engine().post(node.name(), payload, 0);
  }

  @Override
  public void sendUpstream(Event.Upstream event) {
    node.sendUpstream(event);
  }

  @Override
  public void countDropped(long units) {
    dropped += units;
  }

  @Override
  public void countCopied(long buffers) {
    copied += buffers;
  }

  /** The process of the element is started again; only the element's own thread. */
  void countRestart() {
    restarts++;
  }

  /** An input is lost with a part of its output sent; only the element's own thread. */
  void countPartial() {
    partial++;
  }

  long dropped() {
    return dropped;
  }

  long partial() {
    return partial;
  }

  int restarts() {
    return restarts;
  }

  long copied() {
    return copied;
  }

  /**
   * Whether the element should look again before its time: somebody changed a property, sent an
   * event, or wants the end.
   */
  private boolean wanted() {
    return node.hasPending() || node.isSource() && node.engine().eosRequested();
  }

  @Override
  public boolean await(Flow again) {
    if (again != Flow.AGAIN) {
      throw new IllegalArgumentException("nothing to wait for element=" + node.name());
    }
    return await(false) == Domain.Wake.READY;
  }

  /** Waits for what the element asked for; READY when it may be called again. */
  Domain.Wake awaitAgain() {
    Domain.Wake wake = await(true);
    if (wake == Domain.Wake.READY) {
      node.applyPendingNow(); // the element is between two of its calls
    }
    return wake;
  }

  /**
   * Waits for what the element asked for.
   *
   * @param between whether that is between two of its calls, so that it may look again before
   */
  private Domain.Wake await(boolean between) {
    Kind asked = kind;
    kind = Kind.NONE;
    Domain domain = node.domain();
    Node by = node;
    return switch (asked) {
      case NONE ->
          throw new IllegalStateException(
              "AGAIN without a condition; return ctx.againAt, ctx.againWhenReadable or"
                  + " ctx.againOnWake element="
                  + node.name());
      case TIME -> domain.awaitTime(by, time, between ? wanted : NEVER);
      case READABLE -> domain.awaitReadable(by, fd, time, between ? wanted : NEVER);
      case PEER -> domain.awaitTime(by, time, between ? peerOrWanted : peer);
      case WAKE -> {
        Domain.Wake wake =
            domain.await(Waiting.ForWorld.WORLD, by, between ? wokenOrWanted : isWoken);
        woken.set(false);
        yield wake;
      }
    };
  }
}
