package messages;

import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.RtTrusted;

/** One violation of each kind; their messages are in messages.expected. */
final class Messages {
  private final Object lock = new Object();
  private volatile boolean ready;
  private int n;

  /** Has no implementation among the classes of the check. */
  interface Unknown {
    int of(int n);
  }

  @RtSafe
  int[] allocates(int size) {
    return grown(size + 1);
  }

  private static int[] grown(int size) {
    return new int[size];
  }

  @RtSafe
  void blocks() {
    synchronized (lock) {
      n++;
    }
  }

  @RtSafe
  void waits() {
    while (!ready) {
      Thread.onSpinWait();
    }
  }

  @RtSafe
  Runnable links() {
    return Messages::nothing;
  }

  private static void nothing() {}

  @RtSafe
  int calls() {
    return foreign();
  }

  private static native int foreign();

  @RtSafe
  int goesOn(String text) {
    try {
      return text.length();
    } catch (NullPointerException e) {
      return 0;
    }
  }

  @RtSafe
  int asks(Unknown unknown) {
    return unknown.of(n);
  }

  @RtSafe
  int believes() {
    return trusted();
  }

  @RtTrusted(reason = "allocates once")
  private static int trusted() {
    return new int[1].length;
  }
}
