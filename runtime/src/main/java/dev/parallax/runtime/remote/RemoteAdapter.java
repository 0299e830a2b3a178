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
  private @Nullable PeerHost host;
  private volatile @Nullable HostSession session;

  /**
   * Takes a place.
   *
   * @param twin whose place it is
   * @param name of the element in its pipeline
   */
  public RemoteAdapter(
      ElementAdapter twin, ElementDescriptor descriptor, String name, PeerLauncher launcher) {
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

  private HostSession session() {
    HostSession s = session;
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
    HostSession made =
        new HostSession(
            this, twin, descriptor, context, executor, launcher.launch(descriptor, name));
    try {
      made.start();
    } catch (Throwable t) {
      made.close();
      throw t;
    }
    session = made;
  }

  @Override
  public void stop() throws Exception {
    HostSession s = session;
    if (s != null) {
      session = null;
      s.stop();
    }
  }

  @Override
  public void unblock() {
    HostSession s = session;
    if (s != null) {
      s.unblock();
    }
  }

  // ---- calls

  @Override
  public void configure(@Nullable InputPad<?> changed, Setup setup) throws Exception {
    session().configure(changed, setup);
  }

  @Override
  public Flow produce() throws Exception {
    return joined(session().call(Call.PRODUCE));
  }

  @Override
  public Flow process(InputPad<?> from, Buffer buffer) throws Exception {
    return joined(session().process(from, buffer));
  }

  @Override
  public Flow mix() throws Exception {
    return joined(session().mix());
  }

  // ---- buffers that are under way while others are processed

  /** Whether some are. */
  public boolean isUnderWay() {
    HostSession s = session;
    return s != null && s.turns().isUnderWay();
  }

  /** Whether {@link #pump} has something to do. */
  public boolean isReady() {
    HostSession s = session;
    return s != null && s.turns().isReady();
  }

  /** Takes what has come of them, without waiting; false when there was nothing. */
  public boolean pump() throws Exception {
    return session().turns().pump();
  }

  /** Waits for all of them. What the element threw is thrown here. */
  public void settle() throws Exception {
    HostSession s = session;
    if (s != null) {
      s.turns().settle();
      s.turns().surface();
    }
  }

  /** Waits for all of them, and drops what they lead to: a flush. */
  public void abandon() throws Exception {
    HostSession s = session;
    if (s != null) {
      s.turns().abandon();
    }
  }

  /** Whether the element wants no more buffers; once. */
  public boolean takeEnough() {
    HostSession s = session;
    return s != null && s.turns().takeEnough();
  }

  /** The output whose element waits until one of its buffers is given back, or null. */
  public @Nullable OutputPad<?> starving() {
    return session().turns().starving();
  }

  /** The element may not have heard yet that nobody wants its output any more. */
  private Flow joined(Flow said) {
    return said == Flow.OK ? lastFlow() : said;
  }

  @Override
  public void drain() throws Exception {
    session().drain();
  }

  @Override
  public void reset() throws Exception {
    session().reset();
  }

  @Override
  public boolean onEvent(Event event) throws Exception {
    return session().event(null, event);
  }

  @Override
  public boolean onPortEvent(InputPad<?> from, Event.Downstream event) throws Exception {
    return session().event(from, event);
  }

  @Override
  public Flow timer() throws Exception {
    return session().call(Call.TIMER);
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
    HostSession s = session;
    if (s != null) {
      s.property(property, value);
    }
  }

  @Override
  public void changed(int property) throws Exception {
    HostSession s = session;
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
    HostSession s = session;
    if (s != null) {
      s.portProperty(property.name(), value);
    }
  }

  @Override
  public Object control(ElementHandle handle) {
    return twin.control(handle);
  }
}
