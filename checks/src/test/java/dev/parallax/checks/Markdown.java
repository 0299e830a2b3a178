package dev.parallax.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little of Markdown that the checks look at: fenced code, links, headings. */
final class Markdown {
  private static final Pattern FENCED =
      Pattern.compile(
          "^(?<fence>```+)(?<language>[^\\n`]*)\\n(?<body>.*?)^\\k<fence>[ ]*$",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`\\n]*`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
  private static final Pattern HEADING =
      Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*$", Pattern.MULTILINE);

  private Markdown() {}

  /**
   * A fenced block.
   *
   * @param language what follows the opening fence, for example {@code java}
   * @param body lines between the fences, each with its newline
   */
  record Block(String language, String body) {}

  static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = FENCED.matcher(text);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group("language").strip(), matcher.group("body")));
    }
    return blocks;
  }

  /** Targets of inline links outside of code. */
  static List<String> links(String text) {
    String prose = INLINE_CODE.matcher(FENCED.matcher(text).replaceAll("")).replaceAll("");
    return LINK.matcher(prose).results().map(match -> match.group(1)).toList();
  }

  /** Anchors of the headings, as the common hosts of repositories make them. */
  static List<String> anchors(String text) {
    return HEADING
        .matcher(FENCED.matcher(text).replaceAll(""))
        .results()
        .map(match -> match.group(1).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N}_\\- ]", "").replace(' ', '-'))
        .toList();
  }
}
