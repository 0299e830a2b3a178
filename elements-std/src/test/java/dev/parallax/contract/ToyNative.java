package dev.parallax.contract;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.NativeCode;
import dev.parallax.runtime.element.View;

/** Stands for a sink that hands payload to a native library, which would take it apart. */
@Element(name = "toynative", summary = "Toy sink that calls native code")
@NativeCode
final class ToyNative {
  @Consume
  void take(@Input @AnyCaps View in) {}
}
