package dev.parallax.launch;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.runtime.pipeline.PipelineStrings;
import dev.parallax.runtime.plugin.Plugins;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Checks the pipelines of files and tells what is wrong, as compilers do. */
final class Check {
  private final PrintStream out;
  private final PrintStream err;
  private ExitCode exit = ExitCode.OK;
  private int right;
  private int wrong;
  private int skipped;

  Check(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Checks files.
   *
   * @param plugins folders with jars, of which no code is loaded. No others are looked at: what is
   *     found does not depend on who looks
   * @return exit code of the first error
   */
  ExitCode run(List<String> files, List<Path> plugins) {
    try (Plugins described = Plugins.describe(plugins, told -> err.println("warning: " + told))) {
      files.forEach(this::file);
    }
    out.println(
        (right + wrong) + " pipelines checked, " + wrong + " wrong, " + skipped + " not checked");
    return exit;
  }

  private void file(String name) {
    try {
      for (PipelinesInFiles.Found found : PipelinesInFiles.in(Path.of(name))) {
        pipeline(name + ":" + found.line() + ": ", found);
      }
    } catch (IOException | java.nio.file.InvalidPathException e) {
      err.println(name + ": error: can't be read: " + e);
      fail(ExitCode.USAGE);
    }
  }

  private void pipeline(String place, PipelinesInFiles.Found found) {
    if (!found.unreadable().isEmpty()) {
      skip(place, found.unreadable());
      return;
    }
    try {
      PipelineStrings.check(
          found.text(), found.converters() ? ConverterPolicy.ALLOW : ConverterPolicy.DENY);
      right++;
    } catch (ParallaxException e) {
      // A variable may stand for several words, or for a part of caps: only the shell knows.
      if (found.variables() && e.diagnostic().id().family().equals("PIPE")) {
        skip(
            place,
            "a variable of the shell decides: "
                + e.diagnostic().text().lines().findFirst().orElse(""));
        return;
      }
      wrong++;
      Failure failure = Failure.of(e);
      err.println(place + "error: " + failure.line());
      fail(failure.exit());
    }
  }

  private void skip(String place, String reason) {
    skipped++;
    err.println(place + "not checked: " + reason);
  }

  private void fail(ExitCode code) {
    exit = exit == ExitCode.OK ? code : exit;
  }
}
