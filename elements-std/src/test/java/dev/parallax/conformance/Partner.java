package dev.parallax.conformance;

import dev.parallax.runtime.pipeline.Pipeline;

/**
 * Somebody outside of a pipeline without whom an element can't work: the application, a server, a
 * client. A new one for each pipeline; see {@link Partners}.
 */
interface Partner extends AutoCloseable {
  /** Properties that lead the element to the partner, as pipeline text. */
  default String properties() {
    return "";
  }

  /**
   * The partner's part, while the pipeline runs: sends or takes {@code buffers} buffers and brings
   * the stream to where it ends by itself. May come again after a flush or in a second run.
   */
  void serve(Pipeline pipeline, int buffers) throws Exception;

  @Override
  default void close() {}
}
