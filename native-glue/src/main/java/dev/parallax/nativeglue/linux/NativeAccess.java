package dev.parallax.nativeglue.linux;

import java.lang.foreign.Linker;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Start-up probe: whether this JVM can make system calls, and the flag that it lacks. */
public final class NativeAccess {
  private NativeAccess() {}

  /**
   * Checks the machine and the JVM's permission.
   *
   * @throws NativeAccessException with the fix in its message
   */
  public static void require() {
    requirePlatform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    try {
      Sys.link(Linker.nativeLinker());
    } catch (IllegalCallerException e) {
      throw new NativeAccessException(
          "native access is denied: start java with " + flag(NativeAccess.class.getModule()), e);
    }
  }

  /**
   * The flag without which this JVM warns about native access now and a later one denies it, or
   * null when it is present.
   */
  public static @Nullable String missingFlag() {
    Module module = NativeAccess.class.getModule();
    return module.isNativeAccessEnabled() ? null : flag(module);
  }

  static void requirePlatform(String os, String arch) {
    if (!os.toLowerCase(Locale.ROOT).equals("linux")) {
      throw new NativeAccessException("parallax runs on linux only: os.name=" + os);
    }
    if (!arch.equals("amd64") && !arch.equals("x86_64")) {
      throw new NativeAccessException(
          "parallax runs on x86-64 only (system call numbers differ elsewhere): os.arch=" + arch);
    }
  }

  private static String flag(Module module) {
    return "--enable-native-access=" + (module.isNamed() ? module.getName() : "ALL-UNNAMED");
  }
}
