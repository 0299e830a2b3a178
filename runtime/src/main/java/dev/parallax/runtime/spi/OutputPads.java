package dev.parallax.runtime.spi;

import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.OutputPort;
import dev.parallax.runtime.element.OutputPorts;
import dev.parallax.runtime.element.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * The output ports of one template.
 *
 * @param <V> view of the ports
 */
public final class OutputPads<V extends View> implements OutputPorts<V> {
  private final String template;
  private final ViewKind<V> kind;
  private final PadHost host;
  private final List<OutputPad<V>> pads = new ArrayList<>();
  private final List<OutputPad<V>> shown = Collections.unmodifiableList(pads);

  OutputPads(String template, ViewKind<V> kind, PadHost host) {
    this.template = template;
    this.kind = kind;
    this.host = host;
  }

  /** Template, for example {@code video_%u}. */
  public String template() {
    return template;
  }

  /** Executor: makes the port of a concrete name. */
  public OutputPad<V> add(String name) {
    OutputPad<V> pad = new OutputPad<>(name, kind, host);
    pads.add(pad);
    return pad;
  }

  /** Executor: all pads in order of creation. */
  public List<OutputPad<V>> pads() {
    return shown; // for every buffer: making one may be an allocation
  }

  /** A new run: the executor adds the ports that are linked, the element opens others. */
  void begin() {
    pads.clear();
  }

  @Override
  public int count() {
    return pads.size();
  }

  @Override
  public OutputPort<V> get(int index) {
    return pads.get(index);
  }

  @Override
  public OutputPort<V> open(String id, Format format) {
    return host.open(this, id, format);
  }

  @Override
  public void complete() {
    host.complete(this);
  }

  @Override
  public Iterator<OutputPort<V>> iterator() {
    return Collections.<OutputPort<V>>unmodifiableList(pads).iterator();
  }
}
