package dev.parallax.runtime.exec;

import dev.parallax.annotations.Sync;
import dev.parallax.memory.Buffer;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.plan.Formats;
import dev.parallax.runtime.plan.GraphNode;
import dev.parallax.runtime.remote.RemoteAdapter;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.OutputPads;
import dev.parallax.runtime.spi.PropertyRef;
import dev.parallax.runtime.spi.SetupValues;
import org.jspecify.annotations.Nullable;

/**
 * An element at run time. Everything runs on the domain's thread, except {@link #unblock}, {@link
 * #setLater} and the getters of counters.
 */
final class Node {
  private final Engine engine;
  private final GraphNode graph;
  private final ElementAdapter adapter;
  private final ElementCalls calls;
  private final Domain domain;
  private final Pending pending;
  private final NodeTimer timer;
  private final NodeContext context;
  private final boolean leaf;
  private final boolean source;
  private final boolean restarted;
  private final NodeInputs inputs = new NodeInputs(this);
  private final NodeOutputs outputs = new NodeOutputs(this);
  private final SourceStream stream = new SourceStream(this);
  private final NodeSeek seeking = new NodeSeek(this);
  private final @Nullable Collector collector;
  private final @Nullable RemoteNode remote;
  private volatile boolean ended;
  private volatile long refused;

  /**
   * Something waits in {@link #pending}, the node has ended, or a source is to begin, resume or end
   * its stream: the only check on the hot path. Whoever clears it looks at all of these afterwards.
   * Always set for a leaf and a collector, whose buffers {@link NodeInput} treats in other ways.
   */
  private volatile boolean attention;

  private final boolean special;

  private volatile boolean started;
  private long buffersAtDrain;
  private Event.Segment segment = Event.Segment.START;
  private int holds;

  Node(Engine engine, GraphNode graph, ElementAdapter adapter, Domain domain, boolean leaf) {
    this.engine = engine;
    this.graph = graph;
    this.domain = domain;
    this.adapter = adapter;
    calls = new ElementCalls(this, adapter);
    ElementDescriptor descriptor = graph.descriptor();
    pending = new Pending(descriptor.properties().size());
    timer = new NodeTimer(this);
    context = new NodeContext(this);
    this.leaf = leaf;
    source = descriptor.kind() == ElementDescriptor.Kind.SOURCE;
    collector =
        descriptor.sync() == Sync.SINGLE
            ? null
            : new Collector(this, descriptor.sync(), descriptor.syncMode(), engine.live());
    special = leaf || collector != null;
    attention = special || source;
    restarted = adapter.attach(outputs);
    remote = adapter instanceof RemoteAdapter elsewhere ? new RemoteNode(this, elsewhere) : null;
  }

  // ---- life

  void start() {
    if (restarted) {
      calls.run(adapter::reset);
    }
    calls.run(() -> adapter.start(context));
    started = true;
  }

  /**
   * The last thing on the domain's thread.
   *
   * @param unwound whether an exception ended the domain, so that views of an interrupted method
   *     may be out
   */
  void finish(boolean unwound) {
    if (collector != null) {
      collector.reset();
    }
    if (started) {
      started = false;
      context.stopped();
      try {
        adapter.stop();
      } catch (Throwable e) { // whatever it is, the others must be stopped too
        engine.failed(domain, this, e);
      }
    }
    if (unwound) {
      adapter.closeViews();
    }
    outputs.close();
  }

  void unblock() {
    if (started) {
      try {
        adapter.unblock();
      } catch (RuntimeException | LinkageError | AssertionError e) {
        engine.warn(
            name(),
            "@Unblock has thrown: " + e); // the others must hear of the command all the same
      }
    }
  }

  // ---- sources

  /** One call of a source; false when it has nothing more to do. */
  boolean runSource() {
    if (attention) {
      if (ended) {
        return applyPendingNow();
      }
      attendSource();
      if (ended) {
        return true;
      }
    }
    switch (produce()) {
      case OK -> {}
      case EOS -> end();
      case AGAIN -> context.awaitAgain();
    }
    return true;
  }

  private void attendSource() {
    attention = special;
    applyPendingNow();
    stream.tell();
    if (engine.eosRequested()) {
      end();
    }
  }

  private Flow produce() {
    try {
      return adapter.produce();
    } catch (Throwable t) {
      throw calls.failure(t);
    }
  }

  // ---- input

  /** Waits until another process has done all: what follows is in order behind it. */
  private void settle() {
    if (remote != null) {
      remote.settle();
    }
  }

  /** Whether {@link NodeInput} may go on to {@link #processPlainly}. */
  boolean wantsAttention() {
    return attention;
  }

  Flow process(InputPad<?> pad, Buffer buffer) {
    if (attention && attend(buffer)) {
      return Flow.EOS;
    }
    return processPlainly(adapter, pad, buffer);
  }

  /** {@code own} is this node's adapter, which the caller has at hand. */
  Flow processPlainly(ElementAdapter own, InputPad<?> pad, Buffer buffer) {
    Flow flow;
    try {
      flow = own.process(pad, buffer);
    } catch (Throwable t) {
      throw calls.failure(t);
    }
    if (flow == Flow.EOS && collector == null) {
      end();
    }
    return flow;
  }

  /**
   * What is seldom: properties and events that wait, and the end. True when the buffer is not
   * wanted, and closed.
   */
  private boolean attend(Buffer buffer) {
    try {
      applyPendingNow();
    } catch (Throwable t) {
      buffer.close();
      throw t;
    }
    if (ended) {
      refused++;
      buffer.close();
    }
    return ended;
  }

  Flow mix() {
    if (pending.dirty()) {
      applyPending();
    }
    try {
      return adapter.mix();
    } catch (Throwable t) {
      throw calls.failure(t);
    }
  }

  void inputCaps(InputPad<?> pad, Format format, Formats formats) {
    settle();
    if (ended) {
      return;
    }
    if (pad.format() != null && !format.equals(pad.format())) {
      drainDelayed();
    }
    boolean same = format.equals(pad.format());
    pad.format(format);
    boolean newest = inputs.isNewest(formats);
    if (newest) {
      outputs.fix(formats);
    }
    // With several ALWAYS inputs the element is configured once all have a format.
    if (!same && inputs.allHaveFormats()) {
      configure(pad);
    }
    outputs.sendCaps(newest ? formats : engine.negotiator().current());
  }

  void inputEvent(InputPad<?> pad, Event.Downstream event) {
    settle();
    if (ended) {
      return;
    }
    if (event instanceof Event.Eos) {
      pad.eos(true);
      calls.handles(pad, event);
      if (inputs.end()) {
        end();
      }
      return;
    }
    if (event instanceof Event.Segment s) {
      drainDelayed();
      segment = s;
    }
    if (calls.handles(pad, event) || calls.handles(event)) {
      return;
    }
    if (inputs.isNews(event)) {
      outputs.send(event);
    }
  }

  /** Drains, sends EOS, and counts a sink as done. */
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    attention = true;
    stream.end();
    drain();
    if (!source) {
      // Always forwarded, whatever the element says: nothing may follow.
      calls.handles(Event.Eos.EOS);
    }
    for (OutputPads<?> pads : adapter.outputTemplates()) {
      engine.wiring().sometimes().completed(this, pads);
    }
    outputs.send(Event.Eos.EOS);
    if (leaf) {
      engine.leafEnded();
    }
  }

  /**
   * In mid-stream: only if there was something since the last drain. A muxer goes on, since its
   * drain finishes the file, and the change concerns one of its inputs.
   */
  private void drainDelayed() {
    if (inputs.buffers() != buffersAtDrain && graph.descriptor().sync() != Sync.ORDERED) {
      drain();
    }
  }

  private void drain() {
    buffersAtDrain = inputs.buffers();
    if (inputs.anyHasFormat()) { // one that was never configured has nothing to drain
      calls.run(adapter::drain);
    }
  }

  // ---- formats

  /** The element says what it needs, now that formats are known. */
  void configure(@Nullable InputPad<?> changed) {
    SetupValues setup = new SetupValues();
    calls.run(() -> adapter.configure(changed, setup));
    outputs.setup(setup);
    int more = setup.holds() - holds;
    if (more > 0) {
      holds = setup.holds();
      engine.upstream().holdsMore(this, more, isRemote());
    }
  }

  // ---- properties and events from other threads

  void setLater(PropertyRef property, Object value) {
    pending.set(property, value);
    attendLater();
  }

  /** Has it look at what waits, or at a source whether its end is asked for. Any thread. */
  void attendLater() {
    attention = true;
    domain.poke();
  }

  void sendLater(Event.Upstream event) {
    pending.add(event);
    attendLater();
  }

  boolean hasPending() {
    return pending.dirty();
  }

  boolean applyPendingNow() {
    if (!pending.dirty()) {
      return false;
    }
    applyPending();
    return true;
  }

  private void applyPending() {
    settle();
    pending.begin();
    attention = special;
    if (ended || source && stream.isDue()) {
      attention = true;
    }
    calls.run(() -> pending.apply(adapter));
    if (collector != null) {
      collector.reconsider();
    }
    engine.upstream().deliver(this);
  }

  // ---- flush

  /** First half: let go of what waits here. */
  void discard() {
    if (collector != null) {
      collector.reset();
    }
    if (remote != null) {
      remote.abandon();
    }
  }

  /** Second half: forget the stream. */
  void reset() {
    discard();
    timer.clear();
    calls.run(adapter::reset);
    ended = false;
    attention = special;
    if (source || pending.dirty()) {
      attention = true; // whoever marks it later sets this later, too
    }
    buffersAtDrain = inputs.buffers();
    if (source) {
      segment = Event.Segment.START; // unless it seeks now: it begins anew
    }
    stream.reset();
    inputs.reset();
    engine.wiring().sometimes().rearm(this);
    outputs.reset();
  }

  // ---- anyone

  String name() {
    return graph.name();
  }

  GraphNode graph() {
    return graph;
  }

  ElementAdapter adapter() {
    return adapter;
  }

  Domain domain() {
    return domain;
  }

  Engine engine() {
    return engine;
  }

  ElementCalls calls() {
    return calls;
  }

  NodeContext context() {
    return context;
  }

  NodeTimer timer() {
    return timer;
  }

  /** The segment of the input that told one last. */
  Event.Segment segment() {
    return segment;
  }

  /** A source begins elsewhere. */
  void segment(Event.Segment next) {
    segment = next;
  }

  NodeSeek seeking() {
    return seeking;
  }

  /** The node as one whose element runs in another process, or null. */
  @Nullable RemoteNode remote() {
    return remote;
  }

  boolean isRemote() {
    return remote != null;
  }

  boolean isSource() {
    return source;
  }

  /** Whether nothing is linked behind it: its end is the end of a branch. */
  boolean isLeaf() {
    return leaf;
  }

  boolean ended() {
    return ended;
  }

  /** Buffers that came after the element's end. */
  long refused() {
    return refused;
  }

  NodeInputs inputs() {
    return inputs;
  }

  NodeOutputs outputs() {
    return outputs;
  }

  @Nullable Collector collector() {
    return collector;
  }

  Pending pending() {
    return pending;
  }
}
