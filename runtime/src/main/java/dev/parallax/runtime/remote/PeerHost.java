package dev.parallax.runtime.remote;

import dev.parallax.memory.Doorbell;
import dev.parallax.memory.SharedArena;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.PadHost;
import java.util.function.BooleanSupplier;

/** What the executor does for an element that runs elsewhere. Only the element's own thread. */
public interface PeerHost {
  /** The bell of the element's thread. */
  Doorbell bell();

  /** Waits until {@code ready}, through pauses and flushes; false when the pipeline stops. */
  boolean await(BooleanSupplier ready);

  /** As {@link #await}, while the element waits for a buffer of a pad to be given back. */
  boolean awaitSlot(OutputPad<?> pad, BooleanSupplier ready);

  /** Whether that pad's pool is to grow. */
  boolean wantsGrowth(OutputPad<?> pad);

  /** Whether that pad's pool is to grow, which the caller sees to. */
  boolean takeGrowth(OutputPad<?> pad);

  /** What an element gives to be called again when {@code ready}, or at that time. */
  Flow againWhen(BooleanSupplier ready, long ns);

  /**
   * Whether calls may be under way while the caller goes on: nobody on this thread keeps it in a
   * method that blocks, so that what comes back is not left lying.
   */
  boolean overlaps();

  /** How many buffers of that size a pad needs. */
  int slots(OutputPad<?> pad, long slotBytes);

  /**
   * Whether an arena carries nothing but streams that come to the element, so that its process may
   * see all of it.
   */
  boolean isOwn(SharedArena arena);

  /** Asks whoever sends to the element for something. */
  void sendUpstream(Event.Upstream event);

  /** Counts a process that is started again in place of one that has ended. */
  void countRestart();

  /** Counts an input that is lost with a part of its output sent. */
  void countPartial();

  /** Another process runs the element: what was said of the pools of the last one is void. */
  void renewed();

  /** The executor's answers to the element's pads. */
  PadHost pads();
}
