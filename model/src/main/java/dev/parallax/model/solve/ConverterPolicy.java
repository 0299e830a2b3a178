package dev.parallax.model.solve;

/** Whether the solver may insert converters. */
public enum ConverterPolicy {
  /** Never: what does not fit is an error. */
  DENY,
  /** The cheapest chain of registered converters. */
  ALLOW
}
