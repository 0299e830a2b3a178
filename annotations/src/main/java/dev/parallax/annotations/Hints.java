package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the planner should know about an element. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Hints {
  /** How far the code is trusted. */
  Trust trust() default Trust.TRUSTED;

  /** What the element spends its time with. */
  Processing processing() default Processing.UNKNOWN;

  /** How soon the element must run. */
  Latency latency() default Latency.NORMAL;

  /** How much memory the element uses. */
  MemoryUse memory() default MemoryUse.NORMAL;

  /** Where the element wants to run. */
  Affinity affinity() default Affinity.AUTO;

  /** Whether the element can recover from its own crash. */
  boolean crashSafe() default true;

  /** What to do after a crash of the element's process. */
  Restart restart() default Restart.AUTO;

  /** Whether the source produces in real time and cannot be paused. */
  boolean live() default false;
}
