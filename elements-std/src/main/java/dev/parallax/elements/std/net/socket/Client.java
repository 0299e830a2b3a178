package dev.parallax.elements.std.net.socket;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** One client of a {@link Broadcaster}, under its lock. */
final class Client {
  private final Wire wire;
  private final Conversation conversation;
  private boolean joined;
  private boolean wantsOut;

  /** The next byte of the stream for it, and the unit that this is in. */
  private long place;

  private long unit;

  /** The rest of a unit that it got a part of before it lost what followed; then a reply. */
  private @Nullable MemorySegment rest;

  private long restSent;
  private boolean restIsReply;

  /** The stream has ended: nothing follows but the goodbye. */
  private boolean parting;

  private long since;
  private int watched;

  Client(Wire wire, Conversation conversation, long now) {
    this.wire = wire;
    this.conversation = conversation;
    since = now;
  }

  Wire wire() {
    return wire;
  }

  Conversation conversation() {
    return conversation;
  }

  boolean isJoined() {
    return joined;
  }

  void join(UnitRing ring, long now) {
    joined = true;
    place = ring.head();
    unit = ring.units();
    since = now;
  }

  /** Whether it has all there is. */
  boolean isLevel(UnitRing ring) {
    return place == ring.head() && rest == null && conversation.reply() == null;
  }

  /** Whether it still needs something of the ring. */
  boolean lags(UnitRing ring) {
    return place < ring.head();
  }

  long place() {
    return place;
  }

  long unit() {
    return unit;
  }

  /** When it last took something, or joined, or came level. */
  long since() {
    return since;
  }

  /** It got a unit straight from the buffer, or a part. */
  void advance(long bytes, boolean whole, long now) {
    place += bytes;
    if (whole) {
      unit++;
    }
    since = now;
  }

  /** Time runs from now on: until here it had nothing to take. */
  void begin(long now) {
    since = now;
  }

  /** Writes what it lags behind; true when it is level. */
  boolean catchUp(UnitRing ring, long now) throws IOException {
    while (true) {
      if (rest == null && !parting && !wire.isMidway() && isBetweenUnits(ring)) {
        prepareReply();
      }
      MemorySegment r = rest;
      long n;
      if (r != null) {
        n = wire.write(r, restSent, r.byteSize() - restSent);
        if (n > 0) {
          restSent += n;
          endRest(r);
        }
      } else if (place < ring.head()) {
        n = ring.write(wire, place, ring.end(unit));
        if (n > 0) {
          place += n;
          unit += place == ring.end(unit) ? 1 : 0;
        }
      } else {
        return true;
      }
      if (n == Wire.WOULD_BLOCK) {
        return false;
      }
      since = now;
    }
  }

  /**
   * The stream has ended: once it is level, it gets the goodbye.
   *
   * @return whether all of that is out
   */
  boolean part(UnitRing ring, long now) throws IOException {
    if (!parting) {
      if (!isLevel(ring)) {
        return false;
      }
      parting = true;
      byte[] last = conversation.goodbye();
      rest = last.length == 0 ? null : Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, last);
      restSent = 0;
      restIsReply = false;
    }
    return catchUp(ring, now) && wire.finish();
  }

  private boolean isBetweenUnits(UnitRing ring) {
    return place == ring.head() || unit == 0 && place == 0 || place == ring.end(unit - 1);
  }

  private void prepareReply() {
    byte[] reply = conversation.reply();
    if (reply != null && reply.length > 0) {
      // Small and rare, so it may be left to the collector.
      rest = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, reply);
      restSent = 0;
      restIsReply = true;
    } else if (reply != null) {
      conversation.replied();
    }
  }

  private void endRest(MemorySegment r) {
    if (restSent == r.byteSize()) {
      rest = null;
      if (restIsReply) {
        restIsReply = false;
        conversation.replied();
      }
    }
  }

  /**
   * Skips what is queued, but for the rest of a unit that it has begun to get.
   *
   * @return units it loses
   */
  long skip(UnitRing ring) {
    long lost = ring.units() - unit;
    if (rest == null && (wire.isMidway() || !isBetweenUnits(ring))) {
      rest = ring.copyOut(Arena.ofAuto(), place, ring.end(unit));
      restSent = 0;
      restIsReply = false;
      lost--;
    }
    place = ring.head();
    unit = ring.units();
    return lost;
  }

  /** What the poller watches for it, to change that only when it is another. */
  int watched() {
    return watched;
  }

  void watched(int events) {
    watched = events;
  }

  boolean wantsOut() {
    return wantsOut;
  }

  void wantsOut(boolean wanted) {
    wantsOut = wanted;
  }
}
