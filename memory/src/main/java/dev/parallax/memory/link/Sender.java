package dev.parallax.memory.link;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.LeasedSlots;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a link puts into its own file, answers to the peer's entries aside. */
final class Sender {
  private static final int KINDS = 1 << 16;

  final ArenaTable exported = new ArenaTable();
  long lent;
  long forwarded;
  long handedBack;

  private final String name;
  private final SendRing ring;
  private final LeaseLedger ledger;
  private final LeasedSlots leased;
  private final int maxMetadata;

  Sender(String name, SendRing ring, LeaseLedger ledger, LeasedSlots leased, int maxMetadata) {
    this.name = name;
    this.ring = ring;
    this.ledger = ledger;
    this.leased = leased;
    this.maxMetadata = maxMetadata;
  }

  boolean hasRoom(long metadata) {
    if (metadata > maxMetadata) {
      throw new IllegalArgumentException(
          "metadata is larger than the link carries: link="
              + name
              + " bytes="
              + metadata
              + " max="
              + maxMetadata);
    }
    return ring.hasRoom(metadata);
  }

  private static long size(@Nullable MemorySegment bytes, long length) {
    return bytes == null ? 0 : Objects.checkFromIndexSize(0, length, bytes.byteSize()) + length;
  }

  private long carry(@Nullable MemorySegment bytes, long length) {
    return bytes == null || length == 0
        ? 0
        : LinkEntry.carried(ring.carry(bytes, length), (int) length);
  }

  boolean send(
      Buffer buffer,
      int port,
      int seq,
      int cause,
      int flags,
      @Nullable MemorySegment metadata,
      long metadataBytes) {
    Objects.checkIndex(port, Link.MAX_PORTS);
    long lease = leased.leaseOf(buffer);
    if (!hasRoom(size(metadata, metadataBytes)) || lease == 0 && !ledger.hasFree()) {
      return false;
    }
    if (lease != 0) {
      forward(buffer, lease, port, seq, cause, flags, metadata, metadataBytes);
    } else {
      lend(buffer, port, seq, cause, flags, metadata, metadataBytes);
    }
    return true;
  }

  private void lend(
      Buffer buffer,
      int port,
      int seq,
      int cause,
      int flags,
      @Nullable MemorySegment metadata,
      long metadataBytes) {
    int arena = exported.indexOf(buffer.arena());
    if (arena < 0) {
      throw new IllegalArgumentException(
          "buffer lies in an arena that the peer does not have: link=" + name + " " + buffer);
    }
    long where = LinkEntry.where(arena, buffer.slotIndex(), buffer.offset());
    long carried = carry(metadata, metadataBytes);
    long lease = ledger.lend(buffer, port, seq);
    put(LinkEntry.LEND, buffer, where, lease, port, seq, cause, flags, carried);
    lent++;
  }

  private void forward(
      Buffer buffer,
      long lease,
      int port,
      int seq,
      int cause,
      int flags,
      @Nullable MemorySegment metadata,
      long metadataBytes) {
    long where = LinkEntry.where(0, 0, buffer.offset());
    boolean last = LeasedSlots.isSole(buffer);
    int all = last ? flags | LinkEntry.FLAG_RETURN : flags;
    put(
        LinkEntry.FORWARD,
        buffer,
        where,
        lease,
        port,
        seq,
        cause,
        all,
        carry(metadata, metadataBytes));
    forwarded++;
    if (last) {
      leased.endSole(buffer);
      handedBack++;
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
    ring.put(
        LinkEntry.what(type, port, all, buffer.length()),
        where,
        lease,
        buffer.pts(),
        buffer.dts(),
        buffer.duration(),
        LinkEntry.order(seq, cause),
        carried);
  }

  boolean message(
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
    Objects.checkIndex(port, Link.MAX_PORTS);
    Objects.checkIndex(kind, KINDS);
    if (!hasRoom(size(bytes, length))) {
      return false;
    }
    ring.put(
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
}
