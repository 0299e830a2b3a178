package dev.parallax.runtime.exec;

import dev.parallax.memory.Doorbell;
import dev.parallax.memory.SharedArena;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.remote.ElementContext;
import dev.parallax.runtime.remote.LinkContext;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The context of one node, and what it said of its next call. */
final class NodeContext extends ElementContext implements LinkContext {
  private static final BooleanSupplier NEVER = () -> false;

  private final Node node;
  private final BooleanSupplier wanted = this::wanted;
  private final BooleanSupplier isWoken = this::isWoken;
  private final BooleanSupplier wokenOrWanted = () -> isWoken() || wanted();
  private BooleanSupplier peer = () -> false;
  private final BooleanSupplier peerOrWanted = () -> peer.getAsBoolean() || wanted();
  private @Nullable Runnable beforeWait;
  private volatile long dropped;
  private volatile long copied;
  private volatile long partial;
  private volatile int restarts;

  NodeContext(Node node) {
    super(node.name(), () -> node.domain().bell().ring());
    this.node = node;
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
    peer = ready;
    return again(Until.CONDITION, ns, -1);
  }

  @Override
  public void whileWaiting(BooleanSupplier ready, Runnable work) {
    node.domain().waits().whileWaiting(ready, work);
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
    node.timer().at(ns);
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
        throw new ElementFailure(node, t);
      }
    }
  }

  /** The element has stopped. */
  void stopped() {
    beforeWait = null;
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
    if (event instanceof Event.Seek) {
      throw new IllegalStateException(
          "an element can't seek event="
              + event
              + " element="
              + node.name()
              + "\n  fix: leave it to the application, by Pipeline.seek");
    }
    node.engine().upstream().send(node, event);
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
    requireAgain(again);
    return await(false) == Wake.READY;
  }

  /** Waits for what the element asked for; READY when it may be called again. */
  Wake awaitAgain() {
    Wake wake = await(true);
    if (wake == Wake.READY) {
      node.applyPendingNow(); // the element is between two of its calls
    }
    return wake;
  }

  /**
   * Waits for what the element asked for.
   *
   * @param between whether that is between two of its calls, so that it may look again before
   */
  private Wake await(boolean between) {
    DomainWaits waits = node.domain().waits();
    return switch (takeUntil()) {
      case UNSAID ->
          throw new IllegalStateException(
              "AGAIN without a condition; return ctx.againAt, ctx.againWhenReadable or"
                  + " ctx.againOnWake element="
                  + node.name());
      case TIME -> waits.awaitTime(node, time(), between ? wanted : NEVER);
      case READABLE -> waits.awaitReadable(node, fd(), time(), between ? wanted : NEVER);
      case CONDITION -> waits.awaitTime(node, time(), between ? peerOrWanted : peer);
      case WAKE -> {
        Wake wake = waits.await(Waiting.ForWorld.WORLD, node, between ? wokenOrWanted : isWoken);
        boolean unused = takeWoken();
        yield wake;
      }
    };
  }
}
