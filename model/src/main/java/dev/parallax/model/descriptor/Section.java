package dev.parallax.model.descriptor;

import dev.parallax.model.descriptor.Lines.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines below one line, taken by key; at the end none may be left. */
final class Section {
  private final Node head;
  private final List<Node> nodes;
  private final Set<String> known = new HashSet<>();

  Section(Node head, List<Node> nodes) {
    this.head = head;
    this.nodes = nodes;
  }

  static Section below(Node head) {
    return new Section(head, head.children);
  }

  static String value(Node node) {
    if (node.value == null) {
      throw node.fail("key has no value key=" + node.key);
    }
    return node.value;
  }

  /** Says that the caller reads lines with the key by itself. */
  void know(String key) {
    known.add(key);
  }

  /** All lines with the key, in order. */
  List<Node> all(String key) {
    known.add(key);
    List<Node> found = new ArrayList<>();
    for (Node node : nodes) {
      if (node.key.equals(key)) {
        found.add(node);
      }
    }
    return found;
  }

  /** The values of all lines with the key, in order. */
  List<String> texts(String key) {
    return all(key).stream().map(Section::value).toList();
  }

  @Nullable Node optional(String key) {
    List<Node> found = all(key);
    if (found.size() > 1) {
      throw found.get(1).fail("key is given twice key=" + key);
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  Node required(String key) {
    Node node = optional(key);
    if (node == null) {
      throw head.fail("key is missing key=" + key + " in=" + head.key);
    }
    return node;
  }

  String text(String key) {
    return value(required(key));
  }

  /** The value, or an empty text without the line. */
  String textOrEmpty(String key) {
    Node node = optional(key);
    return node == null ? "" : value(node);
  }

  boolean flag(String key) {
    Node node = optional(key);
    if (node != null && node.value != null) {
      throw node.fail("key has a value that it cannot have key=" + key);
    }
    return node != null;
  }

  <E extends Enum<E>> E constant(String key, Class<E> type) {
    Node node = required(key);
    String name = value(node);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw node.fail("unknown value key=" + key + " value=" + name);
  }

  int whole(String key) {
    Node node = required(key);
    try {
      return Integer.parseInt(value(node));
    } catch (NumberFormatException e) {
      throw node.fail("not a whole number key=" + key + " value=" + node.value);
    }
  }

  double number(String key, double without) {
    Node node = optional(key);
    try {
      return node == null ? without : Double.parseDouble(value(node));
    } catch (NumberFormatException e) {
      throw node.fail("not a number key=" + key + " value=" + node.value);
    }
  }

  /** Fails for a key that nobody asked for, unless a newer minor version may have added it. */
  void end(boolean newer) {
    for (Node node : nodes) {
      if (!newer && !known.contains(node.key)) {
        throw node.fail("unknown key key=" + node.key);
      }
    }
  }
}
