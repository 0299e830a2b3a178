package dev.parallax.runtime.spi;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.wire.WireCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of an element's adapter in the same process, has its ports, and passes each call
 * on: for test kits, which look at calls by overriding them.
 */
public class ForwardingAdapter extends ElementAdapter {
  private final ElementAdapter inner;

  /** In front of an adapter that no pipeline has yet. */
  public ForwardingAdapter(ElementAdapter inner) {
    super(inner);
    this.inner = inner;
  }

  @Override
  public Object element() {
    return inner.element();
  }

  @Override
  public void start(Context context) throws Exception {
    inner.start(context);
  }

  @Override
  public void stop() throws Exception {
    inner.stop();
  }

  @Override
  public void configure(@Nullable InputPad<?> changed, Setup setup) throws Exception {
    inner.configure(changed, setup);
  }

  @Override
  public Flow produce() throws Exception {
    return inner.produce();
  }

  @Override
  public Flow process(InputPad<?> from, Buffer buffer) throws Exception {
    return inner.process(from, buffer);
  }

  @Override
  public Flow mix() throws Exception {
    return inner.mix();
  }

  @Override
  public void drain() throws Exception {
    inner.drain();
  }

  @Override
  public void reset() throws Exception {
    inner.reset();
  }

  @Override
  public void unblock() {
    inner.unblock();
  }

  @Override
  public boolean onEvent(Event event) throws Exception {
    return inner.onEvent(event);
  }

  @Override
  public boolean onPortEvent(InputPad<?> from, Event.Downstream event) throws Exception {
    return inner.onPortEvent(from, event);
  }

  @Override
  public Flow timer() throws Exception {
    return inner.timer();
  }

  @Override
  public boolean hasTimer() {
    return inner.hasTimer();
  }

  @Override
  public long position() {
    return inner.position();
  }

  @Override
  public @Nullable Format probe() throws Exception {
    return inner.probe();
  }

  @Override
  public Object get(int property) {
    return inner.get(property);
  }

  @Override
  public void set(int property, Object value) {
    inner.set(property, value);
  }

  @Override
  public List<WireCodec<?>> messages() {
    return inner.messages();
  }

  @Override
  protected @Nullable PortSettings newSettings(String template) {
    return inner.newSettings(template);
  }

  @Override
  public void changed(int property) throws Exception {
    inner.changed(property);
  }

  @Override
  public Object control(ElementHandle handle) {
    return inner.control(handle);
  }

  @Override
  protected ElementAdapter settingsOwner() {
    return inner.settingsOwner();
  }

  @Override
  protected void portPropertySet(PropertyRef property, Object value) {
    inner.portPropertySet(property, value);
  }
}
