package dev.parallax.runtime.remote;

import dev.parallax.memory.link.Link;

/**
 * What an element has said of buffers that it waits for. It says so once; what happens since tells
 * whether it still waits. One thread.
 */
final class Starving {
  private static final int NONE = -1;

  private final Link link;
  private int output = NONE;

  /** Whether that is the last that it has said. */
  private boolean last;

  /** What had been returned to it when it said so. */
  private long returnedBefore;

  Starving(Link link) {
    this.link = link;
  }

  /** It waits until a buffer of that output comes back. */
  void began(int port) {
    output = port;
    last = true;
    returnedBefore = link.returned();
  }

  /** It has said something else. */
  void over() {
    output = NONE;
    last = false;
  }

  /** The output whose buffer it waits for, or a negative number. */
  int output() {
    // It says so again if what it was given since is not enough. Until then it may be computing.
    if (output >= 0 && (link.held() == 0 || link.returned() != returnedBefore)) {
      output = NONE;
    }
    return output;
  }

  /**
   * Whether it may still wait, as far as can be known here: what it was given may have been a
   * buffer of another output.
   */
  boolean isPossible(int outputs) {
    return last && outputs > 1 && link.held() > 0;
  }
}
