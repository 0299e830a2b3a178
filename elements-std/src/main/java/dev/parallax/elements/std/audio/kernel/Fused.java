package dev.parallax.elements.std.audio.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * A product and a sum in one operation with one rounding, where the processor has it: every one
 * with vectors of 256 bits does. Elsewhere {@link Math#fma} takes a thousand times longer, so there
 * they are two operations, and sums may differ in the last bit.
 */
final class Fused {
  /** The same for all loops of this JVM, so that it does not matter which of them were used. */
  static final boolean AVAILABLE = available();

  private Fused() {}

  static float add(float a, float b, float sum) {
    return AVAILABLE ? Math.fma(a, b, sum) : sum + a * b;
  }

  static double add(double a, double b, double sum) {
    return AVAILABLE ? Math.fma(a, b, sum) : sum + a * b;
  }

  private static boolean available() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return vm != null && Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException e) {
      return false; // A JVM without this option.
    }
  }
}
