package dev.parallax.testkit;

import dev.parallax.annotations.Presence;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.pipeline.State;
import dev.parallax.runtime.remote.PeerLauncher;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One element in a pipeline of its own, whose inputs a test feeds and whose outputs it looks at.
 *
 * <p>The executor is the real one, with its threads, pools and checks; only the clock is the
 * test's. Every call returns when the element has done all that follows from it, except what waits
 * for the clock: so a test sees the same at each run, and what has not come does not come. No call
 * sleeps.
 *
 * <p>{@link #close} fails when the element has left buffers behind. Without JUnit; one thread.
 *
 * <pre>{@code
 * try (ElementHarness gain = ElementHarness.of("gain gain=2")) {
 *   gain.format("audio/x-raw,format=F32LE,rate=48000,channels=1");
 *   gain.push(TestBuffer.f32(0.1f, -0.2f));
 *   assertThat(gain.pull().f32()).containsExactly(0.2f, -0.4f);
 * }
 * }</pre>
 */
public final class ElementHarness implements AutoCloseable {
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long LEAK_PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);

  private final String text;
  private final ElementDescriptor descriptor;
  private final @Nullable ElementNode<?> node;
  private final VirtualClock clock = new VirtualClock();
  private final Map<String, HarnessInput> inputs = new LinkedHashMap<>();
  private final Map<String, HarnessOutput> outputs = new LinkedHashMap<>();
  private final Map<String, String> filters = new HashMap<>();
  private final ConcurrentLinkedQueue<Message> messages = new ConcurrentLinkedQueue<>();
  private final Leftovers before = Leftovers.now();
  private @Nullable PeerLauncher elsewhere;
  private long patienceNs = PATIENCE_NS;
  private boolean stuck;
  private @Nullable Pipeline pipeline;

  private ElementHarness(String text, ElementDescriptor descriptor, @Nullable ElementNode<?> node) {
    this.text = text;
    this.descriptor = descriptor;
    this.node = node;
    for (PortDescriptor port : descriptor.ports()) {
      if (port.presence() == Presence.ALWAYS) {
        add(port, port.name());
      }
    }
  }

  // ---- making one

  /**
   * An element as in a pipeline string: its name, and its properties if any.
   *
   * @throws ParallaxException when there is no such element
   */
  public static ElementHarness of(String element) {
    String name = element.strip().split("\\s", 2)[0];
    return new ElementHarness(element, Catalogs.require(name).descriptor(), null);
  }

  /** An element by its class, which a catalog on the path has. */
  public static ElementHarness of(Class<?> element) {
    return of(Elements.nameOf(element));
  }

  /** An element from its generated builder, for instance one that takes a lambda. */
  public static ElementHarness of(ElementNode<?> element) {
    return new ElementHarness("${" + Elements.NODE + "}", element.descriptor(), element);
  }

  /** Adds ports of templates by their names, {@code sink_0} for example. Before the first call. */
  public ElementHarness ports(String... names) {
    requireNotStarted("ports");
    for (String name : names) {
      add(Elements.template(descriptor, name), name);
    }
    return this;
  }

  private void add(PortDescriptor port, String name) {
    if (port.direction() == PortDescriptor.Direction.INPUT) {
      inputs.put(name, new HarnessInput(this, name));
    } else {
      outputs.put(name, new HarnessOutput(this, name));
    }
  }

  /** Caps that the peer of an output insists on, as a caps filter does. Before the first call. */
  public ElementHarness outputCaps(String port, String caps) {
    requireNotStarted("outputCaps");
    output(port);
    filters.put(port, caps);
    return this;
  }

  /** As {@link #outputCaps(String, String)}, of the one output. */
  public ElementHarness outputCaps(String caps) {
    return outputCaps(output().port(), caps);
  }

  /**
   * Has the element run by another peer, {@link dev.parallax.runtime.remote.ThreadPeer#LAUNCHER}
   * for example; then the clock is the system's. Before the first call.
   */
  public ElementHarness elsewhere(PeerLauncher launcher) {
    requireNotStarted("elsewhere");
    elsewhere = launcher;
    return this;
  }

  /** Caps that the feed of an input insists on. */
  ElementHarness inputCaps(String port, String caps) {
    filters.put(port, caps);
    return this;
  }

  private void requireNotStarted(String what) {
    if (isStarted()) {
      throw new IllegalStateException(
          what + " comes before the first format change, buffer or event");
    }
  }

  boolean isStarted() {
    Pipeline p = pipeline;
    return p != null && p.state() != State.SUSPENDED;
  }

  /** The pipeline, made when it is first needed; not prepared by this. */
  Pipeline pipeline() {
    Pipeline p = pipeline;
    return p != null ? p : build();
  }

  private Pipeline build() {
    StringBuilder line = new StringBuilder(text).append(" name=").append(descriptor.name());
    Map<String, ElementNode<?>> nodes = new HashMap<>();
    if (node != null) {
      nodes.put(Elements.NODE, node);
    }
    inputs.forEach((port, input) -> {
      String key = "in" + nodes.size();
      nodes.put(key, HarnessNode.source("harness_" + port, input));
      String filter = filters.containsKey(port) ? filters.get(port) + " ! " : "";
      line.append("  ${" + key + "} ! " + filter + descriptor.name() + "." + port);
    });
    outputs.forEach((port, output) -> {
      String key = "out" + nodes.size();
      nodes.put(key, HarnessNode.sink("harness_" + port, output));
      String filter = filters.containsKey(port) ? filters.get(port) + " ! " : "";
      line.append("  " + descriptor.name() + "." + port + " ! " + filter + "${" + key + "}");
    });
    Pipeline made = Pipeline.parse(line.toString(), nodes).placement(new Here());
    made.bus().listen(messages::add);
    pipeline = made;
    return elsewhere == null ? made.clock(clock) : made;
  }

  /** Runs here what a test says, whatever the element says of its trust. */
  private final class Here implements Placement {
    @Override
    public @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element) {
      return name.equals(descriptor.name()) ? elsewhere : null;
    }

    @Override
    public boolean trusts(String name, ElementDescriptor element) {
      return true;
    }
  }

  // ---- running

  /**
   * Prepares the pipeline and lets it run, unless it does. Everything else does this when needed;
   * it is for tests of what a start refuses.
   *
   * @throws ParallaxException when formats do not fit, or the element fails to start
   */
  public ElementHarness start() {
    Pipeline p = pipeline();
    if (p.state() == State.SUSPENDED) {
      p.prepare();
      p.activate();
      settle();
    }
    return this;
  }

  /** Stops the element and gives its memory back; the next call starts it again. */
  public ElementHarness stop() {
    Pipeline p = pipeline();
    p.suspend();
    throwIfFailed(p);
    return this;
  }

  private static void throwIfFailed(Pipeline p) {
    ParallaxException failed = p.error();
    if (failed != null) {
      throw failed;
    }
  }

  /** How long an element may be at work before that is taken for a fault. */
  ElementHarness patience(long ns) {
    patienceNs = ns;
    return this;
  }

  /** Waits until the element has nothing to do, and throws what it failed with. */
  void settle() {
    Pipeline p = pipeline();
    if (!p.settle(patienceNs, TimeUnit.NANOSECONDS)) {
      stuck = true;
      throw new AssertionError(
          "element is still at work after "
              + TimeUnit.NANOSECONDS.toMillis(patienceNs)
              + " ms: "
              + state()
              + Elements.stacks(p.name() + "/"));
    }
    throwIfFailed(p);
  }

  /** What is known when something is not as expected. */
  String state() {
    OptionalLong next = clock.nextAlarm();
    return "element="
        + descriptor.name()
        + " clock="
        + clock.now()
        + (next.isPresent() ? " waits until=" + next.getAsLong() : " waits for input")
        + " ended="
        + outputs.values().stream().allMatch(HarnessOutput::isEnded);
  }

  // ---- one input, one output

  /** The one input. */
  public HarnessInput input() {
    return Elements.only(inputs, "input", descriptor);
  }

  /** An input by its port's name. */
  public HarnessInput input(String port) {
    return Elements.named(inputs, port, descriptor);
  }

  /** The one output. */
  public HarnessOutput output() {
    return Elements.only(outputs, "output", descriptor);
  }

  /** An output by its port's name. */
  public HarnessOutput output(String port) {
    return Elements.named(outputs, port, descriptor);
  }

  /** All inputs. */
  public List<HarnessInput> inputs() {
    return List.copyOf(inputs.values());
  }

  /** All outputs. */
  public List<HarnessOutput> outputs() {
    return List.copyOf(outputs.values());
  }

  /** {@link HarnessInput#format(String)} of the one input. */
  public ElementHarness format(String caps) {
    input().format(caps);
    return this;
  }

  /** {@link HarnessInput#format(Format)} of the one input. */
  public ElementHarness format(Format format) {
    input().format(format);
    return this;
  }

  /** {@link HarnessInput#push(TestBuffer)} to the one input. */
  public ElementHarness push(TestBuffer buffer) {
    input().push(buffer);
    return this;
  }

  /** {@link HarnessInput#push(byte[])} to the one input. */
  public ElementHarness push(byte[] bytes) {
    input().push(bytes);
    return this;
  }

  /**
   * Sends the same buffer to the one input again and again, and drops what comes out, until the
   * running {@link RtSanitizer} knows whether the element allocates in steady state. Does nothing
   * when the element does not claim to be real-time safe.
   *
   * @throws IllegalStateException when none runs
   */
  public ElementHarness soak(TestBuffer buffer) {
    RtSanitizer sanitizer = RtSanitizer.running();
    if (sanitizer == null) {
      throw new IllegalStateException(
          "soak() is for an RtSanitizer, and none runs; annotate the test with @ParallaxTest");
    }
    start();
    for (int sent = 0;
        !sanitizer.isSteady(descriptor.className()) && sent <= RtSanitizer.STEADY;
        sent += RtSanitizer.CLEAN) {
      input().push(buffer, RtSanitizer.CLEAN);
      outputs.values().forEach(HarnessOutput::pullAll);
    }
    return this;
  }

  /** {@link HarnessInput#event} to the one input. */
  public ElementHarness event(Event.Downstream event) {
    input().event(event);
    return this;
  }

  /** Ends all inputs that have not ended, one after the other. */
  public ElementHarness end() {
    start();
    for (HarnessInput input : inputs.values()) {
      if (!input.isEnded()) {
        input.end();
      }
    }
    return this;
  }

  /** {@link HarnessOutput#pull} of the one output. */
  public TestBuffer pull() {
    return output().pull();
  }

  /** {@link HarnessOutput#tryPull} of the one output. */
  public @Nullable TestBuffer tryPull() {
    return output().tryPull();
  }

  /** {@link HarnessOutput#pullAll} of the one output. */
  public List<TestBuffer> pullAll() {
    return output().pullAll();
  }

  // ---- time

  /** The clock that the element lives by. */
  public VirtualClock clock() {
    return clock;
  }

  /** Moves the clock on, and stops on the way at each time that the element waits for. */
  public ElementHarness advance(long ns) {
    start();
    long end = Math.addExact(clock.now(), ns);
    for (OptionalLong next = clock.nextAlarm();
        next.isPresent() && next.getAsLong() <= end;
        next = clock.nextAlarm()) {
      clock.moveTo(next.getAsLong());
      settle();
    }
    clock.moveTo(end);
    settle();
    return this;
  }

  /**
   * Moves the clock to the time that the element waits for.
   *
   * @return how far it was, in ns
   * @throws AssertionError when it waits for none
   */
  public long crank() {
    start();
    OptionalLong next = clock.nextAlarm();
    if (next.isEmpty()) {
      throw new AssertionError("element waits for no time; " + state());
    }
    long way = next.getAsLong() - clock.now();
    clock.moveTo(next.getAsLong());
    settle();
    return way;
  }

  // ---- control

  /** Sets a property, before the start or while running; the element has it when this returns. */
  public ElementHarness set(String property, Object value) {
    pipeline().set(descriptor.name(), property, value);
    if (isStarted()) {
      settle();
    }
    return this;
  }

  /** Value of a property. */
  public Object get(String property) {
    return pipeline().get(descriptor.name(), property);
  }

  /** The element's generated control interface. */
  public <C> C control(Class<C> control) {
    return pipeline().find(descriptor.name(), control);
  }

  /** Discards what is under way: the element is reset, and streams that have ended begin anew. */
  public ElementHarness flush() {
    start();
    pipeline().flush();
    settle();
    return this;
  }

  /** Sends an event towards the sources, as the element behind the outputs would. */
  public ElementHarness upstream(Event.Upstream event) {
    start();
    pipeline().send(descriptor.name(), event);
    settle();
    return this;
  }

  /** Messages of the pipeline since the last call: warnings, application messages, states. */
  public List<Message> messages() {
    List<Message> all = new ArrayList<>();
    for (Message m = messages.poll(); m != null; m = messages.poll()) {
      all.add(m);
    }
    return all;
  }

  /** The element's counters, also of the last run. */
  public Snapshot.ElementCounters counters() {
    return pipeline().snapshot().element(descriptor.name());
  }

  /** Descriptor of the element. */
  public ElementDescriptor descriptor() {
    return descriptor;
  }

  /**
   * Stops the element.
   *
   * @throws AssertionError when it has left buffers behind, or has failed to stop
   */
  @Override
  public void close() {
    Pipeline p = pipeline;
    if (p == null) {
      return;
    }
    if (stuck) {
      // It may never return, and the test has failed already.
      Thread.ofPlatform().daemon(true).name("harness-close").start(p::close);
      return;
    }
    boolean failedBefore = p.error() != null;
    p.close();
    before.mustBeAll(descriptor.name(), LEAK_PATIENCE_NS);
    ParallaxException failed = p.error();
    if (failed != null && !failedBefore) {
      throw new AssertionError("element fails to stop element=" + descriptor.name(), failed);
    }
  }
}
