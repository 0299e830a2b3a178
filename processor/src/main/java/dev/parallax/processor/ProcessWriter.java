package dev.parallax.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.parallax.processor.ElementSpec.Argument;
import dev.parallax.processor.ElementSpec.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code produce}, {@code process} or {@code mix}. Ownership: the method takes its buffer
 * over, so every path closes it or passes it on, and an exception closes what is held.
 */
final class ProcessWriter {
  private final ElementSpec spec;
  private final ElementSpec.Process process;
  private final CodeBlock.Builder code = CodeBlock.builder();

  ProcessWriter(ElementSpec spec) {
    this.spec = spec;
    process = Objects.requireNonNull(spec.process());
  }

  MethodSpec write() {
    MethodSpec.Builder method =
        switch (process.kind()) {
          case PRODUCE -> method("produce");
          case ALIGNED -> method("mix");
          case IN_PLACE, EACH ->
              method("process")
                  .addParameter(
                      ParameterizedTypeName.get(
                          Names.INPUT_PAD, WildcardTypeName.subtypeOf(Object.class)),
                      "from")
                  .addParameter(Names.BUFFER, "buffer");
        };
    switch (process.kind()) {
      case PRODUCE -> produce();
      case ALIGNED -> mix();
      case IN_PLACE -> inPlace((Argument.InPlace) process.arguments().getFirst());
      case EACH -> each();
    }
    return method.addCode(code.build()).build();
  }

  private static MethodSpec.Builder method(String name) {
    return AdapterWriter.overriding(name, Names.FLOW)
        .addModifiers(Modifier.PUBLIC)
        .addException(Exception.class);
  }

  private @Nullable Port outputView() {
    for (Argument argument : process.arguments()) {
      if (argument instanceof Argument.OutputView view) {
        return view.port();
      }
    }
    return null;
  }

  private CodeBlock call(String in) {
    List<CodeBlock> arguments = new ArrayList<>();
    for (Argument argument : process.arguments()) {
      arguments.add(
          switch (argument) {
            case Argument.InPlace a -> CodeBlock.of("$L", in);
            case Argument.InputView a ->
                process.kind() == ElementSpec.Kind.ALIGNED
                    ? CodeBlock.of("$L.head()", a.port().pad())
                    : CodeBlock.of("$L.$L(buffer)", a.port().pad(), binding());
            case Argument.OutputView a -> CodeBlock.of("$L.bind(made)", a.port().pad());
            case Argument.OutputEmitter a -> CodeBlock.of("$L", a.port().pad());
            case Argument.From a -> CodeBlock.of("$L", in);
            case Argument.Payload a -> CodeBlock.of("$L.$L(buffer)", in, binding());
          });
    }
    return CodeBlock.of(
        "element.$L($L)", process.method().getSimpleName(), CodeBlock.join(arguments, ", "));
  }

  /** Whether the method gets emitters, by which it may take its buffer over. */
  private boolean emits() {
    return process.arguments().stream().anyMatch(Argument.OutputEmitter.class::isInstance);
  }

  private String binding() {
    return emits() ? "lend" : "bind";
  }

  /** The call, repeated while the element has it called again. */
  private void callAgain(CodeBlock call) {
    if (!process.returnsFlow()) {
      code.addStatement("$L", call);
      return;
    }
    code.addStatement("flow = $L", call);
    code.beginControlFlow("while (flow == $T.AGAIN && awaitAgain())", Names.FLOW);
    code.addStatement("flow = $L", call);
    code.endControlFlow();
  }

  private void declareFlow() {
    if (process.returnsFlow()) {
      code.addStatement("$T flow", Names.FLOW);
    }
  }

  /** Sends {@code buffer}; {@code flow} decides when the method returned one. */
  private void push(String pad, String buffer) {
    if (!process.returnsFlow()) {
      code.addStatement("return $L.push($L)", pad, buffer);
      return;
    }
    code.beginControlFlow("if (flow == $T.AGAIN)", Names.FLOW);
    code.addStatement("$L.close()", buffer);
    code.addStatement("return $T.OK", Names.FLOW);
    code.endControlFlow();
    code.addStatement("$T pushed = $L.push($L)", Names.FLOW, pad, buffer);
    code.addStatement("return flow == $T.EOS ? $T.EOS : pushed", Names.FLOW, Names.FLOW);
  }

  private CodeBlock lastFlow() {
    List<Port> outputs = spec.outputs();
    if (outputs.isEmpty()) {
      return CodeBlock.of("$T.OK", Names.FLOW);
    }
    return outputs.size() == 1 && !outputs.getFirst().isTemplate()
        ? CodeBlock.of("$L.lastFlow()", outputs.getFirst().pad())
        : CodeBlock.of("lastFlow()");
  }

  private void returnEmitted() {
    if (process.returnsFlow()) {
      code.addStatement("return flow == $T.EOS ? $T.EOS : $L", Names.FLOW, Names.FLOW, lastFlow());
    } else {
      code.addStatement("return $L", lastFlow());
    }
  }

  private void produce() {
    Port view = outputView();
    if (view == null) {
      if (process.returnsFlow()) {
        code.addStatement("$T flow = $L", Names.FLOW, call(""));
        code.addStatement("return flow == $T.OK ? $L : flow", Names.FLOW, lastFlow());
      } else {
        code.addStatement("$L", call(""));
        code.addStatement("return $L", lastFlow());
      }
      return;
    }
    String pad = view.pad();
    code.addStatement("$T made = $L.acquireBuffer()", Names.BUFFER, pad);
    declareFlow();
    code.beginControlFlow("try");
    code.addStatement("$L$L", process.returnsFlow() ? "flow = " : "", call(""));
    closeOnThrow(pad, "made");
    code.addStatement("$L.unbind()", pad);
    if (process.returnsFlow()) {
      code.beginControlFlow("if (flow != $T.OK)", Names.FLOW);
      code.addStatement("made.close()");
      code.addStatement("return flow");
      code.endControlFlow();
    }
    code.addStatement("return $L.push(made)", pad);
  }

  private void closeOnThrow(String pad, String buffer) {
    code.nextControlFlow("catch ($T t)", Throwable.class);
    code.addStatement("$L.unbind()", pad);
    code.addStatement("$L.close()", buffer);
    code.addStatement("throw t");
    code.endControlFlow();
  }

  private void inPlace(Argument.InPlace argument) {
    String out = argument.out().pad();
    boolean readOnly = argument.in().descriptor().readOnly();
    String viewer = readOnly ? argument.in().pad() : out;
    String held = readOnly ? "buffer" : "own";
    if (!readOnly) {
      code.addStatement("$T own = $L.writable(buffer)", Names.BUFFER, out);
    }
    declareFlow();
    code.beginControlFlow("try");
    callAgain(call(viewer + ".bind(" + held + ")"));
    closeOnThrow(viewer, held);
    code.addStatement("$L.unbind()", viewer);
    push(out, held);
  }

  /** Name of the pad that the buffer came from, as the call uses it. */
  private String source() {
    @Nullable ViewType view = null;
    for (Argument argument : process.arguments()) {
      switch (argument) {
        case Argument.InputView a -> {
          return a.port().pad();
        }
        case Argument.From a -> view = view == null ? a.view() : view;
        case Argument.Payload a -> view = view == null ? a.view() : view;
        default -> {}
      }
    }
    if (view == null) {
      return "from";
    }
    code.addStatement(
        "$T pad = from.as($T.$L)",
        ParameterizedTypeName.get(Names.INPUT_PAD, view.className()),
        Names.VIEW_KIND,
        view);
    return "pad";
  }

  private void each() {
    Port view = outputView();
    String in = source();
    if (view != null) {
      code.addStatement("$T made = null", Names.BUFFER);
    }
    declareFlow();
    code.beginControlFlow("try");
    if (view != null) {
      code.addStatement("made = $L.acquireBuffer()", view.pad());
      code.addStatement("made.copyTimingFrom(buffer)");
    }
    callAgain(call(in));
    if (view != null) {
      code.nextControlFlow("catch ($T t)", Throwable.class);
      code.beginControlFlow("if (made != null)");
      code.addStatement("made.close()");
      code.endControlFlow();
      code.addStatement("throw t");
    }
    code.nextControlFlow("finally");
    if (emits()) {
      code.addStatement("$L.settle(buffer)", in);
    } else {
      code.addStatement("$L.unbind()", in);
      if (view != null) {
        code.addStatement("$L.unbind()", view.pad());
      }
      code.addStatement("buffer.close()");
    }
    code.endControlFlow();
    if (view != null) {
      push(view.pad(), "made");
    } else {
      returnEmitted();
    }
  }

  private void mix() {
    skipWithoutInput();
    Port view = outputView();
    if (view == null) {
      declareFlow();
      callAgain(call(""));
      returnEmitted();
      return;
    }
    code.addStatement("$T made = $L.acquireBuffer()", Names.BUFFER, view.pad());
    declareFlow();
    code.beginControlFlow("try");
    code.addStatement("stamp(made)");
    callAgain(call(""));
    closeOnThrow(view.pad(), "made");
    code.addStatement("$L.unbind()", view.pad());
    push(view.pad(), "made");
  }

  /** Views of inputs that are not optional are never null. */
  private void skipWithoutInput() {
    List<CodeBlock> missing = new ArrayList<>();
    for (Argument argument : process.arguments()) {
      if (argument instanceof Argument.InputView view && !view.port().descriptor().optional()) {
        missing.add(CodeBlock.of("$L.head() == null", view.port().pad()));
      }
    }
    if (!missing.isEmpty()) {
      code.beginControlFlow("if ($L)", CodeBlock.join(missing, " || "));
      code.addStatement("return $T.OK", Names.FLOW);
      code.endControlFlow();
    }
  }
}
