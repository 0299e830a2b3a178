package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Seccomp;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a filter of system calls for the kernel's BPF machine: one accumulator, forward jumps.
 * Between two rules the accumulator has the call's number.
 *
 * <p>Arguments are compared by their low 32 bits, since the kernel itself uses no others of those
 * that rules look at, but for pointers: these are compared by both halves ({@link Test#isNull}).
 */
final class BpfProgram {
  private static final int LOAD = 0x20;
  private static final int AND = 0x54;
  private static final int RETURN = 0x06;
  private static final int JUMP_EQUAL = 0x15;
  private static final int JUMP_AT_LEAST = 0x35;
  private static final int JUMP_ANY_BIT = 0x45;

  private static final int NR_AT = 0;
  private static final int ARCH_AT = 4;
  private static final int ARGUMENTS_AT = 16;
  private static final int AUDIT_ARCH_X86_64 = 0xC000003E;
  private static final int X32_BIT = 0x40000000;
  private static final int MAX_JUMP = 255;

  private record Instruction(int code, int ifTrue, int ifFalse, int k) {}

  private final List<Instruction> instructions = new ArrayList<>();

  /** Begins with what makes numbers mean anything: the right architecture, no x32. */
  BpfProgram() {
    add(LOAD, 0, 0, ARCH_AT);
    add(JUMP_EQUAL, 1, 0, AUDIT_ARCH_X86_64);
    answer(Seccomp.SECCOMP_RET_KILL_PROCESS);
    add(LOAD, 0, 0, NR_AT);
    add(JUMP_AT_LEAST, 0, 1, X32_BIT);
    answer(Seccomp.SECCOMP_RET_KILL_PROCESS);
  }

  /** The answer to a call, whatever its arguments. */
  void rule(int number, int answer) {
    add(JUMP_EQUAL, 0, 1, number);
    answer(answer);
  }

  /** {@code then} when the masked argument has one of the values, else {@code otherwise}. */
  void ruleOneOf(
      int number, int argument, int mask, List<Integer> values, int then, int otherwise) {
    int load = 2 + values.size();
    add(JUMP_EQUAL, 0, load + 2, number);
    add(LOAD, 0, 0, ARGUMENTS_AT + 8 * argument);
    add(AND, 0, 0, mask);
    for (int i = 0; i < values.size(); i++) {
      add(JUMP_EQUAL, values.size() - i, 0, values.get(i));
    }
    answer(otherwise);
    answer(then);
  }

  /**
   * {@code then} when the argument has all bits of {@code needed}, none of {@code forbidden} and
   * not all of {@code notAll}, else {@code otherwise}; a mask of 0 is not looked at.
   */
  void ruleBits(
      int number, int argument, int needed, int forbidden, int notAll, int then, int otherwise) {
    List<Instruction> body = new ArrayList<>();
    int at = ARGUMENTS_AT + 8 * argument;
    body.add(new Instruction(LOAD, 0, 0, at));
    if (needed != 0) {
      body.add(new Instruction(AND, 0, 0, needed));
      body.add(new Instruction(JUMP_EQUAL, 1, 0, needed));
      body.add(new Instruction(RETURN, 0, 0, otherwise));
      body.add(new Instruction(LOAD, 0, 0, at));
    }
    if (forbidden != 0) {
      body.add(new Instruction(JUMP_ANY_BIT, 0, 1, forbidden));
      body.add(new Instruction(RETURN, 0, 0, otherwise));
    }
    if (notAll != 0) {
      body.add(new Instruction(AND, 0, 0, notAll));
      body.add(new Instruction(JUMP_EQUAL, 0, 1, notAll));
      body.add(new Instruction(RETURN, 0, 0, otherwise));
    }
    body.add(new Instruction(RETURN, 0, 0, then));
    add(JUMP_EQUAL, 0, body.size(), number);
    instructions.addAll(body);
  }

  /** What a word of an argument must be like; {@code jump} is a comparison with {@code k}. */
  record Test(int at, int jump, int k, boolean wanted) {
    /** The low 32 bits have this value. */
    static Test is(int argument, int value) {
      return new Test(ARGUMENTS_AT + 8 * argument, JUMP_EQUAL, value, true);
    }

    /** None of these bits is set. */
    static Test none(int argument, int bits) {
      return new Test(ARGUMENTS_AT + 8 * argument, JUMP_ANY_BIT, bits, false);
    }

    /** This bit is set. */
    static Test has(int argument, int bit) {
      return new Test(ARGUMENTS_AT + 8 * argument, JUMP_ANY_BIT, bit, true);
    }

    /** All 64 bits are 0. */
    static List<Test> isNull(int argument) {
      int at = ARGUMENTS_AT + 8 * argument;
      return List.of(
          new Test(at, JUMP_EQUAL, 0, true), new Test(at + Integer.BYTES, JUMP_EQUAL, 0, true));
    }
  }

  /** {@code then} when all tests of one of the alternatives hold, else {@code otherwise}. */
  void ruleAny(int number, List<List<Test>> alternatives, int then, int otherwise) {
    List<Instruction> body = new ArrayList<>();
    for (List<Test> tests : alternatives) {
      for (int i = 0; i < tests.size(); i++) {
        Test test = tests.get(i);
        int toNext = 2 * (tests.size() - i - 1) + 1;
        body.add(new Instruction(LOAD, 0, 0, test.at()));
        body.add(
            new Instruction(
                test.jump(), test.wanted() ? 0 : toNext, test.wanted() ? toNext : 0, test.k()));
      }
      body.add(new Instruction(RETURN, 0, 0, then));
    }
    body.add(new Instruction(RETURN, 0, 0, otherwise));
    if (body.size() > MAX_JUMP) {
      throw new IllegalArgumentException("rule is too long instructions=" + body.size());
    }
    add(JUMP_EQUAL, 0, body.size(), number);
    instructions.addAll(body);
  }

  /** Ends the program: the answer to every call without a rule. */
  MemorySegment end(Arena arena, int otherwise) {
    answer(otherwise);
    MemorySegment program =
        arena.allocate((long) instructions.size() * Seccomp.SOCK_FILTER_BYTES, 8);
    for (int i = 0; i < instructions.size(); i++) {
      Instruction instruction = instructions.get(i);
      long at = (long) i * Seccomp.SOCK_FILTER_BYTES;
      program.set(ValueLayout.JAVA_SHORT, at, (short) instruction.code());
      program.set(ValueLayout.JAVA_BYTE, at + 2, (byte) instruction.ifTrue());
      program.set(ValueLayout.JAVA_BYTE, at + 3, (byte) instruction.ifFalse());
      program.set(ValueLayout.JAVA_INT, at + 4, instruction.k());
    }
    return program;
  }

  private void answer(int answer) {
    add(RETURN, 0, 0, answer);
  }

  private void add(int code, int ifTrue, int ifFalse, int k) {
    instructions.add(new Instruction(code, ifTrue, ifFalse, k));
  }
}
