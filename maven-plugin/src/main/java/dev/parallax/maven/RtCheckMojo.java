package dev.parallax.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.NullUnmarked;

/** {@code parallax:rtcheck}: the command {@code rtcheck} on the project's classes. */
@NullUnmarked
public final class RtCheckMojo extends ToolMojo {
  /** Exit code of the command when it has found something. */
  private static final int FOUND = 1;

  private boolean failOnViolation = true;
  private Integer budget;
  private boolean summary = true;

  /** For Maven, which sets the fields. */
  public RtCheckMojo() {}

  @Override
  void runGoal(Path classes) throws MojoExecutionException, MojoFailureException {
    List<String> arguments = new ArrayList<>(List.of("rtcheck", classes.toString()));
    List<String> uses = new ArrayList<>(classPath());
    uses.remove(classes.toString());
    if (!uses.isEmpty()) {
      arguments.add("--class-path=" + String.join(File.pathSeparator, uses));
    }
    if (budget != null) {
      arguments.add("--budget=" + budget);
    }
    if (summary) {
      arguments.add("--write-summary=" + classes);
    }
    Consumer<CharSequence> log = failOnViolation ? getLog()::error : getLog()::warn;
    int code = command(List.of(), arguments, log);
    if (code == FOUND && !failOnViolation) {
      return;
    }
    if (code != OK) {
      throw new MojoFailureException(
          code == FOUND
              ? "real-time code is not safe; see above"
              : "parallax rtcheck failed exit=" + code + "; see above");
    }
  }
}
