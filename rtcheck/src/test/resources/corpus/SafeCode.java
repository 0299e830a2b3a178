package corpus;

import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.RtTrusted;
import java.util.*;

/** Arithmetic, arrays, fields, branches, loops with an end, and calls of such code. */
class SafeCode {
  enum Mode { SLOW, FAST; int factor() { return this == FAST ? 2 : 1; } }
  record Point(int x, int y) { int sum() { return x + y; } }
  static final class Node { Node next; int value; }
  sealed interface Shape permits Circle, Square { int area(); }
  record Circle(int r) implements Shape { public int area() { return 3 * r * r; } }
  record Square(int a) implements Shape { public int area() { return a * a; } }
  interface Step { float apply(float x); }
  static final class Half implements Step { public float apply(float x) { return x / 2; } }
  static final class Same implements Step { public float apply(float x) { return x; } }
  interface Op { int of(int x); }
  static final Op INC = x -> x + 1;
  static final Op ABS = Math::abs;
  static abstract class Base { abstract int work(); int twice() { return 2 * work(); } }
  static final class Quiet extends Base { int work() { return 1; } }
  static final int[] TABLE = new int[256];

  int number;
  long wide;
  double real;
  boolean on;
  String name = "name";
  int[] ints = new int[64];
  float[] floats = new float[64];
  float[][] planes = new float[2][64];
  Object[] objects = new Object[8];
  ArrayList<String> list = new ArrayList<>();
  BitSet bits = new BitSet(64);
  Node head;

  @RtSafe void nothing() {}
  @RtSafe int add(int a, int b) { return a + b; }
  @RtSafe long multiply(long a, long b) { return a * b; }
  @RtSafe double divide(double a, double b) { return a / b; }
  @RtSafe int divideByWhatMayBeZero(int a, int b) { return a / b; }
  @RtSafe int shift(int a) { return a << 3 ^ a >>> 2; }
  @RtSafe float convert(long a) { return (float) (int) a; }
  @RtSafe void field() { number = number + 1; }
  @RtSafe int staticTable(int i) { return TABLE[i & 255]; }
  @RtSafe void array(int i) { ints[i] = 3; }
  @RtSafe float plane(int c, int i) { return planes[c][i]; }
  @RtSafe void reference(int i, Object o) { objects[i] = o; }
  @RtSafe int conditional(int a) { return a > 0 ? a : -a; }
  @RtSafe int logical(int a, int b) { return a > 0 && b > 0 || on ? 1 : 0; }
  @RtSafe int numbersSwitch(int a) { return switch (a) { case 1 -> 10; case 2 -> 20; default -> 0; }; }
  @RtSafe int sparseSwitch(int a) { return switch (a) { case 1 -> 10; case 2000 -> 20; default -> 0; }; }
  @RtSafe int enumSwitch(Mode m) { return switch (m) { case SLOW -> 1; case FAST -> 2; }; }
  @RtSafe boolean enumCompare(Mode m) { return m == Mode.FAST; }
  @RtSafe int enumMethod(Mode m) { return m.factor() + m.ordinal(); }
  @RtSafe int stringSwitch(String s) { return switch (s) { case "a" -> 1; case "b" -> 2; default -> 0; }; }
  @RtSafe int recordFields(Point p) { return p.x() + p.sum(); }
  @RtSafe boolean isA(Object o) { return o instanceof Circle; }
  @RtSafe int binds(Object o) { return o instanceof Square s ? s.a() : 0; }
  @RtSafe int deconstructs(Object o) { return o instanceof Point(int x, int y) ? x - y : 0; }
  @RtSafe Circle cast(Object o) { return (Circle) o; }
  @RtSafe int sealed(Shape s) { return s.area(); }
  @RtSafe float closedWorld(Step s) { return s.apply(1); }
  @RtSafe int lambdas(Op op) { return op.of(3); }
  @RtSafe int constantLambda() { return INC.of(1); }
  @RtSafe int template(Base b) { return b.twice(); }
  @RtSafe int calls() { return helper(1) + other(2); }
  private int helper(int a) { return a + number; }
  static int other(int a) { return 2 * a; }
  @RtSafe void counted() { for (int i = 0; i < ints.length; i++) { ints[i] = i; } }
  @RtSafe void backwards() { for (int i = ints.length; --i >= 0; ) { ints[i] = i; } }
  @RtSafe int forEach() { int sum = 0; for (int x : ints) { sum += x; } return sum; }
  @RtSafe void nested() { for (int c = 0; c < 2; c++) { for (int i = 0; i < 64; i++) { planes[c][i] *= 2; } } }
  @RtSafe void steps(long n) { for (long i = 0; i < n; i += 4) { wide += i; } }
  @RtSafe int halving(int n) { int bits = 0; while (n != 0) { n >>>= 1; bits++; } return bits; }
  @RtSafe int gcd(int a, int b) { while (b != 0) { int t = a % b; a = b; b = t; } return a; }
  @RtSafe int doWhile() { int i = 0; do { i++; } while (i < 10); return i; }
  @RtSafe int withBreak() { for (int i = 0; i < 9; i++) { if (ints[i] == 3) { break; } number++; } return number; }
  @RtSafe int withContinue() { int n = 0; for (int i = 0; i < 9; i++) { if (ints[i] == 3) { continue; } n++; } return n; }
  @RtSafe int labelled() { int n = 0; outer: for (int i = 0; i < 9; i++) { for (int k = 0; k < 9; k++) { if (k == i) { continue outer; } n++; } } return n; }
  @RtSafe int foreverWithExit() { int i = 0; for (;;) { if (i++ > 4) { return i; } } }
  @RtSafe int linked() { int sum = 0; for (Node n = head; n != null; n = n.next) { sum += n.value; } return sum; }
  @RtSafe void shrinking(int left) { while (left > 0) { int n = Math.min(left, 8); number += n; left -= n; } }
  @RtSafe void countsField() { while (number > 0) { number--; } }
  @RtSafe int boundedSpin() { int i = 0; while (!on && i++ < 100) { Thread.onSpinWait(); } return i; }
  @RtSafe int search(int wanted) { int lo = 0; int hi = ints.length - 1; while (lo <= hi) { int mid = (lo + hi) >>> 1; if (ints[mid] < wanted) { lo = mid + 1; } else if (ints[mid] > wanted) { hi = mid - 1; } else { return mid; } } return -1; }
  @RtSafe void throwsWhenMisused(int n) { if (n < 0) { throw new IllegalArgumentException("negative n=" + n); } number = n; }
  @RtSafe void throwsByHelper(int n) { if (n < 0) { throw error(n); } number = n; }
  static RuntimeException error(int n) { return new IllegalStateException("n=" + n); }
  @RtSafe void throwsInside(int n) { if (n < 0) { fail("n=" + n); } number = n; }
  static void fail(String text) { throw new IllegalStateException(text); }
  @RtSafe void asserts(int n) { assert n > 0 : "n=" + n; number = n; }
  @RtSafe void throwsFromSwitch(int n) { switch (n) { case 0 -> number = 1; default -> throw new AssertionError("n=" + n); } }
  @RtSafe void finallyOnly() { try { number++; } finally { on = false; } }
  @RtSafe void rethrows(Step s) { try { s.apply(1); } catch (RuntimeException e) { throw new IllegalStateException("step failed", e); } }
  @RtSafe String constantString() { return "con" + "stant"; }
  @RtSafe int length() { return name.length(); }
  @RtSafe char charAt(int i) { return name.charAt(i); }
  @RtSafe boolean equalStrings(String other) { return name.equals(other); }
  @RtSafe int listGet(int i) { return list.get(i) == null ? list.size() : 0; }
  @RtSafe boolean bit(int i) { return bits.get(i); }
  @RtSafe int unbox(Integer i) { return i; }
  @RtSafe double unboxDouble(Double d) { return d; }
  @RtSafe Boolean boxBoolean(boolean b) { return b; }
  @RtSafe Class<?> classOf(Object o) { return o.getClass(); }
  @RtSafe int identity(Object o) { return System.identityHashCode(o); }
  @RtSafe void callsMarked() { trustedButMarked(); }
  @RtTrusted(reason = "allocates in the first call only") void trusted() { name = name + "x"; }
  @RtSafe void trustedButMarked() { trusted(); }
}
