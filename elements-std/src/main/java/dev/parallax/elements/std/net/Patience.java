package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.nativeglue.linux.Poll;
import dev.parallax.runtime.element.Context;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Waiting for a session at the end of a stream, where an element can't return and be called again.
 */
final class Patience {
  private static final int LOOK_MS = 20;

  private final Context context;
  private final Session session;
  private final long begin;
  private final long limitNs;
  private final String fact;

  Patience(Context context, Session session, long limitNs, String fact) {
    this.context = context;
    this.session = session;
    this.limitNs = limitNs;
    this.fact = fact;
    begin = System.nanoTime();
  }

  /** Waits until something may have happened; false when the pipeline stops. */
  boolean await() throws IOException {
    if (context.interrupted()) {
      return false;
    }
    if (System.nanoTime() - begin >= limitNs) {
      throw new IOException(fact + " ms=" + limitNs / 1_000_000);
    }
    session.again(); // watches what it waits for; it is waited for here
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(Poll.POLLFD_BYTES, 8);
      Poll.set(poll, 0, session.pollFd(), Poll.POLLIN);
      Poll.poll(poll, 1, LOOK_MS);
    }
    return true;
  }
}
