package dev.parallax.runtime.remote;

import dev.parallax.annotations.Restart;
import dev.parallax.memory.Buffer;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.Context;

/** Tells of restarts on the pipeline's bus. */
final class RestartNotes {
  private final Context context;
  private final Restart kind;
  private final RestartPolicy policy;
  private int partial;
  private int lost;

  RestartNotes(Context context, Restart kind, RestartPolicy policy) {
    this.context = context;
    this.kind = kind;
    this.policy = policy;
  }

  /** What a process has left behind beside the inputs that can be offered again. */
  void left(int shownInPart, int gone) {
    partial += shownInPart;
    lost += gone;
  }

  /** The process is started again. */
  void restarts(int attempt, PeerDeath death, int again) {
    warn(
        Diagnostic.of(
            DiagnosticId.RUN_RESTARTED,
            death.getMessage()
                + "; it is started again restart="
                + attempt
                + " of="
                + policy.restarts()
                + " withinS="
                + policy.within().toSeconds()
                + " kind="
                + kind
                + " again="
                + again
                + " partial="
                + partial
                + " lost="
                + lost,
            "element",
            context.name()));
    partial = 0;
    lost = 0;
  }

  /** A buffer is skipped. */
  void setAside(Buffer buffer) {
    warn(
        Diagnostic.of(
            DiagnosticId.RUN_SET_ASIDE,
            "two processes have ended at one buffer, which is skipped pts="
                + time(buffer.pts())
                + " dts="
                + time(buffer.dts())
                + " bytes="
                + buffer.length()
                + " flags="
                + buffer.flags(),
            "element",
            context.name()));
  }

  private static String time(long ns) {
    return ns == Buffer.NO_TIME ? "none" : Long.toString(ns);
  }

  /** There are no restarts left. */
  ParallaxException usedUp(PeerDeath death) {
    return new ParallaxException(
        Diagnostic.of(
            DiagnosticId.RUN_RESTARTS_USED_UP,
            death.getMessage()
                + (policy.restarts() == 0
                    ? "; it is not started again restarts="
                    : "; it was started again too often restarts=")
                + policy.restarts()
                + " withinS="
                + policy.within().toSeconds(),
            "element",
            context.name()),
        death);
  }

  private void warn(Diagnostic diagnostic) {
    context.warn(diagnostic.toString());
  }
}
