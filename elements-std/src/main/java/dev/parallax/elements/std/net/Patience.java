package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.runtime.element.Context;
import java.io.IOException;

/**
 * Waiting for a session at the end of a stream, where an element can't return and be called again.
 * A pause neither ends it nor counts.
 */
final class Patience {
  private final Context context;
  private final Session session;
  private final String fact;
  private final long limitNs;
  private final long begin;

  /**
   * From now on, as long as the session's connection may stand still.
   *
   * @param fact what is wrong when that was too long
   */
  Patience(Context context, Session session, String fact) {
    this.context = context;
    this.session = session;
    this.fact = fact;
    limitNs = session.limits().idleNs();
    begin = context.runningTime();
  }

  /** Waits until something may have happened; false when the pipeline stops or flushes. */
  boolean await() throws IOException {
    long left = left();
    return context.await(session.again(left == Long.MAX_VALUE ? left : System.nanoTime() + left));
  }

  /** Whether to go on at once, as something has happened; false when the pipeline stops. */
  boolean goesOn() throws IOException {
    long unused = left();
    return context.await(context.againAt(context.now()));
  }

  private long left() throws IOException {
    long left = limitNs <= 0 ? Long.MAX_VALUE : limitNs - (context.runningTime() - begin);
    if (left <= 0) {
      throw new IOException(fact + " ms=" + limitNs / 1_000_000);
    }
    return left;
  }
}
