package dev.parallax.runtime.pipeline;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.NearMisses;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.plan.GraphNode;
import java.util.List;
import java.util.Map;

/** Diagnostics of what is asked of a pipeline. */
final class RequestErrors {
  private RequestErrors() {}

  static ParallaxException state(String what, State state, List<State> allowed) {
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.RUN_STATE,
            "pipeline can't " + what + " now state=" + state + " allowed=" + allowed,
            Map.of("operation", what, "state", state.toString())));
  }

  static ParallaxException ownThread(String what, State state) {
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.RUN_STATE,
            "pipeline can't "
                + what
                + " on one of its own threads thread="
                + Thread.currentThread().getName()
                + "\n"
                + "  fix      in a bus listener or an element call requestEos(), or leave it to"
                + " another thread",
            Map.of("operation", what, "state", state.toString())));
  }

  static IllegalStateException interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted during " + what, cause);
  }

  static ParallaxException noSuchElement(String name, List<String> elements) {
    String near = NearMisses.hint(name, elements);
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.RUN_NO_SUCH_ELEMENT,
            "pipeline has no element named "
                + name
                + "\n  fix      "
                + (near.isEmpty() ? "its elements are " + String.join(", ", elements) : near),
            Map.of("element", name)));
  }

  static ParallaxException otherControl(GraphNode node, Class<?> wanted) {
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.RUN_CONTROL,
            node.name()
                + ", element "
                + node.descriptor().name()
                + ", has no "
                + wanted.getName()
                + "\n  fix      use "
                + node.descriptor().builderName()
                + ".Control",
            Map.of("element", node.name(), "control", wanted.getName())));
  }

  static ParallaxException portNotLinked(GraphNode node, String port) {
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.PROP_PORT,
            node.name() + "." + port + " is not linked\n  fix      use a port that is",
            Map.of("element", node.name(), "port", port)));
  }

  /**
   * A property that can't change while the pipeline runs.
   *
   * @param shown the property, of a port perhaps
   * @param property its name
   */
  static ParallaxException notLive(GraphNode node, String shown, String property, State state) {
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.PROP_NOT_LIVE,
            node.name()
                + "."
                + shown
                + " can't change while the pipeline is "
                + state
                + "\n  fix      suspend the pipeline, set it, start again",
            Map.of("element", node.name(), "property", property)));
  }
}
