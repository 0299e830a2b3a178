package dev.parallax.runtime.remote;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What the host has sent, in order, until the element can be called. One thread. */
final class WaitingCalls {
  private final ArrayDeque<WaitingCall> waiting = new ArrayDeque<>();
  private final ArrayDeque<WaitingCall> free = new ArrayDeque<>();

  /** One to be filled in, behind all others. */
  WaitingCall add() {
    WaitingCall call = free.poll();
    if (call == null) {
      call = new WaitingCall();
    }
    waiting.add(call);
    return call;
  }

  @Nullable WaitingCall poll() {
    return waiting.poll();
  }

  /** The first that is not a buffer to be processed: those wait until the one before is over. */
  @Nullable WaitingCall pollOther() {
    for (Iterator<WaitingCall> all = waiting.iterator(); all.hasNext(); ) {
      WaitingCall call = all.next();
      if (!call.isInput()) {
        all.remove();
        return call;
      }
    }
    return null;
  }

  /** A call is over; what it has is let go. */
  void recycle(WaitingCall call) {
    call.close();
    free.push(call);
  }

  void close() {
    waiting.forEach(WaitingCall::close);
    waiting.clear();
  }
}
