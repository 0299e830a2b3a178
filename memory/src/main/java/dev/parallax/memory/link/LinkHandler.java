package dev.parallax.memory.link;

import dev.parallax.memory.Buffer;

/**
 * What comes through a link, in the order in which the peer sent it. Called by {@link Link#poll} on
 * its thread; the entry is valid during the call. A handler may send on the link, but not poll it.
 * When it throws, the entry counts as taken.
 */
public interface LinkHandler {
  /**
   * A buffer: memory that the peer lent, the copy of such memory, or a part of what this side had
   * lent ({@link LinkEntry#isForward}). Times, flags and range are set, metadata and layout are
   * not.
   *
   * @param buffer the handler's from now on
   */
  void onBuffer(Buffer buffer, LinkEntry entry);

  /**
   * An input of the peer is done: nothing that it causes is to come.
   *
   * @param seq what the input's sender had called it; 0 and numbers it never gave are not sorted
   *     out
   */
  void onDone(int seq);

  /** An event. */
  void onEvent(LinkEntry entry);

  /** A property's value. */
  void onProperty(LinkEntry entry);

  /**
   * The peer is gone and had not returned this buffer. By {@link Link#recover}, in the order of
   * sending.
   *
   * @param buffer the handler's from now on, to be offered again or closed
   * @param port where it was sent to
   * @param seq as it was sent
   */
  default void onLost(Buffer buffer, int port, int seq) {
    buffer.close();
  }
}
