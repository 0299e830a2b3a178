package dev.parallax.annotations;

/** What to do after a crash of an element's process. */
public enum Restart {
  /**
   * {@link #FATAL} when output is delayed ({@code @Drain}), for sources, for elements with several
   * inputs, with outputs that come with the stream, or for files and the network; else {@link
   * #STATELESS}.
   */
  AUTO,
  /**
   * Start again with the inputs that had no output yet. What the element remembered is gone: it is
   * configured anew, and hears of stream, segment and tags again.
   */
  STATELESS,
  /**
   * Start again at the next key frame: a buffer that is not marked as {@code DELTA}. What comes
   * before it is dropped, and counted; whoever makes it is asked for a key frame.
   */
  RESYNC,
  /** Do not start again: the pipeline fails. */
  FATAL
}
