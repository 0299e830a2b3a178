package dev.parallax.elements.std.text;

import java.util.HashMap;
import java.util.Map;

/** All characters of the font: printable ASCII and Latin-1. */
final class Glyphs {
  /** Stands for characters that the font does not have. */
  static final char MISSING = '\uFFFD';

  private static final Strokes BLANK = new Strokes(2, new float[0]);
  private static final float CAPITALS = 11;

  /** How far accents move up over capitals. */
  private static final float RAISE = 3.5f;

  private static final Map<Character, Strokes> ALL = read();

  private Glyphs() {}

  static Strokes of(char c) {
    Strokes found = ALL.get(c);
    return found != null ? found : ALL.getOrDefault(MISSING, BLANK);
  }

  static boolean has(char c) {
    return ALL.containsKey(c);
  }

  private static Map<Character, Strokes> read() {
    Map<Character, Strokes> all = new HashMap<>();
    all.put(' ', BLANK);
    all.put('\u00A0', BLANK);
    for (String line : GlyphData.STROKES.split("\n")) {
      all.put(line.charAt(0), StrokeReader.read(line.split(" ")));
    }
    for (String line : GlyphData.PARTS.split("\n")) {
      all.put(line.charAt(0), parts(all, line.split(" ")));
    }
    for (int i = 0; i < GlyphData.ACCENTED.length(); i += 3) {
      Strokes base = all.getOrDefault(GlyphData.ACCENTED.charAt(i + 1), BLANK);
      char accent = GlyphData.ACCENTED.charAt(i + 2);
      all.put(
          GlyphData.ACCENTED.charAt(i), accented(base, accent, all.getOrDefault(accent, BLANK)));
    }
    return Map.copyOf(all);
  }

  private static Strokes parts(Map<Character, Strokes> all, String[] words) {
    Strokes made = new Strokes(Float.parseFloat(words[1]), new float[0]);
    for (int i = 2; i < words.length; i += 4) {
      Strokes part = all.getOrDefault(words[i].charAt(0), BLANK);
      made =
          made.with(
              part.placed(
                  Float.parseFloat(words[i + 1]),
                  Float.parseFloat(words[i + 2]),
                  Float.parseFloat(words[i + 3])));
    }
    return made;
  }

  private static Strokes accented(Strokes base, char accent, Strokes mark) {
    boolean raised = accent != '¸' && base.highest() > CAPITALS;
    float width = Math.max(base.width(), mark.width() - 1);
    Strokes middle = new Strokes(width, base.placed((width - base.width()) / 2, 0, 1).pieces());
    return middle.with(mark.placed((width - mark.width()) / 2, raised ? RAISE : 0, 1));
  }
}
