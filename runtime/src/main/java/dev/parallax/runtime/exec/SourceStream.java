package dev.parallax.runtime.exec;

import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.plan.Formats;

/**
 * What a source sends before its buffers: that its stream begins, and after a flush what the stream
 * is like. Only the node's own thread.
 */
final class SourceStream {
  private final Node node;
  private boolean announced;
  private boolean flushed;

  SourceStream(Node node) {
    this.node = node;
  }

  /** Whether the source is to begin, resume or end its stream before the next buffer. */
  boolean isDue() {
    return !announced || flushed || node.engine().eosRequested();
  }

  /** Begins or resumes the stream, if that is due. */
  void tell() {
    if (!announced) {
      begin();
    }
    if (flushed) {
      resume();
    }
  }

  /** Stream-start, caps and segment before the first buffer. */
  private void begin() {
    announced = true;
    NodeOutputs outputs = node.outputs();
    outputs.send(new Event.StreamStart(node.engine().name() + "/" + node.name()));
    Formats formats = node.engine().negotiator().current();
    outputs.fix(formats);
    node.configure(null);
    outputs.sendCaps(formats);
    outputs.send(node.segment());
  }

  /** After a flush, which may have discarded them on their way, caps and segment are told again. */
  private void resume() {
    flushed = false;
    node.outputs().sendCaps(node.engine().negotiator().current());
    node.outputs().send(node.segment());
  }

  /** The stream ends: if it has not begun it will not. */
  void end() {
    announced = true;
  }

  void reset() {
    flushed = announced;
  }
}
