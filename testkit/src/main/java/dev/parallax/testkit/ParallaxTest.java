package dev.parallax.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * For a class of tests of elements or pipelines: each test fails that leaves buffers, file
 * descriptors, threads or processes behind, or in which a method that is claimed to be
 * {@code @RtSafe} allocates, waits, or reads and writes. See {@link LeakWatcher} and {@link
 * RtSanitizer}. Not for tests that run in parallel.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({LeakWatcher.class, ParallaxExtension.class})
public @interface ParallaxTest {
  /** Whether real-time sections are watched. */
  boolean realTime() default true;

  /**
   * Whether the tests only count in checked mode, in which a buffer that is used after its release
   * always throws, and a leak says where its buffer was acquired. They fail without it.
   */
  boolean checked() default false;
}
