package dev.parallax.runtime.remote;

import dev.parallax.model.descriptor.ElementDescriptor;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts processes for elements. */
public interface PeerLauncher {
  /**
   * Starts one, in which the element is made and waits for calls.
   *
   * @param name of the element in its pipeline, for messages
   * @param property gives the value that a property has now by its name, null when it has none
   * @throws dev.parallax.model.diag.ParallaxException when the process can't be had: nothing is
   *     left of it then
   */
  Peer launch(ElementDescriptor element, String name, Function<String, @Nullable Object> property)
      throws InterruptedException;

  /**
   * Held while an input is offered again at which a process has ended: of elements that share a
   * process only one at a time does so, that it is known whose input it is. Null: none is shared.
   */
  default @Nullable Lock suspects() {
    return null;
  }
}
