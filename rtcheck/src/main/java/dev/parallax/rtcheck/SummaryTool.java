package dev.parallax.rtcheck;

import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Verifies the real-time code of a module of Parallax while it is built, and writes the {@link
 * RtSummary} among its classes. Everybody else has {@code parallax rtcheck --write-summary}, which
 * is not there yet at that time.
 */
final class SummaryTool {
  private SummaryTool() {}

  /**
   * Checks a folder of classes; the other modules are on the class path of this JVM.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) {
    System.exit(run(Path.of(arguments[0]), System.getProperty("java.class.path"), System.err));
  }

  /** Exit code: 1 when the code is not safe. */
  static int run(Path classes, String classPath, PrintStream err) {
    if (Runtime.version().feature() != JdkTable.FEATURE) {
      err.println(
          "no summary of real-time code: there is no table for this JDK feature="
              + Runtime.version().feature());
      return 0;
    }
    RtCheck check = new RtCheck().check(classes);
    for (String place : classPath.split(File.pathSeparator)) {
      Path path = Path.of(place);
      if (!path.equals(classes) && isOurs(path)) {
        check.classPath(path);
      }
    }
    RtReport report = check.run();
    report.violations().forEach(violation -> err.println("error: " + violation.diagnostic()));
    if (!report.violations().isEmpty()) {
      return 1;
    }
    check.writeSummary(classes);
    return 0;
  }

  /** Real-time code of Parallax calls nothing else; reading what processors use would take long. */
  private static boolean isOurs(Path path) {
    Path name = path.getFileName();
    return Files.isDirectory(path)
        || name != null && name.toString().startsWith("parallax-") && Files.exists(path);
  }
}
