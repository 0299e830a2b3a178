package dev.parallax.benchmarks.sidebyside;

import java.util.Locale;

/** Units of the table. */
enum Unit {
  NANOS("ns", 1),
  MILLIS("ms", 1e6);

  private final String symbol;
  private final double nanos;

  Unit(String symbol, double nanos) {
    this.symbol = symbol;
    this.nanos = nanos;
  }

  /** A number of nanoseconds in this unit with about three digits, without the symbol. */
  String show(double value) {
    double shown = value / nanos;
    double size = Math.abs(shown);
    return String.format(Locale.ROOT, size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f", shown);
  }

  String symbol() {
    return symbol;
  }
}
