package dev.parallax.model.caps;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value of one caps field: the set of values that are allowed, never empty. Scalars are {@link
 * Integer}, {@link Fraction}, {@link String} and {@link Boolean}; scalars of different types are
 * never equal ({@code 30} is not {@code 30/1}).
 *
 * <p>An operation that can have an empty result returns null for it. {@code equals} of the records
 * compares the written form, order of preference included; {@link #sameSet} compares the sets.
 */
public sealed interface CapsValue {
  /** The one {@link Any} that is needed. */
  Any ANY = new Any();

  /** Largest number of values in a {@link OneOf}. */
  int MAX_VALUES = 1024;

  /**
   * The set of these scalars, most preferred first; duplicates are removed.
   *
   * @return null for no value, {@link Fixed} for one, else {@link OneOf}
   * @throws IllegalArgumentException if a value is not a scalar, the types differ, or there are
   *     more than {@link #MAX_VALUES}
   */
  static @Nullable CapsValue of(List<?> values) {
    Set<Object> distinct = new LinkedHashSet<>(values);
    return switch (distinct.size()) {
      case 0 -> null;
      case 1 -> new Fixed(distinct.iterator().next());
      default -> new OneOf(List.copyOf(distinct));
    };
  }

  /** Whole numbers from min to max; {@link Fixed} if they are equal. */
  static CapsValue range(int min, int max) {
    return range(min, max, 1, null);
  }

  /** Whole numbers {@code min, min + step, ...} up to max; {@link Fixed} if that is one value. */
  static CapsValue range(int min, int max, int step, @Nullable Integer prefer) {
    IntRange r = new IntRange(min, max, step, prefer);
    return r.min == r.max ? new Fixed(r.min) : r;
  }

  /** Fractions from min to max; {@link Fixed} if they are equal. */
  static CapsValue range(Fraction min, Fraction max, @Nullable Fraction prefer) {
    FractionRange r = new FractionRange(min, max, prefer);
    return min.equals(max) ? new Fixed(min) : r;
  }

  /** Whether the scalar is in the set. */
  boolean accepts(Object scalar);

  /** Whether the set has exactly one value. */
  default boolean isFixed() {
    // No type switches on the way of a pipeline's start: the JDK links each anew in every process.
    return this instanceof Fixed
        || this instanceof IntRange r && r.min == r.max
        || this instanceof FractionRange f && f.min.equals(f.max);
  }

  /**
   * The value to take when nothing else decides: the first of a list, the preferred value of a
   * range or else its minimum.
   *
   * @return null for {@link Any}, which nothing can fix
   */
  default @Nullable Fixed fixate() {
    if (this instanceof Fixed f) {
      return f;
    } else if (this instanceof OneOf o) {
      return new Fixed(o.values.getFirst());
    } else if (this instanceof IntRange r) {
      return new Fixed(r.prefer != null ? r.prefer : (Integer) r.min);
    } else if (this instanceof FractionRange r) {
      return new Fixed(r.prefer != null ? r.prefer : r.min);
    }
    return null;
  }

  /**
   * What both sets have. The order of preference of this value is kept; the preferred value of a
   * range is this one's, else the other's, moved to the nearest value that is left.
   *
   * @return null if they have nothing in common
   */
  default @Nullable CapsValue intersect(CapsValue other) {
    return ValueAlgebra.intersect(this, other);
  }

  /** Whether every value of this set is in the other. */
  default boolean subsetOf(CapsValue other) {
    return ValueAlgebra.subset(this, other);
  }

  /** Whether both have the same values, in whatever form and order. */
  default boolean sameSet(CapsValue other) {
    return subsetOf(other) && other.subsetOf(this);
  }

  /** Every value is allowed. */
  record Any() implements CapsValue {
    @Override
    public boolean accepts(Object scalar) {
      return true;
    }

    @Override
    public String toString() {
      return "ANY";
    }
  }

  /**
   * One value.
   *
   * @param value an Integer, Fraction, String or Boolean
   */
  record Fixed(Object value) implements CapsValue {
    /** Checks the type. */
    public Fixed {
      ValueAlgebra.checkScalar(value);
    }

    @Override
    public boolean accepts(Object scalar) {
      return value.equals(scalar);
    }

    @Override
    public String toString() {
      return CapsText.print(this);
    }
  }

  /**
   * Whole numbers {@code min, min + step, ... max}.
   *
   * @param min smallest, inclusive
   * @param max largest, inclusive; the constructor lowers it to a value that the steps reach
   * @param step distance, at least 1; 1 for a range of one value
   * @param prefer preferred value, or null; the constructor moves it to the nearest value of the
   *     range
   */
  record IntRange(int min, int max, int step, @Nullable Integer prefer) implements CapsValue {
    /** Checks and normalises. */
    public IntRange {
      if (min > max || step < 1) {
        throw new IllegalArgumentException(
            "not a range min=" + min + " max=" + max + " step=" + step);
      }
      max = (int) (max - ((long) max - min) % step);
      step = min == max ? 1 : step;
      prefer = prefer == null ? null : nearest(prefer, min, max, step);
    }

    @Override
    public boolean accepts(Object scalar) {
      return scalar instanceof Integer i && i >= min && i <= max && ((long) i - min) % step == 0;
    }

    /** How many values, 1 to 2^32. */
    public long count() {
      return ((long) max - min) / step + 1;
    }

    /** The value of the range that is nearest; the smaller of two. */
    public int nearest(int value) {
      return nearest(value, min, max, step);
    }

    private static int nearest(int value, int min, int max, int step) {
      long in = Math.clamp(value, min, max);
      long below = in - (in - min) % step;
      long above = below + step;
      return (int) (above <= max && above - in < in - below ? above : below);
    }

    @Override
    public String toString() {
      return CapsText.print(this);
    }
  }

  /**
   * Fractions from min to max.
   *
   * @param min smallest, inclusive
   * @param max largest, inclusive
   * @param prefer preferred value, or null; the constructor moves it into the range
   */
  record FractionRange(Fraction min, Fraction max, @Nullable Fraction prefer) implements CapsValue {
    /** Checks and normalises. */
    public FractionRange {
      if (min.compareTo(max) > 0) {
        throw new IllegalArgumentException("not a range min=" + min + " max=" + max);
      }
      prefer = prefer == null ? null : nearest(prefer, min, max);
    }

    @Override
    public boolean accepts(Object scalar) {
      return scalar instanceof Fraction f && f.compareTo(min) >= 0 && f.compareTo(max) <= 0;
    }

    /** The value of the range that is nearest. */
    public Fraction nearest(Fraction value) {
      return nearest(value, min, max);
    }

    private static Fraction nearest(Fraction value, Fraction min, Fraction max) {
      if (value.compareTo(min) < 0) {
        return min;
      }
      return value.compareTo(max) > 0 ? max : value;
    }

    @Override
    public String toString() {
      return CapsText.print(this);
    }
  }

  /**
   * A list of at least two values, most preferred first. {@link CapsValue#of} makes one from any
   * list.
   *
   * @param values 2 to {@link CapsValue#MAX_VALUES} distinct scalars of one type
   */
  record OneOf(List<Object> values) implements CapsValue {
    /** Checks and copies. */
    public OneOf {
      values = List.copyOf(values);
      if (values.size() < 2 || values.size() > MAX_VALUES) {
        throw new IllegalArgumentException(
            "a list has 2 to " + MAX_VALUES + " values count=" + values.size());
      }
      Object first = values.getFirst();
      for (Object value : values) {
        ValueAlgebra.checkScalar(value);
        if (value.getClass() != first.getClass()) {
          throw new IllegalArgumentException(
              "values of one list have different types first=" + first + " other=" + value);
        }
      }
      if (Set.copyOf(values).size() != values.size()) {
        throw new IllegalArgumentException("a list has a value twice values=" + values);
      }
    }

    @Override
    public boolean accepts(Object scalar) {
      return values.contains(scalar);
    }

    @Override
    public String toString() {
      return CapsText.print(this);
    }
  }
}
