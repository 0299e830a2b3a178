package dev.parallax.runtime.plan;

/**
 * Whether a preparation took the formats from the compiler.
 *
 * @param used whether it did
 * @param reason why not; empty when it did, or when there was nothing to take
 */
public record PlanUse(boolean used, String reason) {
  /** A pipeline that the compiler does not know. */
  static final PlanUse NONE = new PlanUse(false, "");

  static final PlanUse USED = new PlanUse(true, "");

  static PlanUse refused(String reason) {
    return new PlanUse(false, reason);
  }
}
