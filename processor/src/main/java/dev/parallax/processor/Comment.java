package dev.parallax.processor;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a documentation comment says, as plain text on one line: inline tags by what a reader sees
 * of them, without markup.
 *
 * @param summary first sentence; empty without a comment
 * @param parameters texts of {@code @param} by name
 * @param returned text of {@code @return}; empty: none
 */
record Comment(String summary, Map<String, String> parameters, String returned) {
  private static final Comment NONE = new Comment("", Map.of(), "");
  private static final Pattern INLINE = Pattern.compile("\\{@(\\w+)\\s*([^{}]*)\\}");
  private static final Pattern MARKUP =
      Pattern.compile("</?(?:p|b|i|em|strong|code|pre|br|ul|ol|li|a|sub|sup)\\b[^<>]*>");
  private static final Pattern SENTENCE = Pattern.compile("[.!?](?=\\s|$)");
  private static final Pattern RETURN = Pattern.compile("^\\s*\\{@return\\s+([^{}]*)\\}");

  /** Takes a comment apart, as {@code Elements.getDocComment} gives it. */
  static Comment of(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    StringBuilder main = new StringBuilder();
    Map<String, StringBuilder> tags = new HashMap<>();
    StringBuilder open = main;
    for (String line : text.split("\n")) {
      String words = line.strip();
      if (words.startsWith("@")) {
        open = new StringBuilder();
        words = tag(words, open, tags);
      }
      open.append(words).append('\n');
    }
    Map<String, String> parameters = new HashMap<>();
    tags.forEach((name, doc) -> parameters.put(name, plain(doc.toString())));
    String returned = parameters.getOrDefault("@return", "");
    Matcher both = RETURN.matcher(main);
    if (both.find()) {
      String what = plain(both.group(1));
      return new Comment("Returns " + what + ".", parameters, what);
    }
    return new Comment(firstSentence(main.toString()), parameters, returned);
  }

  /** Opens a block: a parameter by its name, another tag by its own; returns the rest of a line. */
  private static String tag(String line, StringBuilder open, Map<String, StringBuilder> tags) {
    String[] words = line.split("\\s+", 3);
    boolean parameter = words[0].equals("@param") && words.length > 1;
    tags.putIfAbsent(parameter ? words[1] : words[0], open);
    return parameter ? words.length > 2 ? words[2] : "" : line.substring(words[0].length()).strip();
  }

  private static String firstSentence(String main) {
    int paragraph = main.indexOf("<p>");
    String text = plain(paragraph < 0 ? main : main.substring(0, paragraph));
    Matcher end = SENTENCE.matcher(text);
    return end.find() ? text.substring(0, end.end()) : text;
  }

  private static String plain(String text) {
    String out = MARKUP.matcher(text).replaceAll("");
    Matcher inline = INLINE.matcher(out);
    while (inline.find()) { // the innermost first
      String shown = shown(inline.group(1), inline.group(2).strip());
      out = out.substring(0, inline.start()) + shown + out.substring(inline.end());
      inline = INLINE.matcher(out);
    }
    return out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#64;", "@")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** A link by its label, or by what it leads to; anything else by its text. */
  private static String shown(String tag, String text) {
    if (!tag.equals("link") && !tag.equals("linkplain")) {
      return text;
    }
    int arguments = text.indexOf(')');
    int label = text.indexOf(' ', text.indexOf('(') < 0 ? 0 : Math.max(arguments, 0));
    String shown = label < 0 ? text : text.substring(label).strip();
    return label < 0 ? shown.replaceFirst("^#", "").replace('#', '.') : shown;
  }
}
