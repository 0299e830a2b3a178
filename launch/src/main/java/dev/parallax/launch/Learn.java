package dev.parallax.launch;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.pipeline.Pipeline;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Runs a pipeline with its elements in sandboxes that refuse nothing but what leads out, and prints
 * which system calls beyond its profile each of them has made.
 */
final class Learn {
  private final Isolated isolated;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, Set<String>> calls = new ConcurrentHashMap<>();

  Learn(Isolated isolated, PrintStream out, PrintStream err) {
    this.isolated = isolated;
    this.out = out;
    this.err = err;
  }

  /** Elements that run here are not listed. */
  ExitCode run(String text, ElementWords words) throws UsageException {
    try (Isolation isolation =
            new Isolation(this::isolates, isolated::trusts, this::heard).learning();
        Pipeline pipeline = Pipeline.parse(text)) {
      words.check(pipeline);
      pipeline.placement(isolation).run();
    } catch (RuntimeException e) {
      print();
      Failure failure = Failure.of(e);
      err.println("error: " + failure.line());
      return failure.exit();
    }
    print();
    return ExitCode.OK;
  }

  private boolean isolates(String name, ElementDescriptor element) {
    boolean isolates = isolated.isolates(name, element);
    if (isolates && !Isolation.isBound(element)) {
      calls.putIfAbsent(name, new ConcurrentSkipListSet<>());
    }
    return isolates;
  }

  private void heard(Diagnostic diagnostic) {
    Object element = diagnostic.data().get("element");
    Object call = diagnostic.data().get("call");
    if (element != null && call != null) {
      calls
          .computeIfAbsent(element.toString(), e -> new ConcurrentSkipListSet<>())
          .add(call.toString());
    } else {
      err.println(diagnostic.text());
    }
  }

  private void print() {
    if (calls.isEmpty()) {
      out.println("no element was isolated");
    }
    new TreeMap<>(calls)
        .forEach((name, made) ->
            out.println(
                name
                    + ": "
                    + (made.isEmpty() ? "needs no more" : String.join(" ", new TreeSet<>(made)))));
    out.flush();
  }
}
