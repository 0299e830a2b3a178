package dev.parallax.runtime.spi;

import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.InputPorts;
import dev.parallax.runtime.element.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input ports of one template.
 *
 * @param <V> view of the ports
 */
public final class InputPads<V extends View> implements InputPorts<V> {
  private final String template;
  private final ViewKind<V> kind;
  // Not List: the verifier of real-time safety sees what get does.
  private final ArrayList<InputPad<V>> pads = new ArrayList<>();
  private final List<InputPad<V>> shown = Collections.unmodifiableList(pads);

  private final ElementAdapter adapter;

  InputPads(String template, ViewKind<V> kind, ElementAdapter adapter) {
    this.adapter = adapter;
    this.template = template;
    this.kind = kind;
  }

  /** Template, for example {@code video_%u}. */
  public String template() {
    return template;
  }

  /** Executor: makes the port of a concrete name. */
  public InputPad<V> add(String name) {
    InputPad<V> pad =
        new InputPad<>(name, pads.size(), kind, adapter.linkedSettings(template, name));
    pads.add(pad);
    return pad;
  }

  /** Generated code: whether the pad is one of this template. */
  public boolean has(@Nullable InputPad<?> pad) {
    return pads.contains(pad);
  }

  /** Executor: all pads in order of creation. */
  public List<InputPad<V>> pads() {
    return shown; // for every buffer: making one may be an allocation
  }

  /** A new run: the executor adds the ports that are linked. */
  void begin() {
    pads.clear();
  }

  @Override
  public int count() {
    return pads.size();
  }

  @Override
  public InputPort<V> get(int index) {
    return pads.get(index);
  }

  @Override
  public Iterator<InputPort<V>> iterator() {
    return Collections.<InputPort<V>>unmodifiableList(pads).iterator();
  }
}
