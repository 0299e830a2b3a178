package dev.parallax.runtime.exec;

import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.plan.Formats;
import dev.parallax.runtime.plan.GraphLink;
import dev.parallax.runtime.plan.Negotiator;
import dev.parallax.runtime.spi.BufferSource;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.OutputPads;
import dev.parallax.runtime.spi.PadHost;
import dev.parallax.runtime.spi.SetupValues;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The outputs of a node, and what their pads ask of the executor. Only the node's own thread. */
final class NodeOutputs implements PadHost {
  private final Node node;
  private final List<NodeOutput> all = new CopyOnWriteArrayList<>();

  NodeOutputs(Node node) {
    this.node = node;
  }

  /** The outputs. Any thread may read. */
  List<NodeOutput> all() {
    return all;
  }

  void add(OutputPad<?> pad, @Nullable GraphLink link, OutputPlan plan) {
    all.add(new NodeOutput(node, pad, link, plan, announces(pad.name())));
  }

  private boolean announces(String port) {
    for (Relation relation : node.graph().descriptor().relations()) {
      if (relation instanceof Relation.FromStream stream && matches(stream.output(), port)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(String template, String port) {
    return node.graph().descriptor().outputs().stream()
        .anyMatch(p -> p.name().equals(template) && p.matches(port));
  }

  /** The output of a pad. */
  NodeOutput of(OutputPad<?> pad) {
    for (NodeOutput output : all) {
      if (output.pad() == pad) {
        return output;
      }
    }
    throw new IllegalStateException(
        "port is not part of the pipeline port=" + node.name() + "." + pad.name());
  }

  // ---- what the node does to all of them

  void fix(Formats formats) {
    for (NodeOutput output : all) {
      output.fix(formats);
    }
  }

  void setup(SetupValues setup) {
    for (NodeOutput output : all) {
      output.setup(setup);
    }
  }

  void sendCaps(Formats formats) {
    for (NodeOutput output : all) {
      output.sendCaps(formats);
    }
  }

  void send(Event.Downstream event) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).pad().send(event);
    }
  }

  /** After a flush: what was refused may be wanted now. */
  void reset() {
    for (NodeOutput output : all) {
      output.pad().resetFlow();
      output.tellAgain();
    }
  }

  void close() {
    for (NodeOutput output : all) {
      output.close();
    }
  }

  /** Buffers of a pool that is made elsewhere for a pad. */
  int slots(OutputPad<?> pad, long slotBytes) {
    return of(pad).slots(slotBytes);
  }

  /** Domains that may hold a pad's buffers. */
  List<Domain> holders(OutputPad<?> pad) {
    return of(pad).plan().holders();
  }

  // ---- PadHost

  @Override
  public BufferSource bufferSource(OutputPad<?> pad) {
    return of(pad).pool();
  }

  @Override
  public void announce(OutputPad<?> pad, Format format) {
    NodeOutput output = of(pad);
    Negotiator negotiator = node.engine().negotiator();
    Formats formats =
        output.link() == null
            ? negotiator.current()
            : negotiator.announce(node.graph(), pad.name(), format);
    output.announced(format);
    pad.sendCaps(formats);
  }

  @Override
  public boolean accepts(OutputPad<?> pad, Format format) {
    return of(pad).link() == null
        || node.engine().negotiator().accepts(node.graph(), pad.name(), format);
  }

  @Override
  public VideoFormat nearest(OutputPad<?> pad, VideoFormat wanted) {
    GraphLink link = of(pad).link();
    return link == null ? wanted : node.engine().negotiator().nearest(link, wanted);
  }

  @Override
  public <V extends View> OutputPad<V> open(OutputPads<V> pads, String id, Format format) {
    String port = pads.template().replace("%u", Integer.toString(pads.count()));
    OutputPad<V> pad = pads.add(port);
    node.engine().wiring().sometimes().opened(node, pad, id);
    announce(pad, format);
    pad.send(node.segment());
    return pad;
  }

  @Override
  public void complete(OutputPads<?> pads) {
    node.engine().wiring().sometimes().completed(node, pads);
  }

  @Override
  public boolean awaitAgain() {
    return node.context().awaitAgain() == Wake.READY;
  }
}
