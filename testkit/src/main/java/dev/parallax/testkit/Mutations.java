package dev.parallax.testkit;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes in the ways that find faults in parsers. */
final class Mutations {
  private static final int MAX_NOISE = 600;
  private static final int MAX_DAMAGE = 8;
  private static final byte[] EDGES = {0, 1, -1, 0x7f, (byte) 0x80, 0x10, 0x40};

  private Mutations() {}

  static byte[] damaged(byte[] good, Random random) {
    if (good.length == 0 || random.nextInt(16) == 0) {
      byte[] noise = new byte[random.nextInt(MAX_NOISE)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] data = good.clone();
    int times = 1 + random.nextInt(MAX_DAMAGE);
    for (int i = 0; i < times && data.length > 0; i++) {
      data = once(data, random);
    }
    return data;
  }

  private static byte[] once(byte[] data, Random random) {
    // Headers decide most: half of the damage is near the beginning.
    int at = random.nextInt(random.nextBoolean() ? data.length : Math.min(64, data.length));
    switch (random.nextInt(7)) {
      case 0 -> data[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> data[at] = (byte) random.nextInt(256);
      case 2 -> data[at] = EDGES[random.nextInt(EDGES.length)];
      case 3 ->
          Arrays.fill(
              data,
              at,
              Math.min(data.length, at + 1 + random.nextInt(8)),
              EDGES[random.nextInt(EDGES.length)]);
      case 4 -> {
        return Arrays.copyOf(data, at); // cut off
      }
      case 5 -> {
        return spliced(data, at, random, true);
      }
      default -> {
        return spliced(data, at, random, false);
      }
    }
    return data;
  }

  /** A piece taken out, or put in twice. */
  private static byte[] spliced(byte[] data, int at, Random random, boolean twice) {
    int length = Math.min(data.length - at, 1 + random.nextInt(64));
    byte[] head = Arrays.copyOf(data, twice ? at + length : at);
    byte[] tail = Arrays.copyOfRange(data, twice ? at : at + length, data.length);
    byte[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }
}
