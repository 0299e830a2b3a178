package dev.parallax.runtime.remote;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Inputs that the next process is to do, in order. One thread. */
final class Unfinished implements AutoCloseable {
  private final ArrayDeque<InFlight> inputs = new ArrayDeque<>();

  /** Some that came before those that are here. */
  void addAllFirst(ArrayDeque<InFlight> earlier) {
    for (InFlight input = earlier.pollLast(); input != null; input = earlier.pollLast()) {
      inputs.addFirst(input);
    }
  }

  /** The next one, whose buffer is the caller's; null when there is none. */
  @Nullable InFlight poll() {
    return inputs.poll();
  }

  int size() {
    return inputs.size();
  }

  /** Lets go of all. */
  @Override
  public void close() {
    for (InFlight input = inputs.poll(); input != null; input = inputs.poll()) {
      input.buffer().close();
    }
  }
}
