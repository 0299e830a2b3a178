package dev.parallax.runtime.pipeline;

import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.check.Parameters;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.JvmFlags;
import dev.parallax.runtime.exec.Counters;
import dev.parallax.runtime.exec.Engine;
import dev.parallax.runtime.plan.Builder;
import dev.parallax.runtime.plan.Graph;
import dev.parallax.runtime.plan.GraphNode;
import dev.parallax.runtime.plan.Preparation;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline: elements and links, and its state.
 *
 * <p>{@link #run} is all that most programs need. Others go step by step: {@link #prepare}
 * negotiates and starts the elements, {@link #activate} lets buffers flow, {@link #pause} stops the
 * flow, {@link #suspend} gives everything back. State changes are for one thread at a time and are
 * serialised; {@link #requestEos}, {@link #find}, properties, {@link #snapshot} and the bus are for
 * any thread.
 *
 * <p>What a state does not allow, and what a thread of the pipeline's own may not do because it
 * would wait for itself, ends with a {@link ParallaxException} ({@code PLX-RUN-003}); a thread that
 * is interrupted while it waits, with {@link IllegalStateException}, and stays interrupted. {@link
 * #suspend}, {@link #flush} and {@link #seek} are not interrupted: half of any would be none.
 */
public final class Pipeline implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name;
  private final Graph graph;
  private final Bus bus = new Bus();
  private final Lifecycle life;
  private final Object stateLock = new Object();
  private ConverterPolicy policy = ConverterPolicy.DENY;
  private Placement placement = Placement.HERE;
  private Clock clock = Clock.MONOTONIC;
  private volatile @Nullable Engine engine;
  private volatile @Nullable Preparation preparation;
  private volatile Snapshot last;
  private volatile PlanCounts plans = new PlanCounts(0, 0, "");

  Pipeline(Graph graph) {
    this.graph = graph;
    name = "pipeline" + NUMBER.getAndIncrement();
    life = new Lifecycle(name, bus);
    last = new Snapshot(name, State.SUSPENDED, Buffer.NO_TIME, List.of(), List.of());
  }

  // ---- making one

  /**
   * From a string in GStreamer's syntax.
   *
   * @throws ParallaxException with the place when the string is wrong
   */
  public static Pipeline parse(String text) {
    return parse(text, Map.of());
  }

  /**
   * From a string with placeholders: <code>${name}</code> in place of an element stands for one
   * that the application built, for example with a lambda.
   */
  public static Pipeline parse(String text, Map<String, ? extends ElementNode<?>> elements) {
    return new Pipeline(Builder.fromText(text, elements, Parameters.LITERAL));
  }

  /** Everything linked, directly or not, with a typed node. */
  public static Pipeline of(ElementNode<?> node) {
    return new Pipeline(Builder.fromTyped(node));
  }

  /** An empty pipeline, for {@link #add} and {@link #link}. */
  public static Pipeline create() {
    return new Pipeline(new Graph(""));
  }

  /**
   * Adds an element.
   *
   * @param elementName unique name in the pipeline
   * @param element name of the element, for example {@code videotestsrc}
   * @param properties values as text or as the property's type
   * @throws ParallaxException when there is no such element or property, the name is taken, or a
   *     value is not allowed
   */
  public Pipeline add(String elementName, String element, Map<String, ?> properties) {
    synchronized (stateLock) {
      life.require("add an element", State.SUSPENDED);
      GraphNode node = graph.add(elementName, Catalogs.require(element), null);
      properties.forEach(new NodeHandle(this, node)::set);
      return this;
    }
  }

  /** Adds an element without properties. */
  public Pipeline add(String elementName, String element) {
    return add(elementName, element, Map.of());
  }

  /** Links two elements: {@code "a"} or {@code "a.port"}. */
  public Pipeline link(String from, String to) {
    return link(from, to, null);
  }

  /**
   * Links two elements with a caps filter between them. Whether their ports are free, and formats
   * fit, is found by {@link #prepare} and {@link #check}.
   *
   * @throws ParallaxException when there is no such element, or the caps can't be read
   */
  public Pipeline link(String from, String to, @Nullable String caps) {
    synchronized (stateLock) {
      life.require("link elements", State.SUSPENDED);
      LinkEnd out = LinkEnd.of(from);
      LinkEnd in = LinkEnd.of(to);
      graph.link(
          node(out.element()),
          out.port(),
          node(in.element()),
          in.port(),
          caps == null ? null : Caps.parse(caps),
          null);
      return this;
    }
  }

  /** Whether negotiation may insert converters; the default is to refuse what does not fit. */
  public Pipeline converters(ConverterPolicy allowed) {
    synchronized (stateLock) {
      life.require("change the converter policy", State.SUSPENDED);
      policy = allowed;
      return this;
    }
  }

  // ---- states

  /**
   * Runs to the end of all streams, then suspends.
   *
   * @throws ParallaxException when an element fails, while the stream flows or when it stops
   */
  public void run() {
    if (life.state() == State.SUSPENDED) {
      prepare();
    }
    try {
      activate();
    } catch (ParallaxException e) {
      boolean elementHasFailed = life.state() == State.ERROR; // which await throws
      if (!elementHasFailed) {
        throw e;
      }
    }
    try {
      await();
    } finally {
      suspend();
    }
    life.throwIfFailed(); // for instance a file that could not be closed
  }

  /** Has elements run in other processes, from the next {@link #prepare} on. */
  public Pipeline placement(Placement where) {
    synchronized (stateLock) {
      life.require("place elements", State.SUSPENDED);
      placement = where;
      return this;
    }
  }

  /** Has the pipeline live by another clock, from the next {@link #prepare} on. */
  public Pipeline clock(Clock time) {
    synchronized (stateLock) {
      life.require("change the clock", State.SUSPENDED);
      clock = time;
      return this;
    }
  }

  /**
   * Suspended to Idle: checks, negotiates, allocates, starts the elements. When it throws, all is
   * Suspended as before.
   *
   * @throws ParallaxException for what is wrong with the pipeline, or when an element does not
   *     start
   */
  public void prepare() {
    refuseOwnThread("prepare");
    synchronized (stateLock) {
      life.require("prepare", State.SUSPENDED);
      JvmFlags.warnOnce();
      life.begin();
      boolean failed = true;
      try {
        Preparation prepared = Preparation.of(graph, policy, placement);
        preparation = prepared;
        plans = plans.plus(prepared.negotiator().planUse());
        Engine made =
            new Engine(
                name,
                prepared.graph(),
                prepared.plan(),
                prepared.negotiator(),
                life,
                clock,
                new Adapters(placement, clock, prepared.plan()));
        engine = made;
        made.prepare();
        failed = false;
        life.change(State.IDLE, State.SUSPENDED);
      } catch (InterruptedException e) {
        throw RequestErrors.interrupted("prepare", e);
      } finally {
        if (failed) {
          suspend();
        }
      }
    }
  }

  PlanCounts plans() {
    return plans;
  }

  /**
   * Checks properties, links and formats as the compiler does for strings, and runs nothing: no
   * probe either, so that devices need not be there. For a test of what typed chains can't express.
   *
   * @throws ParallaxException the error that {@link #prepare} would throw
   */
  public void check() {
    synchronized (stateLock) {
      Preparation.check(graph, policy, placement);
    }
  }

  /** Idle to Running. */
  public void activate() {
    synchronized (stateLock) {
      life.require("activate", State.IDLE);
      life.change(State.RUNNING, State.IDLE);
      engine().activate();
    }
  }

  /** Running to Idle: nothing flows when this returns; nothing is lost. */
  public void pause() {
    refuseOwnThread("pause");
    synchronized (stateLock) {
      life.require("pause", State.RUNNING);
      try {
        engine().pause();
      } catch (InterruptedException e) {
        throw RequestErrors.interrupted("pause", e);
      }
      life.change(State.IDLE, State.RUNNING);
    }
  }

  /**
   * To Suspended from everywhere: ends the elements, gives everything back. What is under way is
   * discarded. An interrupt does not end it, and stays; {@link #error} tells when an element failed
   * to stop.
   */
  public void suspend() {
    refuseOwnThread("suspend");
    synchronized (stateLock) {
      Engine e = engine;
      if (e != null) {
        e.stop();
        last = Counters.snapshot(e, life.state());
        engine = null;
      }
      life.end();
    }
  }

  /** As {@link #suspend}; the pipeline can be used again. */
  @Override
  public void close() {
    suspend();
  }

  /**
   * Waits until all streams have ended, or the pipeline is suspended. A seek before that makes it
   * wait for the new end.
   *
   * @throws ParallaxException when an element failed
   */
  public void await() {
    await(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  }

  /** As {@link #await()}, a while at most; false when the time is over. */
  public boolean await(long time, TimeUnit unit) {
    refuseOwnThread("await");
    return life.await(time, unit);
  }

  /**
   * Asks the sources to end, so that files are finished properly; {@link #await} returns when they
   * are. While Suspended there is nothing to end, and nothing happens. Any thread.
   */
  public void requestEos() {
    Engine e = engine;
    if (e != null) {
      e.requestEos();
    }
  }

  /**
   * Goes to a position in nanoseconds: what is under way is discarded, sources marked
   * {@code @Seekable} go there. A source of bytes goes where the first element behind it that is
   * marked so says, {@code wavparse} for one, once that has read its header. The bus gets a warning
   * for a source that does not go there; it begins anew if it can. An interrupt does not end it,
   * and stays.
   */
  public void seek(long positionNs) {
    flush("seek", new Event.Seek(positionNs));
  }

  /** Discards what is under way. An interrupt does not end it, and stays. */
  public void flush() {
    flush("flush", null);
  }

  private void flush(String what, Event.@Nullable Seek seek) {
    refuseOwnThread(what);
    synchronized (stateLock) {
      life.require(what, State.IDLE, State.RUNNING);
      engine().flush(seek);
    }
  }

  /**
   * Waits until nothing is left to do before the clock, a descriptor or the application gives an
   * element something, or the pipeline has ended or failed. For tests: what has not come by then
   * does not come by itself. An element that runs elsewhere may still be at work by itself.
   *
   * @return false when that is not so within the time, for instance with a source that always has
   *     more
   */
  public boolean settle(long time, TimeUnit unit) {
    refuseOwnThread("settle");
    synchronized (stateLock) {
      life.require("settle", State.RUNNING, State.ERROR);
      try {
        return engine().settle(System.nanoTime() + unit.toNanos(time));
      } catch (InterruptedException e) {
        throw RequestErrors.interrupted("settle", e);
      }
    }
  }

  /**
   * Sends an event towards the sources, beginning with an element; not while Suspended.
   *
   * @throws IllegalArgumentException for {@link Event.Seek} and {@link Event.SeekBytes}: a seek is
   *     more than its event, see {@link #seek}
   */
  public void send(String elementName, Event.Upstream event) {
    if (event instanceof Event.Seek || event instanceof Event.SeekBytes) {
      throw new IllegalArgumentException(
          "a seek can't be sent event=" + event + "\n  fix: use Pipeline.seek");
    }
    Engine e = engine;
    if (e != null) {
      e.send(node(elementName), event);
    }
  }

  /** What runs, or null while Suspended. */
  @Nullable Engine running() {
    return engine;
  }

  private Engine engine() {
    Engine e = engine;
    if (e == null) {
      throw new IllegalStateException("pipeline is not prepared pipeline=" + name);
    }
    return e;
  }

  /**
   * Before any lock is taken: an element's thread that waited for its own pipeline would wait for
   * ever.
   */
  private void refuseOwnThread(String what) {
    Engine e = engine;
    if (e != null && e.isOwnThread()) {
      throw RequestErrors.ownThread(what, life.state());
    }
  }

  // ---- looking at it

  /** Name. */
  public String name() {
    return name;
  }

  /** State. */
  public State state() {
    return life.state();
  }

  /** Messages. */
  public Bus bus() {
    return bus;
  }

  /** Why the pipeline is in Error, or null. */
  public @Nullable ParallaxException error() {
    return life.error();
  }

  /**
   * The generated control interface of an element: {@code find("v",
   * VideoTestSrcElement.Control.class)}.
   *
   * @throws ParallaxException when there is no such element, or it has another control interface
   */
  public <C> C find(String elementName, Class<C> control) {
    GraphNode node = node(elementName);
    Object made = node.adapter().control(new NodeHandle(this, node));
    if (!control.isInstance(made)) {
      throw RequestErrors.otherControl(node, control);
    }
    return control.cast(made);
  }

  /** Value of a property: Boolean, Integer, Long, Float, Double or String (enums as text). */
  public Object get(String elementName, String property) {
    return new NodeHandle(this, node(elementName)).get(property);
  }

  /**
   * Sets a property, {@code sink_0::volume} for one of a port; text is parsed. While buffers flow,
   * the element's thread takes it over before its next call, and {@link #get} gives it from now on.
   *
   * @throws ParallaxException when there is no such element or property, the value is not allowed,
   *     or the property can't change in this state
   */
  public void set(String elementName, String property, Object value) {
    new NodeHandle(this, node(elementName)).set(property, value);
  }

  /** Names of all elements, in order. */
  public List<String> elements() {
    return graph.nodes().stream().map(GraphNode::name).toList();
  }

  /** Counters now; while Suspended those at the end of the last run, none before the first. */
  public Snapshot snapshot() {
    Engine e = engine;
    return e == null ? last : Counters.snapshot(e, life.state());
  }

  /**
   * Where everything runs and why, with caps: negotiates when the pipeline is Suspended, and runs
   * nothing.
   */
  public Explanation explain() {
    synchronized (stateLock) {
      Preparation p = preparation;
      if (life.state() == State.SUSPENDED || p == null) {
        p = Preparation.of(graph, policy, placement);
      }
      return Explanation.of(name, p);
    }
  }

  private GraphNode node(String elementName) {
    GraphNode node = graph.find(elementName);
    if (node == null) {
      throw RequestErrors.noSuchElement(elementName, elements());
    }
    return node;
  }
}
