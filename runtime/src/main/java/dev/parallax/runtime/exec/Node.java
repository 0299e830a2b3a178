package dev.parallax.runtime.exec;

import dev.parallax.annotations.Sync;
import dev.parallax.memory.Buffer;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.remote.RemoteAdapter;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.OutputPads;
import dev.parallax.runtime.spi.PropertyRef;
import dev.parallax.runtime.spi.SetupValues;
import dev.parallax.runtime.spi.StoppedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An element at run time. Everything runs on the domain's thread, except {@link #unblock}, {@link
 * #setLater} and the getters of counters.
 */
final class Node {
  private final Engine engine;
  private final GraphNode graph;
  private final ElementAdapter adapter;
  private final Domain domain;
  private final Pending pending;
  private final NodeContext context;
  private final boolean leaf;
  private final boolean source;
  private final boolean restarted;
  private final List<NodeInput> inputs = new CopyOnWriteArrayList<>();
  private final NodeOutputs outputs;
  private final @Nullable Collector collector;
  private final @Nullable RemoteAdapter remote;
  private final NodePeer peer;
  private int inputsLeft;
  private volatile boolean sought;
  private List<Node> toSeek = List.of();
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
  private boolean announced;
  private boolean flushed;
  private long buffersAtDrain;
  private boolean streamStartSent;
  private Event.@Nullable Segment segmentSent;
  private long newestFormats = -1;
  private Event.Segment segment = Event.Segment.START;
  private int holds;
  private volatile long minLatency;
  private volatile long maxLatency;

  Node(
      Engine engine,
      GraphNode graph,
      ElementAdapter adapter,
      Domain domain,
      boolean live,
      boolean leaf) {
    this.engine = engine;
    this.graph = graph;
    this.domain = domain;
    this.adapter = adapter;
    ElementDescriptor descriptor = graph.descriptor();
    pending = new Pending(descriptor.properties().size());
    context = new NodeContext(this, adapter.hasTimer());
    this.leaf = leaf;
    source = descriptor.kind() == ElementDescriptor.Kind.SOURCE;
    collector =
        descriptor.sync() == Sync.SINGLE
            ? null
            : new Collector(this, descriptor.sync(), descriptor.syncMode(), live);
    special = leaf || collector != null;
    attention = special || source;
    outputs = new NodeOutputs(this);
    restarted = adapter.attach(outputs);
    peer = new NodePeer(this);
    remote = adapter instanceof RemoteAdapter r ? r : null;
    if (remote != null) {
      remote.host(peer);
    }
  }

  // ---- made by the engine

  NodeInput addInput(InputPad<?> pad, GraphLink link, int bound, boolean optional) {
    CollectorPort port =
        collector == null
            ? null
            : collector.add(new CollectorPort(collector, pad, bound, optional));
    NodeInput input = new NodeInput(this, pad, link, port);
    inputs.add(input);
    inputsLeft++;
    return input;
  }

  // ---- life

  void start() {
    if (restarted) {
      guard(adapter::reset);
    }
    guard(() -> adapter.start(context));
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

  /** What {@link #attendSource} is for; the rest of it may be done elsewhere, while this waits. */
  private boolean hasSourceWork() {
    return !announced || flushed || engine.eosRequested();
  }

  private void attendSource() {
    attention = special;
    applyPendingNow();
    if (!announced) {
      beginStream();
    }
    if (flushed) {
      resumeStream();
    }
    if (engine.eosRequested()) {
      end();
    }
  }

  private Flow produce() {
    try {
      return adapter.produce();
    } catch (StoppedException | ElementFailure e) {
      throw e;
    } catch (Throwable t) {
      throw failure(t);
    }
  }

  /** Stream-start, caps and segment before the first buffer. */
  private void beginStream() {
    announced = true;
    outputs.send(new Event.StreamStart(engine.name() + "/" + name()));
    Formats formats = engine.negotiator().current();
    outputs.fix(formats);
    configure(null);
    outputs.sendCaps(formats);
    outputs.send(segment);
  }

  /** After a flush, which may have discarded them on their way, caps and segment are told again. */
  private void resumeStream() {
    flushed = false;
    outputs.sendCaps(engine.negotiator().current());
    outputs.send(segment);
  }

  // ---- in another process

  boolean isRemote() {
    return remote != null;
  }

  /** The adapter of an element that runs in another process. */
  RemoteAdapter remote() {
    RemoteAdapter own = remote;
    if (own == null) {
      throw new IllegalStateException("element runs here element=" + name());
    }
    return own;
  }

  /** Sends on what the other process has done; false when there was nothing. */
  boolean pump() {
    try {
      boolean any = remote().pump();
      endIfEnough();
      return any;
    } catch (StoppedException | ElementFailure e) {
      throw e;
    } catch (Throwable t) {
      throw failure(t);
    }
  }

  /** Waits until the other process has done all: what follows is in order behind it. */
  void settle() {
    RemoteAdapter own = remote;
    if (own != null && own.isUnderWay()) {
      guard(own::settle);
      endIfEnough();
    }
  }

  private void endIfEnough() {
    if (remote().takeEnough()) {
      end();
    }
  }

  /** What it waits for, of which something is under way in another process. */
  Waiting waitingInPeer() {
    OutputPad<?> starving = remote().starving();
    return starving == null ? Waiting.ForPeer.PEER : peer.waiting(starving);
  }

  // ---- input

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
    } catch (StoppedException | ElementFailure e) {
      throw e;
    } catch (Throwable t) {
      throw failure(t);
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
    } catch (StoppedException | ElementFailure e) {
      throw e;
    } catch (Throwable t) {
      throw failure(t);
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
    // Inputs bring results of negotiation in any order; an older one would take back what a newer
    // one has decided.
    boolean newest = formats.serial() >= newestFormats;
    if (newest) {
      newestFormats = formats.serial();
      outputs.fix(formats);
    }
    if (!same && allInputsHaveFormats()) {
      configure(pad);
    }
    outputs.sendCaps(newest ? formats : engine.negotiator().current());
  }

  /** With several ALWAYS inputs the element is configured once all have a format. */
  private boolean allInputsHaveFormats() {
    for (NodeInput input : inputs) {
      if (input.pad().format() == null && adapter.inputPads().contains(input.pad())) {
        return false;
      }
    }
    return true;
  }

  void inputEvent(InputPad<?> pad, Event.Downstream event) {
    settle();
    if (ended) {
      return;
    }
    if (event instanceof Event.Eos) {
      pad.eos(true);
      inputEnded(pad);
      if (--inputsLeft == 0) {
        end();
      }
      return;
    }
    if (event instanceof Event.Segment s) {
      drainDelayed();
      segment = s;
    }
    if (handled(pad, event) || handled(event)) {
      return;
    }
    if (inputs.size() < 2 || isNews(event)) {
      outputs.send(event);
    }
  }

  /**
   * Several inputs become one stream: it begins once, and has a new segment only if it is another.
   */
  private boolean isNews(Event.Downstream event) {
    switch (event) {
      case Event.StreamStart start -> {
        boolean first = !streamStartSent;
        streamStartSent = true;
        return first;
      }
      case Event.Segment s -> {
        boolean other = !s.equals(segmentSent);
        segmentSent = s;
        return other;
      }
      default -> {
        return true;
      }
    }
  }

  /** One of several inputs has ended; the element may want to know. */
  void inputEnded(InputPad<?> pad) {
    handled(pad, Event.Eos.EOS);
  }

  private boolean handled(InputPad<?> pad, Event.Downstream event) {
    try {
      return adapter.onPortEvent(pad, event);
    } catch (StoppedException | ElementFailure e) {
      throw e;
    } catch (Throwable t) {
      throw failure(t);
    }
  }

  private boolean handled(Event event) {
    try {
      return adapter.onEvent(event);
    } catch (StoppedException | ElementFailure e) {
      throw e;
    } catch (Throwable t) {
      throw failure(t);
    }
  }

  /** All inputs of a collector have ended. */
  void endOfInputs() {
    end();
  }

  /** Drains, sends EOS, and counts a sink as done. */
  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    attention = true;
    if (source && !announced) {
      announced = true;
    }
    drain();
    if (!source) {
      // Always forwarded, whatever the element says: nothing may follow.
      handled(Event.Eos.EOS);
    }
    for (OutputPads<?> pads : adapter.outputTemplates()) {
      engine.completed(this, pads);
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
    if (buffersSent() != buffersAtDrain && graph.descriptor().sync() != Sync.ORDERED) {
      drain();
    }
  }

  /** Buffers sent to the inputs: counted there anyway, so that {@link #process} needs no mark. */
  private long buffersSent() {
    long sum = 0;
    for (NodeInput input : inputs) {
      sum += input.buffers();
    }
    return sum;
  }

  private void drain() {
    buffersAtDrain = buffersSent();
    if (anyFormat()) {
      guard(adapter::drain);
    }
  }

  /** An element that was never configured has nothing to drain. */
  private boolean anyFormat() {
    for (NodeInput input : inputs) {
      if (input.pad().format() != null) {
        return true;
      }
    }
    return inputs.isEmpty();
  }

  // ---- formats

  private void configure(@Nullable InputPad<?> changed) {
    SetupValues setup = new SetupValues();
    guard(() -> adapter.configure(changed, setup));
    outputs.setup(setup);
    int more = setup.holds() - holds;
    if (more > 0) {
      holds = setup.holds();
      engine.holdsMore(this, more, isRemote());
    }
    minLatency = setup.minLatency();
    maxLatency = setup.maxLatency();
  }

  // ---- properties and events from other threads

  void setLater(PropertyRef property, Object value) {
    pending.set(property, value);
    attention = true;
    domain.poke();
  }

  /** A source is to look whether the end of its stream is asked for. */
  void attendLater() {
    attention = true;
    domain.poke();
  }

  void sendLater(Event.Upstream event) {
    pending.add(event);
    attention = true;
    domain.poke();
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
    if (ended || source && hasSourceWork()) {
      attention = true;
    }
    for (int i = 0; i < pending.properties(); i++) {
      Object value = pending.peek(i);
      if (value != null) {
        int property = i;
        guard(() -> {
          adapter.set(property, value);
          adapter.changed(property);
        });
        pending.applied(i, value);
      }
    }
    pending
        .portValues()
        .forEach((property, value) -> {
          guard(() -> property.set(adapter, value));
          pending.applied(property, value);
        });
    if (collector != null) {
      collector.reconsider();
    }
    // No more than are there now: those that come meanwhile must not keep it from its work.
    for (int left = pending.events(); left > 0; left--) {
      Event.Upstream event = pending.nextEvent();
      if (event != null && !handled(event)) {
        sendUpstream(event);
      }
    }
  }

  /** To whoever feeds this node; where a seek goes was found before. */
  void sendUpstream(Event.Upstream event) {
    if (event instanceof Event.SeekBytes seek) {
      seekBytes(seek);
    } else {
      for (NodeInput input : inputs) {
        engine.sendUpstream(input.link(), event);
      }
    }
  }

  // ---- timer

  /** When the timer is to be called (the clock's time), or {@link Buffer#NO_TIME}. */
  long timer() {
    return ended ? Buffer.NO_TIME : context.timer();
  }

  /** Calls the timer if its time has come; false if not. */
  boolean runTimer() {
    long due = timer();
    if (due == Buffer.NO_TIME || due - engine.clock().now() > 0) {
      return false;
    }
    context.timerAt(Buffer.NO_TIME);
    guard(() -> {
      switch (adapter.timer()) {
        case OK -> {}
        case EOS -> end();
        case AGAIN -> throw new IllegalStateException("a @Timer method returns OK or EOS");
      }
    });
    return true;
  }

  // ---- flush

  /** First half: let go of what waits here. */
  void discard() {
    if (collector != null) {
      collector.reset();
    }
    if (remote != null) {
      guard(remote::abandon);
    }
  }

  /** Second half: forget the stream. */
  void reset() {
    discard();
    if (adapter.hasTimer()) {
      context.timerAt(Buffer.NO_TIME);
    }
    guard(adapter::reset);
    ended = false;
    attention = special;
    if (source || pending.dirty()) {
      attention = true; // whoever marks it later sets this later, too
    }
    buffersAtDrain = buffersSent();
    streamStartSent = false;
    segmentSent = null;
    flushed = announced;
    inputsLeft = inputs.size();
    for (NodeInput input : inputs) {
      input.pad().eos(false);
    }
    engine.rearm(this);
    outputs.reset();
  }

  // ---- seeking: three steps, and no domain takes one before all have taken the one before

  /** A source goes to a position, if it knows positions. */
  void seek(Event.Seek seek) {
    sought = handled(seek);
  }

  /** The element that reads sources of bytes says which byte the position is. */
  void translateSeek(Event.Seek seek) {
    if (source || !isSeekable()) {
      return;
    }
    toSeek = engine.unsoughtBefore(this);
    if (!toSeek.isEmpty()) {
      handled(seek);
      toSeek = List.of();
    }
  }

  private void seekBytes(Event.SeekBytes seek) {
    if (toSeek.isEmpty()) {
      throw new IllegalStateException("SeekBytes without a Seek element=" + name());
    }
    for (Node from : toSeek) {
      from.sought = true;
      from.sendLater(seek); // which it takes before it makes anything
    }
  }

  /** The streams of a source that goes on somewhere else get a new segment. */
  void beginAt(Event.Seek seek) {
    if (sought) {
      segment = new Event.Segment(1.0, seek.position(), Buffer.NO_TIME, 0);
    } else {
      engine.warn(name(), "source does not seek position=" + seek.position());
    }
  }

  boolean isSeekable() {
    return graph.descriptor().hints().seekable();
  }

  /** Whether the source goes where the last seek said. */
  boolean sought() {
    return sought;
  }

  // ---- errors

  private interface Step {
    void run() throws Exception;
  }

  private void guard(Step step) {
    try {
      step.run();
    } catch (StoppedException | ElementFailure e) {
      throw e;
    } catch (Throwable t) {
      throw failure(t);
    }
  }

  ElementFailure failure(Throwable cause) {
    return new ElementFailure(this, cause);
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

  NodeContext context() {
    return context;
  }

  /** The segment of the input that told one last. */
  Event.Segment segment() {
    return segment;
  }

  boolean isSource() {
    return source;
  }

  /** Whether nothing is linked behind it: its end is the end of a branch. */
  boolean isLeaf() {
    return leaf;
  }

  /** Declared delay in ns: at least. */
  long minLatency() {
    return minLatency;
  }

  /** Declared delay in ns: at most. */
  long maxLatency() {
    return maxLatency;
  }

  boolean ended() {
    return ended;
  }

  /** Buffers that came after the element's end. */
  long refused() {
    return refused;
  }

  List<NodeInput> inputs() {
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
