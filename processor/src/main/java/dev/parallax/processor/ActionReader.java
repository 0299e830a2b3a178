package dev.parallax.processor;

import com.palantir.javapoet.TypeName;
import dev.parallax.model.descriptor.ActionDescriptor;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.processor.ElementSpec.Action;
import dev.parallax.processor.ElementSpec.Property;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Reads {@code @Action} methods. */
final class ActionReader {
  private final Types types;
  private final Report report;

  ActionReader(Types types, Report report) {
    this.types = types;
    this.report = report;
  }

  /** Actions in the order of the source. What is wrong is reported and left out. */
  List<Action> read(TypeElement element, List<Property> properties) {
    List<Action> actions = new ArrayList<>();
    for (ExecutableElement method : types.methods(element)) {
      if (ElementReader.isAction(method) && check(element, method, properties)) {
        actions.add(new Action(descriptor(method), method));
      }
    }
    return actions;
  }

  private ActionDescriptor descriptor(ExecutableElement method) {
    Comment comment = types.comment(method);
    List<ActionDescriptor.Parameter> parameters = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      String name = parameter.getSimpleName().toString();
      boolean last = parameters.size() == method.getParameters().size() - 1;
      String type = TypeName.get(parameter.asType()).toString();
      parameters.add(
          new ActionDescriptor.Parameter(
              name,
              last && method.isVarArgs() ? type.substring(0, type.length() - 2) + "..." : type,
              comment.parameters().getOrDefault(name, "")));
    }
    return new ActionDescriptor(
        method.getSimpleName().toString(),
        parameters,
        TypeName.get(method.getReturnType()).toString(),
        comment.returned(),
        comment.summary());
  }

  private boolean check(TypeElement element, ExecutableElement method, List<Property> properties) {
    String name = method.getSimpleName().toString();
    if (method.getModifiers().contains(Modifier.STATIC) || !types.accessible(method, element)) {
      report.error(
          DiagnosticId.ELEM_ACCESS,
          method,
          "generated code can't call the method method="
              + name
              + " modifiers="
              + method.getModifiers()
              + "\n"
              + "  supported: instance methods that are not private\n"
              + "  fix: remove private or static");
      return false;
    }
    boolean objects = method.getParameters().isEmpty() && Names.isObjectMethod(name);
    if (objects || properties.stream().anyMatch(p -> collides(p, method))) {
      report.error(
          DiagnosticId.ELEM_ACTION,
          method,
          "action has the name of another method of the control interface action="
              + name
              + "\n  fix: rename the method");
      return false;
    }
    return true;
  }

  private boolean collides(Property property, ExecutableElement method) {
    if (!method.getSimpleName().contentEquals(property.accessor())) {
      return false;
    }
    int count = method.getParameters().size();
    return count == 0
        || (count == 1
            && property.descriptor().live()
            && types.sameErasure(
                method.getParameters().getFirst().asType(), property.field().asType()));
  }
}
