package dev.parallax.elements.std.png;

import java.util.Random;

/** Bytes to be compressed. */
final class MadeBytes {
  private MadeBytes() {}

  /** Noise, words that repeat at all distances, runs, and stretches of few symbols. */
  static byte[] any(Random random, int size) {
    byte[] data = new byte[size];
    for (int i = 0; i < size; ) {
      int n = Math.min(size - i, 1 + random.nextInt(3000));
      int kind = random.nextInt(5);
      int back = 1 + random.nextInt(kind == 1 ? 10 : 40_000);
      int values = 1 << random.nextInt(9);
      for (int k = 0; k < n; k++, i++) {
        data[i] = kind < 3 && i >= back ? data[i - back] : (byte) random.nextInt(values);
      }
    }
    return data;
  }

  /** Symbols as often as Fibonacci's numbers, mixed: the best code has all lengths. */
  static byte[] fibonacci(Random random, int size) {
    byte[] data = new byte[size];
    int at = 0;
    for (int symbol = 0, a = 1, b = 1; at < data.length; symbol++) {
      int n = Math.min(data.length - at, a);
      for (int i = 0; i < n; i++) {
        data[at++] = (byte) symbol;
      }
      int sum = a + b;
      a = b;
      b = sum;
    }
    for (int i = data.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      byte swap = data[i];
      data[i] = data[other];
      data[other] = swap;
    }
    return data;
  }
}
