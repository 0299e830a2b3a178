package dev.parallax.rtcheck;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@link RtSummary}. It is part of a jar and as such hostile: what is wrong with it
 * anywhere makes all of it void. What makes it believable is that it names the very classes beside
 * it.
 */
final class SummaryReader {
  /** Why a summary is void. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String why) {
      super(why, null, false, false);
    }
  }

  private final Map<String, ClassInfo> classes = new HashMap<>();
  private final Map<MethodInfo, Facts> facts = new HashMap<>();
  private final Map<ClassInfo, List<Facts.Lambda>> lambdas = new HashMap<>();

  // Of the line above.
  private @Nullable ClassInfo type;
  private @Nullable Facts current;

  private SummaryReader(List<ClassInfo> classes) {
    for (ClassInfo each : classes) {
      this.classes.put(each.name, each);
      lambdas.put(each, new ArrayList<>());
    }
  }

  /**
   * Gives what the summary says to the classes.
   *
   * @return why it was not used; empty when it was
   */
  static String apply(byte[] bytes, List<ClassInfo> classes, JdkTable table) {
    SummaryReader reader = new SummaryReader(classes);
    try {
      reader.read(bytes, Digests.of(classes), RtSummary.first(table));
    } catch (Unusable e) {
      return String.valueOf(e.getMessage());
    }
    reader.facts.forEach((method, known) -> method.facts = known);
    reader.lambdas.forEach((known, made) -> known.lambdas = List.copyOf(made));
    return "";
  }

  private void read(byte[] bytes, String digest, String first) throws Unusable {
    if (bytes.length > RtSummary.MOST_BYTES) {
      throw new Unusable("it is longer than " + RtSummary.MOST_BYTES + " bytes");
    }
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    if (!lines[0].equals(first)) {
      throw new Unusable("it was made by another version, or for another table of the JDK");
    }
    if (lines.length < 2 || !lines[1].equals("classes " + digest)) {
      throw new Unusable("the classes have changed since");
    }
    // Half a summary would leave out calls.
    int end = lines.length - 2;
    if (end < 2 || !lines[end].equals("end") || !lines[end + 1].isEmpty()) {
      throw new Unusable("its end is missing");
    }
    for (int i = 2; i < end; i++) {
      String[] words = lines[i].split(" ", -1);
      if (!read(words)) {
        throw new Unusable("line " + (i + 1) + " is none of a summary");
      }
    }
  }

  private boolean read(String[] words) {
    ClassInfo in = type;
    Facts of = current;
    return switch (words[0] + " " + words.length) {
      case "class 2" -> {
        current = null;
        type = classes.get(unescape(words[1]));
        yield type != null;
      }
      case "safe 2" -> in != null && method(in, unescape(words[1]));
      case "call 4", "exact 4" -> {
        MethodRef ref = ref(words[2], words[3]);
        int line = number(words[1]);
        yield of != null
            && ref != null
            && line >= 0
            && of.calls().add(new Facts.Call(ref, words[0].equals("exact"), line));
      }
      case "use 3", "use 4" -> {
        int line = number(words[1]);
        String field = words.length == 4 ? unescape(words[3]) : "";
        yield of != null
            && line >= 0
            && of.initialised().add(new Facts.Use(unescape(words[2]), field, line));
      }
      case "lambda 6" -> in != null && lambda(in, words);
      default -> false;
    };
  }

  private boolean method(ClassInfo in, String signature) {
    MethodInfo method = in.methods.get(signature);
    if (method == null || method.isNative() || facts.containsKey(method)) {
      return false;
    }
    current = new Facts(List.of(), new ArrayList<>(), new ArrayList<>(), List.of(), true);
    facts.put(method, current);
    return true;
  }

  private boolean lambda(ClassInfo in, String[] words) {
    MethodRef method = ref(words[2], words[3]);
    MethodRef target = ref(words[4], words[5]);
    boolean exact = words[1].equals("exact");
    List<Facts.Lambda> made = lambdas.get(in);
    current = null;
    return method != null
        && target != null
        && made != null
        && (exact || words[1].equals("call"))
        && made.add(new Facts.Lambda(method, target, exact));
  }

  private static @Nullable MethodRef ref(String owner, String signature) {
    String plain = unescape(signature);
    int bracket = plain.indexOf('(');
    return bracket <= 0
        ? null
        : new MethodRef(unescape(owner), plain.substring(0, bracket), plain.substring(bracket));
  }

  /** A line of a source; -1 for what is no such number. */
  private static int number(String text) {
    return text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
  }

  private static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      String digits = text.substring(i, Math.min(text.length(), i + 5));
      if (digits.matches("%[0-9a-f]{4}")) {
        plain.append((char) Integer.parseInt(digits.substring(1), 16));
        i += 4;
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }
}
