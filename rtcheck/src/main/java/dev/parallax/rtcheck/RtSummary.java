package dev.parallax.rtcheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a jar says about its real-time code, in {@code META-INF/parallax/rt-summary}: methods that
 * do nothing wrong by themselves, and what each of them still asks of others. A check of what calls
 * them follows that, and need not look into the code.
 *
 * <pre>
 * parallax-rt-summary 3 jdk 25 table 0123456789abcdef
 * classes 5f70...                                    SHA-256 over all classes of the jar
 * class dev/example/Gain
 * safe apply(I)V                                     does nothing wrong by itself, and
 * call 14 dev/example/Step run()V                    calls, in line 14, this or what overrides it
 * exact 15 dev/example/Gain half()V                  calls exactly this
 * use 16 dev/example/Mode                            may be the first to use the class
 * use 17 dev/example/Mode HARD                       the same, of a static field that it names
 * lambda exact dev/example/Op of(I)I dev/example/Gain lambda$0(I)I    made somewhere in the class
 * end
 * </pre>
 *
 * Calls of the JDK that can't be overridden are left out: they were judged by the table of the
 * first line. Blanks, control characters and {@code %} in names are written as {@code %0020}.
 *
 * @param lines all of it
 */
record RtSummary(List<String> lines) {
  /** Place in a jar. */
  static final String PLACE = "META-INF/parallax/rt-summary";

  /** Longest summary that is read. */
  static final int MOST_BYTES = 8 << 20;

  /** The first line. */
  static String first(JdkTable table) {
    return "parallax-rt-summary 3 jdk " + JdkTable.FEATURE + " table " + table.id();
  }

  /**
   * The summary of classes of a check that found nothing wrong.
   *
   * @param looked methods that were looked at
   */
  static RtSummary of(ClassFiles.Unit unit, Set<MethodInfo> looked, World world, JdkTable table) {
    List<String> lines = new ArrayList<>();
    lines.add(first(table));
    lines.add("classes " + Digests.of(unit.classes()));
    Set<String> names = new HashSet<>();
    unit.classes().forEach(type -> names.add(type.name));
    List<ClassInfo> sorted =
        unit.classes().stream().sorted(Comparator.comparing(type -> type.name)).toList();
    for (ClassInfo type : sorted) {
      int before = lines.size();
      lines.add("class " + escape(type.name));
      for (MethodInfo method : type.methods.values()) {
        Facts facts = looked.contains(method) ? world.facts(method) : Facts.NONE;
        // Code behind a call that never returns was left out. Another jar's may return one day.
        if (looked.contains(method) && facts.returns() && names.containsAll(method.endsIn)) {
          add(method, facts, world, lines);
        }
      }
      world.lambdasOf(type).forEach(lambda -> lines.add(line(lambda)));
      if (lines.size() == before + 1) {
        lines.removeLast();
      }
    }
    lines.add("end");
    return new RtSummary(List.copyOf(lines));
  }

  private static void add(MethodInfo method, Facts facts, World world, List<String> lines) {
    lines.add("safe " + escape(method.ref.signature()));
    for (Facts.Call call : facts.calls()) {
      MethodInfo target = world.resolve(call.target());
      boolean ofJdk = target == null || !world.isGiven(target.owner);
      if (!ofJdk || !(call.exact() || (target != null && target.isExact()))) {
        String kind = call.exact() ? "exact " : "call ";
        lines.add(kind + call.line() + " " + words(call.target()));
      }
    }
    for (Facts.Use use : facts.initialised()) {
      String field = use.field().isEmpty() ? "" : " " + escape(use.field());
      lines.add("use " + use.line() + " " + escape(use.type()) + field);
    }
  }

  private static String line(Facts.Lambda lambda) {
    return "lambda "
        + (lambda.exact() ? "exact " : "call ")
        + words(lambda.method())
        + " "
        + words(lambda.target());
  }

  private static String words(MethodRef ref) {
    return escape(ref.owner()) + " " + escape(ref.signature());
  }

  private static String escape(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == '%' || Character.isSurrogate(c)) {
        text.append(String.format("%%%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Writes it to its place below a directory of classes. */
  void write(Path classes) {
    Path file = classes.resolve(PLACE);
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("summary cannot be written file=" + file, e);
    }
  }
}
