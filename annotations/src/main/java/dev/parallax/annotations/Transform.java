package dev.parallax.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The processing method of a filter, converter, decoder, demuxer, muxer or mixer. Returns {@code
 * void} or {@code Flow}; see the page "writing an element" for the signatures.
 *
 * <p>In place and one-to-one methods send their output also when they return {@code EOS}: it means
 * that no more input is wanted. After {@code AGAIN} the method is called again with the same
 * buffers.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Transform {
  /** How several inputs are brought together. */
  Sync sync() default Sync.SINGLE;

  /** When an {@link Sync#ALIGNED} element fires. */
  SyncMode mode() default SyncMode.AUTO;
}
