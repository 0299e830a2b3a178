package dev.parallax.runtime.pipeline;

import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.check.Parameters;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.NearMisses;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.JvmFlags;
import dev.parallax.runtime.exec.Builder;
import dev.parallax.runtime.exec.Counters;
import dev.parallax.runtime.exec.Engine;
import dev.parallax.runtime.exec.EngineListener;
import dev.parallax.runtime.exec.Graph;
import dev.parallax.runtime.exec.GraphNode;
import dev.parallax.runtime.exec.Plan;
import dev.parallax.runtime.exec.PlanUse;
import dev.parallax.runtime.exec.Preparation;
import dev.parallax.runtime.remote.Launchers;
import dev.parallax.runtime.remote.PeerGroup;
import dev.parallax.runtime.remote.PeerLauncher;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.remote.RemoteAdapter;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ElementHandle;
import dev.parallax.runtime.spi.ElementNode;
import dev.parallax.runtime.spi.PropertyChecks;
import dev.parallax.runtime.spi.PropertyRef;
import java.util.ArrayList;
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
  private final Object stateLock = new Object();
  private ConverterPolicy policy = ConverterPolicy.DENY;
  private Placement placement = Placement.HERE;
  private Clock clock = Clock.MONOTONIC;
  private volatile State state = State.SUSPENDED;
  private volatile @Nullable Engine engine;
  private volatile @Nullable Preparation preparation;
  private volatile @Nullable Snapshot last;
  private volatile @Nullable ParallaxException error;

  /** Guards {@link #over} and the changes of {@link #state}; nobody is called while it is held. */
  private final Object monitor = new Object();

  private boolean over;
  private volatile PlanCounts plans = new PlanCounts(0, 0, "");

  Pipeline(Graph graph) {
    this.graph = graph;
    name = "pipeline" + NUMBER.getAndIncrement();
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
      requireState("add an element", State.SUSPENDED);
      GraphNode node = graph.add(elementName, Catalogs.require(element), null);
      properties.forEach(
          (key, value) -> handle(node).set(PropertyRef.of(node.descriptor(), key), value));
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
      requireState("link elements", State.SUSPENDED);
      graph.link(
          node(element(from)),
          port(from),
          node(element(to)),
          port(to),
          caps == null ? null : Caps.parse(caps),
          null);
      return this;
    }
  }

  private static String element(String end) {
    int dot = end.indexOf('.');
    return dot < 0 ? end : end.substring(0, dot);
  }

  private static @Nullable String port(String end) {
    int dot = end.indexOf('.');
    return dot < 0 ? null : end.substring(dot + 1);
  }

  /** Whether negotiation may insert converters; the default is to refuse what does not fit. */
  public Pipeline converters(ConverterPolicy allowed) {
    synchronized (stateLock) {
      requireState("change the converter policy", State.SUSPENDED);
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
    if (state == State.SUSPENDED) {
      prepare();
    }
    try {
      activate();
    } catch (ParallaxException e) {
      boolean elementHasFailed = state == State.ERROR; // which await throws
      if (!elementHasFailed) {
        throw e;
      }
    }
    try {
      await();
    } finally {
      suspend();
    }
    throwIfFailed(); // for instance a file that could not be closed
  }

  /** Has elements run in other processes, from the next {@link #prepare} on. */
  public Pipeline placement(Placement where) {
    synchronized (stateLock) {
      requireState("place elements", State.SUSPENDED);
      placement = where;
      return this;
    }
  }

  /** Has the pipeline live by another clock, from the next {@link #prepare} on. */
  public Pipeline clock(Clock time) {
    synchronized (stateLock) {
      requireState("change the clock", State.SUSPENDED);
      clock = time;
      return this;
    }
  }

  private Launchers launchers(Plan plan) {
    List<PeerGroup.Member> elements = new ArrayList<>();
    for (Plan.PlannedDomain domain : plan.domains()) {
      for (GraphNode node : domain.nodes()) {
        elements.add(new PeerGroup.Member(node.name(), node.descriptor()));
      }
    }
    return new Launchers(placement, elements);
  }

  private ElementAdapter placed(GraphNode node, Launchers launchers) {
    PeerLauncher launcher = launchers.of(node.name());
    if (launcher != null && clock != Clock.MONOTONIC) {
      throw new IllegalStateException(
          "element can't run elsewhere by a clock that is only here element="
              + node.name()
              + "\n  fix: leave out Pipeline.clock, or the placement");
    }
    return launcher == null
        ? node.adapter()
        : new RemoteAdapter(
            node.adapter(),
            node.descriptor(),
            node.name(),
            launcher,
            placement.restarts(node.name(), node.descriptor()));
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
      requireState("prepare", State.SUSPENDED);
      JvmFlags.warnOnce();
      over(false);
      error = null;
      boolean failed = true;
      try {
        Preparation prepared = Preparation.of(graph, policy, placement);
        preparation = prepared;
        count(prepared.negotiator().planUse());
        Launchers launchers = launchers(prepared.plan());
        Engine made =
            new Engine(
                name,
                prepared.graph(),
                prepared.plan(),
                prepared.negotiator(),
                new Listener(),
                clock,
                node -> placed(node, launchers));
        engine = made;
        made.prepare();
        failed = false;
        change(State.IDLE, State.SUSPENDED);
      } catch (InterruptedException e) {
        throw interrupted("prepare", e);
      } finally {
        if (failed) {
          suspend();
        }
      }
    }
  }

  private void count(PlanUse use) {
    PlanCounts before = plans;
    plans =
        use.used()
            ? new PlanCounts(before.used() + 1, before.refused(), before.reason())
            : use.reason().isEmpty()
                ? before
                : new PlanCounts(before.used(), before.refused() + 1, use.reason());
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
      requireState("activate", State.IDLE);
      change(State.RUNNING, State.IDLE);
      engine().activate();
    }
  }

  /** Running to Idle: nothing flows when this returns; nothing is lost. */
  public void pause() {
    refuseOwnThread("pause");
    synchronized (stateLock) {
      requireState("pause", State.RUNNING);
      try {
        engine().pause();
      } catch (InterruptedException e) {
        throw interrupted("pause", e);
      }
      change(State.IDLE, State.RUNNING);
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
        last = counters(e);
        engine = null;
      }
      over(true);
      change(State.SUSPENDED, State.IDLE, State.RUNNING, State.ERROR);
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
    long limit = unit.toNanos(time);
    long begin = System.nanoTime();
    synchronized (monitor) {
      while (!over) {
        long left = limit - (System.nanoTime() - begin);
        if (left <= 0) {
          return false;
        }
        try {
          monitor.wait(left / 1_000_000, (int) (left % 1_000_000));
        } catch (InterruptedException e) {
          throw interrupted("await", e);
        }
      }
    }
    throwIfFailed();
    return true;
  }

  private void throwIfFailed() {
    ParallaxException failed = error;
    if (failed != null) {
      throw failed;
    }
  }

  private void over(boolean now) {
    synchronized (monitor) {
      over = now;
      monitor.notifyAll();
    }
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
    refuseOwnThread("seek");
    synchronized (stateLock) {
      requireState("seek", State.IDLE, State.RUNNING);
      engine().flush(new Event.Seek(positionNs));
    }
  }

  /** Discards what is under way. An interrupt does not end it, and stays. */
  public void flush() {
    refuseOwnThread("flush");
    synchronized (stateLock) {
      requireState("flush", State.IDLE, State.RUNNING);
      engine().flush(null);
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
      requireState("settle", State.RUNNING, State.ERROR);
      try {
        return engine().settle(System.nanoTime() + unit.toNanos(time));
      } catch (InterruptedException e) {
        throw interrupted("settle", e);
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

  private Engine engine() {
    Engine e = engine;
    if (e == null) {
      throw new IllegalStateException("pipeline is not prepared pipeline=" + name);
    }
    return e;
  }

  private void requireState(String what, State... allowed) {
    for (State s : allowed) {
      if (state == s) {
        return;
      }
    }
    throw new ParallaxException(
        new Diagnostic(
            DiagnosticId.RUN_STATE,
            "pipeline can't " + what + " now state=" + state + " allowed=" + List.of(allowed),
            Map.of("operation", what, "state", state.toString())));
  }

  /**
   * Before any lock is taken: an element's thread that waited for its own pipeline would wait for
   * ever.
   */
  private void refuseOwnThread(String what) {
    Engine e = engine;
    if (e != null && e.isOwnThread()) {
      throw new ParallaxException(
          new Diagnostic(
              DiagnosticId.RUN_STATE,
              "pipeline can't "
                  + what
                  + " on one of its own threads thread="
                  + Thread.currentThread().getName()
                  + "\n"
                  + "  fix      in a bus listener or an element call requestEos(), or leave it to"
                  + " another thread",
              Map.of("operation", what, "state", state.toString())));
    }
  }

  /**
   * Changes the state if it is one of those expected: an error may have come in between, and stays.
   */
  private void change(State next, State... expected) {
    State before;
    synchronized (monitor) {
      before = state;
      if (!List.of(expected).contains(before)) {
        return;
      }
      state = next;
    }
    bus.post(new Message.StateChanged(name, before, next));
  }

  private static IllegalStateException interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted during " + what, cause);
  }

  // ---- looking at it

  /** Name. */
  public String name() {
    return name;
  }

  /** State. */
  public State state() {
    return state;
  }

  /** Messages. */
  public Bus bus() {
    return bus;
  }

  /** Why the pipeline is in Error, or null. */
  public @Nullable ParallaxException error() {
    return error;
  }

  /**
   * The generated control interface of an element: {@code find("v",
   * VideoTestSrcElement.Control.class)}.
   *
   * @throws ParallaxException when there is no such element, or it has another control interface
   */
  public <C> C find(String elementName, Class<C> control) {
    GraphNode node = node(elementName);
    Object made = node.adapter().control(handle(node));
    if (!control.isInstance(made)) {
      throw new ParallaxException(
          new Diagnostic(
              DiagnosticId.RUN_CONTROL,
              elementName
                  + ", element "
                  + node.descriptor().name()
                  + ", has no "
                  + control.getName()
                  + "\n  fix      use "
                  + node.descriptor().builderName()
                  + ".Control",
              Map.of("element", elementName, "control", control.getName())));
    }
    return control.cast(made);
  }

  /** Value of a property: Boolean, Integer, Long, Float, Double or String (enums as text). */
  public Object get(String elementName, String property) {
    GraphNode node = node(elementName);
    return handle(node).get(PropertyRef.of(node.descriptor(), property));
  }

  /**
   * Sets a property, {@code sink_0::volume} for one of a port; text is parsed. While buffers flow,
   * the element's thread takes it over before its next call, and {@link #get} gives it from now on.
   *
   * @throws ParallaxException when there is no such element or property, the value is not allowed,
   *     or the property can't change in this state
   */
  public void set(String elementName, String property, Object value) {
    GraphNode node = node(elementName);
    handle(node).set(PropertyRef.of(node.descriptor(), property), value);
  }

  /** Names of all elements, in order. */
  public List<String> elements() {
    return graph.nodes().stream().map(GraphNode::name).toList();
  }

  /** Counters now; while Suspended those at the end of the last run, none before the first. */
  public Snapshot snapshot() {
    Engine e = engine;
    Snapshot before = last;
    if (e != null) {
      return counters(e);
    }
    return before != null
        ? before
        : new Snapshot(name, state, Buffer.NO_TIME, List.of(), List.of());
  }

  private Snapshot counters(Engine e) {
    Graph running = e.graph();
    return new Snapshot(
        name,
        state,
        Counters.position(e, running),
        Counters.elements(e, running),
        Counters.links(e));
  }

  /**
   * Where everything runs and why, with caps: negotiates when the pipeline is Suspended, and runs
   * nothing.
   */
  public Explanation explain() {
    synchronized (stateLock) {
      Preparation p = preparation;
      if (state == State.SUSPENDED || p == null) {
        p = Preparation.of(graph, policy, placement);
      }
      return Explanation.of(name, p);
    }
  }

  private GraphNode node(String elementName) {
    GraphNode node = graph.find(elementName);
    if (node == null) {
      String near = NearMisses.hint(elementName, elements());
      throw new ParallaxException(
          new Diagnostic(
              DiagnosticId.RUN_NO_SUCH_ELEMENT,
              "pipeline has no element named "
                  + elementName
                  + "\n  fix      "
                  + (near.isEmpty() ? "its elements are " + String.join(", ", elements()) : near),
              Map.of("element", elementName)));
    }
    return node;
  }

  private Handle handle(GraphNode node) {
    return new Handle(node);
  }

  private final class Handle implements ElementHandle {
    private final GraphNode node;

    private Handle(GraphNode node) {
      this.node = node;
    }

    @Override
    public String name() {
      return node.name();
    }

    @Override
    public Object get(int property) {
      return get(ref(property));
    }

    @Override
    public void set(int property, Object value) {
      set(ref(property), value);
    }

    private PropertyRef ref(int property) {
      return PropertyRef.of(node.descriptor(), property);
    }

    Object get(PropertyRef property) {
      Engine e = engine;
      requireLinked(e, property);
      return e == null ? property.get(node.adapter()) : e.get(node, property);
    }

    /** While it runs the pipeline has all the ports that it will ever have. */
    private void requireLinked(@Nullable Engine e, PropertyRef property) {
      String port = property.port();
      if (e != null && port != null && !node.adapter().portsWithSettings().contains(port)) {
        throw new ParallaxException(
            new Diagnostic(
                DiagnosticId.PROP_PORT,
                node.name() + "." + port + " is not linked\n  fix      use a port that is",
                Map.of("element", node.name(), "port", port)));
      }
    }

    void set(PropertyRef property, Object value) {
      PropertyDescriptor descriptor = property.property();
      Object checked = PropertyChecks.check(descriptor, value);
      Engine e = engine;
      requireLinked(e, property);
      if (e == null) {
        property.set(node.adapter(), checked);
      } else if (descriptor.live()) {
        e.set(node, property, checked);
      } else {
        throw new ParallaxException(
            new Diagnostic(
                DiagnosticId.PROP_NOT_LIVE,
                node.name()
                    + "."
                    + property.name()
                    + " can't change while the pipeline is "
                    + state
                    + "\n  fix      suspend the pipeline, set it, start again",
                Map.of("element", node.name(), "property", descriptor.name())));
      }
    }

    @Override
    public Object element() {
      return node.adapter().element();
    }
  }

  private final class Listener implements EngineListener {
    @Override
    public void eos() {
      bus.post(new Message.Eos(name));
      over(true);
    }

    /** An element that fails while it forgets the stream may have been faster. */
    @Override
    public void flushed() {
      synchronized (monitor) {
        if (error == null) {
          over(false);
        }
      }
    }

    @Override
    public void error(String element, ParallaxException failure) {
      error = failure;
      bus.post(new Message.Failure(element, failure));
      change(State.ERROR, State.SUSPENDED, State.IDLE, State.RUNNING);
      over(true);
    }

    @Override
    public void warning(String element, String text) {
      bus.post(new Message.Warning(element, text));
    }

    @Override
    public void info(String element, String text) {
      bus.post(new Message.Info(element, text));
    }

    @Override
    public void application(String element, Object payload, int heapBytes) {
      bus.post(new Message.Application(element, payload), heapBytes);
    }
  }
}
