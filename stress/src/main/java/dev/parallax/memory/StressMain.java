package dev.parallax.memory;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.Main;

/**
 * Runs the tests in one of two forms: {@code quick}, bounded to about a minute for each build, and
 * {@code long}, with all of jcstress's modes. A forbidden outcome ends with an exit code other than
 * 0.
 */
public final class StressMain {
  private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

  /** The optimizing compiler, asked to reorder what it may: one JVM a test. */
  private static final String ONE_JVM =
      NATIVE
          + " -XX:-TieredCompilation -XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM";

  private StressMain() {}

  /** Arguments: the form, and a regular expression for the names of the tests. */
  public static void main(String[] args) throws Exception {
    List<String> options = new ArrayList<>(List.of("-t", args[1], "-r", "jcstress"));
    switch (args[0]) {
      case "quick" -> {
        options.addAll(List.of("-m", "quick", "-f", "1", "-iters", "2", "-time", "250"));
        options.addAll(List.of("-sc", "false", "-jvmArgs", ONE_JVM));
      }
      case "long" -> options.addAll(List.of("-m", "default", "-jvmArgsPrepend", NATIVE));
      default -> throw new IllegalArgumentException("no such form: form=" + args[0]);
    }
    Main.main(options.toArray(String[]::new));
  }
}
