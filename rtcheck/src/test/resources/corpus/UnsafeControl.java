package corpus;

import dev.parallax.annotations.RtSafe;
import java.lang.invoke.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;

/** Loops, recursion, exceptions, initialisers, native code and what is not known. */
class UnsafeControl {
  int number;
  volatile boolean flag;
  Object kept;
  String name = "";
  AtomicBoolean ready = new AtomicBoolean();
  static final Object FREE = "free";
  static final Object BUSY = "busy";
  AtomicReference<Object> state = new AtomicReference<>(FREE);
  AtomicInteger turn = new AtomicInteger();
  Runnable task;
  IntUnaryOperator operator;
  static final IntUnaryOperator TWICE = x -> 2 * x;
  static MethodHandle handle;

  static final class Sleeper {
    static int value;
    static { try { Thread.sleep(1); } catch (InterruptedException e) { value = 1; } }
  }

  static final class Reader {
    static int value = new java.io.File("/").list().length;
  }

  static final class Loader {
    static int value;
    static { load(); }
    static void load() { System.loadLibrary("none"); }
  }

  static final class Through {
    static final int VALUE = Reader.value;
  }

  interface Read { int SIZE = new java.io.File("/").list().length; }
  static final class Inherits implements Read { @RtSafe int size() { return SIZE; } } // PLX-RT-004 may initialise: class corpus.UnsafeControl$Read, whose initialiser calls java.io.File
  interface WithDefault { int SIZE = new java.io.File("/").list().length; default int one() { return 1; } }
  static final class Early implements WithDefault { static int value; }

  interface Nobody { void run(); }
  sealed interface Shape permits Circle, Square {}
  record Circle(int r) implements Shape {} // PLX-RT-004 may initialise: the call site of a record's equals
  record Square(int a) implements Shape {} // PLX-RT-004 may initialise: the call site of a record's hashCode

  @RtSafe void forever() { while (true) { number++; } } // PLX-RT-003 has no bound: a loop
  @RtSafe void spin() { while (!flag) { Thread.onSpinWait(); } } // PLX-RT-003 has no bound: a loop
  @RtSafe void spinOnAtomic() { while (!ready.get()) { number++; } } // PLX-RT-003 has no bound: a loop
  @RtSafe void spinUntilTurn() { while (turn.getAcquire() != 3) { Thread.onSpinWait(); } } // PLX-RT-003 has no bound: a loop
  @RtSafe int optimistic() { int before; int after = turn.get(); do { before = after; number++; after = turn.get(); } while (after != before); return after; } // PLX-RT-003 has no bound: a loop
  @RtSafe void doSpin() { do { number += 2; } while (!flag); } // PLX-RT-003 has no bound: a loop
  @RtSafe void spinLock() { while (!ready.compareAndSet(false, true)) { Thread.onSpinWait(); } } // PLX-RT-003 has no bound: a loop
  @RtSafe void spinForGiven(int from) { while (!turn.compareAndSet(from, 3)) { Thread.onSpinWait(); } } // PLX-RT-003 has no bound: a loop
  @RtSafe void spinFromField() { int from = number; while (!turn.weakCompareAndSetPlain(from, 3)) { Thread.onSpinWait(); } } // PLX-RT-003 has no bound: a loop
  @RtSafe void spinForState() { while (!state.compareAndSet(FREE, BUSY)) { Thread.onSpinWait(); } } // PLX-RT-003 has no bound: a loop
  @RtSafe void spinAfterTest() { int i = 0; while (flag || i < 4) { if (!flag) { i++; } } } // PLX-RT-003 has no bound: a loop
  @RtSafe int recursive(int n) { return n == 0 ? 0 : recursive(n - 1); } // PLX-RT-003 has no bound: corpus.UnsafeControl.recursive
  @RtSafe int even(int n) { return odd(n - 1); }
  int odd(int n) { return evenAgain(n - 1); } // PLX-RT-003 has no bound: corpus.UnsafeControl.odd is recursive
  int evenAgain(int n) { return n < 0 ? n : odd(n); }
  @RtSafe void catches() { try { number /= number; } catch (ArithmeticException e) { number = 0; } } // PLX-RT-006 catches: java.lang.ArithmeticException
  @RtSafe int catchesBounds(int[] a) { try { return a[9]; } catch (IndexOutOfBoundsException e) { return 0; } } // PLX-RT-006 catches: java.lang.IndexOutOfBoundsException
  @RtSafe int returnsInFinally() { try { return number / number; } finally { return 1; } } // PLX-RT-006 catches: anything
  @RtSafe int catchesItself() { try { throw new IllegalStateException(); } catch (IllegalStateException e) { return 1; } } // PLX-RT-006 catches: java.lang.IllegalStateException // PLX-RT-001 allocates: new java.lang.IllegalStateException
  @RtSafe void catchesTwo() { try { number = Integer.parseInt(name); } catch (NumberFormatException | NullPointerException e) { number = 0; } } // PLX-RT-004 calls java.lang.Integer.parseInt // PLX-RT-006 catches: java.lang.NumberFormatException // PLX-RT-006 catches: java.lang.NullPointerException
  @RtSafe void initialisesSleeper() { number = Sleeper.value; } // PLX-RT-004 may initialise: class corpus.UnsafeControl$Sleeper, whose initialiser calls java.lang.Thread.sleep
  @RtSafe void initialisesReader() { number = Reader.value; } // PLX-RT-004 may initialise: class corpus.UnsafeControl$Reader, whose initialiser calls java.io.File
  @RtSafe void initialisesLoader() { number = Loader.value; } // PLX-RT-004 may initialise: class corpus.UnsafeControl$Loader, whose initialiser calls java.lang.System.loadLibrary
  @RtSafe int initialisesThroughAnother() { return Through.VALUE; } // PLX-RT-004 may initialise: class corpus.UnsafeControl$Through, whose initialiser calls java.io.File
  @RtSafe int initialisesTheInterface() { return Early.value; } // PLX-RT-004 may initialise: class corpus.UnsafeControl$WithDefault, whose initialiser calls java.io.File
  @RtSafe void linksLambda() { operator = x -> x + 1; } // PLX-RT-004 may initialise: the call site of a lambda
  @RtSafe void linksMethod() { operator = Math::abs; } // PLX-RT-004 may initialise: the call site of a lambda
  @RtSafe int linksSwitch(Shape s) { return switch (s) { case Circle c -> 1; case Square q -> 2; }; } // PLX-RT-004 may initialise: the call site of a pattern switch
  @RtSafe int linksStringSwitch(Object o) { return switch (o) { case String t -> 1; default -> 0; }; } // PLX-RT-004 may initialise: the call site of a pattern switch
  @RtSafe boolean linksEquals(Circle c) { return c.equals(kept); }
  @RtSafe int linksHash(Square s) { return s.hashCode(); }
  @RtSafe native void nativeMethod(); // PLX-RT-005 calls native code
  @RtSafe int downcall() throws Throwable { return (int) handle.invokeExact(1); } // PLX-RT-005 calls java.lang.invoke.MethodHandle.invokeExact
  @RtSafe int anyCall() throws Throwable { return (int) handle.invoke(1); } // PLX-RT-005 calls java.lang.invoke.MethodHandle.invoke
  @RtSafe void anyTask() { task.run(); } // PLX-RT-001 calls java.lang.Runnable.run
  @RtSafe void nobody(Nobody n) { n.run(); } // PLX-RT-007 calls what is not verified: corpus.UnsafeControl$Nobody.run, of which no implementation
  @RtSafe double anyOperator(IntBinaryOperator o) { return o.applyAsInt(1, 2); } // PLX-RT-007 calls what is not verified: java.util.function.IntBinaryOperator.applyAsInt, of which no implementation
  @RtSafe int anyFunction(ToIntBiFunction<String, String> f) { return f.applyAsInt(name, name); } // PLX-RT-007 calls what is not verified: java.util.function.ToIntBiFunction.applyAsInt, of which no implementation
  @RtSafe void anyConsumer(ObjLongConsumer<String> c) { c.accept(name, 1); } // PLX-RT-007 calls what is not verified: java.util.function.ObjLongConsumer.accept, of which no implementation
  interface Own extends LongBinaryOperator {}
  @RtSafe long ownKind(Own own) { return own.applyAsLong(1, 2); } // PLX-RT-007 calls what is not verified: java.util.function.LongBinaryOperator.applyAsLong, of which no implementation
  @RtSafe void callsBack() { turn.updateAndGet(TWICE); } // PLX-RT-003 calls java.util.concurrent.atomic.AtomicInteger.updateAndGet
  @RtSafe boolean anyEquals(Object o) { return o.equals(kept); } // PLX-RT-001 calls java.lang.Object.equals
  @RtSafe int anyHash(Object o) { return o.hashCode(); } // PLX-RT-001 calls java.lang.Object.hashCode
  @RtSafe int length(CharSequence s) { return s.length(); } // PLX-RT-001 calls java.lang.CharSequence.length
  @RtSafe Object reflects() throws Exception { return getClass().getMethod("x"); } // PLX-RT-001 calls java.lang.Class.getMethod // PLX-RT-001 allocates: new java.lang.Class[]
}
