package dev.parallax.launch;

import dev.parallax.model.diag.ForeignText;
import dev.parallax.runtime.plugin.TrustedJars;
import java.io.PrintStream;
import java.nio.file.Path;

/** Keeps the list of plugins that may run outside of a sandbox. */
final class TrustCommand {
  private TrustCommand() {}

  static ExitCode run(Arguments given, PrintStream out) throws UsageException {
    TrustedJars trusted = TrustedJars.ofUser();
    boolean revoke = given.has("--revoke");
    if (given.operands().isEmpty()) {
      if (revoke) {
        throw new UsageException(given.command(), "--revoke needs a jar or a hash");
      }
      trusted.entries().forEach((hash, jar) -> out.println(hash + "  " + jar));
    }
    for (String jar : given.operands()) {
      String shown = ForeignText.line(jar);
      if (!revoke) {
        out.println("trusted " + trusted.trust(Path.of(jar)) + "  " + shown);
      } else {
        out.println((trusted.revoke(jar) ? "no longer trusted " : "was not trusted ") + shown);
      }
    }
    return ExitCode.OK;
  }
}
