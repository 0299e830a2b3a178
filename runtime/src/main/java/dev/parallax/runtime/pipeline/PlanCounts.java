package dev.parallax.runtime.pipeline;

import dev.parallax.runtime.plan.PlanUse;

/**
 * How often the formats that the compiler negotiated were taken when a pipeline was prepared.
 *
 * @param used times they were taken
 * @param refused times they did not hold, so that the pipeline was negotiated
 * @param reason why they were refused the last time, or empty
 */
public record PlanCounts(long used, long refused, String reason) {
  /** With one more preparation. */
  PlanCounts plus(PlanUse use) {
    if (use.used()) {
      return new PlanCounts(used + 1, refused, reason);
    }
    return use.reason().isEmpty() ? this : new PlanCounts(used, refused + 1, use.reason());
  }
}
