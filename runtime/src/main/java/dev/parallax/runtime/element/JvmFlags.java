package dev.parallax.runtime.element;

import dev.parallax.memory.Buffer;
import dev.parallax.nativeglue.linux.NativeAccess;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Options that this JVM was started without although something in it has a use for them. The
 * options for the class path and for the module path lie in {@code dist/parallax.args} and {@code
 * dist/parallax-modules.args}.
 */
public final class JvmFlags {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String VECTORS =
      "start java with --add-modules "
          + VECTOR_MODULE
          + ": without it loops over pixels and samples are slower";
  private static final AtomicBoolean TOLD = new AtomicBoolean();
  private static @Nullable Module late;
  private static volatile boolean vectorsMissed;

  private JvmFlags() {}

  /**
   * Whether code of a class may use {@code jdk.incubator.vector}. Elements ask before they touch a
   * class with vectors, and have another way when the answer is no; the first no is logged as a
   * warning.
   *
   * <p>The module is there with {@code --add-modules jdk.incubator.vector}. The {@code parallax}
   * command starts without it, because that option costs 60 ms at start, and lets it be loaded
   * here, at the first question. Any thread.
   */
  public static boolean vectorsUsable(Class<?> user) {
    Module module = ModuleLayer.boot().findModule(VECTOR_MODULE).orElseGet(JvmFlags::loadLate);
    if (module == null) {
      if (!vectorsMissed) {
        vectorsMissed = true;
        warn(VECTORS);
      }
      return false;
    }
    return user.getModule().canRead(module);
  }

  /**
   * Loads the module as the JDK does for its own agents. Only where the command line exports that
   * internal package to the class path, which only the {@code parallax} command does.
   */
  private static synchronized @Nullable Module loadLate() {
    if (late == null) {
      try {
        Class<?> modules = Class.forName("jdk.internal.module.Modules");
        if (modules.getModule().isExported(modules.getPackageName(), JvmFlags.class.getModule())) {
          late = (Module) modules.getMethod("loadModule", String.class).invoke(null, VECTOR_MODULE);
        }
      } catch (ReflectiveOperationException e) {
        // Another JDK may have another way, or no such module: then there are no vectors.
        if (e instanceof InvocationTargetException x && x.getCause() instanceof Error error) {
          throw error;
        }
      }
    }
    return late;
  }

  /**
   * One line for each option that was missed up to now: the option, and what it is for. Any thread.
   */
  public static List<String> missing() {
    List<String> lines = new ArrayList<>();
    String modules = modulesWithoutNativeAccess();
    if (!modules.isEmpty()) {
      lines.add(
          "start java with --enable-native-access="
              + modules
              + ": without it later JDKs deny system calls");
    }
    if (vectorsMissed) {
      lines.add(VECTORS);
    }
    return lines;
  }

  /**
   * Logs a missing native access as a warning, once in the life of the JVM. Pipelines call it
   * before they start; it tells nothing after the first restricted call, since the JVM then warns
   * by itself and grants the access.
   */
  public static void warnOnce() {
    if (!TOLD.get() && !modulesWithoutNativeAccess().isEmpty() && TOLD.compareAndSet(false, true)) {
      warn(missing().getFirst());
    }
  }

  /** The modules that call restricted methods, as the option names them. */
  private static String modulesWithoutNativeAccess() {
    return Stream.of(NativeAccess.class, Buffer.class)
        .map(Class::getModule)
        .filter(module -> !module.isNativeAccessEnabled())
        .map(module -> module.isNamed() ? module.getName() : "ALL-UNNAMED")
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static void warn(String line) {
    System.getLogger("dev.parallax.runtime").log(Level.WARNING, line);
  }
}
