package dev.parallax.model.caps;

import dev.parallax.model.caps.CapsValue.Any;
import dev.parallax.model.caps.CapsValue.Fixed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One alternative of a port: a media type, constraints on its fields, and kinds of memory.
 *
 * <p>The type {@link #ANY_TYPE} stands for any media, {@link #STREAM_TYPE} for a byte stream of any
 * type. Types other than {@code video/x-raw} and {@code audio/x-raw} have a field {@code framed}:
 * true for packets, false for a byte stream; absent means either.
 *
 * <p>The constructor normalises: a field that allows everything is left out, {@link #STREAM_TYPE}
 * gets {@code framed=false}, and well-known fields get their one type and spelling (see {@link
 * FieldForms}).
 *
 * @param type media type
 * @param fields constraints by field name in the order given; an absent field is unconstrained
 * @param memory kinds of memory
 */
public record MediaCaps(String type, Map<String, CapsValue> fields, MemoryCaps memory) {
  /** Any media. */
  public static final String ANY_TYPE = "ANY";

  /** A byte stream of any type. */
  public static final String STREAM_TYPE = "application/octet-stream";

  /** Raw video. */
  public static final String VIDEO_RAW = "video/x-raw";

  /** Raw audio. */
  public static final String AUDIO_RAW = "audio/x-raw";

  /** The field that tells packets from a byte stream. */
  public static final String FRAMED = "framed";

  /** Any media in any memory. */
  public static final MediaCaps ANY = new MediaCaps(ANY_TYPE, Map.of(), MemoryCaps.ALL);

  /**
   * Largest number of fields in a text and after an intersection. The constructor allows twice as
   * many, so that those a type needs, or relations give, can always be added.
   */
  public static final int MAX_FIELDS = 64;

  private static final List<String> VIDEO_FIELDS =
      List.of("format", "width", "height", "framerate");
  private static final List<String> AUDIO_FIELDS = List.of("format", "rate", "channels");
  private static final List<String> OTHER_FIELDS = List.of(FRAMED);
  private static final Fixed NOT_FRAMED = new Fixed(false);

  /** Checks, copies and normalises. */
  public MediaCaps {
    FieldForms.checkType(type);
    if (fields.size() > 2 * MAX_FIELDS) {
      throw new IllegalArgumentException(
          "too many caps fields count=" + fields.size() + " max=" + 2 * MAX_FIELDS);
    }
    Map<String, CapsValue> copy = LinkedHashMap.newLinkedHashMap(fields.size() + 1);
    for (Map.Entry<String, CapsValue> field : fields.entrySet()) {
      FieldForms.checkField(field.getKey());
      if (!(field.getValue() instanceof Any)) {
        copy.put(field.getKey(), FieldForms.normalise(field.getKey(), field.getValue()));
      }
    }
    if (type.equals(STREAM_TYPE)) {
      CapsValue framed = copy.getOrDefault(FRAMED, CapsValue.ANY);
      if (!framed.accepts(false)) {
        throw new IllegalArgumentException("a byte stream is never framed type=" + type);
      }
      copy.put(FRAMED, NOT_FRAMED);
    }
    fields = Collections.unmodifiableMap(copy);
  }

  /** A media type without constraints, in memory of the processor. */
  public static MediaCaps of(String type) {
    return new MediaCaps(type, Map.of(), MemoryCaps.CPU);
  }

  /** The fields that must be fixed before a stream of this type can flow. */
  public static List<String> neededFields(String type) {
    return switch (type) {
      case VIDEO_RAW -> VIDEO_FIELDS;
      case AUDIO_RAW -> AUDIO_FIELDS;
      default -> OTHER_FIELDS;
    };
  }

  /** Whether the type is raw video or raw audio. */
  public static boolean isRaw(String type) {
    return type.equals(VIDEO_RAW) || type.equals(AUDIO_RAW);
  }

  /** Constraint on a field; {@link CapsValue#ANY} when absent. */
  public CapsValue field(String name) {
    return fields.getOrDefault(name, CapsValue.ANY);
  }

  /** These caps with another constraint on one field. */
  public MediaCaps with(String field, CapsValue value) {
    Map<String, CapsValue> changed = new LinkedHashMap<>(fields);
    changed.put(field, value);
    return new MediaCaps(type, changed, memory);
  }

  /** These caps with other kinds of memory. */
  public MediaCaps withMemory(MemoryCaps kinds) {
    return new MediaCaps(type, fields, kinds);
  }

  /** Packets, or a byte stream, of any type are not raw media, which know no framing. */
  private boolean isPacketsAndRaw(MediaCaps other) {
    MediaCaps any = type.equals(ANY_TYPE) ? this : other;
    MediaCaps raw = any == this ? other : this;
    return any.type.equals(ANY_TYPE) && any.fields.containsKey(FRAMED) && isRaw(raw.type);
  }

  /**
   * What both allow, preferences of this one first; null if that is nothing, or has more than
   * {@link #MAX_FIELDS} fields.
   *
   * @see #intersectTypes
   */
  public @Nullable MediaCaps intersect(MediaCaps other) {
    String common = intersectTypes(type, other.type);
    MemoryCaps kinds = memory.intersect(other.memory);
    if (common == null || kinds == null || isPacketsAndRaw(other)) {
      return null;
    }
    Map<String, CapsValue> merged = new LinkedHashMap<>(fields);
    for (Map.Entry<String, CapsValue> field : other.fields.entrySet()) {
      CapsValue mine = merged.get(field.getKey());
      CapsValue both = mine == null ? field.getValue() : mine.intersect(field.getValue());
      if (both == null) {
        return null;
      }
      merged.put(field.getKey(), both);
    }
    if (merged.size() > MAX_FIELDS) {
      return null;
    }
    return new MediaCaps(common, merged, kinds);
  }

  /**
   * The type that two types have in common, or null: {@link #ANY_TYPE} goes with every type, {@link
   * #STREAM_TYPE} with every type that is not raw.
   */
  public static @Nullable String intersectTypes(String a, String b) {
    if (typeWithin(a, b)) {
      return a;
    }
    return typeWithin(b, a) ? b : null;
  }

  private static boolean typeWithin(String a, String b) {
    return a.equals(b)
        || b.equals(ANY_TYPE)
        || (b.equals(STREAM_TYPE) && !a.equals(ANY_TYPE) && !isRaw(a));
  }

  /** Whether the other allows everything that this allows. */
  public boolean subsetOf(MediaCaps other) {
    if (!typeWithin(type, other.type) || !memory.subsetOf(other.memory)) {
      return false;
    }
    for (Map.Entry<String, CapsValue> field : other.fields.entrySet()) {
      if (!field(field.getKey()).subsetOf(field.getValue())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Names of the fields that are not fixed: those of {@link #neededFields}, then others that are
   * constrained to more than one value.
   */
  public Set<String> openFields() {
    Set<String> open = new LinkedHashSet<>();
    for (String name : neededFields(type)) {
      if (!field(name).isFixed()) {
        open.add(name);
      }
    }
    fields.forEach((name, value) -> {
      if (!value.isFixed()) {
        open.add(name);
      }
    });
    return open;
  }

  /**
   * Whether one format is left: a type other than {@link #ANY_TYPE}, one kind of memory, and no
   * {@link #openFields}.
   */
  public boolean isFixed() {
    return !type.equals(ANY_TYPE) && memory.isFixed() && openFields().isEmpty();
  }

  /**
   * Every constrained field fixed by {@link CapsValue#fixate} and the most preferred kind of
   * memory. Fields without a constraint stay so; {@link #isFixed} tells whether it was enough.
   */
  public MediaCaps fixate() {
    Map<String, CapsValue> fixed = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      Fixed one = value.fixate();
      fixed.put(name, one == null ? value : one);
    });
    return new MediaCaps(type, fixed, new MemoryCaps(List.of(memory.kinds().getFirst())));
  }

  /** The caps as text, see {@link CapsText}. */
  @Override
  public String toString() {
    return CapsText.print(this);
  }

  // By hand: the method that a record has by itself is linked anew at each start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MediaCaps(String otherType, var otherFields, var otherMemory)
        && type.equals(otherType)
        && fields.equals(otherFields)
        && memory.equals(otherMemory);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, fields, memory);
  }
}
