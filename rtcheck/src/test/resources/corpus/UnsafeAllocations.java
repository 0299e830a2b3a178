package corpus;

import dev.parallax.annotations.RtSafe;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;
import java.util.stream.*;

/** Memory taken openly, by the compiler, and inside the JDK. */
class UnsafeAllocations {
  enum Mode { SLOW, FAST } // PLX-RT-001 allocates: clone of an array // PLX-RT-001 calls java.lang.Enum.valueOf
  record Point(int x, int y) {} // PLX-RT-001 allocates: toString of a record
  static final class Cell { int value; }

  static final java.lang.invoke.VarHandle NUMBER;

  static {
    try {
      NUMBER = java.lang.invoke.MethodHandles.lookup().findVarHandle(UnsafeAllocations.class, "number", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  int number;
  Object kept;
  String name = "name";
  int[] ints = new int[8];
  ArrayList<String> list = new ArrayList<>();
  HashMap<String, Integer> map = new HashMap<>();
  IntUnaryOperator operator;

  static int sum(int... values) { return values.length; }
  static Object any(Object... values) { return values; }

  @RtSafe void object() { kept = new Cell(); } // PLX-RT-001 allocates: new corpus.UnsafeAllocations$Cell
  @RtSafe void array() { ints = new int[4]; } // PLX-RT-001 allocates: new int[]
  @RtSafe void arrayOfObjects() { kept = new String[4]; } // PLX-RT-001 allocates: new java.lang.String[]
  @RtSafe void arrayOfArrays() { kept = new float[4][4]; } // PLX-RT-001 allocates: new float[][]
  @RtSafe void arrayLiteral() { ints = new int[] {1, 2}; } // PLX-RT-001 allocates: new int[]
  @RtSafe void copyOfArray() { ints = ints.clone(); } // PLX-RT-001 allocates: clone of an array
  @RtSafe void newRecord() { kept = new Point(1, 2); } // PLX-RT-001 allocates: new corpus.UnsafeAllocations$Point
  @RtSafe void anonymous() { kept = new Object() {}; } // PLX-RT-001 allocates: new corpus.UnsafeAllocations$1
  @RtSafe void boxInt() { kept = number; } // PLX-RT-001 calls java.lang.Integer.valueOf
  @RtSafe void boxLong() { kept = (long) number; } // PLX-RT-001 calls java.lang.Long.valueOf
  @RtSafe void boxDouble() { kept = (double) number; } // PLX-RT-001 calls java.lang.Double.valueOf
  @RtSafe void boxFloat() { kept = (float) number; } // PLX-RT-001 calls java.lang.Float.valueOf
  @RtSafe void boxCharacter() { kept = (char) number; } // PLX-RT-001 calls java.lang.Character.valueOf
  @RtSafe void boxShort() { kept = (short) number; } // PLX-RT-001 calls java.lang.Short.valueOf
  @RtSafe void boxByte() { kept = (byte) number; } // PLX-RT-004 calls java.lang.Byte.valueOf, which may initialise
  @RtSafe void varargs() { number = sum(1, 2, 3); } // PLX-RT-001 allocates: new int[]
  @RtSafe void noVarargs() { number = sum(); } // PLX-RT-001 allocates: new int[]
  @RtSafe void varargsOfObjects() { kept = any(name, name); } // PLX-RT-001 allocates: new java.lang.Object[]
  @RtSafe void concatenation() { kept = name + number; } // PLX-RT-001 allocates: a string concatenation
  @RtSafe void appendToString() { name += "x"; } // PLX-RT-001 allocates: a string concatenation
  @RtSafe void capturingLambda() { int n = number; operator = x -> x + n; } // PLX-RT-001 allocates: a lambda that captures
  @RtSafe void capturingThis() { operator = x -> x + number; } // PLX-RT-001 allocates: a lambda that captures
  @RtSafe void boundMethod() { kept = (Supplier<String>) name::strip; } // PLX-RT-001 allocates: a lambda that captures
  @RtSafe void format() { kept = String.format("fixed"); } // PLX-RT-001 allocates: new java.lang.Object[] // PLX-RT-001 calls java.lang.String.format
  @RtSafe void enumValues() { kept = Mode.values(); }
  @RtSafe void enumOfName() { kept = Mode.valueOf(name); }
  @RtSafe void growList() { list.add(name); } // PLX-RT-001 calls java.util.ArrayList.add
  @RtSafe void iterate() { for (String s : list) { number++; } } // PLX-RT-003 has no bound: a loop // PLX-RT-001 calls java.util.ArrayList.iterator // PLX-RT-001 calls java.util.Iterator.hasNext // PLX-RT-001 calls java.util.Iterator.next
  @RtSafe void putIntoMap() { map.put(name, null); } // PLX-RT-001 calls java.util.HashMap.put
  @RtSafe void mapOf() { kept = Map.of(name, name); } // PLX-RT-001 calls java.util.Map.of
  @RtSafe void listOf() { kept = List.of(name, name, name); } // PLX-RT-001 calls java.util.List.of
  @RtSafe void stream() { number = IntStream.range(0, 4).sum(); } // PLX-RT-001 calls java.util.stream.IntStream.range // PLX-RT-001 calls java.util.stream.IntStream.sum
  @RtSafe void optional() { kept = Optional.of(name); } // PLX-RT-001 calls java.util.Optional.of
  @RtSafe void substring() { kept = name.substring(1); } // PLX-RT-001 calls java.lang.String.substring
  @RtSafe void numberToString() { kept = Integer.toString(number); } // PLX-RT-001 calls java.lang.Integer.toString
  @RtSafe void valueToString() { kept = String.valueOf(number); } // PLX-RT-001 calls java.lang.String.valueOf
  @RtSafe void recordToString(Point p) { kept = p.toString(); }
  @RtSafe void bytes() { kept = name.getBytes(); } // PLX-RT-001 calls java.lang.String.getBytes
  @RtSafe void split() { kept = name.split(","); } // PLX-RT-001 calls java.lang.String.split
  @RtSafe void copyOf() { ints = Arrays.copyOf(ints, 4); } // PLX-RT-001 calls java.util.Arrays.copyOf
  @RtSafe void sort() { Arrays.sort(ints); } // PLX-RT-001 calls java.util.Arrays.sort
  @RtSafe void random() { number = (int) Math.random(); } // PLX-RT-001 calls java.lang.Math.random
  @RtSafe void date() { kept = java.time.LocalDate.now(); } // PLX-RT-001 calls java.time.LocalDate.now
  @RtSafe void instant() { kept = java.time.Instant.now(); } // PLX-RT-001 calls java.time.Instant.now
  @RtSafe void bigNumber() { kept = java.math.BigInteger.valueOf(number); } // PLX-RT-001 calls java.math.BigInteger.valueOf
  @RtSafe void slice(java.lang.foreign.MemorySegment s) { kept = s.asSlice(0, 4); } // PLX-RT-001 calls java.lang.foreign.MemorySegment.asSlice
  @RtSafe void address(java.lang.foreign.MemorySegment s) { kept = s.get(java.lang.foreign.ValueLayout.ADDRESS, 0); } // PLX-RT-001 calls java.lang.foreign.MemorySegment.get, which allocates
  @RtSafe void addressAtIndex(java.lang.foreign.MemorySegment s) { kept = s.getAtIndex(java.lang.foreign.ValueLayout.ADDRESS, 1); } // PLX-RT-001 calls java.lang.foreign.MemorySegment.getAtIndex, which allocates
  @RtSafe void handleAsObject() { kept = NUMBER.getVolatile(this); } // PLX-RT-001 calls java.lang.invoke.VarHandle.getVolatile, which allocates
  @RtSafe void handleAsInteger() { kept = (Integer) NUMBER.getAndAdd(this, 1); } // PLX-RT-001 calls java.lang.invoke.VarHandle.getAndAdd, which allocates
  @RtSafe void byteBuffer() { kept = java.nio.ByteBuffer.allocate(8); } // PLX-RT-001 calls java.nio.ByteBuffer.allocate
  @RtSafe void duplicate(java.nio.ByteBuffer b) { kept = b.duplicate(); } // PLX-RT-001 calls java.nio.ByteBuffer.duplicate
  @RtSafe void stackTrace() { kept = Thread.currentThread().getStackTrace(); } // PLX-RT-001 calls java.lang.Thread.getStackTrace
  @RtSafe void exceptionKept() { kept = new RuntimeException(); } // PLX-RT-001 allocates: new java.lang.RuntimeException
  @RtSafe void onlySometimes(boolean rare) { if (rare) { ints = new int[2]; } } // PLX-RT-001 allocates: new int[]
  @RtSafe void inFinally() { try { number++; } finally { ints = new int[3]; } } // PLX-RT-001 allocates: new int[]

  @RtSafe void inSwitch(int n) {
    switch (n) {
      case 1 -> number++;
      default -> ints = new int[1]; // PLX-RT-001 allocates: new int[]
    }
  }
}
