package dev.parallax.runtime.pipeline;

import dev.parallax.memory.Buffer;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.NearMisses;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.Event;
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

  /** A part of a stream, if it is one. */
  static Event.Seek checkedPart(long positionNs, long stopNs) {
    if (positionNs < 0 || stopNs != Buffer.NO_TIME && stopNs <= positionNs) {
      throw new IllegalArgumentException(
          "not a part of a stream position=" + positionNs + " stop=" + stopNs);
    }
    return new Event.Seek(positionNs, stopNs);
  }

  static ParallaxException cannotBegin(List<String> sources, long positionNs) {
    String names = String.join(", ", sources);
    return new ParallaxException(
        new Diagnostic(
            DiagnosticId.RUN_CANNOT_BEGIN,
            "source does not go to a position source="
                + names
                + " position="
                + positionNs
                + "\n"
                + "  fix      put an element behind it that finds positions in its format; parallax"
                + " inspect says of an element whether it handles seeks",
            Map.of("sources", names, "position", Long.toString(positionNs))));
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
