package corpus;

import dev.parallax.annotations.RtSafe;
import java.util.concurrent.atomic.*;
import java.util.function.*;

/** What is unsafe several calls away, through supertypes, interfaces, lambdas and generics. */
class UnsafeChains {
  interface Step { float apply(float x); }
  static final class Doubling implements Step { public float apply(float x) { return 2 * x; } }
  static final class Boxing implements Step { Object last; public float apply(float x) { last = x; return x; } } // PLX-RT-001 calls java.lang.Float.valueOf
  static abstract class Base { abstract int work(); int twice() { return 2 * work(); } }
  static final class Quiet extends Base { int work() { return 1; } }
  static final class Loud extends Base { int work() { synchronized (this) { return 1; } } } // PLX-RT-002 may block: a monitor
  sealed interface Kind permits One, Two {}
  static final class One implements Kind { }
  static final class Two implements Kind { }
  interface Marked { @RtSafe void run(); }
  static final class Overrides implements Marked { int[] a; public void run() { a = new int[1]; } } // PLX-RT-001 allocates: new int[]
  static final class Overloads implements Marked { byte[] a; @Override public void run() { deep(); } void deep() { a = new byte[1]; } } // PLX-RT-001 allocates: new byte[]
  static class Plain { double[] a; public void run() { a = new double[1]; } } // PLX-RT-001 allocates: new double[]
  static final class Inherits extends Plain implements Marked {}
  @RtSafe void marked(Marked m) { m.run(); }
  static final class Chained implements MarkedToo { MarkedToo next; public void go() { next.go(); } } // PLX-RT-003 has no bound: corpus.UnsafeChains$Chained.go is recursive
  interface MarkedToo { @RtSafe void go(); }
  static final Marked LAMBDA = () -> System.gc(); // PLX-RT-005 calls java.lang.System.gc
  interface Op { int of(int x); }
  static final Op SAFE = x -> x;
  static final Op UNSAFE = x -> new int[x].length; // PLX-RT-001 allocates: new int[]
  interface Maker<T> { T make(); }
  static final class Ints implements Maker<Integer> { int n; public Integer make() { return n; } } // PLX-RT-001 calls java.lang.Integer.valueOf
  static class Open { int value() { return 0; } }
  static class Sub extends Open { @Override int value() { return new long[2].length; } } // PLX-RT-001 allocates: new long[]
  interface Default { default int size() { return new short[1].length; } } // PLX-RT-001 allocates: new short[]
  static final class UsesDefault implements Default {}
  static class Outer { private int secret() { return new char[1].length; } class Inner { @RtSafe int peek() { return secret(); } } } // PLX-RT-001 allocates: new char[]
  static class Parent { void close() { LAST.set(new boolean[1].length); } } // PLX-RT-001 allocates: new boolean[]
  static final class Child extends Parent { @RtSafe @Override void close() { super.close(); } }
  static final AtomicInteger LAST = new AtomicInteger();
  int number;

  int first() { return second(); }
  int second() { return third(); }
  int third() { return new double[1].length; } // PLX-RT-001 allocates: new double[]
  @RtSafe int deep() { return first(); }
  @RtSafe float anyStep(Step s) { return s.apply(1); }
  @RtSafe int template(Base b) { return b.twice(); }
  @RtSafe int anyOp(Op op) { return op.of(3); }
  @RtSafe Object generic(Maker<Integer> m) { return m.make(); }
  @RtSafe int open(Open o) { return o.value(); }
  @RtSafe int defaults(UsesDefault d) { return d.size(); }
  @RtSafe static int inStatic() { return Helper.help(); }
  static final class Helper { static int help() { return new Object[1].length; } } // PLX-RT-001 allocates: new java.lang.Object[]
}

/** Every method of a marked class counts, private ones by being called. */
@RtSafe
class UnsafeClass {
  String text = "";
  void one() { text = text.trim(); } // PLX-RT-001 calls java.lang.String.trim
  void two() { hidden(); }
  private void hidden() { text = text.concat("x"); } // PLX-RT-001 calls java.lang.String.concat
  public long three() { return Long.valueOf(text.length()); } // PLX-RT-001 calls java.lang.Long.valueOf
  protected void four() { text = text.toUpperCase(); } // PLX-RT-001 calls java.lang.String.toUpperCase
  static int five() { return "a,b".lines().toArray().length; } // PLX-RT-001 calls java.lang.String.lines // PLX-RT-001 calls java.util.stream.Stream.toArray
}
