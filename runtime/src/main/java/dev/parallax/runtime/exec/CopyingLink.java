package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.plan.Crossings;
import dev.parallax.runtime.spi.Downstream;
import dev.parallax.runtime.spi.OutputPad;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind an output whose consumers need payload that does not change: what lies in memory
 * that another process writes is copied into a pool of the output's, and goes back at once. Memory
 * of this process passes as it is, a part of it that another process sent back, too.
 *
 * <p>Only the thread of the output.
 */
final class CopyingLink implements Downstream {
  private final Node node;
  private final OutputPad<?> pad;
  private final Downstream to;
  private final Crossings.Need need;
  private @Nullable NodeOutput output;
  private boolean copies;

  CopyingLink(Node node, OutputPad<?> pad, Downstream to, Crossings.Need need) {
    this.node = node;
    this.pad = pad;
    this.to = to;
    this.need = need;
    copies = need.of(pad.fixedFormat());
  }

  @Override
  public Flow push(Buffer buffer) {
    return to.push(copies && !buffer.arena().isWriter() ? copy(buffer) : buffer);
  }

  /** The buffer that is read from now on; the one that was given is closed. */
  private Buffer copy(Buffer from) {
    try {
      Buffer copy = output().acquireCopy(from.length());
      copy.copyFrom(from);
      node.context().countCopied(1);
      return copy;
    } finally {
      from.close();
    }
  }

  private NodeOutput output() {
    NodeOutput known = output;
    if (known == null) {
      known = node.outputs().of(pad);
      output = known;
    }
    return known;
  }

  @Override
  public void caps(Format format, Object negotiation) {
    copies = need.of(format);
    to.caps(format, negotiation);
  }

  @Override
  public void event(Event.Downstream event) {
    to.event(event);
  }
}
