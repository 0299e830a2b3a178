package dev.parallax.memory.link;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.LeasedSlots;
import dev.parallax.memory.SharedArena;
import org.jspecify.annotations.Nullable;

/**
 * What a link does with the peer's entries. An entry is checked whole and whatever it needs is had
 * before it is taken out of the ring: so it is done once, or stays for the next turn.
 */
final class Receiver {
  final ArenaTable arenas = new ArenaTable();
  long returned;
  long received;
  long stalls;

  private final int ports;
  private final int peerLeases;
  private final ReceiveRing ring;
  private final SendRing answers;
  private final LeaseLedger ledger;
  private final LeasedSlots leased;
  private final LinkEntry entry;

  /** What the oldest entry waits for: a header of this one's slot. */
  private @Nullable Buffer wantsHeader;

  Receiver(
      int ports,
      int peerLeases,
      ReceiveRing ring,
      SendRing answers,
      LeaseLedger ledger,
      LeasedSlots leased,
      LinkEntry entry) {
    this.entry = entry;
    this.ports = ports;
    this.peerLeases = peerLeases;
    this.ring = ring;
    this.answers = answers;
    this.ledger = ledger;
    this.leased = leased;
  }

  boolean isReady() {
    if (leased.hasReleased()) {
      return true;
    }
    if (wantsHeader != null) {
      return wantsHeader.hasHeader();
    }
    return ring.hasNext();
  }

  boolean isStalled() {
    return wantsHeader != null;
  }

  int poll(LinkHandler handler, int limit) {
    if (wantsHeader != null) {
      wantsHeader = null;
    }
    int taken = 0;
    while (taken < limit && ring.hasNext()) {
      ring.peek(entry);
      if (!handle(handler)) {
        stalls++;
        break;
      }
      taken++;
    }
    return taken;
  }

  private boolean handle(LinkHandler handler) {
    switch (entry.type()) {
      case LinkEntry.LEND -> {
        return deliver(borrow(), handler);
      }
      case LinkEntry.FORWARD -> {
        return deliver(takePart(), handler);
      }
      case LinkEntry.RETURN -> {
        find(entry.lease());
        ring.take();
        ledger.end(entry.lease()).close();
      }
      case LinkEntry.DONE -> {
        ring.take();
        handler.onDone(entry.seq());
      }
      case LinkEntry.EVENT -> {
        checkPort();
        ring.take();
        handler.onEvent(entry);
      }
      case LinkEntry.PROPERTY -> {
        checkPort();
        ring.take();
        handler.onProperty(entry);
      }
      default -> throw violation("no such type");
    }
    return true;
  }

  private boolean deliver(@Nullable Buffer buffer, LinkHandler handler) {
    if (buffer == null) {
      return false;
    }
    buffer.pts(entry.first());
    buffer.dts(entry.second());
    buffer.duration(entry.third());
    buffer.flags(entry.flags() & LinkEntry.BUFFER_FLAGS);
    received++;
    ring.take();
    boolean done = (entry.flags() & LinkEntry.FLAG_DONE) != 0;
    int cause = entry.cause();
    handler.onBuffer(buffer, entry);
    if (done) {
      handler.onDone(cause);
    }
    return true;
  }

  // ---- what the peer lends

  private Buffer borrow() {
    checkPort();
    SharedArena arena = arenas.at(entry.arena());
    if (arena == null) {
      throw violation("arena is not attached");
    }
    if (entry.slot() >= arena.slotCount()) {
      throw violation("no such slot slots=" + arena.slotCount());
    }
    if (entry.offset() + entry.length() > arena.slotCapacity()) {
      throw violation("range is not within the slot capacity=" + arena.slotCapacity());
    }
    if ((entry.flags() & LinkEntry.FLAG_RETURN) != 0) {
      throw violation("nothing to return");
    }
    int index = LinkEntry.index(entry.lease());
    if (LinkEntry.generation(entry.lease()) == 0 || index < 0 || index >= peerLeases) {
      throw violation("no such lease leases=" + peerLeases);
    }
    if (leased.isOut(index)) {
      throw violation("lease was not returned yet");
    }
    return leased.open(index, entry.lease(), arena, entry.slot(), entry.offset(), entry.length());
  }

  // ---- parts of what this side has lent

  private @Nullable Buffer takePart() {
    checkPort();
    Buffer lent = find(entry.lease());
    long from = entry.offset();
    if (from < lent.offset() || from + entry.length() > lent.offset() + lent.length()) {
      throw violation(
          "range is not within what was lent offset=" + lent.offset() + " length=" + lent.length());
    }
    if ((entry.flags() & LinkEntry.FLAG_RETURN) != 0) {
      return cut(ledger.end(entry.lease()));
    }
    Buffer part = lent.tryShare();
    if (part == null) {
      wantsHeader = lent;
      return null;
    }
    return cut(part);
  }

  /**
   * Metadata and layout are those of the whole: what the part has comes with the entry. The peer
   * has the arena mapped, so nobody works in place on what it has sent on.
   */
  private Buffer cut(Buffer header) {
    header.watched();
    header.range(entry.offset(), entry.length());
    header.metadata(null);
    header.layout(null);
    return header;
  }

  private Buffer find(long lease) {
    Buffer lent = ledger.find(lease);
    if (lent == null) {
      throw violation("peer does not have this lease");
    }
    return lent;
  }

  private void checkPort() {
    if (entry.port() >= ports) {
      throw violation("no such port ports=" + ports);
    }
  }

  private LinkViolation violation(String reason) {
    return new LinkViolation(reason, entry.toString());
  }

  // ---- what goes back

  /** Returns the leases whose last buffer was released since. */
  void returnReleased() {
    for (long lease = leased.takeReleased(); lease != 0; lease = leased.takeReleased()) {
      giveBack(lease);
    }
  }

  private void giveBack(long lease) {
    if (!answers.hasRoomForReturn()) { // it is kept, unless the peer lends anew before it reads
      throw new LinkViolation("peer lends, but does not read what it gets back", "");
    }
    answers.put(LinkEntry.what(LinkEntry.RETURN, 0, 0, 0), 0, lease, 0, 0, 0, 0, 0);
    returned++;
  }
}
