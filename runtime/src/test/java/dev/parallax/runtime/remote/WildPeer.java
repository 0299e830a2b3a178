package dev.parallax.runtime.remote;

import dev.parallax.memory.SharedArena;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkViolation;
import java.lang.foreign.ValueLayout;

/** A peer that is a thread, and does with its end of the link what it likes. It ends when told. */
abstract class WildPeer extends LocalPeer {
  private static final int LEASES = 32;

  private final String reason;
  private volatile boolean ended;

  /**
   * Makes it; {@link #begin} starts it.
   *
   * @param reason of its death when nobody has killed it
   */
  WildPeer(String name, int metadataBytes, String reason) {
    super(name, LEASES, metadataBytes);
    this.reason = reason;
  }

  /** What it does, until {@link #isEnded} at the latest. */
  abstract void act() throws Exception;

  /** It has done everything. */
  void end() {}

  @Override
  final String serve() {
    try {
      theirs.own(bell);
      act();
      theirs.flush();
    } catch (LinkViolation e) {
      // The host has given it up.
    } catch (Exception e) {
      return e.toString();
    } finally {
      end();
      theirs.close();
    }
    return reason;
  }

  final boolean isEnded() {
    return ended;
  }

  /** Attaches the arena that the host has passed. */
  final void attach(LinkEntry entry) {
    byte[] description = Unpacker.carried(entry).toArray(ValueLayout.JAVA_BYTE);
    theirs.attach((int) entry.first(), SharedArena.attach(received(), description, 1L << 32));
  }

  @Override
  final void endSoon() {
    ended = true;
    bell.ring();
  }

  @Override
  public void unblock() {}
}
