package dev.parallax.memory.link;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
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
 * its condition includes {@link #isReady}, and {@link #canSend} or {@link #canLend} when it has
 * something to send: the peer wakes it for both, and what makes room need not be an entry.
 *
 * <p><b>Sending takes the buffer.</b> Memory of this process (or of a third one, exported here) is
 * lent: the slot stays taken until the peer returns the lease. Memory that the peer has lent goes
 * back to it as a part of its own, which costs no lease. What the peer returns is released by
 * {@link #poll}.
 *
 * <p><b>Distrust.</b> The peer can write its file, and the arenas that it writes, and nothing else.
 * Every entry is copied before it is looked at, and checked: what it says of a lease must be true
 * of the ledger on this side's heap. Payload in an arena that the peer writes may change while it
 * is read; where that does harm, who takes it copies it first.
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
  private final Sender sender;
  private final Receiver receiver;
  private final int ports;
  private final WakeWord wakeWord;
  private @Nullable Doorbell bell;
  private @Nullable Thread owner;
  private @Nullable LinkViolation broken;
  private boolean closed;
  private long lost;

  private Link(String name, LinkFile mine, LinkFile theirs, int ports) {
    this.name = name;
    this.mine = mine;
    this.theirs = theirs;
    this.ports = ports;
    LinkPlan own = mine.plan();
    LinkPlan peer = theirs.plan();
    MemorySegment metadata = memory.allocate(peer.maxMetadata(), Long.BYTES);
    sending = new SendRing(mine.written(), own, theirs.read(), peer);
    receiving = new ReceiveRing(mine.written(), own, theirs.read(), peer);
    ledger = new LeaseLedger(own.maxLeases());
    leased = new LeasedSlots("link " + name, peer.maxLeases());
    sender = new Sender(name, sending, ledger, leased, own.maxMetadata());
    LinkEntry entry =
        new LinkEntry(theirs.read().asSlice(peer.metadataAt(), peer.metadataBytes()), metadata);
    receiver = new Receiver(ports, peer.maxLeases(), receiving, sending, ledger, leased, entry);
    wakeWord = new PeerBell(receiving);
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
    mine.plan().checkRoomBeside(theirs.plan());
    theirs.plan().checkRoomBeside(mine.plan());
    Link link = new Link(name, mine, theirs, ports);
    mine.join();
    theirs.join();
    return link;
  }

  /**
   * Makes the calling thread the owner. The one before must have called {@link #disown}, or ended.
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

  /** Takes the link away from its bell and its owner; the owner, or after its end. Idempotent. */
  public void disown() {
    checkAtRest();
    if (bell != null) {
      bell.unwatch(wakeWord);
      bell = null;
    }
    owner = null;
  }

  /** The memory of a link must not go while its owner may be using it. */
  private void checkAtRest() {
    Thread before = owner;
    if (before != null && before != Thread.currentThread() && before.isAlive()) {
      throw new IllegalStateException(
          "link belongs to a thread that runs: link=" + name + " owner=" + before);
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

  /**
   * Lets buffers of an arena be lent on this link. The peer must attach it under the number that
   * this gives before the first one: its descriptor and description go another way.
   *
   * @return its number; the same when it was exported before
   */
  public int export(SharedArena arena) {
    return sender.exported.place(arena);
  }

  /** Ends {@link #export}: when the peer has returned its leases and detached it. */
  public void withdraw(SharedArena arena) {
    sender.exported.drop(arena);
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

  /** Whether a buffer of this side's can be lent now with so many bytes of metadata. */
  public boolean canLend(long metadataBytes) {
    return hasRoom(metadataBytes) && ledger.hasFree();
  }

  /** Whether something that needs no lease can be sent now with so many bytes of metadata. */
  public boolean hasRoom(long metadataBytes) {
    checkUsable();
    try {
      return sender.hasRoom(metadataBytes);
    } catch (LinkViolation e) {
      throw breaks(e);
    }
  }

  /** Whether {@link #send} of this buffer, or for null {@link #event}, would give true now. */
  public boolean canSend(@Nullable Buffer buffer, long metadataBytes) {
    return hasRoom(metadataBytes) && (buffer == null || isPeers(buffer) || ledger.hasFree());
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
    return isPeers(buffer) || sender.exported.indexOf(buffer.arena()) >= 0;
  }

  /**
   * Sends a buffer with its range, times and flags. It is the link's when this gives true, and
   * still the caller's otherwise.
   *
   * @param port where to, 0 to 255
   * @param seq the caller's number for it, which DONE names; 0 when nobody counts
   * @param cause the input that it came from, 0 for none
   * @param flags {@link #DONE} or 0
   * @param metadata whose first bytes go along, copied; null for none
   * @param metadataBytes how many, within {@link LinkPlan#maxMetadata}
   * @return false when there is no lease or no room now
   * @throws IllegalArgumentException when the buffer's arena was not exported, or the metadata is
   *     larger than half of its room
   */
  public boolean send(
      Buffer buffer,
      int port,
      int seq,
      int cause,
      int flags,
      @Nullable MemorySegment metadata,
      long metadataBytes) {
    checkUsable();
    try {
      return sender.send(buffer, port, seq, cause, flags & DONE, metadata, metadataBytes);
    } catch (LinkViolation e) {
      throw breaks(e);
    }
  }

  /** As the other, without metadata. */
  public boolean send(Buffer buffer, int port, int seq, int cause, int flags) {
    return send(buffer, port, seq, cause, flags, null, 0);
  }

  /** Says that an input of the peer's is done; false when there is no room now. */
  public boolean done(int seq) {
    return message(LinkEntry.DONE, 0, 0, seq, 0, 0, 0, 0, null, 0);
  }

  /**
   * Sends an event: three numbers and bytes, of which the link knows nothing.
   *
   * @param kind 0 to 65,535
   * @param bytes whose first {@code length} go along, copied; null for none
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
      @Nullable MemorySegment bytes,
      long length) {
    return message(LinkEntry.EVENT, port, kind, seq, cause, first, second, third, bytes, length);
  }

  /** As the other, without bytes. */
  public boolean event(
      int port, int kind, int seq, int cause, long first, long second, long third) {
    return event(port, kind, seq, cause, first, second, third, null, 0);
  }

  /** Sends a property's value; as an event. */
  public boolean property(
      int port,
      int index,
      long first,
      long second,
      long third,
      @Nullable MemorySegment bytes,
      long length) {
    return message(LinkEntry.PROPERTY, port, index, 0, 0, first, second, third, bytes, length);
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
      @Nullable MemorySegment bytes,
      long length) {
    checkUsable();
    try {
      return sender.message(type, port, kind, seq, cause, first, second, third, bytes, length);
    } catch (LinkViolation e) {
      throw breaks(e);
    }
  }

  /**
   * Ends a turn: returns what was released, shows the peer what was put and what was taken, and
   * wakes it if it sleeps. Cheap when there is nothing new. Also between, by who waits for room:
   * the peer may wait for it, too.
   */
  public void flush() {
    checkUsable();
    try {
      receiver.returnReleased();
    } catch (LinkViolation e) {
      throw breaks(e);
    }
    sending.publish(receiving.publish());
  }

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
   * Takes entries, and does what they say. Ends early when a part of what this side had lent needs
   * a header, and its slot has none left.
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

  /** The input that the peer says it works on, 0 for none. Not checked. Any thread, while open. */
  public long peerWorking() {
    return receiving.peerWord(LinkLayout.CUR);
  }

  /** Since when, by this machine's {@link System#nanoTime}. Not checked. Any thread, while open. */
  public long peerWorkingSinceNs() {
    return receiving.peerWord(LinkLayout.CUR_SINCE);
  }

  /**
   * The peer is dead, or was given up: takes what it had sent before, with all checks, and ends
   * every lease that it still had. What came from it stays valid until it is released. The files
   * are unmapped. The owner, or any thread after {@link #disown}.
   *
   * @return false when what it had sent can't be taken yet ({@link #poll}): wait until {@link
   *     #isReady}, and call again
   */
  public boolean recover(LinkHandler handler) {
    if (closed) {
      return true;
    }
    if (broken == null) {
      try {
        drain(handler);
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

  /** No more than the ring holds: a peer that still runs could go on for ever. */
  private void drain(LinkHandler handler) {
    int left = theirs.plan().ringCapacity();
    int taken;
    do {
      taken = receiver.poll(handler, Math.min(left, MAX_TURN));
      left -= taken;
    } while (taken > 0);
  }

  private void end(LinkHandler handler) {
    disown();
    closed = true;
    try {
      lost += ledger.endAll(handler);
    } finally {
      for (SharedArena arena : receiver.arenas.removeAll()) {
        leased.retire(arena);
      }
      leased.close();
      sender.exported.removeAll();
      mine.unmap();
      theirs.unmap();
      memory.close();
    }
  }

  /**
   * Ends the link without taking what the peer had sent; leases it has are ended. The owner, or any
   * thread after {@link #disown} or the owner's end. Idempotent.
   */
  @Override
  public void close() {
    if (!closed) {
      end(Discard.INSTANCE);
    }
  }

  /** Counters; the owner's thread. */
  public LinkStats stats() {
    return new LinkStats(
        sender.lent,
        sender.forwarded,
        returned(),
        receiver.received,
        lost,
        receiver.stalls,
        ledger.size(),
        held());
  }

  /** Leases of the peer's that this side has; the owner's thread. */
  public int held() {
    return leased.out();
  }

  /** Leases of the peer's that were returned; the owner's thread. */
  public long returned() {
    return receiver.returned + sender.handedBack;
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
