package dev.parallax.runtime.exec;

import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.StoppedException;

/**
 * Calls of a node's element, but for those of each buffer: whatever it throws is its failure. Only
 * the node's own thread.
 */
final class ElementCalls {
  private final Node node;
  private final ElementAdapter adapter;

  ElementCalls(Node node, ElementAdapter adapter) {
    this.node = node;
    this.adapter = adapter;
  }

  /** A call. */
  interface Step {
    void run() throws Exception;
  }

  void run(Step step) {
    try {
      step.run();
    } catch (Throwable t) {
      throw failure(t);
    }
  }

  /** Whether the element has taken care of an event. */
  boolean handles(Event event) {
    try {
      return adapter.onEvent(event);
    } catch (Throwable t) {
      throw failure(t);
    }
  }

  /** Whether the element has taken care of an event that concerns one of its inputs. */
  boolean handles(InputPad<?> pad, Event.Downstream event) {
    try {
      return adapter.onPortEvent(pad, event);
    } catch (Throwable t) {
      throw failure(t);
    }
  }

  /**
   * What a call has thrown: an end, or the failure of an element behind this one, passes through.
   */
  ElementFailure failure(Throwable thrown) {
    if (thrown instanceof StoppedException stopped) {
      throw stopped;
    }
    return thrown instanceof ElementFailure before ? before : new ElementFailure(node, thrown);
  }
}
