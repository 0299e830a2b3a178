package dev.parallax.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A target for Jazzer that needs no code: {@code --target_class=dev.parallax.testkit.FuzzTarget},
 * with the element in the system property {@code parallax.fuzz.element}, as in a pipeline string.
 */
public final class FuzzTarget {
  private static @Nullable FuzzElement target;

  private FuzzTarget() {}

  /** What Jazzer calls before the first input. */
  public static void fuzzerInitialize() {
    String element = System.getProperty("parallax.fuzz.element", "");
    if (element.isBlank()) {
      throw new IllegalArgumentException(
          "no element to be fuzzed; name one by -Dparallax.fuzz.element=NAME");
    }
    target = FuzzElement.of(element);
  }

  /** What Jazzer calls with each input. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (target == null) {
      fuzzerInitialize();
    }
    FuzzElement fuzz = target;
    if (fuzz != null) {
      fuzz.run(data);
    }
  }
}
