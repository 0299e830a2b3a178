package dev.parallax.runtime.spi;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.wire.WireCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the executor drives: one generated subclass per element class. All methods but {@link
 * #unblock}, {@link #control} and {@link #get} run on the element's own thread.
 */
public abstract class ElementAdapter {
  private final List<InputPad<?>> inputs;
  private final List<OutputPad<?>> outputs;
  private final List<OutputPad<?>> outputsShown;
  private final List<InputPads<?>> inputTemplates;
  private final List<OutputPads<?>> outputTemplates;
  private final Relay host;
  private final Map<String, PortSettings> settings;

  /** For generated subclasses. */
  protected ElementAdapter() {
    inputs = new ArrayList<>();
    outputs = new ArrayList<>();
    outputsShown = Collections.unmodifiableList(outputs);
    inputTemplates = new ArrayList<>();
    outputTemplates = new ArrayList<>();
    host = new Relay();
    settings = new ConcurrentHashMap<>();
  }

  /** For an adapter that stands in front of another: it has the same ports and settings. */
  ElementAdapter(ElementAdapter inner) {
    inputs = inner.inputs;
    outputs = inner.outputs;
    outputsShown = inner.outputsShown;
    inputTemplates = inner.inputTemplates;
    outputTemplates = inner.outputTemplates;
    host = inner.host;
    settings = inner.settings;
  }

  /** Declares an ALWAYS input; in the order of the descriptor. */
  protected final <V extends View> InputPad<V> input(String name, ViewKind<V> kind) {
    InputPad<V> pad = new InputPad<>(name, inputs.size(), kind, null);
    inputs.add(pad);
    return pad;
  }

  /** Declares an ALWAYS output. */
  protected final <V extends View> OutputPad<V> output(String name, ViewKind<V> kind) {
    OutputPad<V> pad = new OutputPad<>(name, kind, host);
    outputs.add(pad);
    return pad;
  }

  /** Declares a template of inputs. */
  protected final <V extends View> InputPads<V> inputs(String template, ViewKind<V> kind) {
    InputPads<V> pads = new InputPads<>(template, kind, this);
    inputTemplates.add(pads);
    return pads;
  }

  /** Declares a template of outputs. */
  protected final <V extends View> OutputPads<V> outputs(String template, ViewKind<V> kind) {
    OutputPads<V> pads = new OutputPads<>(template, kind, host);
    outputTemplates.add(pads);
    return pads;
  }

  // ---- generated

  /** The author's object. */
  public abstract Object element();

  /** {@code @Start}. */
  public void start(Context context) throws Exception {}

  /** {@code @Stop}. */
  public void stop() throws Exception {}

  /**
   * {@code @Configure}.
   *
   * @param changed input whose format is new; null for sources
   */
  public void configure(@Nullable InputPad<?> changed, Setup setup) throws Exception {}

  /** {@code @Produce}. */
  public Flow produce() throws Exception {
    throw new IllegalStateException("element is no source class=" + element().getClass().getName());
  }

  /**
   * {@code @Transform} and {@code @Consume}, except ALIGNED.
   *
   * @param from input of the buffer
   * @param buffer taken over
   */
  public Flow process(InputPad<?> from, Buffer buffer) throws Exception {
    buffer.close();
    throw new IllegalStateException(
        "element takes no input class=" + element().getClass().getName());
  }

  /** ALIGNED: processes the heads of the inputs. */
  public Flow mix() throws Exception {
    throw new IllegalStateException("element does not mix class=" + element().getClass().getName());
  }

  /** {@code @Drain}. */
  public void drain() throws Exception {}

  /** {@code @Reset}. */
  public void reset() throws Exception {}

  /** {@code @Unblock}; any thread. */
  public void unblock() {}

  /** {@code @OnEvent}: true when handled. */
  public boolean onEvent(Event event) throws Exception {
    return false;
  }

  /**
   * {@code @OnEvent} of one input: true when handled. The end of an input is told too.
   *
   * @param from where the event came from
   */
  public boolean onPortEvent(InputPad<?> from, Event.Downstream event) throws Exception {
    return false;
  }

  /** {@code @Timer}. */
  public Flow timer() throws Exception {
    throw new IllegalStateException("element has no timer class=" + element().getClass().getName());
  }

  /** Whether there is a {@link #timer}; then the element begins a domain. */
  public boolean hasTimer() {
    return false;
  }

  /** {@code @Query}: position in nanoseconds, or {@link Buffer#NO_TIME}. */
  public long position() {
    return Buffer.NO_TIME;
  }

  /** {@code @Probe}: format of the output ports that say FromProbe, or null. */
  public @Nullable Format probe() throws Exception {
    return null;
  }

  /** Value of a property by its index. */
  public Object get(int property) {
    throw new IndexOutOfBoundsException(property);
  }

  /**
   * Sets a property by its index. The value has the property's type (an enum's value as text) and
   * is in range.
   */
  public void set(int property, Object value) {
    throw new IndexOutOfBoundsException(property);
  }

  /** Codecs of the records that the element posts, so that they can leave its process. */
  public List<WireCodec<?>> messages() {
    return List.of();
  }

  /** New settings of a port of the template, or null when its ports have none. */
  protected @Nullable PortSettings newSettings(String template) {
    return null;
  }

  /** {@code @Changed} methods of a property. */
  public void changed(int property) throws Exception {}

  /** The generated control interface. */
  public Object control(ElementHandle handle) {
    return handle;
  }

  // ---- elements that run elsewhere

  /** Who keeps the settings of ports. */
  protected ElementAdapter settingsOwner() {
    return this;
  }

  /** A property of a port was given a value; its settings have it. */
  protected void portPropertySet(PropertyRef property, Object value) {}

  // ---- executor

  /**
   * The settings of a port, made when they are first asked for; they outlive a run. Any thread.
   *
   * @throws IllegalStateException when ports of the template have none
   */
  final PortSettings settings(String template, String port) {
    return settingsOwner().settings.computeIfAbsent(port, name -> settingsOwner().made(template));
  }

  /** The settings of a port to be looked at: without a port, those that it would begin with. */
  final PortSettings shownSettings(String template, String port) {
    PortSettings known = settingsOwner().settings.get(port);
    return known == null ? settingsOwner().made(template) : known;
  }

  /** The settings of a port that is linked, or null when it has none. */
  final @Nullable PortSettings linkedSettings(String template, String port) {
    ElementAdapter owner = settingsOwner();
    PortSettings known = owner.settings.get(port);
    if (known != null) {
      return known;
    }
    PortSettings made = owner.newSettings(template);
    return made == null ? null : owner.settings.computeIfAbsent(port, name -> made);
  }

  private PortSettings made(String template) {
    PortSettings made = newSettings(template);
    if (made == null) {
      throw new IllegalStateException("port has no settings port=" + template);
    }
    return made;
  }

  /** Names of the ports whose settings exist: those that were set or linked. */
  public final Set<String> portsWithSettings() {
    return Set.copyOf(settingsOwner().settings.keySet());
  }

  /** Connects the pads with the executor for a new run; true if there was one before. */
  public final boolean attach(PadHost executor) {
    boolean again = host.to != null;
    host.to = executor;
    inputs.forEach(InputPad::begin);
    outputs.forEach(OutputPad::begin);
    inputTemplates.forEach(InputPads::begin);
    outputTemplates.forEach(OutputPads::begin);
    return again;
  }

  /**
   * Gives back acquired and retained views, after an exception has unwound one of the element's
   * methods.
   */
  public final void closeViews() {
    inputs.forEach(InputPad::closeViews);
    outputs.forEach(OutputPad::closeViews);
    inputTemplates.forEach(t -> t.pads().forEach(InputPad::closeViews));
    outputTemplates.forEach(t -> t.pads().forEach(OutputPad::closeViews));
  }

  /** ALWAYS inputs in declaration order. */
  public final List<InputPad<?>> inputPads() {
    return Collections.unmodifiableList(inputs);
  }

  /** ALWAYS outputs in declaration order. */
  public final List<OutputPad<?>> outputPads() {
    return outputsShown;
  }

  /** Templates of inputs. */
  public final List<InputPads<?>> inputTemplates() {
    return Collections.unmodifiableList(inputTemplates);
  }

  /** Templates of outputs. */
  public final List<OutputPads<?>> outputTemplates() {
    return Collections.unmodifiableList(outputTemplates);
  }

  /** Lets pads exist before the executor does. */
  private static final class Relay implements PadHost {
    private @Nullable PadHost to;

    private PadHost to() {
      PadHost t = to;
      if (t == null) {
        throw new IllegalStateException("element is not part of a prepared pipeline");
      }
      return t;
    }

    @Override
    public BufferSource bufferSource(OutputPad<?> pad) {
      return to().bufferSource(pad);
    }

    @Override
    public void announce(OutputPad<?> pad, Format format) {
      to().announce(pad, format);
    }

    @Override
    public boolean accepts(OutputPad<?> pad, Format format) {
      return to().accepts(pad, format);
    }

    @Override
    public VideoFormat nearest(OutputPad<?> pad, VideoFormat wanted) {
      return to().nearest(pad, wanted);
    }

    @Override
    public <V extends View> OutputPad<V> open(OutputPads<V> pads, String id, Format format) {
      return to().open(pads, id, format);
    }

    @Override
    public void complete(OutputPads<?> pads) {
      to().complete(pads);
    }

    @Override
    public boolean awaitAgain() {
      return to().awaitAgain();
    }
  }

  /**
   * Generated code: {@link Flow#EOS} when everything that is linked to the outputs wants no more,
   * else OK.
   */
  protected final Flow lastFlow() {
    boolean linked = false;
    for (int i = 0; i < outputs.size(); i++) {
      OutputPad<?> pad = outputs.get(i);
      if (pad.linked() && !pad.isDone()) {
        return Flow.OK;
      }
      linked |= pad.linked();
    }
    for (int i = 0; i < outputTemplates.size(); i++) {
      List<? extends OutputPad<?>> pads = outputTemplates.get(i).pads();
      for (int k = 0; k < pads.size(); k++) {
        OutputPad<?> pad = pads.get(k);
        if (pad.linked() && !pad.isDone()) {
          return Flow.OK;
        }
        linked |= pad.linked();
      }
    }
    return linked ? Flow.EOS : Flow.OK;
  }

  /**
   * Generated code, ALIGNED: flags and metadata of the first input that has data, and its times,
   * unless the buffer has those of the interval. The element may set others.
   */
  protected final void stamp(Buffer made) {
    for (int i = 0; i < inputs.size(); i++) {
      if (stampFrom(inputs.get(i), made)) {
        return;
      }
    }
    for (int i = 0; i < inputTemplates.size(); i++) {
      List<? extends InputPad<?>> pads = inputTemplates.get(i).pads();
      for (int k = 0; k < pads.size(); k++) {
        if (stampFrom(pads.get(k), made)) {
          return;
        }
      }
    }
  }

  private static boolean stampFrom(InputPad<?> pad, Buffer made) {
    Buffer head = pad.headBuffer();
    if (head != null) {
      long pts = made.pts();
      long duration = made.duration();
      made.copyTimingFrom(head);
      if (pts != Buffer.NO_TIME && pts != head.pts()) {
        made.dts(Buffer.NO_TIME);
      }
      if (pts != Buffer.NO_TIME) {
        made.pts(pts);
        made.duration(duration);
      }
    }
    return head != null;
  }

  /** Generated code, after {@link Flow#AGAIN} of a consuming or transforming method. */
  protected final boolean awaitAgain() {
    return host.awaitAgain();
  }
}
