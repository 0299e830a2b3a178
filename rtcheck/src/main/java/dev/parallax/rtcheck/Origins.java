package dev.parallax.rtcheck;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Follows values through a method: what conditions of branches depend on, and what is stored in
 * local variables and fields.
 */
final class Origins {
  /**
   * A store.
   *
   * @param local its slot, or -1 for a field
   * @param field {@code owner.name}, or empty for a local variable
   */
  record Store(int block, int local, String field, Origin value) {}

  final List<Store> stores = new ArrayList<>();

  /** What the last instruction of each block decides by. */
  private final List<Origin> conditions;

  private List<Origin> stack = new ArrayList<>();

  Origins(CodeGraph graph) {
    conditions = new ArrayList<>(Collections.nCopies(graph.blocks(), Origin.CONSTANT));
    List<List<Origin>> entry = new ArrayList<>();
    for (int b = 0; b < graph.blocks(); b++) {
      entry.add(new ArrayList<>());
    }
    for (int b = 0; b < graph.blocks(); b++) {
      stack = new ArrayList<>(entry.get(b));
      for (int i = graph.start(b); i < graph.end(b); i++) {
        step(graph.instructions.get(i), b);
      }
      for (int to : graph.next(b)) {
        if (to > b) {
          merge(entry.get(to), stack);
        }
      }
    }
  }

  Origin condition(int block) {
    return conditions.get(block);
  }

  private static void merge(List<Origin> into, List<Origin> from) {
    for (int i = 0; i < from.size(); i++) {
      if (i < into.size()) {
        into.set(i, into.get(i).and(from.get(i)));
      } else {
        into.add(from.get(i));
      }
    }
  }

  private void push(Origin origin) {
    stack.add(origin);
  }

  /** A handler begins with an exception on the stack that nobody pushed: a constant, like it. */
  private Origin pop() {
    return stack.isEmpty() ? Origin.CONSTANT : stack.removeLast();
  }

  private Origin pop(int count) {
    Origin all = Origin.CONSTANT;
    for (int i = 0; i < count; i++) {
      all = all.and(pop());
    }
    return all;
  }

  private void step(Instruction instruction, int block) {
    switch (instruction) {
      case LoadInstruction load -> push(Origin.local(load.slot(), isWide(load.typeKind())));
      case StoreInstruction store -> stores.add(new Store(block, store.slot(), "", pop()));
      case IncrementInstruction inc ->
          stores.add(new Store(block, inc.slot(), "", Origin.local(inc.slot(), false)));
      case ConstantInstruction constant ->
          push(isWide(constant.typeKind()) ? Origin.WIDE_CONSTANT : Origin.CONSTANT);
      case ArrayLoadInstruction load -> push(pop(2).asRead().wide(isWide(load.typeKind())));
      case ArrayStoreInstruction store -> pop(3);
      case ConvertInstruction convert -> push(pop().wide(isWide(convert.toType())));
      case OperatorInstruction operator -> operate(operator);
      case TypeCheckInstruction check -> push(pop());
      case NewObjectInstruction made -> push(Origin.CONSTANT);
      case NewPrimitiveArrayInstruction made -> push(pop());
      case NewReferenceArrayInstruction made -> push(pop());
      case NewMultiArrayInstruction made -> push(pop(made.dimensions()));
      case FieldInstruction field -> access(field, block);
      case InvokeInstruction call -> call(call);
      case InvokeDynamicInstruction call ->
          result(call.typeSymbol(), pop(call.typeSymbol().parameterCount()));
      case BranchInstruction branch -> conditions.set(block, pop(operands(branch.opcode())));
      case TableSwitchInstruction s -> conditions.set(block, pop());
      case LookupSwitchInstruction s -> conditions.set(block, pop());
      case StackInstruction s -> rearrange(s.opcode());
      default -> {}
    }
  }

  private void operate(OperatorInstruction operator) {
    boolean one =
        switch (operator.opcode()) {
          case INEG, LNEG, FNEG, DNEG, ARRAYLENGTH -> true;
          default -> false;
        };
    boolean compare =
        switch (operator.opcode()) {
          case LCMP, FCMPL, FCMPG, DCMPL, DCMPG -> true;
          default -> false;
        };
    push(pop(one ? 1 : 2).wide(!compare && isWide(operator.typeKind())));
  }

  private void access(FieldInstruction field, int block) {
    String name = field.owner().asInternalName() + "." + field.name().stringValue();
    boolean isWide = isWide(TypeKind.fromDescriptor(field.type().stringValue()));
    switch (field.opcode()) {
      case GETSTATIC -> push(Origin.CONSTANT.wide(isWide).withField(name));
      case GETFIELD -> push(pop().asRead().wide(isWide).withField(name));
      default -> {
        Origin value = pop();
        if (field.opcode() == Opcode.PUTFIELD) {
          pop();
        }
        stores.add(new Store(block, -1, name, value));
      }
    }
  }

  private void call(InvokeInstruction call) {
    MethodTypeDesc type = call.typeSymbol();
    int taken = type.parameterCount() + (call.opcode() == Opcode.INVOKESTATIC ? 0 : 1);
    if (isAtomic(call.name().stringValue()) && type.parameterCount() >= 2) {
      Origin value = pop();
      Origin expected = pop();
      Origin all = value.and(expected).and(pop(taken - 2));
      result(type, all.asRead().asAtomic(expected));
    } else {
      result(type, pop(taken).asRead());
    }
  }

  private static boolean isAtomic(String name) {
    return name.startsWith("compareAnd") || name.startsWith("weakCompareAnd");
  }

  private void result(MethodTypeDesc type, Origin from) {
    ClassDesc result = type.returnType();
    TypeKind kind = TypeKind.from(result);
    if (kind != TypeKind.VOID) {
      push(from.wide(isWide(kind)));
    }
  }

  private static int operands(Opcode opcode) {
    return switch (opcode) {
      case GOTO, GOTO_W -> 0;
      case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> 1;
      default -> 2;
    };
  }

  private void rearrange(Opcode opcode) {
    switch (opcode) {
      case POP -> pop();
      case POP2 -> popWords();
      case SWAP -> {
        Origin top = pop();
        Origin below = pop();
        push(top);
        push(below);
      }
      case DUP -> copy(1, 0);
      case DUP_X1 -> copy(1, 1);
      case DUP_X2 -> copy(1, 2);
      case DUP2 -> copy(2, 0);
      case DUP2_X1 -> copy(2, 1);
      case DUP2_X2 -> copy(2, 2);
      default -> {}
    }
  }

  /** Two words: one wide value or two narrow ones, in the order popped. */
  private List<Origin> popWords() {
    Origin top = pop();
    return top.wide() ? List.of(top) : List.of(top, pop());
  }

  private List<Origin> popWords(int words) {
    return switch (words) {
      case 0 -> List.of();
      case 1 -> List.of(pop());
      default -> popWords();
    };
  }

  private void copy(int words, int below) {
    List<Origin> copied = popWords(words);
    List<Origin> skipped = popWords(below);
    copied.reversed().forEach(this::push);
    skipped.reversed().forEach(this::push);
    copied.reversed().forEach(this::push);
  }

  private static boolean isWide(TypeKind kind) {
    return kind == TypeKind.LONG || kind == TypeKind.DOUBLE;
  }
}
