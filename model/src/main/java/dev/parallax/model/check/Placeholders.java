package dev.parallax.model.check;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Placeholders <code>${name}</code> in values of properties. */
public final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_-]+)}");

  private Placeholders() {}

  /** Names in order of appearance, each once. */
  public static Set<String> in(String value) {
    Set<String> names = new LinkedHashSet<>();
    PLACEHOLDER.matcher(value).results().map((MatchResult r) -> r.group(1)).forEach(names::add);
    return names;
  }

  /** The name when the value is one placeholder and nothing else, or null. */
  public static @Nullable String whole(String value) {
    Matcher matcher = PLACEHOLDER.matcher(value);
    return matcher.matches() ? matcher.group(1) : null;
  }

  /** The value with each placeholder replaced by the text of its name. */
  public static String fill(String value, Function<String, String> texts) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(r -> Matcher.quoteReplacement(texts.apply(r.group(1))));
  }
}
