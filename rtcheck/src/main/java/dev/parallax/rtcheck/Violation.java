package dev.parallax.rtcheck;

import dev.parallax.model.diag.Diagnostic;
import java.util.List;

/**
 * Code marked as safe that is not.
 *
 * @param effect the first of what it does
 * @param what what does it, in words: {@code allocates: new int[]}
 * @param chain calls from the marked method to the place, at least one
 */
public record Violation(Effect effect, String what, List<Frame> chain) {
  /** Copies the chain. */
  public Violation {
    chain = List.copyOf(chain);
  }

  /**
   * A place in a chain of calls.
   *
   * @param type name of the class
   * @param method name of the method
   * @param file name of the source file, empty if unknown
   * @param line in the source file, 0 if unknown
   */
  public record Frame(String type, String method, String file, int line) {
    @Override
    public String toString() {
      String place = file.isEmpty() ? "" : line == 0 ? file : file + ":" + line;
      return type + "." + method + "(" + place + ")";
    }
  }

  /** The marked method. */
  public Frame root() {
    return chain.getFirst();
  }

  /** The place that does it. */
  public Frame place() {
    return chain.getLast();
  }

  /** The message, with the chain of calls. */
  public Diagnostic diagnostic() {
    StringBuilder text = new StringBuilder();
    text.append(root().type()).append('.').append(root().method()).append(' ').append(what);
    for (int i = 0; i < chain.size(); i++) {
      text.append("\n  ").append(i == 0 ? "in " : "called: ").append(chain.get(i));
    }
    text.append("\n  fix: ").append(effect.id().fix());
    return Diagnostic.of(
        effect.id(),
        text.toString(),
        "method",
        root().type() + "." + root().method(),
        "place",
        place().toString());
  }
}
