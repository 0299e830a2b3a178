package dev.parallax.runtime.exec;

/**
 * An element has thrown. An {@link Error}, so that elements upstream in the same call chain, which
 * may catch exceptions, do not swallow it.
 */
final class ElementFailure extends Error {
  private static final long serialVersionUID = 1L;
  private final transient Node node;
  private final transient Throwable reason;

  ElementFailure(Node node, Throwable cause) {
    super(node.name(), cause, false, false);
    this.node = node;
    reason = cause;
  }

  /** What the element threw. */
  Throwable reason() {
    return reason;
  }

  Node node() {
    return node;
  }
}
