package dev.parallax.memory.link;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.LeasedSlots;
import dev.parallax.memory.SharedArena;
import dev.parallax.memory.WakeWord;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One end of a link between two processes: buffers, events and properties in both directions, in
 * order, and the leases that go with them.
 *
 * <p><b>One thread</b> owns a link and does all with it; there are no locks. Only buffers that came
 * through it may be released by any thread.
 *
 * <p><b>A turn</b> polls, sends, and ends with {@link #flush}, which shows the peer all that the
 * turn has put, in one step, and wakes it. Before it sleeps in its doorbell, the owner flushes, and
 * its condition includes {@link #isReady}, or {@link #canLend} when it has something to send: the
 * peer wakes it for both.
 *
 * <p><b>Sending takes the buffer.</b> Memory of this process (or of a third one, exported here) is
 * lent: the slot stays taken until the peer returns the lease. Memory that the peer has lent goes
 * back to it as a part of its own, which costs no lease. What the peer returns is released by
 * {@link #poll}.
 *
 * <p><b>Distrust.</b> The peer can write its file, and the arenas that it writes, and nothing else.
 * Every entry is copied before it is looked at, and checked: what it says of a lease must be true
 * of the ledger on this side's heap. Payload in an arena that the peer writes may change while it
 * is read; where that does harm, {@link #copyInto} has it copied first.
 *
 * <p><b>No wait for a return.</b> Buffers and events leave as many entries of the ring free as the
 * peer may have leases out, so that a RETURN always has room.
 */
public final class Link implements AutoCloseable {
  /** Flag for {@link #send}: with this, the input {@code cause} is done. */
  public static final int DONE = LinkEntry.FLAG_DONE;

  /** Most entries of one turn. */
  public static final int MAX_TURN = 64;

  /** Most ports. */
  public static final int MAX_PORTS = 256;

  private final String name;
  private final LinkFile mine;
  private final LinkFile theirs;
  private final Arena memory = Arena.ofShared();
  private final SendRing sending;
  private final ReceiveRing receiving;
  private final LeaseLedger ledger;
  private final LeasedSlots leased;
  private final ArenaTable exported = new ArenaTable();
  private final Receiver receiver;
  private final int maxMetadata;
  private final int ports;
  private final WakeWord wakeWord;
  private @Nullable Doorbell bell;
  private @Nullable Thread owner;
  private @Nullable LinkViolation broken;
  private boolean closed;
  private long lent;
  private long forwarded;
  private long lost;

  private Link(String name, LinkFile mine, LinkFile theirs, int ports) {
    this.name = name;
    this.mine = mine;
    this.theirs = theirs;
    this.ports = ports;
    LinkPlan own = mine.plan();
    LinkPlan peer = theirs.plan();
    maxMetadata = own.maxMetadata();
    sending = new SendRing(mine.written(), own, theirs.read(), peer.maxLeases());
    receiving =
        new ReceiveRing(
            mine.written(), theirs.read(), peer, memory.allocate(peer.maxMetadata(), Long.BYTES));
    ledger = new LeaseLedger(own.maxLeases());
    leased = new LeasedSlots("link " + name, peer.maxLeases());
    receiver = new Receiver(ports, peer.maxLeases(), receiving, sending, ledger, leased);
    MemorySegment peerBell = receiving.peerBell();
    wakeWord =
        new WakeWord() {
          @Override
          public MemorySegment word() {
            return peerBell;
          }

          @Override
          public void asleep(boolean sleeping) {
            receiving.asleep(sleeping);
          }
        };
  }

  /**
   * Joins two files, which become the link's.
   *
   * @param name for messages
   * @param mine the file that this process writes, mapped for writing
   * @param theirs the file that the peer writes, mapped for reading
   * @param ports the peer may name ports below this number, 1 to {@value #MAX_PORTS}
   * @throws IllegalArgumentException when a ring is too small for the leases of both sides
   */
  public static Link open(String name, LinkFile mine, LinkFile theirs, int ports) {
    Objects.checkIndex(ports - 1, MAX_PORTS);
    checkRoom(mine.plan(), theirs.plan());
    checkRoom(theirs.plan(), mine.plan());
    return new Link(name, mine, theirs, ports);
  }

  private static void checkRoom(LinkPlan one, LinkPlan other) {
    long needed = LinkPlan.of(one.maxLeases(), other.maxLeases(), LinkLayout.PAGE).ringCapacity();
    if (one.ringCapacity() < needed) {
      throw new IllegalArgumentException(
          "ring is too small for the leases of both sides: ringCapacity="
              + one.ringCapacity()
              + " needed="
              + needed);
    }
  }

  /**
   * Makes the calling thread the owner. The one before must be at rest, and have called {@link
   * #disown}, if it had a bell.
   *
   * @param bell rung when a lease was released by another thread; sleeps on the peer's word, too
   */
  public void own(Doorbell bell) {
    disown();
    bell.watch(wakeWord);
    this.bell = bell;
    owner = Thread.currentThread();
    leased.own(bell);
  }

  /** Takes the link away from its bell. Idempotent. */
  public void disown() {
    if (bell != null) {
      bell.unwatch(wakeWord);
      bell = null;
    }
  }

  private void checkUsable() {
    if (Thread.currentThread() != owner || closed || broken != null) {
      throw unusable();
    }
  }

  private IllegalStateException unusable() {
    String why =
        closed
            ? "link is closed"
            : broken != null
                ? "link was broken by its peer"
                : "link belongs to another thread owner="
                    + owner
                    + "; the thread that uses it must call own(bell) first";
    return new IllegalStateException(why + ": link=" + name, broken);
  }

  // ---- arenas

  /**
   * Lets buffers of an arena be lent on this link. The peer must attach it under the number that
   * this gives before the first one: its descriptor and description go another way.
   *
   * @return its number; the same when it was exported before
   */
  public int export(SharedArena arena) {
    int known = exported.indexOf(arena);
    return known >= 0 ? known : exported.add(arena);
  }

  /** Ends {@link #export}: when the peer has returned its leases and detached it. */
  public void withdraw(SharedArena arena) {
    int known = exported.indexOf(arena);
    if (known >= 0) {
      exported.remove(known);
    }
  }

  /**
   * Makes an arena known from which the peer lends. It becomes the link's, which unmaps it when its
   * last buffer was released after {@link #detach} or the link's end.
   *
   * @param index the peer's number for it, 0 to 63
   */
  public void attach(int index, SharedArena arena) {
    receiver.arenas.put(index, arena);
  }

  /** Ends {@link #attach}. Buffers that came from it stay valid. */
  public void detach(int index) {
    SharedArena arena = receiver.arenas.remove(index);
    if (arena != null) {
      leased.retire(arena);
    }
  }

  /**
   * Has what the peer lends to a port copied, before anybody looks at it, and returned at once: for
   * payload that must not change while it is validated. Null ends that. The pool's owner must be
   * the link's; parts of what this side had lent use it only when their slot has no header left.
   */
  public void copyInto(int port, @Nullable FixedBufferPool pool) {
    receiver.copies[port] = pool;
  }

  // ---- sending

  /** Whether a buffer of this side's can be lent now with so many bytes of metadata. */
  public boolean canLend(long metadataBytes) {
    return hasRoom(metadataBytes) && ledger.hasFree();
  }

  /** Whether something that needs no lease can be sent now with so many bytes of metadata. */
  public boolean hasRoom(long metadataBytes) {
    checkUsable();
    if (metadataBytes > maxMetadata) {
      throw new IllegalArgumentException(
          "metadata is larger than the link carries: link="
              + name
              + " bytes="
              + metadataBytes
              + " max="
              + maxMetadata);
    }
    try {
      return sending.hasRoom(metadataBytes);
    } catch (LinkViolation e) {
      throw breaks(e);
    }
  }

  private LinkViolation breaks(LinkViolation violation) {
    broken = violation;
    return violation;
  }

  /** Whether a buffer came from this link's peer, so that sending it costs no lease. */
  public boolean isPeers(Buffer buffer) {
    return leased.leaseOf(buffer) != 0;
  }

  /**
   * Whether a buffer can be sent without a copy: it is the peer's own, or lies in an arena that was
   * exported.
   */
  public boolean canCarry(Buffer buffer) {
    return isPeers(buffer) || exported.indexOf(buffer.arena()) >= 0;
  }

  /**
   * Sends a buffer with its range, times and flags. It is the link's when this gives true, and
   * still the caller's otherwise.
   *
   * @param port where to, 0 to 255
   * @param seq the caller's number for it, which DONE names; 0 when nobody counts
   * @param cause the input that it came from, 0 for none
   * @param flags {@link #DONE} or 0
   * @param metadata to go along, or null; copied
   * @return false when there is no lease or no room now
   * @throws IllegalArgumentException when the buffer's arena was not exported, or the metadata is
   *     larger than half of its room
   */
  public boolean send(
      Buffer buffer, int port, int seq, int cause, int flags, @Nullable MemorySegment metadata) {
    long length = metadata == null ? 0 : metadata.byteSize();
    long lease = leased.leaseOf(buffer);
    if (!hasRoom(length) || lease == 0 && !ledger.hasFree()) {
      return false;
    }
    if (lease != 0) {
      forward(buffer, lease, port, seq, cause, flags, carry(metadata, length));
    } else {
      lend(buffer, port, seq, cause, flags, carry(metadata, length));
    }
    return true;
  }

  private long carry(@Nullable MemorySegment metadata, long length) {
    return metadata == null || length == 0
        ? 0
        : LinkEntry.carried(sending.carry(metadata, length), (int) length);
  }

  private void lend(Buffer buffer, int port, int seq, int cause, int flags, long carried) {
    int arena = exported.indexOf(buffer.arena());
    if (arena < 0) {
      throw new IllegalArgumentException(
          "buffer lies in an arena that the peer does not have: link=" + name + " " + buffer);
    }
    long where = LinkEntry.where(arena, buffer.slotIndex(), buffer.offset());
    long lease = ledger.lend(buffer, port, seq);
    put(LinkEntry.LEND, buffer, where, lease, port, seq, cause, flags, carried);
    lent++;
  }

  private void forward(
      Buffer buffer, long lease, int port, int seq, int cause, int flags, long carried) {
    int all = flags;
    if (LeasedSlots.isSole(buffer)) {
      all |= LinkEntry.FLAG_RETURN;
    }
    long where = LinkEntry.where(0, 0, buffer.offset());
    put(LinkEntry.FORWARD, buffer, where, lease, port, seq, cause, all, carried);
    forwarded++;
    if ((all & LinkEntry.FLAG_RETURN) != 0) {
      leased.endSole(buffer);
      receiver.returned++;
    } else {
      buffer.close();
    }
  }

  private void put(
      int type,
      Buffer buffer,
      long where,
      long lease,
      int port,
      int seq,
      int cause,
      int flags,
      long carried) {
    int all = buffer.flags() & LinkEntry.BUFFER_FLAGS | flags;
    sending.put(
        LinkEntry.what(type, port, all, buffer.length()),
        where,
        lease,
        buffer.pts(),
        buffer.dts(),
        buffer.duration(),
        LinkEntry.order(seq, cause),
        carried);
  }

  /**
   * Says that an input of the peer's is done.
   *
   * @return false when there is no room now
   */
  public boolean done(int seq) {
    return message(LinkEntry.DONE, 0, 0, seq, 0, 0, 0, 0, null);
  }

  /**
   * Sends an event: three numbers and bytes, of which the link knows nothing.
   *
   * @param kind 0 to 65,535
   * @param bytes to go along, or null; copied
   * @return false when there is no room now
   */
  public boolean event(
      int port,
      int kind,
      int seq,
      int cause,
      long first,
      long second,
      long third,
      @Nullable MemorySegment bytes) {
    return message(LinkEntry.EVENT, port, kind, seq, cause, first, second, third, bytes);
  }

  /** Sends a property's value; as {@link #event}. */
  public boolean property(
      int port, int index, long first, long second, long third, @Nullable MemorySegment bytes) {
    return message(LinkEntry.PROPERTY, port, index, 0, 0, first, second, third, bytes);
  }

  private boolean message(
      int type,
      int port,
      int kind,
      int seq,
      int cause,
      long first,
      long second,
      long third,
      @Nullable MemorySegment bytes) {
    long length = bytes == null ? 0 : bytes.byteSize();
    if (!hasRoom(length)) {
      return false;
    }
    sending.put(
        LinkEntry.what(type, port, kind, 0),
        0,
        0,
        first,
        second,
        third,
        LinkEntry.order(seq, cause),
        carry(bytes, length));
    return true;
  }

  /**
   * Ends a turn: returns what was released, shows the peer everything, and wakes it if it sleeps.
   * Cheap when there is nothing new.
   */
  public void flush() {
    checkUsable();
    try {
      receiver.returnReleased();
    } catch (LinkViolation e) {
      throw breaks(e);
    }
    sending.publish(receiving.takeHeadMoved());
  }

  // ---- receiving

  /** Whether {@link #poll} or {@link #flush} has something to do. */
  public boolean isReady() {
    checkUsable();
    try {
      return receiver.isReady();
    } catch (LinkViolation e) {
      throw breaks(e);
    }
  }

  /**
   * Takes entries, and does what they say. Ends early when a payload can't be copied yet.
   *
   * @param limit most entries, at most {@value #MAX_TURN} are taken
   * @return entries taken
   * @throws LinkViolation when the peer broke the rules; the link is of no use then
   */
  public int poll(LinkHandler handler, int limit) {
    checkUsable();
    try {
      return receiver.poll(handler, Math.min(limit, MAX_TURN));
    } catch (LinkViolation e) {
      throw breaks(e);
    }
  }

  // ---- what the peer does

  /** Tells the peer which input this side is about to work on, and since when. */
  public void working(long seq) {
    mineWord(LinkLayout.CUR_SINCE, System.nanoTime());
    mineWord(LinkLayout.CUR, seq);
  }

  /** Tells the peer that this side works on nothing. */
  public void resting() {
    mineWord(LinkLayout.CUR, 0);
  }

  private void mineWord(long at, long value) {
    LinkLayout.LONG.setRelease(mine.written(), at, value);
  }

  /** The input that the peer says it works on, 0 for none. Not checked. */
  public long peerWorking() {
    return receiving.peerWord(LinkLayout.CUR);
  }

  /** Since when, by {@link System#nanoTime}, which is the same in all processes. Not checked. */
  public long peerWorkingSinceNs() {
    return receiving.peerWord(LinkLayout.CUR_SINCE);
  }

  // ---- the end

  /**
   * The peer is dead, or was given up: takes what it had sent before, with all checks, and ends
   * every lease that it still had. What came from it stays valid until it is released. The files
   * are unmapped.
   *
   * @return false when what it had sent can't be copied yet: wait until {@link #isReady}, and call
   *     again
   */
  public boolean recover(LinkHandler handler) {
    if (closed) {
      return true;
    }
    if (broken == null) {
      try {
        while (receiver.poll(handler, MAX_TURN) > 0) {
          continue;
        }
        if (receiver.isStalled()) {
          return false;
        }
      } catch (LinkViolation e) {
        broken = e;
      }
    }
    end(handler);
    return true;
  }

  private void end(LinkHandler handler) {
    closed = true;
    disown();
    try {
      lost += ledger.endAll(handler);
    } finally {
      for (SharedArena arena : receiver.arenas.removeAll()) {
        leased.retire(arena);
      }
      leased.close();
      exported.removeAll();
      mine.close();
      theirs.close();
      memory.close();
    }
  }

  /** Ends the link without taking what the peer had sent; leases it has are ended. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      end(Discard.INSTANCE);
    }
  }

  /** Counters; the owner's thread. */
  public LinkStats stats() {
    return new LinkStats(
        lent,
        forwarded,
        receiver.returned,
        receiver.received,
        receiver.copied,
        lost,
        receiver.stalls,
        ledger.size(),
        leased.out());
  }

  /** Name for messages. */
  public String name() {
    return name;
  }

  /** Ports that the peer may name. */
  public int ports() {
    return ports;
  }

  @Override
  public String toString() {
    return "Link[" + name + (closed ? " closed" : "") + "]";
  }
}
