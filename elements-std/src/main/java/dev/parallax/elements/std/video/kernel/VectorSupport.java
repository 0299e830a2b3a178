package dev.parallax.elements.std.video.kernel;

import dev.parallax.runtime.element.JvmFlags;

/**
 * Whether loops may use {@code jdk.incubator.vector}. Off when the JVM does not have the module
 * (see {@link JvmFlags}), when vectors are narrower than 256 bits, when no optimizing compiler runs
 * (vectors are slower than plain loops there), and with {@code -Dparallax.vector=false}.
 */
public final class VectorSupport {
  private static final boolean USABLE = probe();

  private VectorSupport() {}

  /** Whether vector loops are used in this JVM. */
  public static boolean usable() {
    return USABLE;
  }

  /** The fastest loops that work here. */
  static RowKernels rows() {
    // The class with vectors is named only behind the probe: without the module it can't be linked.
    return USABLE ? VectorRows.instance() : ScalarRows.INSTANCE;
  }

  private static boolean probe() {
    if ("false".equals(System.getProperty("parallax.vector"))) {
      return false;
    }
    String vm = System.getProperty("java.vm.info", "");
    if (vm.contains("interpreted") || vm.contains("emulated-client")) {
      return false;
    }
    return JvmFlags.vectorsUsable(VectorSupport.class) && Lanes.wideEnough();
  }
}
