package dev.parallax.model.diag;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that somebody may have meant. */
public final class NearMisses {
  private static final int MAX_SHOWN = 3;
  private static final int MAX_LENGTH = 64;
  private static final int MIN_PREFIX = 3;

  private NearMisses() {}

  private record Candidate(String name, int distance) {}

  /**
   * Up to three candidates, nearest first, equally near ones by name. Near is: at most a third of
   * the letters (and at least one) mistyped, missing, additional or exchanged with the next; or one
   * name is the beginning of the other (three letters at least). Case and {@code -} or {@code _}
   * make no difference. A name of more than 64 letters has no near misses.
   */
  public static List<String> of(String name, Collection<String> candidates) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return List.of();
    }
    String plain = plain(name);
    return candidates.stream()
        .distinct()
        .filter(c -> !c.isEmpty() && c.length() <= MAX_LENGTH)
        .map(c -> new Candidate(c, distance(plain, plain(c))))
        .filter(c -> isNear(plain, plain(c.name), c.distance))
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MAX_SHOWN)
        .map(Candidate::name)
        .toList();
  }

  /** {@code did you mean a, b or c?}, or an empty text. */
  public static String hint(String name, Collection<String> candidates) {
    List<String> near = of(name, candidates);
    if (near.isEmpty()) {
      return "";
    }
    String head = String.join(", ", near.subList(0, near.size() - 1));
    return "did you mean " + (head.isEmpty() ? "" : head + " or ") + near.getLast() + "?";
  }

  private static boolean isNear(String a, String b, int distance) {
    int shorter = Math.min(a.length(), b.length());
    boolean beginning = shorter >= MIN_PREFIX && (a.startsWith(b) || b.startsWith(a));
    return beginning
        || distance <= Math.max(1, Math.max(a.length(), b.length()) / 3) && distance < shorter;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Damerau-Levenshtein distance in its restricted form (optimal string alignment: no edit within
   * an exchanged pair).
   */
  static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
