package dev.parallax.elements.std.transform;

import dev.parallax.runtime.element.StreamException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A pattern applied to bytes, with limits on what that may cost. */
final class RegexSearch {
  /** Takes each place that was found. */
  @FunctionalInterface
  interface Found {
    /** Bytes from {@code from} to {@code to}; false: no more are wanted. */
    boolean at(long from, long to);
  }

  private final Pattern pattern;
  private final boolean utf8;
  private final long maxSteps;

  RegexSearch(String pattern, RegexCharset charset, long maxSteps) {
    try {
      this.pattern = Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "pattern is no regular expression at=" + e.getIndex() + ": " + e.getDescription(), e);
    }
    utf8 = charset == RegexCharset.UTF_8;
    this.maxSteps = maxSteps;
  }

  /** Groups of the pattern, without the whole. */
  int groups() {
    return pattern.matcher("").groupCount();
  }

  /** Refuses a replacement that names groups which the pattern has not. */
  void checkReplacement(String replacement) {
    Matcher any = Pattern.compile("|" + pattern).matcher(""); // found, whatever the pattern is
    any.find();
    try {
      any.appendReplacement(new StringBuilder(), replacement);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "replacement does not fit the pattern replacement=\"%s\" groups=%d: %s"
              .formatted(replacement, groups(), e.getMessage()),
          e);
    }
  }

  private String text(byte[] bytes) throws StreamException {
    if (!utf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new StreamException("buffer is no UTF-8 text bytes=" + bytes.length, e);
    }
  }

  /** Whether the pattern is found anywhere. */
  boolean isIn(byte[] bytes) throws StreamException {
    String text = text(bytes);
    return bounded(text, matcher -> matcher.find());
  }

  /** Every place of a group, in order; a group that took no part is left out. */
  void each(byte[] bytes, int group, Found found) throws StreamException {
    String text = text(bytes);
    bounded(
        text,
        matcher -> {
          int chars = 0; // places in bytes are counted along, from one match to the next
          long at = 0;
          while (matcher.find()) {
            int start = matcher.start(group);
            if (start < 0) {
              continue;
            }
            if (start < chars) { // a group may lie in a look-behind
              chars = 0;
              at = 0;
            }
            long from = at + length(text, chars, start);
            long to = from + length(text, start, matcher.end(group));
            chars = start;
            at = from;
            if (!found.at(from, to)) {
              return false;
            }
          }
          return true;
        });
  }

  private long length(String text, int start, int end) {
    if (!utf8) {
      return end - start;
    }
    long bytes = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3; // a pair has four
    }
    return bytes;
  }

  /** The bytes with every place replaced; null when there is none. */
  byte @Nullable [] replaced(byte[] bytes, String replacement, long maxBytes)
      throws StreamException {
    StringBuilder result = new StringBuilder();
    String text = text(bytes);
    boolean any =
        bounded(
            text,
            matcher -> {
              boolean found = false;
              while (matcher.find()) {
                found = true;
                matcher.appendReplacement(result, replacement);
                if (result.length() > maxBytes) {
                  return true;
                }
              }
              matcher.appendTail(result);
              return found;
            });
    if (!any) {
      return null;
    }
    byte[] made =
        result.toString().getBytes(utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    if (made.length > maxBytes) {
      throw new StreamException("text is too long after its replacement max=" + maxBytes);
    }
    return made;
  }

  private boolean bounded(String text, java.util.function.Predicate<Matcher> use)
      throws StreamException {
    try {
      return use.test(pattern.matcher(new BoundedText(text, maxSteps)));
    } catch (BoundedText.LimitException e) {
      throw new StreamException(
          "pattern takes too many steps pattern=" + pattern + " max=" + maxSteps, e);
    } catch (StackOverflowError e) { // the JDK's matcher is recursive
      throw new StreamException("pattern needs too deep a stack pattern=" + pattern, e);
    }
  }
}
