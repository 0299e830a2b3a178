package dev.parallax.rtcheck;

import static dev.parallax.rtcheck.Effect.ALLOCATES;
import static dev.parallax.rtcheck.Effect.BLOCKS;
import static dev.parallax.rtcheck.Effect.CLASS_INIT;
import static dev.parallax.rtcheck.Effect.THROWS;
import static dev.parallax.rtcheck.Effect.UNBOUNDED;
import static dev.parallax.rtcheck.Effect.UNKNOWN;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads what a method does by itself out of its code. */
final class FactsReader {
  private static final String BOOTSTRAPS = "java/lang/invoke/";

  private final String owner;
  private final Set<String> fields;
  private final CodeGraph graph;
  private final List<Facts.Own> effects = new ArrayList<>();
  private final List<Facts.Call> calls = new ArrayList<>();
  private final List<Facts.Use> initialised = new ArrayList<>();
  private final List<Facts.Lambda> lambdas = new ArrayList<>();

  private FactsReader(ClassModel type, CodeGraph graph) {
    this.owner = type.thisClass().asInternalName();
    this.fields =
        type.fields().stream()
            .map(field -> field.fieldName().stringValue())
            .collect(Collectors.toSet());
    this.graph = graph;
  }

  /**
   * Reads a method.
   *
   * @param neverReturns whether a call is known to end in an exception
   */
  static Facts read(MethodModel method, Predicate<InvokeInstruction> neverReturns) {
    Optional<CodeModel> code = method.code();
    if (code.isEmpty()) {
      return Facts.NONE;
    }
    CodeGraph graph = new CodeGraph(code.get(), neverReturns);
    FactsReader reader = new FactsReader(method.parent().orElseThrow(), graph);
    boolean returns = graph.blocks() == 0 || !graph.isCold(0);
    if (returns) {
      reader.readCode(method);
    }
    return new Facts(
        List.copyOf(reader.effects),
        List.copyOf(reader.calls),
        List.copyOf(reader.initialised),
        List.copyOf(reader.lambdas),
        returns);
  }

  private void readCode(MethodModel method) {
    if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
      int line = graph.blocks() == 0 ? 0 : graph.line(0);
      effects.add(new Facts.Own(BLOCKS, "the monitor of a synchronized method", line));
    }
    for (int b = 0; b < graph.blocks(); b++) {
      if (graph.isReached(b) && !graph.isCold(b)) {
        for (int i = graph.start(b); i < graph.end(b); i++) {
          read(graph.instructions.get(i), graph.line(i));
        }
      }
    }
    readHandlers();
    for (int start : Loops.unbounded(graph)) {
      add(UNBOUNDED, "a loop that makes no step towards its exit", graph.line(start));
    }
  }

  private void readHandlers() {
    for (CodeGraph.Handler handler : graph.handlers) {
      int target = graph.block(handler.target());
      boolean goesOn = !graph.isCold(target) && !graph.isReached(target);
      if (goesOn && guardsLiveCode(handler)) {
        String what =
            handler.type().isEmpty() ? "anything (finally)" : MethodRef.words(handler.type());
        Facts.Own own = new Facts.Own(THROWS, what, graph.line(handler.target()));
        if (!effects.contains(own)) {
          effects.add(own);
        }
      }
    }
  }

  private boolean guardsLiveCode(CodeGraph.Handler handler) {
    for (int i = handler.from(); i < handler.to(); i++) {
      if (graph.isReached(graph.block(i))) {
        return true;
      }
    }
    return false;
  }

  private void add(Effect effect, String what, int line) {
    effects.add(new Facts.Own(effect, what, line));
  }

  private void read(Instruction instruction, int line) {
    switch (instruction) {
      case NewObjectInstruction made -> {
        String type = made.className().asInternalName();
        add(ALLOCATES, "new " + MethodRef.words(type), line);
        use(type, "", line);
      }
      case NewPrimitiveArrayInstruction made ->
          add(ALLOCATES, "new " + made.typeKind().upperBound().displayName() + "[]", line);
      case NewReferenceArrayInstruction made ->
          add(ALLOCATES, "new " + Names.of(made.componentType().asSymbol()) + "[]", line);
      case NewMultiArrayInstruction made ->
          add(ALLOCATES, "new " + Names.of(made.arrayType().asSymbol()), line);
      case MonitorInstruction monitor -> {
        if (monitor.opcode() == Opcode.MONITORENTER) {
          add(BLOCKS, "a monitor (synchronized)", line);
        }
      }
      case FieldInstruction field -> {
        if (field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC) {
          use(field.owner().asInternalName(), field.name().stringValue(), line);
        }
      }
      case InvokeInstruction call -> call(call, line);
      case InvokeDynamicInstruction call -> dynamic(call, line);
      case ConstantInstruction.LoadConstantInstruction constant -> {
        if (constant.constantEntry()
            instanceof java.lang.classfile.constantpool.ConstantDynamicEntry) {
          add(CLASS_INIT, "a dynamic constant at its first use", line);
        }
      }
      default -> {}
    }
  }

  /** What the class itself has is no use; what it has from an interface may be the first one. */
  private void use(String type, String field, int line) {
    boolean own = type.equals(owner) && (field.isEmpty() || fields.contains(field));
    if (!own && !type.startsWith("[")) {
      initialised.add(new Facts.Use(type, field, line));
    }
  }

  private void call(InvokeInstruction call, int line) {
    String type = call.owner().asInternalName();
    String name = call.name().stringValue();
    if (type.startsWith("[")) {
      if (name.equals("clone")) {
        add(ALLOCATES, "clone of an array", line);
        return;
      }
      type = "java/lang/Object";
    }
    boolean exact = call.opcode() == Opcode.INVOKESTATIC || call.opcode() == Opcode.INVOKESPECIAL;
    if (call.opcode() == Opcode.INVOKESTATIC) {
      use(type, "", line);
    }
    MethodRef target = new MethodRef(type, name, call.type().stringValue());
    calls.add(new Facts.Call(target, exact, line));
  }

  private void dynamic(InvokeDynamicInstruction call, int line) {
    DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
    String by = Names.internal(bootstrap.owner());
    switch (by) {
      case BOOTSTRAPS + "StringConcatFactory" -> add(ALLOCATES, "a string concatenation", line);
      case BOOTSTRAPS + "LambdaMetafactory" -> lambda(call, line);
      case "java/lang/runtime/ObjectMethods" -> objectMethod(call, line);
      case "java/lang/runtime/SwitchBootstraps" ->
          add(CLASS_INIT, "the call site of a pattern switch at its first use", line);
      default -> add(UNKNOWN, "invokedynamic by " + MethodRef.words(by), line);
    }
  }

  private void lambda(InvokeDynamicInstruction call, int line) {
    if (call.typeSymbol().parameterCount() > 0) {
      add(ALLOCATES, "a lambda that captures", line);
    } else {
      add(CLASS_INIT, "the call site of a lambda at its first use", line);
    }
    List<ConstantDesc> arguments = call.bootstrapArgs();
    if (arguments.size() >= 3
        && arguments.get(0) instanceof java.lang.constant.MethodTypeDesc erased
        && arguments.get(1) instanceof DirectMethodHandleDesc target) {
      ClassDesc type = call.typeSymbol().returnType();
      MethodRef method =
          new MethodRef(Names.internal(type), call.name().stringValue(), erased.descriptorString());
      boolean exact =
          switch (target.kind()) {
            case VIRTUAL, INTERFACE_VIRTUAL -> false;
            default -> true;
          };
      lambdas.add(
          new Facts.Lambda(
              method,
              new MethodRef(
                  Names.internal(target.owner()), target.methodName(), target.lookupDescriptor()),
              exact));
    }
  }

  /** Methods of records, made at their first call. */
  private void objectMethod(InvokeDynamicInstruction call, int line) {
    String name = call.name().stringValue();
    if (name.equals("toString")) {
      add(ALLOCATES, "toString of a record", line);
    } else {
      add(CLASS_INIT, "the call site of a record's " + name + " at its first use", line);
    }
  }
}
