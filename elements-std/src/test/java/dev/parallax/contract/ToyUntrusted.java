package dev.parallax.contract;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Trust;
import dev.parallax.runtime.element.View;

/** Must never run in the host process. */
@Element(name = "toyuntrusted", summary = "Toy sink that nobody trusts")
@Hints(trust = Trust.UNTRUSTED)
final class ToyUntrusted {
  @Consume
  void take(@Input @AnyCaps View in) {
    throw new AssertionError("ran in the host process");
  }
}
