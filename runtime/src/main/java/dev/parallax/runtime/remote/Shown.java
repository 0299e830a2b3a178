package dev.parallax.runtime.remote;

import java.util.List;

/**
 * What others have seen of the call or the input that an element is at. Only the element's own
 * thread.
 */
final class Shown {
  private final HostAnswers answers;
  private final List<RemoteOutput> outputs;

  /** What had been sent on when it began. */
  private long before;

  Shown(HostAnswers answers, List<RemoteOutput> outputs) {
    this.answers = answers;
    this.outputs = outputs;
  }

  /** Another call or input begins. */
  void begin() {
    before = all();
    answers.messages().begin();
  }

  /** Whether anything was sent on since. */
  boolean any() {
    return all() != before;
  }

  private long all() {
    long sum = answers.sentEvents();
    for (int i = 0; i < outputs.size(); i++) {
      sum += outputs.get(i).pad.buffers();
    }
    return sum;
  }
}
