package dev.parallax.runtime.remote;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.link.Link;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a link did not take. Who makes room for it may have nothing to say, so that to wait for what
 * comes alone could be for ever. Waits nest: a question may be answered in the midst of one. One
 * thread.
 */
final class Unsent {
  private final BooleanSupplier untilRoom;
  private @Nullable Buffer buffer;
  private long metadataBytes;

  /**
   * A wait for a condition.
   *
   * @param <E> what may be wrong
   */
  interface Wait<E extends Exception> {
    void until(BooleanSupplier condition) throws E;
  }

  /**
   * For a link.
   *
   * @param ready what else ends a wait for room
   */
  Unsent(Link link, BooleanSupplier ready) {
    untilRoom = () -> ready.getAsBoolean() || link.canSend(buffer, metadataBytes);
  }

  /**
   * Waits once, until the link would take it or the other condition is true.
   *
   * @param unsent null: an event
   */
  <E extends Exception> void await(@Nullable Buffer unsent, long bytes, Wait<E> wait) throws E {
    Buffer outer = buffer;
    long outerBytes = metadataBytes;
    buffer = unsent;
    metadataBytes = bytes;
    try {
      wait.until(untilRoom);
    } finally {
      buffer = outer;
      metadataBytes = outerBytes;
    }
  }
}
