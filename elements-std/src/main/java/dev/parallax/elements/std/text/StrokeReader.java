package dev.parallax.elements.std.text;

import java.util.Arrays;

/** Reads one line of {@link GlyphData#STROKES}. */
final class StrokeReader {
  /** Pieces of a full turn: at 200 pixels, still within a tenth of a pixel of the curve. */
  private static final int TURN = 48;

  private static final int CURVE = 16;

  private final String[] words;
  private int next;
  private float[] pieces = new float[64];
  private int count;
  private float x;
  private float y;
  private boolean begun;
  private boolean dot;

  private StrokeReader(String[] words, int first) {
    this.words = words;
    next = first;
  }

  /** Reads the words from the third on; the second is the width. */
  static Strokes read(String[] words) {
    StrokeReader reader = new StrokeReader(words, 2);
    reader.read();
    return new Strokes(Float.parseFloat(words[1]), Arrays.copyOf(reader.pieces, reader.count));
  }

  private void read() {
    while (next < words.length) {
      switch (words[next]) {
        case "m" -> {
          next++;
          endStroke();
          begin(number(), number());
        }
        case "a" -> {
          next++;
          arc(number(), number(), number(), number(), number(), number());
        }
        case "q" -> {
          next++;
          curve(number(), number(), number(), number());
        }
        default -> line(number(), number());
      }
    }
    endStroke();
  }

  private float number() {
    return Float.parseFloat(words[next++]);
  }

  private void begin(float toX, float toY) {
    x = toX;
    y = toY;
    begun = true;
    dot = true;
  }

  private void endStroke() {
    if (begun && dot) {
      piece(x, y);
    }
    begun = false;
  }

  private void line(float toX, float toY) {
    piece(toX, toY);
    dot = false;
  }

  private void piece(float toX, float toY) {
    if (count == pieces.length) {
      pieces = Arrays.copyOf(pieces, 2 * count);
    }
    pieces[count++] = x;
    pieces[count++] = y;
    pieces[count++] = toX;
    pieces[count++] = toY;
    x = toX;
    y = toY;
  }

  /** A whole turn is a stroke of its own; a part goes on from where the pen is. */
  private void arc(float cx, float cy, float rx, float ry, float from, float to) {
    boolean whole = Math.abs(to - from) >= 360;
    int steps = Math.max(2, Math.round(Math.abs(to - from) * TURN / 360));
    for (int i = 0; i <= steps; i++) {
      double angle = Math.toRadians(from + (to - from) * i / (double) steps);
      float toX = (float) (cx + rx * Math.cos(angle));
      float toY = (float) (cy + ry * Math.sin(angle));
      if (i == 0 && (whole || !begun)) {
        endStroke();
        begin(toX, toY);
      } else {
        line(toX, toY);
      }
    }
    begun = !whole;
  }

  private void curve(float cx, float cy, float toX, float toY) {
    float fromX = x;
    float fromY = y;
    for (int i = 1; i <= CURVE; i++) {
      float t = i / (float) CURVE;
      float s = 1 - t;
      line(
          s * s * fromX + 2 * s * t * cx + t * t * toX,
          s * s * fromY + 2 * s * t * cy + t * t * toY);
    }
  }
}
