package dev.parallax.processor;

import dev.parallax.model.diag.DiagnosticId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of a schema file: the form of a wire record that its peers know. A field that was there
 * stays at its place with its type; new ones come at the end.
 *
 * <pre>
 * parallax-wire 1
 * record demo.Detection
 * field id i64
 * field label text(32)
 * end
 * </pre>
 */
final class WireSchema {
  private static final String HEAD = "parallax-wire 1";
  private static final int MAX_LINES = 10_000;

  private WireSchema() {}

  static String write(WireSpec spec) {
    return HEAD
        + "\nrecord "
        + spec.name()
        + "\n"
        + spec.fields().stream().map(f -> f.line() + "\n").collect(Collectors.joining())
        + "end\n";
  }

  /** A field as the file has it. */
  record Known(String name, String type) {}

  /**
   * What is between a record and its file.
   *
   * @param field the field that it is about, or empty
   * @param id what is wrong
   * @param text fact and fix; {@code %s} stands for the file
   */
  record Difference(DiagnosticId id, String field, String text) {
    /** Whether peers go on understanding each other. */
    boolean isGrowth() {
      return id == DiagnosticId.WIRE_APPENDED;
    }
  }

  /** Compares a record with the text of its file; null when they are the same. */
  static @Nullable Difference compare(WireSpec spec, String text) {
    List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (lines.size() < 3
        || lines.size() > MAX_LINES
        || !lines.getFirst().equals(HEAD)
        || !lines.getLast().equals("end")) {
      return malformed("it does not begin with \"" + HEAD + "\" and end with \"end\"");
    }
    if (!lines.get(1).equals("record " + spec.name())) {
      return malformed(
          "its second line is not \"record "
              + spec.name()
              + "\"; a record keeps its name by @Wire(name = ...)");
    }
    List<Known> known = new ArrayList<>();
    for (String line : lines.subList(2, lines.size() - 1)) {
      String[] parts = line.split(" ", 3);
      if (parts.length != 3 || !parts[0].equals("field")) {
        return malformed("a line is not \"field NAME TYPE\" line=\"" + line + "\"");
      }
      known.add(new Known(parts[1], parts[2]));
    }
    return compare(spec, known);
  }

  private static Difference malformed(String why) {
    return new Difference(
        DiagnosticId.WIRE_FILE,
        "",
        "schema file can't be used file=%s: "
            + why
            + "\n  fix: take it back from version control, or delete it and have it written anew"
            + " by -Aparallax.wire.update=true");
  }

  private static @Nullable Difference compare(WireSpec spec, List<Known> known) {
    List<String> names = spec.fields().stream().map(WireSpec.Field::name).toList();
    Difference growth = null;
    for (int i = 0; i < known.size(); i++) {
      Known old = known.get(i);
      int now = names.indexOf(old.name());
      if (now < 0) {
        return removed(spec, old, i);
      }
      if (now != i) {
        return reordered(spec, known, names, i);
      }
      String type = spec.fields().get(i).type().text();
      if (!type.equals(old.type())) {
        if (!isLongerEnum(old.type(), type)) {
          return retyped(spec, old, type);
        }
        growth =
            growth == null
                ? grown(spec, old.name(), "enum has constants that its schema file does not have")
                : growth;
      }
    }
    return known.size() < names.size()
        ? grown(spec, names.get(known.size()), "field is not in the schema file yet")
        : growth;
  }

  private static Difference removed(WireSpec spec, Known old, int index) {
    boolean renamed =
        index < spec.fields().size() && spec.fields().get(index).type().text().equals(old.type());
    return new Difference(
        DiagnosticId.WIRE_REMOVED,
        renamed ? spec.fields().get(index).name() : "",
        "field was removed field="
            + spec.type().getSimpleName()
            + "."
            + old.name()
            + " type="
            + old.type()
            + " file=%s\n  fix: put it back as component "
            + (index + 1)
            + (renamed ? "; if it was only renamed, rename it in the file, too" : ""));
  }

  /** The field that moved: the one that stands where an old one was, if that comes later. */
  private static Difference reordered(
      WireSpec spec, List<Known> known, List<String> names, int index) {
    Set<String> before = new HashSet<>(known.stream().map(Known::name).toList());
    String here = names.get(index);
    String fact =
        before.contains(here)
            ? "fields changed their order field="
            : "field was added before the end field=";
    return new Difference(
        DiagnosticId.WIRE_REORDERED,
        here,
        fact
            + spec.type().getSimpleName()
            + "."
            + here
            + " place="
            + (index + 1)
            + " file=%s\n  fix: order "
            + known.stream().map(Known::name).collect(Collectors.joining(", "))
            + ", and new fields after them");
  }

  private static Difference retyped(WireSpec spec, Known old, String type) {
    return new Difference(
        DiagnosticId.WIRE_RETYPED,
        old.name(),
        "field changed its type field="
            + spec.type().getSimpleName()
            + "."
            + old.name()
            + " type="
            + type
            + " was="
            + old.type()
            + " file=%s\n  fix: "
            + (old.type().contains("record(")
                ? "give the inner record its old room by @Wire(room = ...), or"
                : "give it its old type, and")
            + " add a new field at the end");
  }

  private static Difference grown(WireSpec spec, String field, String fact) {
    return new Difference(
        DiagnosticId.WIRE_APPENDED,
        field,
        fact
            + " field="
            + spec.type().getSimpleName()
            + "."
            + field
            + " file=%s\n  fix: compile once with -Aparallax.wire.update=true and commit the file");
  }

  /** Whether constants were only added at the end. */
  private static boolean isLongerEnum(String old, String now) {
    int at = old.indexOf("enum(");
    if (at < 0 || !now.startsWith(old.substring(0, at + 5))) {
      return false;
    }
    int close = old.indexOf(')', at);
    return close > 0
        && now.startsWith(old.substring(0, close) + ",")
        && now.endsWith(old.substring(close));
  }
}
