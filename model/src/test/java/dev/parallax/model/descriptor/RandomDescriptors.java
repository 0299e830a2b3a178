package dev.parallax.model.descriptor;

import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.Delivery;
import dev.parallax.annotations.Latency;
import dev.parallax.annotations.MemoryUse;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Restart;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.SyncMode;
import dev.parallax.annotations.Trust;
import dev.parallax.model.caps.RandomCaps;
import dev.parallax.model.descriptor.PropertyDescriptor.Type;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random descriptors with difficult texts and numbers. */
final class RandomDescriptors {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "  a  ",
          "x",
          "out",
          "video_%u",
          "key value",
          "back\\slash \\n",
          "two\nlines\r\n",
          "tab\t\u0000\u0007",
          "é€😀",
          "\uD800 alone \uDC00",
          "\u2028\u2029",
          "\\",
          "\\u0041",
          "end",
          "a=b",
          "'\"");

  private final Random r;

  RandomDescriptors(long seed) {
    this.r = new Random(seed);
  }

  private String text() {
    return TEXTS.get(r.nextInt(TEXTS.size()));
  }

  private <T> T one(T[] values) {
    return values[r.nextInt(values.length)];
  }

  private <T> List<T> some(Supplier<T> make) {
    return Stream.generate(make).limit(r.nextInt(4)).toList();
  }

  ElementDescriptor next() {
    return new ElementDescriptor(
        text(),
        text(),
        text(),
        text(),
        text(),
        one(ElementDescriptor.Kind.values()),
        one(Sync.values()),
        one(SyncMode.values()),
        some(this::port),
        some(this::property),
        some(this::action),
        some(this::relation),
        hints(),
        text(),
        new Example(some(this::text), text()));
  }

  private HintsDescriptor hints() {
    return new HintsDescriptor(
        one(Trust.values()),
        one(Processing.values()),
        one(Latency.values()),
        one(MemoryUse.values()),
        one(Affinity.values()),
        r.nextBoolean(),
        one(Restart.values()),
        r.nextBoolean(),
        r.nextBoolean(),
        r.nextBoolean(),
        r.nextBoolean(),
        r.nextBoolean(),
        r.nextBoolean(),
        r.nextBoolean());
  }

  private PortDescriptor port() {
    return new PortDescriptor(
        text(),
        one(PortDescriptor.Direction.values()),
        one(Presence.values()),
        text(),
        RandomCaps.caps(r),
        one(Delivery.values()),
        r.nextInt(0, Integer.MAX_VALUE),
        r.nextBoolean(),
        r.nextBoolean(),
        r.nextBoolean(),
        r.nextBoolean(),
        text(),
        some(this::property));
  }

  private PropertyDescriptor property() {
    Type type = one(Type.values());
    double a = bound();
    double b = bound();
    return new PropertyDescriptor(
        text(),
        type,
        text(),
        type == Type.ENUM ? List.of(text(), text()) : List.of(),
        Math.min(a, b),
        Math.max(a, b),
        r.nextBoolean() ? null : text(),
        r.nextBoolean(),
        r.nextBoolean(),
        text());
  }

  private ActionDescriptor action() {
    return new ActionDescriptor(text(), some(this::parameter), text(), text(), text());
  }

  private ActionDescriptor.Parameter parameter() {
    return new ActionDescriptor.Parameter(text(), text(), text());
  }

  private double bound() {
    return switch (r.nextInt(6)) {
      case 0 -> Double.NEGATIVE_INFINITY;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> -0.0;
      case 3 -> Double.MIN_VALUE;
      case 4 -> 0.1;
      default -> r.nextGaussian() * Math.pow(10, r.nextInt(-300, 300));
    };
  }

  private Relation relation() {
    return switch (r.nextInt(4)) {
      case 0 -> new Relation.Same(text(), text(), some(this::text));
      case 1 -> new Relation.FromProperty(text(), text(), text());
      case 2 -> new Relation.FromProbe(text(), some(this::text));
      default -> new Relation.FromStream(text(), some(this::text));
    };
  }
}
