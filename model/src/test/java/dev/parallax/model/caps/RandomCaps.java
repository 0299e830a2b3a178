package dev.parallax.model.caps;

import dev.parallax.annotations.MemoryKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Random caps out of a small world, so that they often have something in common. */
public final class RandomCaps {
  /** Scalars of the world: every random value is a set of some of these and others. */
  public static final List<Object> WORLD = world();

  private static final List<String> TYPES =
      List.of(
          MediaCaps.ANY_TYPE,
          MediaCaps.STREAM_TYPE,
          MediaCaps.VIDEO_RAW,
          MediaCaps.AUDIO_RAW,
          "audio/x-flac",
          "video/x-h264");
  private static final List<String> FIELDS = List.of("a", "format", "b-c", "width");

  private RandomCaps() {}

  private static List<Object> world() {
    List<Object> world = new ArrayList<>();
    for (int i = -3; i < 40; i++) {
      world.add(i);
    }
    for (int n = 0; n < 8; n++) {
      for (int d = 1; d < 4; d++) {
        world.add(new Fraction(n, d));
      }
    }
    world.addAll(
        List.of("I420", "NV12", "RGB", "true", "12", "30/1", "", "a \"b\" \\ \n é", true, false));
    return world.stream().distinct().toList();
  }

  /** A random value. */
  public static CapsValue value(RandomGenerator r) {
    return switch (r.nextInt(6)) {
      case 0 -> CapsValue.ANY;
      case 1 -> new CapsValue.Fixed(WORLD.get(r.nextInt(WORLD.size())));
      case 2, 3 -> intRange(r);
      case 4 -> fractionRange(r);
      default -> list(r);
    };
  }

  private static CapsValue intRange(RandomGenerator r) {
    int min = r.nextInt(-5, 20);
    return CapsValue.range(
        min,
        min + r.nextInt(40),
        r.nextInt(3) == 0 ? r.nextInt(1, 8) : 1,
        r.nextBoolean() ? null : r.nextInt(-3, 50));
  }

  private static CapsValue fractionRange(RandomGenerator r) {
    Fraction a = new Fraction(r.nextInt(8), r.nextInt(1, 4));
    Fraction b = new Fraction(r.nextInt(8), r.nextInt(1, 4));
    @Nullable Fraction prefer =
        r.nextBoolean() ? null : new Fraction(r.nextInt(9), r.nextInt(1, 4));
    return a.compareTo(b) <= 0 ? CapsValue.range(a, b, prefer) : CapsValue.range(b, a, prefer);
  }

  private static CapsValue list(RandomGenerator r) {
    Class<?> type = WORLD.get(r.nextInt(WORLD.size())).getClass();
    List<Object> values = new ArrayList<>(WORLD.stream().filter(type::isInstance).toList());
    Collections.shuffle(values, new java.util.Random(r.nextLong()));
    CapsValue value = CapsValue.of(values.subList(0, Math.min(values.size(), r.nextInt(1, 7))));
    return value == null ? CapsValue.ANY : value;
  }

  /** Random kinds of memory. */
  public static MemoryCaps memory(RandomGenerator r) {
    List<MemoryKind> kinds = new ArrayList<>(List.of(MemoryKind.values()));
    Collections.shuffle(kinds, new java.util.Random(r.nextLong()));
    return new MemoryCaps(kinds.subList(0, r.nextInt(1, 4)));
  }

  /** A random alternative. */
  public static MediaCaps media(RandomGenerator r) {
    String type = TYPES.get(r.nextInt(TYPES.size()));
    Map<String, CapsValue> fields = new LinkedHashMap<>();
    for (int i = r.nextInt(4); i > 0; i--) {
      fields.put(FIELDS.get(r.nextInt(FIELDS.size())), value(r));
    }
    if (!MediaCaps.isRaw(type) && r.nextBoolean()) {
      fields.put(
          MediaCaps.FRAMED,
          new CapsValue.Fixed(!type.equals(MediaCaps.STREAM_TYPE) && r.nextBoolean()));
    }
    return new MediaCaps(type, fields, memory(r));
  }

  /** Random caps of 0 to 4 alternatives. */
  public static Caps caps(RandomGenerator r) {
    List<MediaCaps> alternatives = new ArrayList<>();
    for (int i = r.nextInt(5); i > 0; i--) {
      alternatives.add(media(r));
    }
    return new Caps(alternatives);
  }
}
