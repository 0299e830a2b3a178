package dev.parallax.runtime.isolation;

import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests, with the reason that the probe gives, where nothing can be isolated. */
final class NeedsSandbox implements ExecutionCondition {
  private static final ConditionEvaluationResult RESULT = probe();

  private static ConditionEvaluationResult probe() {
    try {
      SandboxProbe.probe("test");
      return ConditionEvaluationResult.enabled("this system can isolate");
    } catch (ParallaxException e) {
      if (e.diagnostic().id() == DiagnosticId.SBX_UNAVAILABLE) {
        return ConditionEvaluationResult.disabled(e.getMessage());
      }
      throw e;
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return RESULT;
  }
}
