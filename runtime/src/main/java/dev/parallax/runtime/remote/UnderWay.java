package dev.parallax.runtime.remote;

/**
 * Calls that are not over: buffers, of which several may be under way, in order; and one that is
 * waited for, with those that were made while the element waited in it.
 */
final class UnderWay {
  private static final int ROOM = 64;

  /** No call, so that any may be over next. */
  private static final int ANY = -1;

  private final int[] buffers = new int[ROOM];
  private int first;
  private int count;

  /** Calls that are waited for, or that an exception has left. */
  private int calls;

  private final int[] outer = new int[ROOM];
  private int depth;

  /** The call that must be over next; 0: the first of the buffers. */
  private int expected;

  private int over;

  /** Buffers under way. */
  int buffers() {
    return count;
  }

  /** Their numbers, in order. */
  int[] unfinished() {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = buffers[(first + i) % ROOM];
    }
    return numbers;
  }

  boolean any() {
    return count > 0 || calls > 0;
  }

  void sent(int seq) {
    if (count == ROOM) {
      throw new IllegalStateException("too many buffers are under way");
    }
    buffers[(first + count++) % ROOM] = seq;
  }

  /** A call is waited for, until {@link #leave}. */
  void begin(int seq) {
    if (depth == ROOM) {
      throw new PeerFault("element waits in a call in a call ... in a call");
    }
    outer[depth++] = expected;
    expected = seq;
    over = 0;
    calls++;
  }

  boolean isOver(int seq) {
    return over == seq;
  }

  void leave() {
    expected = outer[--depth];
  }

  /** From now on calls may be over in any order. */
  void takeAny() {
    expected = ANY;
  }

  /**
   * A call is over.
   *
   * @return true when it is waited for, false for a buffer
   */
  boolean over(int seq) {
    if (count > 0 && buffers[first] == seq && expected <= 0) {
      first = (first + 1) % ROOM;
      count--;
      return false;
    }
    if (calls == 0 || expected != seq && expected != ANY) {
      throw new PeerFault("another call is over than was made: seq=" + seq + " made=" + expected);
    }
    calls--;
    over = seq;
    return true;
  }
}
