package dev.parallax.runtime.element;

import dev.parallax.model.diag.ForeignText;
import dev.parallax.runtime.wire.WireBlock;
import dev.parallax.runtime.wire.WireCodec;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Immutable typed values that travel with a buffer. Keys are {@code "domain/type"}, of characters
 * that {@linkplain ForeignText#isHarmless do no harm} when they are shown; values are Boolean,
 * Integer, Long, Float, Double, String, byte arrays and {@link dev.parallax.annotations.Wire}
 * records, so that they can cross a process, in the form of {@link MetadataWire}. Beside them, one
 * object of any class may be {@linkplain #carrying carried}; it never leaves this process.
 */
public final class Metadata {
  /** No values. */
  public static final Metadata EMPTY = new Metadata(new TreeMap<>(), null);

  /** Key of KLV bytes (SMPTE ST 336, STANAG 4609). */
  public static final String KLV = "stanag/klv";

  private final TreeMap<String, Object> values;
  private final @Nullable Object carried;
  private final boolean empty;

  private Metadata(TreeMap<String, Object> values, @Nullable Object carried) {
    this.values = values;
    this.carried = carried;
    empty = values.isEmpty() && carried == null;
  }

  /**
   * The same values with an object that travels along as it is: streams of {@link
   * dev.parallax.runtime.typed.Values} carry theirs so. It has no key, is no part of {@link #keys},
   * and can't cross a process; other threads see it as it was when its buffer was sent.
   */
  public Metadata carrying(@Nullable Object object) {
    return object == null && values.isEmpty() ? EMPTY : new Metadata(values, object);
  }

  /** The object that travels along, or null. */
  public @Nullable Object carried() {
    return carried;
  }

  /** Metadata with one more value, or with a value replaced. Byte arrays are copied. */
  public Metadata with(String key, Object value) {
    checkKey(key);
    TreeMap<String, Object> next = new TreeMap<>(values);
    next.put(key, checkValue(key, value));
    return new Metadata(next, carried);
  }

  /**
   * Metadata with a record, in bytes from now on.
   *
   * @throws dev.parallax.runtime.wire.WireException when the record does not fit its form
   */
  public <R extends Record> Metadata with(String key, R value, WireCodec<R> codec) {
    return with(key, WireBlock.of(value, codec));
  }

  /** Metadata without a value. */
  public Metadata without(String key) {
    if (!values.containsKey(key)) {
      return this;
    }
    TreeMap<String, Object> next = new TreeMap<>(values);
    next.remove(key);
    return next.isEmpty() && carried == null ? EMPTY : new Metadata(next, carried);
  }

  /** Everything of both; {@code other} wins. */
  public Metadata merge(Metadata other) {
    if (isEmpty()) {
      return other;
    }
    TreeMap<String, Object> next = new TreeMap<>(values);
    next.putAll(other.values);
    return new Metadata(next, other.carried == null ? carried : other.carried);
  }

  /**
   * The value, or null when absent.
   *
   * @throws IllegalArgumentException when it has another type
   */
  public <T> @Nullable T get(String key, Class<T> type) {
    Object value = values.get(key);
    if (value == null) {
      return null;
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "metadata has another type key="
              + key
              + " wanted="
              + type.getSimpleName()
              + " is="
              + value.getClass().getSimpleName());
    }
    return type.cast(value instanceof byte[] bytes ? bytes.clone() : value);
  }

  /**
   * The record, or null when absent.
   *
   * @throws IllegalArgumentException when the value is no record
   * @throws dev.parallax.runtime.wire.WireException when it is another record
   */
  public <R extends Record> @Nullable R get(String key, WireCodec<R> codec) {
    WireBlock block = get(key, WireBlock.class);
    return block == null ? null : block.decode(codec);
  }

  /** Names of all values, sorted. */
  public Set<String> keys() {
    return java.util.Collections.unmodifiableSet(values.keySet());
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return empty;
  }

  /**
   * Visits all values in order of keys; byte arrays must not be changed, records are {@link
   * WireBlock}.
   */
  public void forEach(BiConsumer<String, Object> visitor) {
    values.forEach(visitor);
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof Metadata m)
        || !Objects.equals(carried, m.carried)
        || !values.keySet().equals(m.values.keySet())) {
      return false;
    }
    for (Map.Entry<String, Object> e : values.entrySet()) {
      Object other = m.values.get(e.getKey());
      boolean same =
          e.getValue() instanceof byte[] a && other instanceof byte[] b
              ? Arrays.equals(a, b)
              : e.getValue().equals(other);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return values.keySet().hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    values.forEach((k, v) -> {
      text.append(text.length() == 1 ? "" : ", ").append(k).append('=');
      text.append(v instanceof byte[] b ? b.length + " bytes" : v);
    });
    if (carried != null) {
      text.append(text.length() == 1 ? "" : ", ").append("carrying ");
      text.append(carried.getClass().getSimpleName());
    }
    return text.append('}').toString();
  }

  private static void checkKey(String key) {
    if (!isKey(key)) {
      throw new IllegalArgumentException(
          "metadata key is not \"domain/type\", without control characters, key=\"" + key + "\"");
    }
  }

  /** Keys come from other processes too, and are shown in many places. */
  static boolean isKey(String key) {
    int slash = key.indexOf('/');
    return slash > 0 && slash < key.length() - 1 && ForeignText.line(key).equals(key);
  }

  /** Takes a map whose keys and values were checked. */
  static Metadata of(TreeMap<String, Object> values) {
    return values.isEmpty() ? EMPTY : new Metadata(values, null);
  }

  private static Object checkValue(String key, Object value) {
    return switch (value) {
      case byte[] bytes -> bytes.clone();
      case Boolean b -> b;
      case Integer i -> i;
      case Long l -> l;
      case Float f -> f;
      case Double d -> d;
      case String s -> s;
      case WireBlock b -> b;
      default ->
          throw new IllegalArgumentException(
              "metadata value can't cross a process key="
                  + key
                  + " type="
                  + value.getClass().getName()
                  + "; use a number, a boolean, a string, bytes, or a @Wire record with its codec");
    };
  }
}
