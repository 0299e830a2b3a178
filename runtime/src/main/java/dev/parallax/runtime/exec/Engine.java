package dev.parallax.runtime.exec;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.pipeline.Clock;
import dev.parallax.runtime.plan.ElementErrors;
import dev.parallax.runtime.plan.Graph;
import dev.parallax.runtime.plan.GraphLink;
import dev.parallax.runtime.plan.GraphNode;
import dev.parallax.runtime.plan.Negotiator;
import dev.parallax.runtime.plan.Plan;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.PropertyRef;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one prepared graph: controls the domains that its {@link Wiring} has made. Made at prepare,
 * thrown away at suspend.
 */
public final class Engine {
  private final String name;
  private final Graph graph;
  private volatile Plan plan;
  private final Negotiator negotiator;
  private final EngineListener listener;
  private final Clock clock;
  private final boolean live;
  private final Wiring wiring = new Wiring(this);
  private final List<Domain> domains = wiring.domains();
  private final Upstream upstream = new Upstream(this);
  private final Starvation starvation = new Starvation(this);
  private final AtomicReference<@Nullable ParallaxException> failure = new AtomicReference<>();
  private final AtomicInteger leavesLeft = new AtomicInteger();
  private final Object changed = new Object();
  private final Object limits = new Object();
  private int startedCount;
  private int endedCount;
  private volatile @Nullable FlushBarrier flush;
  private volatile boolean eosRequested;
  private volatile int rollCall;
  private volatile RunningTime time = RunningTime.ZERO;

  /**
   * Makes everything; nothing runs yet.
   *
   * @param placement gives each element the adapter that is driven: its own, or one that stands for
   *     it here
   */
  public Engine(
      String name,
      Graph graph,
      Plan plan,
      Negotiator negotiator,
      EngineListener listener,
      Clock clock,
      Function<GraphNode, ElementAdapter> placement) {
    this.name = name;
    this.graph = graph;
    this.plan = plan;
    this.negotiator = negotiator;
    this.listener = listener;
    this.clock = clock;
    live = graph.nodes().stream().anyMatch(Engine::isLive);
    wiring.build(placement);
    leavesLeft.set(wiring.leaves());
  }

  private static boolean isLive(GraphNode node) {
    return node.descriptor().hints().live() || Boolean.TRUE.equals(node.property("is-live"));
  }

  // ---- control; the pipeline's thread

  /**
   * Starts the threads and the elements; they stand still afterwards. Throws what an element's
   * start threw.
   */
  public void prepare() throws InterruptedException {
    domains.forEach(Domain::start);
    synchronized (changed) {
      while (startedCount + endedCount < domains.size()) {
        changed.wait();
      }
    }
    ParallaxException failed = failure.get();
    if (failed != null) {
      stop();
      throw failed;
    }
  }

  /** Lets the domains run. */
  public void activate() {
    time = time.resumed(clock.now());
    domains.forEach(d -> d.command(Domain.Command.RUN));
  }

  /** Makes all domains stand still; returns when they do. */
  public void pause() throws InterruptedException {
    time = time.paused(clock.now());
    domains.forEach(d -> d.command(Domain.Command.PAUSE));
    while (failure.get() == null && !domains.stream().allMatch(Domain::stands)) {
      synchronized (changed) {
        if (!domains.stream().allMatch(Domain::stands)) {
          changed.wait(100);
        }
      }
      domains.stream().filter(d -> !d.stands()).forEach(Domain::unblock);
    }
  }

  /** Ends all threads and gives everything back. An interrupt does not end it, and stays. */
  public void stop() {
    domains.forEach(d -> d.command(Domain.Command.STOP));
    for (Domain domain : domains) {
      domain.join();
    }
    domains.forEach(d -> d.inputs().forEach(Channel::discard));
    domains.forEach(d -> d.pools().closeRetired());
  }

  /**
   * Flushes; with a seek, sources go to its position. The domains run or stand still afterwards as
   * before. An interrupt does not end it, and stays: those that are at the barrier wait there for
   * the others, and heed nothing else.
   */
  public void flush(Event.@Nullable Seek seek) {
    FlushBarrier barrier =
        new FlushBarrier(
            this, domains, seek, time.isRunning() ? Domain.Command.RUN : Domain.Command.PAUSE);
    flush = barrier;
    eosRequested = false;
    domains.forEach(d -> d.command(Domain.Command.FLUSH));
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (barrier.await(100)) {
            return;
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
        ParallaxException failed = failure.get();
        if (failed != null) {
          throw failed;
        }
        domains.stream().filter(d -> d.command() == Domain.Command.FLUSH).forEach(Domain::unblock);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Waits until no domain has anything to do before the clock, a descriptor or the application
   * gives it something: each was asked twice, had to wait both times, and never did anything in
   * between. One thread at a time.
   *
   * @param deadlineNs {@link System#nanoTime} value
   * @return false when the time is over
   */
  public boolean settle(long deadlineNs) throws InterruptedException {
    long before = -1;
    while (true) {
      int call = rollCall + 1;
      rollCall = call;
      domains.forEach(Domain::poke);
      synchronized (changed) {
        while (!domains.stream().allMatch(d -> d.hasAnswered(call))) {
          long left = deadlineNs - System.nanoTime();
          if (left <= 0) {
            return false;
          }
          changed.wait(Math.max(1, Math.min(100, left / 1_000_000)));
        }
      }
      long done = domains.stream().mapToLong(d -> d.waits().awakenings()).sum();
      if (done == before) {
        return true;
      }
      before = done;
    }
  }

  /** Number of the last question whether there is anything to do. */
  int rollCall() {
    return rollCall;
  }

  /** Asks all sources to end their streams. Any thread. */
  public void requestEos() {
    eosRequested = true;
    for (Domain domain : domains) {
      Node source = domain.source();
      if (source != null) {
        source.unblock();
        source.attendLater();
      }
    }
  }

  /** Sets a property of a prepared element, between two of its calls. */
  public void set(GraphNode node, PropertyRef property, Object value) {
    Node running = wiring.node(node);
    if (node.isQueue()) {
      setLimit(node, property, value);
    } else if (running == null) {
      property.set(node.adapter(), value);
    } else {
      running.setLater(property, value);
    }
  }

  /** A queue is nothing but its limits: its link and the pools before it follow at once. */
  private void setLimit(GraphNode queue, PropertyRef property, Object value) {
    synchronized (limits) {
      property.set(queue.adapter(), value);
      plan = plan.withLimits(graph);
      wiring.followLimits();
    }
  }

  /** The value that was set last, though the element may not have taken it yet. */
  public Object get(GraphNode node, PropertyRef property) {
    if (node.isQueue()) {
      return getOfQueue(node, property);
    }
    Node running = wiring.node(node);
    Object waiting = running == null ? null : running.pending().peek(property);
    return waiting != null ? waiting : property.get(node.adapter());
  }

  /** What waits in a queue is known by its link. */
  private Object getOfQueue(GraphNode queue, PropertyRef property) {
    GraphLink link = graph.linkFrom(queue);
    while (!link.to().isReal()) {
      link = graph.linkFrom(link.to());
    }
    Channel channel = wiring.channel(link);
    if (channel == null) {
      return property.get(queue.adapter());
    }
    return switch (property.name()) {
      case "current-level-buffers" -> channel.level();
      case "current-level-bytes" -> channel.levelBytes();
      case "current-level-time" -> channel.levelTime();
      default -> property.get(queue.adapter());
    };
  }

  /** Sends an event to an element, which hands it upstream unless it handles it. */
  public void send(GraphNode node, Event.Upstream event) {
    Node to = wiring.node(node);
    if (to != null) {
      to.sendLater(event);
    }
  }

  // ---- called by domains and nodes

  void started() {
    synchronized (changed) {
      startedCount++;
      changed.notifyAll();
    }
  }

  void ended() {
    synchronized (changed) {
      endedCount++;
      changed.notifyAll();
    }
  }

  /** A domain stands still, or has answered the roll call. */
  void parked() {
    synchronized (changed) {
      changed.notifyAll();
    }
  }

  void failed(@Nullable Domain domain, @Nullable Node node, Throwable cause) {
    String element = node == null ? name : node.name();
    ParallaxException error =
        node == null && cause instanceof ParallaxException p
            ? p
            : ElementErrors.failed(element, cause);
    if (failure.compareAndSet(null, error)) {
      domains.forEach(d -> d.command(Domain.Command.STOP));
      listener.error(element, error);
      synchronized (changed) {
        changed.notifyAll();
      }
    }
  }

  void leafEnded() {
    if (leavesLeft.decrementAndGet() == 0) {
      listener.eos();
    }
  }

  /**
   * All domains are at the barrier, nothing is under way: time begins anew, and no branch has ended
   * any more.
   */
  void flushed() {
    leavesLeft.set(wiring.leaves());
    time = time.restarted(clock.now());
    listener.flushed();
  }

  void warn(String element, String text) {
    listener.warning(element, text);
  }

  void info(String element, String text) {
    listener.info(element, text);
  }

  void post(String element, Object payload, int heapBytes) {
    listener.application(element, payload, heapBytes);
  }

  // ---- anyone

  /** Name of the pipeline. */
  public String name() {
    return name;
  }

  /** The first failure, or null. */
  public @Nullable ParallaxException failure() {
    return failure.get();
  }

  /** The graph that runs, with inserted converters. */
  public Graph graph() {
    return graph;
  }

  /** The plan. */
  public Plan plan() {
    return plan;
  }

  /** Time spent running since the start or the last flush, in ns. */
  long runningTime() {
    return time.at(clock.now());
  }

  /**
   * Whether the caller is one of the pipeline's own threads, which can't wait for itself. Any
   * thread.
   */
  public boolean isOwnThread() {
    return domains.stream().anyMatch(Domain::isCurrent);
  }

  Clock clock() {
    return clock;
  }

  boolean live() {
    return live;
  }

  boolean eosRequested() {
    return eosRequested;
  }

  Negotiator negotiator() {
    return negotiator;
  }

  Starvation starvation() {
    return starvation;
  }

  FlushBarrier flush() {
    FlushBarrier barrier = flush;
    if (barrier == null) {
      throw new IllegalStateException("no flush is under way");
    }
    return barrier;
  }

  List<Domain> domains() {
    return domains;
  }

  /** The nodes, and how they are connected. */
  Wiring wiring() {
    return wiring;
  }

  /** Ways to those that feed a node. */
  Upstream upstream() {
    return upstream;
  }

  /** Caps of a link as they are now. */
  public @Nullable Caps capsOf(GraphLink link) {
    return new Caps(List.of(negotiator.current().caps().get(link.id())));
  }
}
