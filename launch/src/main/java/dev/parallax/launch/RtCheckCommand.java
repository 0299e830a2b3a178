package dev.parallax.launch;

import dev.parallax.rtcheck.RtCheck;
import dev.parallax.rtcheck.RtReport;
import dev.parallax.rtcheck.Violation;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code parallax rtcheck PATH...}: the verifier for any build and any jar. */
final class RtCheckCommand {
  private static final int ANY = -1;

  private RtCheckCommand() {}

  static ExitCode run(Arguments given, PrintStream out, PrintStream err) throws UsageException {
    int budget = budget(given);
    RtCheck check = new RtCheck();
    given.operands().forEach(path -> check.check(Path.of(path)));
    addAll(check, given.value("--class-path"), true);
    addAll(check, System.getProperty("java.class.path"), false);
    if (given.has("--no-summaries")) {
      check.ignoreSummaries();
    }
    String directory = given.value("--write-summary");
    if (directory != null && !given.operands().contains(directory)) {
      throw new UsageException(
          given.command(),
          "--write-summary is one of the paths that are checked, not " + directory);
    }
    RtReport report = check.run();
    for (Violation violation : report.violations()) {
      err.println("error: " + violation.diagnostic());
    }
    report.trusted().forEach(t -> out.println("trusted " + t.method() + ": " + t.reason()));
    report.prewarm().forEach(name -> out.println("prewarm " + name));
    report.summaries().forEach(summary -> out.println("summary " + summary));
    out.println(
        "methods="
            + report.verified().size()
            + " unsafe="
            + report.unsafe().size()
            + " trusted="
            + report.trusted().size()
            + " prewarm="
            + report.prewarm().size());
    var over = budget == ANY ? null : report.overBudget(budget).orElse(null);
    if (over != null) {
      err.println("error: " + over);
    }
    if (over != null || !report.violations().isEmpty()) {
      return ExitCode.STREAM;
    }
    if (directory != null) {
      check.writeSummary(Path.of(directory));
    }
    return ExitCode.OK;
  }

  private static void addAll(RtCheck check, @Nullable String paths, boolean required) {
    if (paths == null) {
      return;
    }
    for (String path : paths.split(File.pathSeparator)) {
      if (!path.isEmpty() && (required || Files.exists(Path.of(path)))) {
        check.classPath(Path.of(path));
      }
    }
  }

  private static int budget(Arguments given) throws UsageException {
    String text = given.value("--budget");
    if (text == null) {
      return ANY;
    }
    if (!text.matches("\\d{1,6}")) {
      throw new UsageException(
          given.command(), "--budget is a number from 0 to 999999, not " + text);
    }
    return Integer.parseInt(text);
  }
}
