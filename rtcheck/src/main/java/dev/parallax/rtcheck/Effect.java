package dev.parallax.rtcheck;

import dev.parallax.model.diag.DiagnosticId;
import java.util.EnumSet;
import java.util.Set;

/**
 * What real-time code must not do. The effects of a method are a set of these; calls unite them.
 */
public enum Effect {
  /** Takes memory of the heap. */
  ALLOCATES('A', "allocates", DiagnosticId.RT_ALLOCATES),
  /** May wait: monitors, locks, parking, input and output. */
  BLOCKS('B', "may block", DiagnosticId.RT_BLOCKS),
  /** May run without end: a loop that makes no step towards its exit, recursion. */
  UNBOUNDED('U', "has no bound", DiagnosticId.RT_UNBOUNDED),
  /** May initialise a class, or link a call site, at the first call. */
  CLASS_INIT('I', "may initialise", DiagnosticId.RT_CLASS_INIT),
  /** Leaves Java. */
  NATIVE('N', "calls native code", DiagnosticId.RT_NATIVE),
  /** Goes on after an exception. */
  THROWS('T', "catches", DiagnosticId.RT_THROWS),
  /** Calls what nobody has verified. */
  UNKNOWN('?', "calls what is not verified", DiagnosticId.RT_UNKNOWN);

  private final char letter;
  private final String words;
  private final DiagnosticId id;

  Effect(char letter, String words, DiagnosticId id) {
    this.letter = letter;
    this.words = words;
    this.id = id;
  }

  /** The diagnostic that reports the effect. */
  public DiagnosticId id() {
    return id;
  }

  /** Predicate of a sentence about a method. */
  String words() {
    return words;
  }

  /** {@code AB}; {@code -} for none. */
  static String letters(Set<Effect> effects) {
    StringBuilder text = new StringBuilder();
    for (Effect effect : values()) {
      if (effects.contains(effect)) {
        text.append(effect.letter);
      }
    }
    return text.isEmpty() ? "-" : text.toString();
  }

  /**
   * The reverse of {@link #letters}.
   *
   * @throws IllegalArgumentException if a letter is none
   */
  static EnumSet<Effect> parse(String letters) {
    EnumSet<Effect> effects = EnumSet.noneOf(Effect.class);
    if (letters.equals("-")) {
      return effects;
    }
    for (int i = 0; i < letters.length(); i++) {
      effects.add(of(letters.charAt(i)));
    }
    return effects;
  }

  private static Effect of(char letter) {
    for (Effect effect : values()) {
      if (effect.letter == letter) {
        return effect;
      }
    }
    throw new IllegalArgumentException("letter stands for no effect letter=" + letter);
  }
}
