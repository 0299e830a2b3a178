package dev.parallax.runtime.spi;

/**
 * Unwinds an element's method when the pipeline stops while it waits. Elements let it pass; an
 * {@link Error}, so that those that catch exceptions do.
 */
public final class StoppedException extends Error {
  private static final long serialVersionUID = 1L;

  /** The only instance; it has no stack trace. */
  public static final StoppedException STOPPED = new StoppedException();

  private StoppedException() {
    super("pipeline is stopping", null, false, false);
  }
}
