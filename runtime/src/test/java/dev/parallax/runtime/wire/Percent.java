package dev.parallax.runtime.wire;

import dev.parallax.annotations.Wire;

@Wire
record Percent(int value) {
  Percent {
    if (value > 100) {
      throw new IllegalArgumentException("above 100 value=" + value);
    }
  }
}
