package dev.parallax.rtcheck;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The blocks of a method's code and the steps between them. A block is <i>cold</i> when every path
 * from it ends in an exception: such code runs once, at the end.
 */
final class CodeGraph {
  private static final int NO_LINE = 0;

  final List<Instruction> instructions = new ArrayList<>();
  final List<Handler> handlers = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final Map<Label, Integer> places = new HashMap<>();
  private final Predicate<InvokeInstruction> neverReturns;

  /** First instruction of each block; one more for the end. */
  private int[] starts = new int[0];

  private int[] blockOf = new int[0];
  private int[][] next = new int[0][];
  private boolean[] throwing = new boolean[0];
  private final BitSet cold = new BitSet();
  private final BitSet reached = new BitSet();

  /** A catch: instructions from {@code from} to {@code to}, and where it goes on. */
  record Handler(int from, int to, int target, String type) {}

  /**
   * Reads the code.
   *
   * @param neverReturns whether a call is known to end in an exception
   */
  CodeGraph(CodeModel code, Predicate<InvokeInstruction> neverReturns) {
    this.neverReturns = neverReturns;
    readInstructions(code);
    if (!instructions.isEmpty()) {
      cut(code);
      link();
      findCold();
      findReached();
    }
  }

  int blocks() {
    return next.length;
  }

  int start(int block) {
    return starts[block];
  }

  int end(int block) {
    return starts[block + 1];
  }

  int[] next(int block) {
    return next[block];
  }

  boolean isCold(int block) {
    return cold.get(block);
  }

  /** Whether the block can run without an exception having been caught. */
  boolean isReached(int block) {
    return reached.get(block);
  }

  int block(int instruction) {
    return blockOf[instruction];
  }

  int line(int instruction) {
    return lines.get(instruction);
  }

  private void readInstructions(CodeModel code) {
    int line = NO_LINE;
    for (CodeElement element : code) {
      switch (element) {
        case Instruction instruction -> {
          instructions.add(instruction);
          lines.add(line);
        }
        case LabelTarget target -> places.put(target.label(), instructions.size());
        case LineNumber number -> line = number.line();
        default -> {}
      }
    }
  }

  private int place(Label label) {
    Integer place = places.get(label);
    if (place == null) {
      throw new IllegalArgumentException("branch leads nowhere");
    }
    return place;
  }

  private void cut(CodeModel code) {
    BitSet leaders = new BitSet();
    leaders.set(0);
    for (int i = 0; i < instructions.size(); i++) {
      Instruction instruction = instructions.get(i);
      for (Label target : targets(instruction)) {
        leaders.set(place(target));
      }
      if (endsBlock(instruction)) {
        leaders.set(i + 1);
      }
    }
    for (ExceptionCatch c : code.exceptionHandlers()) {
      int from = place(c.tryStart());
      int to = place(c.tryEnd());
      int target = place(c.handler());
      leaders.set(target);
      leaders.set(from);
      leaders.set(to);
      String type = c.catchType().map(t -> t.asInternalName()).orElse("");
      handlers.add(new Handler(from, to, target, type));
    }
    leaders.clear(instructions.size(), Math.max(leaders.length(), instructions.size()) + 1);
    starts = new int[leaders.cardinality() + 1];
    blockOf = new int[instructions.size()];
    int block = -1;
    for (int i = 0; i < instructions.size(); i++) {
      if (leaders.get(i)) {
        starts[++block] = i;
      }
      blockOf[i] = block;
    }
    starts[block + 1] = instructions.size();
  }

  private boolean endsBlock(Instruction instruction) {
    return switch (instruction) {
      case BranchInstruction b -> true;
      case TableSwitchInstruction s -> true;
      case LookupSwitchInstruction s -> true;
      case ReturnInstruction r -> true;
      case ThrowInstruction t -> true;
      case InvokeInstruction call -> neverReturns.test(call);
      default -> false;
    };
  }

  private static List<Label> targets(Instruction instruction) {
    return switch (instruction) {
      case BranchInstruction b -> List.of(b.target());
      case TableSwitchInstruction s -> targets(s.cases(), s.defaultTarget());
      case LookupSwitchInstruction s -> targets(s.cases(), s.defaultTarget());
      default -> List.of();
    };
  }

  private static List<Label> targets(List<SwitchCase> cases, Label otherwise) {
    List<Label> all = new ArrayList<>();
    cases.forEach(c -> all.add(c.target()));
    all.add(otherwise);
    return all;
  }

  private void link() {
    int count = starts.length - 1;
    next = new int[count][];
    throwing = new boolean[count];
    for (int b = 0; b < count; b++) {
      Instruction last = instructions.get(starts[b + 1] - 1);
      List<Integer> to = new ArrayList<>();
      targets(last).forEach(label -> to.add(blockOf[place(label)]));
      throwing[b] =
          last instanceof ThrowInstruction
              || (last instanceof InvokeInstruction call && neverReturns.test(call));
      boolean through = !throwing[b] && !leaves(last);
      if (through && b + 1 < count) {
        to.add(b + 1);
      }
      next[b] = to.stream().mapToInt(Integer::intValue).distinct().toArray();
    }
  }

  private static boolean leaves(Instruction last) {
    return last instanceof ReturnInstruction
        || last instanceof TableSwitchInstruction
        || last instanceof LookupSwitchInstruction
        || last.opcode() == Opcode.GOTO
        || last.opcode() == Opcode.GOTO_W;
  }

  /** The least set: a loop is not cold by reason of itself. */
  private void findCold() {
    boolean more = true;
    while (more) {
      more = false;
      for (int b = next.length - 1; b >= 0; b--) {
        if (!cold.get(b) && (throwing[b] ? !isCaught(b) : allCold(next[b]))) {
          cold.set(b);
          more = true;
        }
      }
    }
  }

  /** Whether code goes on after an exception from the block. */
  private boolean isCaught(int block) {
    for (Handler handler : handlers) {
      boolean guarded = handler.from() <= starts[block] && starts[block] < handler.to();
      if (guarded && !cold.get(blockOf[handler.target()])) {
        return true;
      }
    }
    return false;
  }

  private boolean allCold(int[] blocks) {
    for (int b : blocks) {
      if (!cold.get(b)) {
        return false;
      }
    }
    return blocks.length > 0;
  }

  private void findReached() {
    BitSet open = new BitSet();
    open.set(0);
    while (!open.isEmpty()) {
      int b = open.nextSetBit(0);
      open.clear(b);
      reached.set(b);
      for (int n : next[b]) {
        if (!reached.get(n)) {
          open.set(n);
        }
      }
    }
  }
}
