package dev.parallax.runtime.remote;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What the host has sent, in order, until the element can be called. One thread. */
final class WaitingCalls {
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final ArrayDeque<Waiting> free = new ArrayDeque<>();

  /** One to be filled in, behind all others. */
  Waiting add() {
    Waiting call = free.poll();
    if (call == null) {
      call = new Waiting();
    }
    waiting.add(call);
    return call;
  }

  @Nullable Waiting poll() {
    return waiting.poll();
  }

  /** The first that is not a buffer to be processed: those wait until the one before is over. */
  @Nullable Waiting pollOther() {
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting call = all.next();
      if (!call.isInput()) {
        all.remove();
        return call;
      }
    }
    return null;
  }

  /** A call is over; what it has is let go. */
  void recycle(Waiting call) {
    call.close();
    free.push(call);
  }

  void close() {
    waiting.forEach(Waiting::close);
    waiting.clear();
  }
}
