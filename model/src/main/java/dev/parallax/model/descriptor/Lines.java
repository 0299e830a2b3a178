package dev.parallax.model.descriptor;

import dev.parallax.model.diag.DiagnosticId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a descriptor as a tree: {@code key} or {@code key value}, indented by two spaces for
 * each level, every line ended by {@code \n}. A value is what follows the first space; in it are
 * {@code \\}, {@code \n}, {@code \s} (a space at the beginning or end) and <code>&#92;uXXXX</code>
 * (other control characters and unpaired surrogates).
 */
final class Lines {
  /** Deepest level that is read; only levels of newer versions are below 2. */
  private static final int MAX_LEVEL = 8;

  private static final String INDENT = "  ";
  private static final int SPACE = ' ';
  private static final int HEX = 16;

  private Lines() {}

  /** A line and those below it. */
  static final class Node {
    final int line;
    final String key;
    final @Nullable String value;
    final List<Node> children = new ArrayList<>();

    Node(int line, String key, @Nullable String value) {
      this.line = line;
      this.key = key;
      this.value = value;
    }

    DescriptorException fail(String fact) {
      return new DescriptorException(DiagnosticId.DESC_SYNTAX, line, fact);
    }
  }

  /** Reads the lines of level 0; the text is bounded by the caller. */
  static List<Node> read(String text) {
    Node root = new Node(0, "", null);
    Deque<Node> open = new ArrayDeque<>(List.of(root));
    int number = 1;
    for (int at = 0; at < text.length(); number++) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        throw new DescriptorException(DiagnosticId.DESC_SYNTAX, number, "line does not end");
      }
      int level = 0;
      while (text.startsWith(INDENT, at)) {
        level++;
        at += INDENT.length();
      }
      Node node = node(number, text.substring(at, end));
      if (level >= open.size() || level > MAX_LEVEL) {
        throw node.fail("line is indented too far level=" + level);
      }
      while (open.size() > level + 1) {
        open.pop();
      }
      open.element().children.add(node);
      open.push(node);
      at = end + 1;
    }
    return root.children;
  }

  private static Node node(int number, String line) {
    int space = line.indexOf(' ');
    String key = space < 0 ? line : line.substring(0, space);
    boolean named = !key.isEmpty() && key.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-');
    if (!named) {
      throw new DescriptorException(DiagnosticId.DESC_SYNTAX, number, "line has no key");
    }
    return new Node(number, key, space < 0 ? null : unescape(number, line.substring(space + 1)));
  }

  /** Adds a line. */
  static void write(StringBuilder out, int level, String key, String value) {
    out.append(INDENT.repeat(level)).append(key).append(' ');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        out.append("\\\\");
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == ' ' && (i == 0 || i == value.length() - 1)) {
        out.append("\\s");
      } else if (isUnsafe(value, i)) {
        out.append("\\u").append(String.format("%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('\n');
  }

  /** Adds a line without a value. */
  static void write(StringBuilder out, int level, String key) {
    out.append(INDENT.repeat(level)).append(key).append('\n');
  }

  private static boolean isUnsafe(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }

  private static String unescape(int line, String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      i++;
      switch (i < text.length() ? text.charAt(i) : ' ') {
        case '\\' -> out.append('\\');
        case 'n' -> out.append('\n');
        case 's' -> out.append((char) SPACE);
        case 'u' -> {
          out.append(hex(line, text, i + 1));
          i += 4;
        }
        default -> throw new DescriptorException(DiagnosticId.DESC_SYNTAX, line, "unknown escape");
      }
    }
    return out.toString();
  }

  private static char hex(int line, String text, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), HEX) : -1;
      if (digit < 0) {
        throw new DescriptorException(
            DiagnosticId.DESC_SYNTAX, line, "escape needs four hex digits");
      }
      value = value * HEX + digit;
    }
    return (char) value;
  }
}
