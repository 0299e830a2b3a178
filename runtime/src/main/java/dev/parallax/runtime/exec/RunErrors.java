package dev.parallax.runtime.exec;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.plan.QueueSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Diagnostics of running pipelines. */
final class RunErrors {
  private RunErrors() {}

  static ParallaxException starved(String port, String link, int level, @Nullable QueueSpec spec) {
    String fix =
        spec == null
            ? "put a queue into each branch before " + port
            : spec.names().isEmpty()
                ? "put a queue with room for the difference between the branches into " + link
                : "enlarge max-size-buffers, max-size-bytes and max-size-time of "
                    + String.join(", ", spec.names());
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.RUN_STARVED,
            "pipeline starves: "
                + port
                + " waits for data while "
                + link
                + " is full\n  level    "
                + level
                + " buffers, grown to its hard bound\n  fix      "
                + fix,
            Map.of("port", port, "link", link, "level", Integer.toString(level))));
  }

  static ParallaxException starvedPool(String port, String pool) {
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.RUN_STARVED,
            "pipeline starves: "
                + port
                + " waits for data while all buffers of "
                + pool
                + " are kept\n"
                + "  fix      say in @Configure how many buffers an element keeps: Setup.holds(n)",
            Map.of("port", port, "pool", pool)));
  }
}
