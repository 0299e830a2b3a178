package dev.parallax.runtime.wire;

import dev.parallax.runtime.wire.Everything.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/** Records of random contents, with edges more often than chance has them. */
final class RandomEverything {
  private static final String[] LETTERS = {
    "a", "Z", "\0", "\u007f", "\u00e9", "\u20ac", "\ud83d\ude00"
  };

  private final Random random;

  RandomEverything(long seed) {
    random = new Random(seed);
  }

  Everything next() {
    return new Everything(
        random.nextBoolean(),
        (byte) random.nextInt(),
        (short) random.nextInt(),
        (char) random.nextInt(),
        random.nextInt(),
        random.nextLong(),
        Float.intBitsToFloat(random.nextInt()),
        Double.longBitsToDouble(random.nextLong()),
        color(),
        part(),
        text(20),
        bytes(9),
        maybe(random::nextBoolean),
        random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty(),
        random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty(),
        random.nextBoolean() ? OptionalDouble.of(random.nextDouble()) : OptionalDouble.empty(),
        maybe(() -> text(6)),
        maybe(this::part),
        maybe(this::color),
        list(4, random::nextDouble),
        list(3, random::nextBoolean),
        list(3, this::color),
        list(3, () -> text(5)),
        list(2, () -> bytes(3)),
        list(2, this::part));
  }

  private Color color() {
    return Color.values()[random.nextInt(Color.values().length)];
  }

  private Part part() {
    return new Part(random.nextInt(), text(12));
  }

  /** A text of at most so many bytes, of letters of one to four bytes. */
  private String text(int max) {
    StringBuilder text = new StringBuilder();
    int bytes = 0;
    int wanted = random.nextBoolean() ? max : random.nextInt(max + 1);
    while (true) {
      int kind = random.nextInt(LETTERS.length);
      bytes += kind < 4 ? 1 : kind - 2;
      if (bytes > wanted) {
        return text.toString();
      }
      text.append(LETTERS[kind]);
    }
  }

  private byte[] bytes(int max) {
    byte[] bytes = new byte[random.nextInt(max + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> list(int max, Supplier<T> value) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      list.add(value.get());
    }
    return list;
  }
}
