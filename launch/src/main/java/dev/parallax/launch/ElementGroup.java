package dev.parallax.launch;

import dev.parallax.model.descriptor.ElementDescriptor;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Elements that share a process.
 *
 * @param name of the group
 * @param names of elements, or of what they are
 * @param patterns of such names, with a * in each
 */
record ElementGroup(String name, List<Pattern> names, List<Pattern> patterns) {
  private static final Pattern TEXT =
      Pattern.compile("(?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,31})=(?<patterns>.+)");

  static ElementGroup of(Command command, String text) throws UsageException {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new UsageException(
          command,
          "--group is a name of letters, digits, . _ and -, an equals sign and names of elements,"
              + " for instance --group decoders=flacdec,mp3dec; not "
              + text);
    }
    String patterns = parts.group("patterns");
    return new ElementGroup(
        parts.group("name"),
        Isolated.patterns(patterns, name -> !name.contains("*")),
        Isolated.patterns(patterns, name -> name.contains("*")));
  }

  /** Whether the user names that element, and no others by the same word. */
  boolean names(String element, ElementDescriptor kind) {
    return Isolated.matches(names, element, kind);
  }

  /** Whether it is one of those that a pattern stands for. */
  boolean includes(String element, ElementDescriptor kind) {
    return Isolated.matches(patterns, element, kind);
  }
}
