package dev.parallax.model.caps;

import java.util.ArrayList;
import java.util.List;

/**
 * What a port offers or accepts: alternatives, most preferred first. No alternative: nothing fits.
 *
 * @param alternatives at most {@link #MAX_ALTERNATIVES} alternatives
 */
public record Caps(List<MediaCaps> alternatives) {
  /** Largest number of alternatives. */
  public static final int MAX_ALTERNATIVES = 256;

  /** Any media in any memory. */
  public static final Caps ANY = new Caps(List.of(MediaCaps.ANY));

  /** Nothing fits. */
  public static final Caps NONE = new Caps(List.of());

  /** Checks and copies the list. */
  public Caps {
    alternatives = List.copyOf(alternatives);
    if (alternatives.size() > MAX_ALTERNATIVES) {
      throw new IllegalArgumentException(
          "too many alternatives count=" + alternatives.size() + " max=" + MAX_ALTERNATIVES);
    }
  }

  /** Caps of these alternatives, most preferred first. */
  public static Caps of(MediaCaps... alternatives) {
    return new Caps(List.of(alternatives));
  }

  /**
   * Caps from text, see {@link CapsText}.
   *
   * @throws CapsParseException if the text is not caps
   */
  public static Caps parse(String text) {
    return CapsText.parse(text);
  }

  /** Whether nothing fits. */
  public boolean isEmpty() {
    return alternatives.isEmpty();
  }

  /** Whether everything fits. */
  public boolean isAny() {
    return alternatives.stream().anyMatch(MediaCaps.ANY::subsetOf);
  }

  /** Whether there is one alternative and it is fixed. */
  public boolean isFixed() {
    return alternatives.size() == 1 && alternatives.getFirst().isFixed();
  }

  /** Whether one of the alternatives allows all of {@code media}. */
  public boolean accepts(MediaCaps media) {
    return alternatives.stream().anyMatch(media::subsetOf);
  }

  /** Whether each alternative is within one of the other's. */
  public boolean subsetOf(Caps other) {
    return alternatives.stream().allMatch(other::accepts);
  }

  /**
   * What both allow: every pair in the order of this one's alternatives, then of the other's. A
   * pair that an earlier one covers is left out; a later one that covers an earlier one stays,
   * since the earlier is preferred. Ends at {@link #MAX_ALTERNATIVES}: what is least preferred is
   * lost then.
   */
  public Caps intersect(Caps other) {
    List<MediaCaps> common = new ArrayList<>();
    for (MediaCaps mine : alternatives) {
      for (MediaCaps theirs : other.alternatives) {
        MediaCaps both = mine.intersect(theirs);
        if (both != null && common.stream().noneMatch(both::subsetOf)) {
          common.add(both);
          if (common.size() == MAX_ALTERNATIVES) {
            return new Caps(common);
          }
        }
      }
    }
    return new Caps(common);
  }

  /** The caps as text, see {@link CapsText}. */
  @Override
  public String toString() {
    return CapsText.print(this);
  }
}
