package dev.parallax.model.caps;

import dev.parallax.model.caps.CapsValue.Any;
import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.CapsValue.FractionRange;
import dev.parallax.model.caps.CapsValue.IntRange;
import dev.parallax.model.caps.CapsValue.OneOf;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Set operations on pairs of values. */
final class ValueAlgebra {
  private static final int FEW = 16;

  private ValueAlgebra() {}

  static void checkScalar(Object value) {
    if (!(value instanceof Integer
        || value instanceof Fraction
        || value instanceof String
        || value instanceof Boolean)) {
      throw new IllegalArgumentException(
          "not an Integer, Fraction, String or Boolean type=" + value.getClass().getName());
    }
  }

  static @Nullable CapsValue intersect(CapsValue left, CapsValue right) {
    if (left instanceof Any) {
      return right;
    }
    if (right instanceof Any) {
      return left;
    }
    if (left instanceof Fixed f) {
      return right.accepts(f.value()) ? left : null;
    }
    if (right instanceof Fixed f) {
      return left.accepts(f.value()) ? right : null;
    }
    if (left instanceof OneOf o) {
      return CapsValue.of(common(o, right));
    }
    if (right instanceof OneOf o) {
      return CapsValue.of(byPreference(left, common(o, left)));
    }
    if (left instanceof IntRange a && right instanceof IntRange b) {
      return intersect(a, b);
    }
    if (left instanceof FractionRange a && right instanceof FractionRange b) {
      Fraction min = a.min().compareTo(b.min()) >= 0 ? a.min() : b.min();
      Fraction max = a.max().compareTo(b.max()) <= 0 ? a.max() : b.max();
      return min.compareTo(max) > 0
          ? null
          : CapsValue.range(min, max, a.prefer() != null ? a.prefer() : b.prefer());
    }
    return null;
  }

  private static List<Object> common(OneOf list, CapsValue with) {
    Predicate<Object> accepts = acceptor(with, list.values().size());
    List<Object> common = new ArrayList<>();
    for (Object value : list.values()) {
      if (accepts.test(value)) {
        common.add(value);
      }
    }
    return common;
  }

  /** {@link CapsValue#accepts}, without a quadratic effort when two long lists meet. */
  private static Predicate<Object> acceptor(CapsValue value, int calls) {
    return value instanceof OneOf o && calls > FEW && o.values().size() > FEW
        ? Set.copyOf(o.values())::contains
        : value::accepts;
  }

  /** Sorts the nearest to the preferred value of the range first; the order stays without one. */
  private static List<Object> byPreference(CapsValue range, List<Object> values) {
    if (range instanceof IntRange r && r.prefer() != null) {
      long prefer = r.prefer();
      values.sort(Comparator.comparingLong(v -> Math.abs((Integer) v - prefer)));
    } else if (range instanceof FractionRange r && r.prefer() != null) {
      Fraction prefer = r.prefer();
      values.sort((a, b) -> compareDistance((Fraction) a, (Fraction) b, prefer));
    }
    return values;
  }

  /** Compares {@code |a - p|} and {@code |b - p|} exactly; p's denominator cancels out. */
  private static int compareDistance(Fraction a, Fraction b, Fraction p) {
    BigInteger left = distance(a, p).multiply(BigInteger.valueOf(b.den()));
    BigInteger right = distance(b, p).multiply(BigInteger.valueOf(a.den()));
    return left.compareTo(right);
  }

  private static BigInteger distance(Fraction a, Fraction p) {
    return BigInteger.valueOf(Math.abs((long) a.num() * p.den() - (long) p.num() * a.den()));
  }

  /**
   * Values in both sequences: those that solve {@code x = a.min (mod a.step)} and {@code x = b.min
   * (mod b.step)} (Chinese remainder theorem) within both bounds. Longs hold every product: steps
   * are below 2^31.
   */
  private static @Nullable CapsValue intersect(IntRange a, IntRange b) {
    long lo = Math.max(a.min(), b.min());
    long hi = Math.min(a.max(), b.max());
    long g = gcd(a.step(), b.step());
    long apart = (long) b.min() - a.min();
    if (lo > hi || apart % g != 0) {
      return null;
    }
    long modulus = b.step() / g;
    long times = Math.floorMod(apart / g, modulus) * inverse(a.step() / g, modulus) % modulus;
    long solution = a.min() + a.step() * times;
    long step = a.step() / g * b.step();
    long first = lo + Math.floorMod(solution - lo, step);
    if (first > hi) {
      return null;
    }
    long last = hi - (hi - first) % step;
    if (step > Integer.MAX_VALUE && first != last) {
      return CapsValue.of(
          List.of((int) first, (int) last)); // 2^32 values have room for one such step
    }
    Integer prefer = a.prefer() != null ? a.prefer() : b.prefer();
    return CapsValue.range((int) first, (int) last, first == last ? 1 : (int) step, prefer);
  }

  private static long gcd(long a, long b) {
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  /** {@code x} with {@code value * x = 1 (mod modulus)}; both have no common divisor. */
  private static long inverse(long value, long modulus) {
    long r0 = modulus;
    long r1 = value % modulus;
    long x0 = 0;
    long x1 = 1;
    while (r1 > 0) {
      long q = r0 / r1;
      long r2 = r0 - q * r1;
      long x2 = x0 - q * x1;
      r0 = r1;
      r1 = r2;
      x0 = x1;
      x1 = x2;
    }
    return Math.floorMod(x0, modulus);
  }

  static boolean subset(CapsValue a, CapsValue b) {
    if (b instanceof Any) {
      return true;
    }
    if (a instanceof Fixed f) {
      return b.accepts(f.value());
    } else if (a instanceof OneOf o) {
      return o.values().stream().allMatch(acceptor(b, o.values().size()));
    } else if (a instanceof FractionRange r) {
      return b.accepts(r.min())
          && b.accepts(r.max())
          && (b instanceof FractionRange || r.isFixed());
    }
    return a instanceof IntRange r && subset(r, b);
  }

  private static boolean subset(IntRange a, CapsValue b) {
    if (!b.accepts(a.min()) || !b.accepts(a.max())) {
      return false;
    }
    if (a.count() <= 2) {
      return true;
    }
    if (b instanceof IntRange) {
      return b.accepts(a.min() + a.step()); // two neighbours in b's steps: all are
    }
    if (!(b instanceof OneOf o) || a.count() > o.values().size()) {
      return false;
    }
    Predicate<Object> accepts = acceptor(b, o.values().size());
    for (long value = a.min(); value <= a.max(); value += a.step()) {
      if (!accepts.test((int) value)) {
        return false;
      }
    }
    return true;
  }
}
