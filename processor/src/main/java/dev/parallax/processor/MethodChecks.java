package dev.parallax.processor;

import dev.parallax.model.diag.DiagnosticId;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** What every method that generated code calls must be. */
final class MethodChecks {
  private MethodChecks() {}

  /** Checks that generated code can call the method as an instance method; reports otherwise. */
  static boolean check(
      Types types,
      Report report,
      TypeElement element,
      ExecutableElement method,
      boolean checkedExceptions) {
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
    if (!method.getTypeParameters().isEmpty()) {
      report.error(
          DiagnosticId.ELEM_ACCESS,
          method,
          "method has type parameters method=" + name + "\n  fix: name the view type");
      return false;
    }
    if (!types.throwsAtMost(method, checkedExceptions)) {
      String most = checkedExceptions ? "Exception and narrower" : "unchecked exceptions";
      report.error(
          DiagnosticId.ELEM_THROWS,
          method,
          "method throws more than its caller can take method="
              + name
              + " throws="
              + method.getThrownTypes()
              + "\n  supported: "
              + most
              + "\n  fix: catch it in the method");
      return false;
    }
    return true;
  }
}
