package dev.parallax.elements.std.video.kernel;

/**
 * Whether loops may use {@code jdk.incubator.vector}. Off when the module is not in the boot layer (start Java with
 * {@code --add-modules jdk.incubator.vector}), when vectors are narrower than 256 bits, when no optimizing compiler runs
 * (vectors are slower than plain loops there), and with {@code -Dparallax.vector=false}.
 */
public final class VectorSupport {
  private static final String MODULE = "jdk.incubator.vector";
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
    Module self = VectorSupport.class.getModule();
    return ModuleLayer.boot().findModule(MODULE).filter(self::canRead).isPresent() && VectorRows.wideEnough();
  }
}
