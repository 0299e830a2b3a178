package dev.parallax.elements.std.audio;

import dev.parallax.model.format.AudioFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text of a mix matrix: a row for each output channel with a number for each input
 * channel, as {@code <<1.0, 0.0>, <0.0, 1.0>>}. GStreamer's type names, as in {@code (float)1.0},
 * may stand before numbers.
 */
final class MixMatrixText {
  private static final int MOST_TEXT = 1 << 17;

  private MixMatrixText() {}

  /**
   * Weights by output and input.
   *
   * @throws IllegalArgumentException when the text is no matrix of that many rows and columns
   */
  static double[][] read(String text, int out, int in) {
    String body = text.strip();
    if (body.length() > MOST_TEXT) {
      throw bad("text is too long", text.length());
    }
    if (!body.startsWith("<") || !body.endsWith(">")) {
      throw bad("it must begin with < and end with >", 0);
    }
    List<double[]> rows = new ArrayList<>();
    int end = body.length() - 1;
    for (int at = skip(body, 1, end); at < end; at = skip(body, at, end)) {
      int close = body.indexOf('>', at);
      if (body.charAt(at) != '<' || close < 0 || close >= end) {
        throw bad("a row must stand in < and >", at);
      }
      rows.add(row(body.substring(at + 1, close), at));
      if (rows.size() > AudioFormat.MAX_CHANNELS) {
        throw bad("too many rows", at);
      }
      at = close + 1;
    }
    check(rows, out, in);
    return rows.toArray(double[][]::new);
  }

  private static int skip(String body, int from, int end) {
    int at = from;
    while (at < end && (body.charAt(at) == ',' || Character.isWhitespace(body.charAt(at)))) {
      at++;
    }
    return at;
  }

  private static double[] row(String text, int offset) {
    String[] cells = text.split(",", AudioFormat.MAX_CHANNELS + 1);
    double[] row = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      String number = cells[i].strip().replaceFirst("^\\((float|double|int)\\)", "").strip();
      try {
        row[i] = Double.parseDouble(number);
      } catch (NumberFormatException e) {
        throw bad("not a number text=\"" + number + "\"", offset);
      }
      if (!Double.isFinite(row[i])) {
        throw bad("not a finite number text=\"" + number + "\"", offset);
      }
    }
    return row;
  }

  private static void check(List<double[]> rows, int out, int in) {
    boolean fits = rows.size() == out && rows.stream().allMatch(r -> r.length == in);
    if (!fits) {
      throw new IllegalArgumentException(
          "mix-matrix does not fit the channels rows="
              + rows.size()
              + " columns="
              + (rows.isEmpty() ? 0 : rows.get(0).length)
              + " out="
              + out
              + " in="
              + in
              + "; give a row for each output channel and a number for each input channel");
    }
  }

  private static IllegalArgumentException bad(String what, int offset) {
    return new IllegalArgumentException("mix-matrix is malformed: " + what + " offset=" + offset);
  }
}
