package dev.parallax.rtcheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a jar says about its real-time code, in {@code META-INF/parallax/rt-summary}: one line for
 * each method that was verified, each that is trusted, and each class to be initialised early.
 *
 * <pre>
 * parallax-rt-summary 1 jdk 25
 * safe dev.example.Gain.apply
 * trusted dev.example.Gain.warn once, at the end of a stream
 * prewarm dev.example.Mode
 * </pre>
 *
 * @param lines all lines but the first, sorted
 */
public record RtSummary(List<String> lines) {
  /** Place in a jar. */
  public static final String PLACE = "META-INF/parallax/rt-summary";

  private static final String FIRST = "parallax-rt-summary 1 jdk " + JdkTable.FEATURE;

  /** Copies the lines. */
  public RtSummary {
    lines = List.copyOf(lines);
  }

  /**
   * The summary of a check without violations.
   *
   * @throws IllegalArgumentException if there are some
   */
  public static RtSummary of(RtReport report) {
    if (!report.violations().isEmpty()) {
      throw new IllegalArgumentException(
          "classes are not safe violations=" + report.violations().size());
    }
    Set<String> lines = new TreeSet<>();
    report.verified().forEach(method -> lines.add("safe " + method));
    report
        .trusted()
        .forEach(
            t -> lines.add("trusted " + t.method() + " " + t.reason().replaceAll("\\s+", " ")));
    report.prewarm().forEach(type -> lines.add("prewarm " + type));
    return new RtSummary(List.copyOf(lines));
  }

  /** Writes it to its place below a directory of classes. */
  public void write(Path classes) {
    Path file = classes.resolve(PLACE);
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, FIRST + "\n" + String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("summary cannot be written file=" + file, e);
    }
  }
}
