package dev.parallax.model.descriptor;

import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.Latency;
import dev.parallax.annotations.MemoryUse;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Restart;
import dev.parallax.annotations.Trust;

/**
 * What the planner should know of an element.
 *
 * @param trust how far the code is trusted
 * @param processing what it spends its time with
 * @param latency how soon it must run
 * @param memory how much it uses
 * @param affinity where it wants to run
 * @param crashSafe can recover from its own crash
 * @param restart what to do after a crash of its process
 * @param nativeCode calls native code
 * @param rtSafe claims real-time safety
 * @param hostBound pinned to the host process
 * @param userCode its constructor takes code of the user, so a pipeline string alone cannot make it
 * @param live produces in real time
 * @param seekable handles seeks
 * @param unblockable has an {@code @Unblock} method
 */
public record HintsDescriptor(
    Trust trust,
    Processing processing,
    Latency latency,
    MemoryUse memory,
    Affinity affinity,
    boolean crashSafe,
    Restart restart,
    boolean nativeCode,
    boolean rtSafe,
    boolean hostBound,
    boolean userCode,
    boolean live,
    boolean seekable,
    boolean unblockable) {
  /** The same hints with another trust. */
  public HintsDescriptor withTrust(Trust other) {
    return new HintsDescriptor(
        other,
        processing,
        latency,
        memory,
        affinity,
        crashSafe,
        restart,
        nativeCode,
        rtSafe,
        hostBound,
        userCode,
        live,
        seekable,
        unblockable);
  }
}
