package dev.parallax.runtime.pipeline;

/**
 * How often the formats that the compiler negotiated were taken when a pipeline was prepared.
 *
 * @param used times they were taken
 * @param refused times they did not hold, so that the pipeline was negotiated
 * @param reason why they were refused the last time, or empty
 */
public record PlanCounts(long used, long refused, String reason) {}
