package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.plan.Formats;
import dev.parallax.runtime.plan.GraphLink;
import dev.parallax.runtime.spi.Downstream;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.OutputPad;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A linked input of a node. Upstream in the same domain calls it directly; else its domain reads a
 * {@link Channel}.
 */
final class NodeInput implements Downstream {
  private static final VarHandle BUFFERS = counter("buffers");
  private static final VarHandle BYTES = counter("bytes");
  private static final VarHandle LAST_PTS = counter("lastPts");

  private final Node node;

  /**
   * The node's, here too: from one element to the next is a chain of loads, which is to be short.
   */
  private final ElementAdapter adapter;

  private final InputPad<?> pad;
  private final GraphLink link;
  private final @Nullable CollectorPort collected;
  private final boolean leaf;

  private volatile @Nullable OutputPad<?> fused;
  private long buffers;
  private long bytes;
  private long lastPts = Buffer.NO_TIME;

  NodeInput(Node node, InputPad<?> pad, GraphLink link, @Nullable CollectorPort collected) {
    this.node = node;
    adapter = node.adapter();
    this.pad = pad;
    this.link = link;
    this.collected = collected;
    leaf = node.isLeaf();
  }

  @Override
  public Flow push(Buffer buffer) {
    return node.wantsAttention()
        ? pushSpecially(buffer)
        : node.processPlainly(adapter, pad, buffer);
  }

  private Flow pushSpecially(Buffer buffer) {
    if (leaf) {
      LAST_PTS.setOpaque(this, buffer.pts());
    }
    return collected != null ? collected.push(buffer) : node.process(pad, buffer);
  }

  @Override
  public void caps(Format format, Object negotiation) {
    if (collected != null) {
      collected.put(new CapsEntry(format, (Formats) negotiation));
    } else {
      node.inputCaps(pad, format, (Formats) negotiation);
    }
  }

  @Override
  public void event(Event.Downstream event) {
    if (collected != null) {
      collected.put(event);
    } else {
      node.inputEvent(pad, event);
    }
  }

  /** An entry that came through a channel. */
  Flow deliver(Object entry) {
    switch (entry) {
      case Buffer buffer -> {
        BUFFERS.setOpaque(this, buffers + 1);
        BYTES.setOpaque(this, bytes + buffer.length());
        return push(buffer);
      }
      case CapsEntry caps -> caps(caps.format(), caps.formats());
      case Event.Downstream event -> event(event);
      default -> throw new IllegalStateException("unknown entry in a link entry=" + entry);
    }
    return Flow.OK;
  }

  /** Whether another entry may be delivered now. */
  boolean wants() {
    return collected == null || collected.wants();
  }

  /** What {@link #wants} said last. Any thread. */
  boolean isHungry() {
    return collected == null || collected.isHungry();
  }

  Node node() {
    return node;
  }

  InputPad<?> pad() {
    return pad;
  }

  GraphLink link() {
    return link;
  }

  @Nullable CollectorPort collected() {
    return collected;
  }

  /** Upstream in the same domain counts for both. */
  void fuse(OutputPad<?> upstream) {
    fused = upstream;
  }

  long buffers() {
    OutputPad<?> from = fused;
    return from != null ? from.buffers() : (long) BUFFERS.getOpaque(this);
  }

  long bytes() {
    OutputPad<?> from = fused;
    return from != null ? from.bytes() : (long) BYTES.getOpaque(this);
  }

  /**
   * At the end of a branch: presentation time of the last buffer, in ns, or {@link Buffer#NO_TIME}.
   * Any thread.
   */
  long lastPts() {
    return (long) LAST_PTS.getOpaque(this);
  }

  private static VarHandle counter(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(NodeInput.class, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
