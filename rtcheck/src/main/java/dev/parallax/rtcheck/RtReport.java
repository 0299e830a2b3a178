package dev.parallax.rtcheck;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Result of a check.
 *
 * @param violations what is marked as safe and is not, one for each cause
 * @param verified methods that are marked and were looked at, sorted
 * @param unsafe those of them that lead to a violation, also to one reported for another, sorted
 * @param trusted methods that marked code reaches and that count as safe without a proof, sorted
 * @param prewarm names of classes that are to be initialised before real-time code runs, sorted
 * @param summaries those found on the class path
 */
public record RtReport(
    List<Violation> violations,
    List<String> verified,
    List<String> unsafe,
    List<Trusted> trusted,
    List<String> prewarm,
    List<Summary> summaries) {
  /** Copies the lists. */
  public RtReport {
    violations = List.copyOf(violations);
    verified = List.copyOf(verified);
    unsafe = List.copyOf(unsafe);
    trusted = List.copyOf(trusted);
    prewarm = List.copyOf(prewarm);
    summaries = List.copyOf(summaries);
  }

  /**
   * A method with {@code @RtTrusted}, or a class, which counts once.
   *
   * @param method class and name, or class
   * @param reason why it is safe
   */
  public record Trusted(String method, String reason) {}

  /**
   * A summary in a jar or directory of the class path.
   *
   * @param refused why the bytecode was looked at instead; empty when the summary was used
   */
  public record Summary(Path path, String refused) {
    @Override
    public String toString() {
      return path + ": " + (refused.isEmpty() ? "used" : "not used: " + refused);
    }
  }

  /** The error when more methods are trusted than {@code budget}. */
  public Optional<Diagnostic> overBudget(int budget) {
    if (trusted.size() <= budget) {
      return Optional.empty();
    }
    StringBuilder text =
        new StringBuilder(
            "more methods are trusted than the budget allows trusted="
                + trusted.size()
                + " budget="
                + budget);
    trusted.forEach(t -> text.append("\n  ").append(t.method()).append(": ").append(t.reason()));
    text.append("\n  fix: ").append(DiagnosticId.RT_BUDGET.fix());
    return Optional.of(
        Diagnostic.of(
            DiagnosticId.RT_BUDGET,
            text.toString(),
            "trusted",
            Integer.toString(trusted.size()),
            "budget",
            Integer.toString(budget)));
  }
}
