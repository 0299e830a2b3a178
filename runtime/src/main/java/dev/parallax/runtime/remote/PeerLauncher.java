package dev.parallax.runtime.remote;

import dev.parallax.model.descriptor.ElementDescriptor;

/** Starts processes for elements. */
public interface PeerLauncher {
  /**
   * Starts one, in which the element is made and waits for calls.
   *
   * @param name of the element in its pipeline, for messages
   * @throws dev.parallax.model.diag.ParallaxException when the process can't be had: nothing is
   *     left of it then
   */
  Peer launch(ElementDescriptor element, String name) throws InterruptedException;
}
