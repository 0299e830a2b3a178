package dev.parallax.runtime.remote;

import dev.parallax.memory.Doorbell;
import dev.parallax.memory.SharedArena;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import java.util.function.BooleanSupplier;

/**
 * The context of an element of this process, for standard elements that have a link to another one.
 * An element that is isolated has none.
 */
public interface LinkContext extends Context {
  /** The bell of the element's thread: links that it owns are waited for there. */
  Doorbell bell();

  /**
   * Call again when {@code ready}, or at that time ({@link #now}). The condition is looked at
   * often, by the element's thread.
   */
  Flow againWhen(BooleanSupplier ready, long ns);

  /**
   * Has work done whenever the element's thread waits for something, in the midst of a call of
   * another element, too, and has it wake for that. Once, from {@code @Start}.
   *
   * @param ready whether there is some; looked at often, by the element's thread
   * @param work ends what makes {@code ready} true, and does not wait
   */
  void whileWaiting(BooleanSupplier ready, Runnable work);

  /**
   * Whether an arena carries nothing but streams that come to this element, so that a process that
   * maps it sees no other. No, when that is not known.
   */
  boolean isOwn(SharedArena arena);
}
