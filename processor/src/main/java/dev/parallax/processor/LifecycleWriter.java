package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.parallax.processor.ElementSpec.ConfigureArgument;
import dev.parallax.processor.ElementSpec.Port;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Writes the adapter's methods besides the processing method. */
final class LifecycleWriter {
  private final ElementSpec spec;
  private final ElementSpec.Lifecycle lifecycle;

  LifecycleWriter(ElementSpec spec) {
    this.spec = spec;
    lifecycle = spec.lifecycle();
  }

  void write(TypeSpec.Builder type) {
    start(type);
    plain(type, "stop", lifecycle.stop(), true);
    if (!lifecycle.configures().isEmpty()) {
      type.addMethod(configure());
    }
    drain(type);
    timer(type);
    plain(type, "reset", lifecycle.reset(), true);
    plain(type, "unblock", lifecycle.unblock(), false);
    onEvents(type);
    returning(type, "position", TypeName.LONG, lifecycle.query(), false);
    returning(type, "probe", Names.FORMAT, lifecycle.probe(), true);
    if (!lifecycle.changes().isEmpty()) {
      type.addMethod(changed());
    }
  }

  private static MethodSpec.Builder method(String name, TypeName returns, boolean checked) {
    MethodSpec.Builder method =
        AdapterWriter.overriding(name, returns).addModifiers(Modifier.PUBLIC);
    return checked ? method.addException(Exception.class) : method;
  }

  private void start(TypeSpec.Builder type) {
    ExecutableElement start = lifecycle.start();
    if (start != null) {
      type.addMethod(
          method("start", TypeName.VOID, true)
              .addParameter(Names.CONTEXT, "context")
              .addStatement(
                  "element.$L($L)",
                  start.getSimpleName(),
                  start.getParameters().isEmpty() ? "" : "context")
              .build());
    }
  }

  private static void plain(
      TypeSpec.Builder type, String name, @Nullable ExecutableElement target, boolean checked) {
    if (target != null) {
      type.addMethod(
          method(name, TypeName.VOID, checked)
              .addStatement("element.$L()", target.getSimpleName())
              .build());
    }
  }

  private static void returning(
      TypeSpec.Builder type,
      String name,
      TypeName returns,
      @Nullable ExecutableElement target,
      boolean checked) {
    if (target != null) {
      type.addMethod(
          method(name, returns, checked)
              .addStatement("return element.$L()", target.getSimpleName())
              .build());
    }
  }

  private void drain(TypeSpec.Builder type) {
    ExecutableElement drain = lifecycle.drain();
    if (drain != null) {
      String outputs = String.join(", ", lifecycle.drainOutputs().stream().map(Port::pad).toList());
      type.addMethod(
          method("drain", TypeName.VOID, true)
              .addStatement("element.$L($L)", drain.getSimpleName(), outputs)
              .build());
    }
  }

  private void timer(TypeSpec.Builder type) {
    ExecutableElement timer = lifecycle.timer();
    if (timer == null) {
      return;
    }
    String outputs = String.join(", ", lifecycle.timerOutputs().stream().map(Port::pad).toList());
    MethodSpec.Builder method = method("timer", Names.FLOW, true);
    if (timer.getReturnType().getKind() == TypeKind.VOID) {
      method.addStatement("element.$L($L)", timer.getSimpleName(), outputs);
      method.addStatement("return $T.OK", Names.FLOW);
    } else {
      method.addStatement("return element.$L($L)", timer.getSimpleName(), outputs);
    }
    type.addMethod(method.build());
    type.addMethod(method("hasTimer", TypeName.BOOLEAN, false).addStatement("return true").build());
  }

  private MethodSpec configure() {
    CodeBlock.Builder code = CodeBlock.builder();
    for (ElementSpec.Configure configure : lifecycle.configures()) {
      CodeBlock call =
          CodeBlock.of(
              "element.$L($L)",
              configure.method().getSimpleName(),
              CodeBlock.join(
                  configure.arguments().stream().map(LifecycleWriter::argument).toList(), ", "));
      List<CodeBlock> conditions = conditions(configure);
      if (conditions.isEmpty()) {
        code.addStatement(call);
      } else {
        code.beginControlFlow("if ($L)", CodeBlock.join(conditions, " && "));
        code.addStatement(call);
        code.endControlFlow();
      }
    }
    return method("configure", TypeName.VOID, true)
        .addParameter(
            ParameterizedTypeName.get(Names.INPUT_PAD, WildcardTypeName.subtypeOf(Object.class)),
            "changed")
        .addParameter(Names.SETUP, "setup")
        .addCode(code.build())
        .build();
  }

  /**
   * Formats of all inputs asked for are known, and the changed input is one of the template asked
   * for.
   */
  private List<CodeBlock> conditions(ElementSpec.Configure configure) {
    Set<CodeBlock> conditions = new LinkedHashSet<>();
    long inputs = spec.inputs().size();
    for (ConfigureArgument argument : configure.arguments()) {
      switch (argument) {
        case ConfigureArgument.Changed changed -> conditions.add(isOneOf(changed.ports()));
        case ConfigureArgument.PortFormat format when format.port().isInput() && inputs > 1 ->
            conditions.add(CodeBlock.of("$L.format() != null", format.port().pad()));
        default -> {}
      }
    }
    return new ArrayList<>(conditions);
  }

  /** Whether {@code changed}, which is null for sources, is one of these inputs. */
  private CodeBlock isOneOf(List<Port> ports) {
    if (ports.size() == spec.inputs().size()) {
      return CodeBlock.of("changed != null");
    }
    CodeBlock any =
        CodeBlock.join(
            ports.stream()
                .map(p ->
                    CodeBlock.of(p.isTemplate() ? "$L.has(changed)" : "changed == $L", p.pad()))
                .toList(),
            " || ");
    return ports.size() == 1 ? any : CodeBlock.of("($L)", any);
  }

  private static CodeBlock argument(ConfigureArgument argument) {
    return switch (argument) {
      case ConfigureArgument.Setup s -> CodeBlock.of("setup");
      case ConfigureArgument.Changed c ->
          CodeBlock.of("changed.as($T.$L)", Names.VIEW_KIND, c.ports().getFirst().view());
      case ConfigureArgument.ChangedFormat f ->
          CodeBlock.of("changed.format($T.class)", f.format());
      case ConfigureArgument.PortFormat f ->
          CodeBlock.of("$L.format($T.class)", f.port().pad(), f.format());
    };
  }

  private void onEvents(TypeSpec.Builder type) {
    List<ElementSpec.OnEvent> whole =
        lifecycle.events().stream().filter(e -> !e.takesPort()).toList();
    List<ElementSpec.OnEvent> ofPorts =
        lifecycle.events().stream().filter(ElementSpec.OnEvent::takesPort).toList();
    if (!whole.isEmpty()) {
      type.addMethod(
          method("onEvent", TypeName.BOOLEAN, true)
              .addParameter(Names.EVENT, "event")
              .addCode(choice(whole, Names.EVENT, ""))
              .build());
    }
    if (!ofPorts.isEmpty()) {
      type.addMethod(
          method("onPortEvent", TypeName.BOOLEAN, true)
              .addParameter(
                  ParameterizedTypeName.get(
                      Names.INPUT_PAD, WildcardTypeName.subtypeOf(Object.class)),
                  "from")
              .addParameter(Names.DOWNSTREAM_EVENT, "event")
              .addCode(choice(ofPorts, Names.DOWNSTREAM_EVENT, "from, "))
              .build());
    }
  }

  private static CodeBlock choice(
      List<ElementSpec.OnEvent> events, ClassName all, String arguments) {
    CodeBlock.Builder code = CodeBlock.builder().add("return switch (event) {\n").indent();
    for (ElementSpec.OnEvent event : events) {
      code.add(
          "case $T e -> element.$L($Le);\n",
          event.event(),
          event.method().getSimpleName(),
          arguments);
    }
    if (events.stream().noneMatch(e -> e.event().equals(all))) {
      code.add("default -> false;\n");
    }
    return code.unindent().add("};\n").build();
  }

  private MethodSpec changed() {
    Map<Integer, List<String>> calls = new TreeMap<>();
    for (ElementSpec.Change change : lifecycle.changes()) {
      for (int property : change.properties()) {
        calls
            .computeIfAbsent(property, p -> new ArrayList<>())
            .add(change.method().getSimpleName().toString());
      }
    }
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (property)");
    calls.forEach((property, methods) -> {
      code.add("case $L -> {\n", property).indent();
      methods.forEach(name -> code.addStatement("element.$L()", name));
      code.unindent().add("}\n");
    });
    code.add("default -> {}\n").endControlFlow();
    return method("changed", TypeName.VOID, true)
        .addParameter(int.class, "property")
        .addCode(code.build())
        .build();
  }
}
