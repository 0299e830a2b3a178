package dev.parallax.launch;

import java.util.List;

/** Makes one pipeline string of the words that the shell gives. */
final class PipelineWords {
  private PipelineWords() {}

  /**
   * One word is the string itself. Several are joined by spaces; the shell has taken the quotes of
   * {@code location="my file"} away, so the value of such a word is quoted again.
   */
  static String join(List<String> words) {
    if (words.size() == 1) {
      return words.getFirst();
    }
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      text.append(needsQuotes(word) ? quoted(word) : word);
    }
    return text.toString();
  }

  private static boolean needsQuotes(String word) {
    int equals = word.indexOf('=');
    if (equals <= 0 || equals + 1 == word.length()) {
      return false;
    }
    char first = word.charAt(equals + 1);
    return isName(word.substring(0, equals))
        && first != '"'
        && first != '\''
        && word.chars().anyMatch(Character::isWhitespace);
  }

  /**
   * Only a property: caps and whole branches in one word have other characters before their first
   * {@code =}.
   */
  private static boolean isName(String text) {
    return text.chars().allMatch(c -> c == '-' || c == '_' || Character.isLetterOrDigit(c));
  }

  private static String quoted(String word) {
    int equals = word.indexOf('=');
    String value = word.substring(equals + 1).replace("\\", "\\\\").replace("\"", "\\\"");
    return word.substring(0, equals) + "=\"" + value + '"';
  }
}
