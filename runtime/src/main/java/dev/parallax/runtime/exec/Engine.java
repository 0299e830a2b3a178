package dev.parallax.runtime.exec;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.pipeline.Clock;
import dev.parallax.runtime.spi.Downstream;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.InputPads;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.OutputPads;
import dev.parallax.runtime.spi.PropertyRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one prepared graph: makes the domains, nodes and channels of its plan, and controls them.
 * Made at prepare, thrown away at suspend.
 */
public final class Engine {
  private static final int SPINS = 200;

  private final String name;
  private final Graph graph;
  private volatile Plan plan;
  private final Negotiator negotiator;
  private final EngineListener listener;
  private final Clock clock;
  private final Function<GraphNode, ElementAdapter> placement;
  private final boolean live;
  private final List<Domain> domains = new ArrayList<>();
  private final Map<GraphNode, Node> nodes = new HashMap<>();
  private final Map<GraphLink, Downstream> waitingForPort = new ConcurrentHashMap<>();

  /** What SOMETIMES ports lead to; complete before any domain runs. */
  private final Map<GraphLink, Downstream> sometimes = new HashMap<>();

  private final Map<GraphLink, Channel> channels = new HashMap<>();
  private final Starvation starvation = new Starvation(this);
  private final AtomicReference<@Nullable ParallaxException> failure = new AtomicReference<>();
  private final AtomicInteger leavesLeft = new AtomicInteger();
  private final Object changed = new Object();
  private final Object limits = new Object();
  private int leaves;
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
    this.placement = placement;
    this.name = name;
    this.graph = graph;
    this.plan = plan;
    this.negotiator = negotiator;
    this.listener = listener;
    this.clock = clock;
    live = graph.nodes().stream().anyMatch(Engine::isLive);
    build();
  }

  private static boolean isLive(GraphNode node) {
    return node.descriptor().hints().live() || Boolean.TRUE.equals(node.property("is-live"));
  }

  // ---- building

  private void build() {
    for (Plan.PlannedDomain planned : plan.domains()) {
      Domain domain =
          new Domain(this, name + "/" + planned.nodes().get(0).name(), planned.virtual());
      domains.add(domain);
      for (GraphNode graphNode : planned.nodes()) {
        Node node =
            new Node(this, graphNode, placement.apply(graphNode), domain, live, isLeaf(graphNode));
        nodes.put(graphNode, node);
        domain.add(node);
        if (node.isLeaf()) {
          leaves++;
        }
      }
    }
    leavesLeft.set(leaves);
    int spins = domains.size() > Runtime.getRuntime().availableProcessors() ? 0 : SPINS;
    domains.forEach(d -> d.spins(spins));
    for (Plan.Joint joint : plan.joints()) {
      connect(joint);
    }
    for (Node node : nodes.values()) {
      for (OutputPad<?> pad : node.adapter().outputPads()) {
        if (node.outputs().all().stream().noneMatch(o -> o.pad() == pad)) {
          node.outputs().add(pad, null, OutputPlan.UNLINKED);
        }
      }
    }
  }

  private Node require(GraphNode graphNode) {
    Node node = nodes.get(graphNode);
    if (node == null) {
      throw new IllegalStateException("element does not run element=" + graphNode.name());
    }
    return node;
  }

  private boolean isLeaf(GraphNode node) {
    return plan.joints().stream().noneMatch(j -> j.first().from() == node);
  }

  private void connect(Plan.Joint joint) {
    Node from = require(joint.first().from());
    Node to = require(joint.last().to());
    PortDescriptor port = portOf(joint.last().to(), joint.last().toPort());
    NodeInput input =
        to.addInput(
            inputPad(to.adapter(), joint.last()), joint.last(), port.bound(), port.optional());
    Downstream downstream = input;
    QueueSpec queue = joint.queue();
    if (queue != null) {
      String label =
          queue.names().isEmpty() ? joint.last().toString() : String.join(", ", queue.names());
      Channel channel = new Channel(label, queue, from, to.domain(), input);
      to.domain().addInput(channel);
      channels.put(joint.last(), channel);
      downstream = channel;
    }
    OutputPad<?> pad = outputPad(from.adapter(), joint.first());
    if (pad == null) {
      sometimes.put(joint.first(), downstream);
      waitingForPort.put(joint.first(), downstream);
    } else {
      connect(from, pad, joint.first(), downstream);
      from.outputs().add(pad, joint.first(), outputPlan(joint.first()));
    }
  }

  private void connect(Node from, OutputPad<?> pad, GraphLink first, Downstream to) {
    Crossings.Need need = plan.crossings().at(first);
    pad.connect(need.isNone() ? to : new CopyingLink(from, pad, to, need));
    if (to instanceof NodeInput input) {
      input.fuse(pad);
    }
  }

  private static PortDescriptor portOf(GraphNode node, String port) {
    return node.descriptor().inputs().stream()
        .filter(p -> p.matches(port))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no such port port=" + node.name() + "." + port));
  }

  private static InputPad<?> inputPad(ElementAdapter adapter, GraphLink link) {
    for (InputPad<?> pad : adapter.inputPads()) {
      if (pad.name().equals(link.toPort())) {
        return pad;
      }
    }
    for (InputPads<?> pads : adapter.inputTemplates()) {
      if (portOf(link.to(), link.toPort()).name().equals(pads.template())) {
        for (InputPad<?> pad : pads.pads()) {
          if (pad.name().equals(link.toPort())) {
            return pad;
          }
        }
        return pads.add(link.toPort());
      }
    }
    throw new IllegalStateException("no such port port=" + link);
  }

  /** The pad, or null for a SOMETIMES port that the stream has yet to open. */
  private static @Nullable OutputPad<?> outputPad(ElementAdapter adapter, GraphLink link) {
    for (OutputPad<?> pad : adapter.outputPads()) {
      if (pad.name().equals(link.fromPort())) {
        return pad;
      }
    }
    PortDescriptor port =
        link.from().descriptor().outputs().stream()
            .filter(p -> p.matches(link.fromPort()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no such port port=" + link));
    if (port.presence() == dev.parallax.annotations.Presence.SOMETIMES) {
      return null;
    }
    for (OutputPads<?> pads : adapter.outputTemplates()) {
      if (pads.template().equals(port.name())) {
        for (OutputPad<?> pad : pads.pads()) {
          if (pad.name().equals(link.fromPort())) {
            return pad;
          }
        }
        return pads.add(link.fromPort());
      }
    }
    throw new IllegalStateException("no such port port=" + link);
  }

  private OutputPlan outputPlan(GraphLink first) {
    Reach reach = Reach.of(plan, first);
    return new OutputPlan(
        reach.queues(),
        reach.domains().stream().map(domains::get).toList(),
        plan.crossings().at(first));
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
    while (failure.get() == null && !domains.stream().allMatch(Engine::stands)) {
      synchronized (changed) {
        if (!domains.stream().allMatch(Engine::stands)) {
          changed.wait(100);
        }
      }
      domains.stream().filter(d -> !stands(d)).forEach(Domain::unblock);
    }
  }

  private static boolean stands(Domain domain) {
    return domain.isParked() || domain.isFinished();
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
      long done = domains.stream().mapToLong(Domain::awakenings).sum();
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
    Node running = nodes.get(node);
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
      for (Plan.Joint joint : plan.joints()) {
        Channel channel = channels.get(joint.last());
        QueueSpec spec = joint.queue();
        if (channel != null && spec != null && !spec.equals(channel.spec())) {
          channel.limits(spec);
        }
      }
      for (Node node : nodes.values()) {
        for (NodeOutput output : node.outputs().all()) {
          GraphLink link = output.link();
          if (link != null) {
            output.replan(outputPlan(link));
          }
        }
      }
    }
  }

  /** The value that was set last, though the element may not have taken it yet. */
  public Object get(GraphNode node, PropertyRef property) {
    if (node.isQueue()) {
      return getOfQueue(node, property);
    }
    Node running = nodes.get(node);
    Object waiting = running == null ? null : running.pending().peek(property);
    return waiting != null ? waiting : property.get(node.adapter());
  }

  /** What waits in a queue is known by its link. */
  private Object getOfQueue(GraphNode queue, PropertyRef property) {
    GraphLink link = graph.linkFrom(queue);
    while (!link.to().isReal()) {
      link = graph.linkFrom(link.to());
    }
    Channel channel = channels.get(link);
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

  /** Sends an event upstream from a link. */
  void sendUpstream(GraphLink link, Event.Upstream event) {
    GraphNode from = link.from();
    while (!from.isReal()) {
      from = graph.linkTo(from).from();
    }
    Node node = nodes.get(from);
    if (node != null) {
      node.sendLater(event);
    }
  }

  /**
   * The sources that could seek and have not, and that an element reads without another one in
   * between that knows positions.
   */
  List<Node> unsoughtBefore(Node node) {
    List<Node> found = new ArrayList<>();
    for (NodeInput input : node.inputs()) {
      GraphNode from = input.link().from();
      while (!from.isReal()) {
        from = graph.linkTo(from).from();
      }
      Node before = require(from);
      if (!before.isSeekable()) {
        found.addAll(unsoughtBefore(before));
      } else if (before.isSource() && !before.sought()) {
        found.add(before);
      }
    }
    return found;
  }

  /** Sends an event to an element, which hands it upstream unless it handles it. */
  public void send(GraphNode node, Event.Upstream event) {
    Node to = nodes.get(node);
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
            : RunErrors.elementFailed(element, cause);
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
    leavesLeft.set(leaves);
    time = time.restarted(clock.now());
    listener.flushed();
  }

  /**
   * After a flush: ports that had ended lead on again, and links whose port never came wait for it
   * again.
   */
  void rearm(Node node) {
    sometimes.forEach((link, to) -> {
      if (link.from() == node.graph() && !reconnect(node, link, to)) {
        waitingForPort.put(link, to);
      }
    });
  }

  private boolean reconnect(Node node, GraphLink link, Downstream to) {
    for (NodeOutput output : node.outputs().all()) {
      if (output.link() == link) {
        if (!output.pad().linked()) {
          connect(node, output.pad(), link, to);
        }
        return true;
      }
    }
    return false;
  }

  void opened(Node node, OutputPad<?> pad, String id) {
    GraphLink link = graph.linkFrom(node.graph(), pad.name());
    Downstream to = link == null ? null : waitingForPort.remove(link);
    node.outputs()
        .add(pad, to == null ? null : link, link == null ? OutputPlan.UNLINKED : outputPlan(link));
    if (link != null && to != null) {
      connect(node, pad, link, to);
      pad.send(new Event.StreamStart(name + "/" + node.name() + "/" + id));
    }
  }

  void completed(Node node, OutputPads<?> pads) {
    List<GraphLink> never = new ArrayList<>();
    for (GraphLink link : waitingForPort.keySet()) {
      if (link.from() == node.graph() && pads.template().equals(templateOf(link))) {
        never.add(link);
      }
    }
    for (GraphLink link : never) {
      warn(
          node.name(),
          "stream has no port " + link.fromPort() + "; what is linked to it ends without data");
      Downstream to = waitingForPort.remove(link);
      if (to != null) {
        to.event(Event.Eos.EOS);
      }
    }
  }

  private static String templateOf(GraphLink link) {
    return link.from().descriptor().outputs().stream()
        .filter(p -> p.matches(link.fromPort()))
        .map(PortDescriptor::name)
        .findFirst()
        .orElse("");
  }

  /**
   * A node keeps more buffers than planned: whoever makes them needs more.
   *
   * @param foreign whether a node in another process says so
   */
  void holdsMore(Node node, int more, boolean foreign) {
    for (Plan.Joint joint : plan.joints()) {
      if (joint.last().to() != node.graph()) {
        continue;
      }
      Node from = require(joint.first().from());
      for (NodeOutput output : from.outputs().all()) {
        if (output.link() == joint.first()) {
          output.requireMore(more, foreign);
        }
      }
      if (Reach.passesOn(from.graph())) {
        holdsMore(from, more, foreign);
      }
    }
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

  @Nullable Node node(GraphNode node) {
    return nodes.get(node);
  }

  @Nullable Channel channel(GraphLink last) {
    return channels.get(last);
  }

  /** Caps of a link as they are now. */
  public @Nullable Caps capsOf(GraphLink link) {
    return new Caps(List.of(negotiator.current().caps().get(link.id())));
  }
}
