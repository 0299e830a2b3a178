package dev.parallax.runtime.remote;

import dev.parallax.annotations.Presence;
import dev.parallax.memory.Buffer;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ElementHandle;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.PropertyRef;
import dev.parallax.runtime.spi.ViewKind;
import dev.parallax.runtime.wire.WireCodec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of an element's adapter when that runs in another process: has its ports, and
 * passes each call on. The executor sees no difference.
 *
 * <p>Properties are kept by the adapter that the pipeline was built with, the <i>twin</i>, whose
 * element is never started; the other process gets their values.
 */
public final class RemoteAdapter extends ElementAdapter {
  private final ElementAdapter twin;
  private final ElementDescriptor descriptor;
  private final String name;
  private final PeerLauncher launcher;
  private final RestartPolicy policy;
  private @Nullable PeerHost host;
  private volatile @Nullable Sessions sessions;

  /**
   * Takes a place.
   *
   * @param twin whose place it is
   * @param name of the element in its pipeline
   * @param policy what is done when its process ends by itself
   */
  public RemoteAdapter(
      ElementAdapter twin,
      ElementDescriptor descriptor,
      String name,
      PeerLauncher launcher,
      RestartPolicy policy) {
    this.policy = policy;
    this.twin = twin;
    this.descriptor = descriptor;
    this.name = name;
    this.launcher = launcher;
    for (PortDescriptor port : descriptor.ports()) {
      boolean one = port.presence() == Presence.ALWAYS;
      if (port.direction() == PortDescriptor.Direction.INPUT) {
        if (one) {
          input(port.name(), ViewKind.VIEW);
        } else {
          inputs(port.name(), ViewKind.VIEW);
        }
      } else if (one) {
        output(port.name(), ViewKind.VIEW);
      } else {
        outputs(port.name(), ViewKind.VIEW);
      }
    }
  }

  /** The executor that it runs in; before {@link #start}. */
  public void host(PeerHost executor) {
    host = executor;
  }

  private Sessions sessions() {
    Sessions s = sessions;
    if (s == null) {
      throw new IllegalStateException("element's process does not run element=" + name);
    }
    return s;
  }

  // ---- life

  @Override
  public void start(Context context) throws Exception {
    PeerHost executor = host;
    if (executor == null) {
      throw new IllegalStateException("remote element has no executor element=" + name);
    }
    Sessions made =
        new Sessions(
            this,
            descriptor,
            policy,
            new Relaunch(() -> launch(context, executor), launcher.suspects()),
            context,
            executor);
    made.start();
    sessions = made;
  }

  private HostSession launch(Context context, PeerHost executor) throws InterruptedException {
    Peer peer = launcher.launch(descriptor, name, this::property);
    Duration limit = descriptor.hints().unblockable() ? Duration.ZERO : policy.hangLimit();
    return new HostSession(
        this, twin, descriptor, context, executor, peer, new HangWatch(peer, limit));
  }

  private @Nullable Object property(String wanted) {
    for (int i = 0; i < descriptor.properties().size(); i++) {
      if (descriptor.properties().get(i).name().equals(wanted)) {
        return twin.get(i);
      }
    }
    return null;
  }

  @Override
  public void stop() throws Exception {
    Sessions s = sessions;
    if (s != null) {
      sessions = null;
      s.stop();
    }
  }

  @Override
  public void unblock() {
    Sessions s = sessions;
    if (s != null) {
      s.unblock();
    }
  }

  // ---- calls

  @Override
  public void configure(@Nullable InputPad<?> changed, Setup setup) throws Exception {
    sessions().configure(changed, setup);
  }

  @Override
  public Flow produce() throws Exception {
    return joined(sessions().produce());
  }

  @Override
  public Flow process(InputPad<?> from, Buffer buffer) throws Exception {
    return joined(sessions().process(from, buffer));
  }

  @Override
  public Flow mix() throws Exception {
    return joined(sessions().mix());
  }

  // ---- buffers that are under way while others are processed

  /** Whether some are. */
  public boolean isUnderWay() {
    Sessions s = sessions;
    HostTurns turns = s == null ? null : s.turns();
    return turns != null && turns.isUnderWay();
  }

  /** Whether {@link #pump} has something to do. */
  public boolean isReady() {
    Sessions s = sessions;
    HostTurns turns = s == null ? null : s.turns();
    return turns != null && turns.isReady();
  }

  /** Takes what has come of them, without waiting; false when there was nothing. */
  public boolean pump() throws Exception {
    return sessions().pump();
  }

  /** Waits for all of them. What the element threw is thrown here. */
  public void settle() throws Exception {
    Sessions s = sessions;
    if (s != null) {
      s.settle();
    }
  }

  /** Waits for all of them, and drops what they lead to: a flush. */
  public void abandon() throws Exception {
    Sessions s = sessions;
    if (s != null) {
      s.abandon();
    }
  }

  /** Whether the element wants no more buffers; once. */
  public boolean takeEnough() {
    Sessions s = sessions;
    return s != null && s.takeEnough();
  }

  /** The output whose element waits until one of its buffers is given back, or null. */
  public @Nullable OutputPad<?> starving() {
    HostTurns turns = sessions().turns();
    return turns == null ? null : turns.starving();
  }

  /** The element may not have heard yet that nobody wants its output any more. */
  private Flow joined(Flow said) {
    return said == Flow.OK ? lastFlow() : said;
  }

  @Override
  public void drain() throws Exception {
    sessions().drain();
  }

  @Override
  public void reset() throws Exception {
    sessions().reset();
  }

  @Override
  public boolean onEvent(Event event) throws Exception {
    return sessions().event(null, event);
  }

  @Override
  public boolean onPortEvent(InputPad<?> from, Event.Downstream event) throws Exception {
    return sessions().event(from, event);
  }

  @Override
  public Flow timer() throws Exception {
    return sessions().timer();
  }

  @Override
  public boolean hasTimer() {
    return twin.hasTimer();
  }

  // ---- properties

  @Override
  public Object element() {
    return twin.element();
  }

  @Override
  public Object get(int property) {
    return twin.get(property);
  }

  @Override
  public void set(int property, Object value) {
    twin.set(property, value);
    Sessions s = sessions;
    if (s != null) {
      s.property(property, value);
    }
  }

  @Override
  public void changed(int property) throws Exception {
    Sessions s = sessions;
    if (s != null) {
      s.changed(property);
    }
  }

  @Override
  public List<WireCodec<?>> messages() {
    return twin.messages();
  }

  @Override
  protected ElementAdapter settingsOwner() {
    return twin;
  }

  @Override
  protected void portPropertySet(PropertyRef property, Object value) {
    Sessions s = sessions;
    if (s != null) {
      s.portProperty(property.name(), value);
    }
  }

  @Override
  public Object control(ElementHandle handle) {
    return twin.control(handle);
  }
}
