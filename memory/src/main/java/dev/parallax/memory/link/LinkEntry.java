package dev.parallax.memory.link;

import static dev.parallax.memory.link.LinkLayout.LONG;
import static dev.parallax.memory.raw.RawMemory.ALL;

import java.lang.foreign.MemorySegment;

/**
 * A private copy of one entry of a link, 64 bytes; reused, so valid during the call that gives it.
 *
 * <pre>
 *   0 u8 lap:1,type:7  1 u8 port  2 u16 flags  4 u32 length | 8 u32 place = arena:12,slot:20  12 u32 offset
 *   16 u64 lease = generation:32,index:32 | 24 i64 pts | 32 i64 dts | 40 i64 duration
 *   48 u32 seq  52 u32 cause | 56 u32 metadataPlace  60 u32 metadataLength
 * </pre>
 *
 * Events have their kind in place of the flags and three numbers of their own in place of the
 * times; properties likewise.
 */
public final class LinkEntry {
  static final int LEND = 1;
  static final int FORWARD = 2;
  static final int RETURN = 3;
  static final int DONE = 4;
  static final int EVENT = 5;
  static final int PROPERTY = 6;

  /** Flag: the input {@code cause} is done. */
  static final int FLAG_DONE = 1 << 14;

  /** Flag of a FORWARD: the lease is returned, too. */
  static final int FLAG_RETURN = 1 << 15;

  static final int BUFFER_FLAGS = FLAG_DONE - 1;

  private static final int BYTE = 0xff;
  private static final int TYPE = 0x7f;
  private static final int SHORT = 0xffff;
  private static final long INT = 0xffff_ffffL;
  private static final int SLOT_BITS = 20;
  private static final int HALF = 32;

  private long what;
  private long where;
  private long lease;
  private long pts;
  private long dts;
  private long duration;
  private long order;
  private long carried;
  private final MemorySegment theirs;
  private final MemorySegment copy;
  private final MemorySegment metadata;
  private boolean copied;

  /**
   * @param theirs where the peer puts what entries carry
   * @param copy where a private copy of it lies
   */
  LinkEntry(MemorySegment theirs, MemorySegment copy) {
    this.theirs = theirs;
    this.copy = copy;
    metadata = copy.asReadOnly();
  }

  /**
   * Reads each word of the peer's memory once: it may change under this.
   *
   * @param first the first word, read before
   * @param at the entry's address
   */
  void copyFrom(long first, long at) {
    what = first;
    where = (long) LONG.getOpaque(ALL, at + 8);
    lease = (long) LONG.getOpaque(ALL, at + 16);
    pts = (long) LONG.getOpaque(ALL, at + 24);
    dts = (long) LONG.getOpaque(ALL, at + 32);
    duration = (long) LONG.getOpaque(ALL, at + 40);
    order = (long) LONG.getOpaque(ALL, at + 48);
    carried = (long) LONG.getOpaque(ALL, at + 56);
    copied = false;
  }

  static long what(int type, int port, int flags, long length) {
    return type | (long) port << 8 | (long) flags << 16 | length << HALF;
  }

  static long where(int arena, int slot, long offset) {
    return (long) arena << SLOT_BITS | slot | offset << HALF;
  }

  static long order(int seq, int cause) {
    return seq & INT | (long) cause << HALF;
  }

  static long carried(int place, int length) {
    return place & INT | (long) length << HALF;
  }

  static long lease(int generation, int index) {
    return (long) generation << HALF | index;
  }

  static int generation(long lease) {
    return (int) (lease >>> HALF);
  }

  /** May be negative in a hostile peer's lease. */
  static int index(long lease) {
    return (int) lease;
  }

  int type() {
    return (int) what & TYPE;
  }

  /** Whether the buffer is a part of one that this side had lent: its own memory. */
  public boolean isForward() {
    return type() == FORWARD;
  }

  /** Number of the port, below the link's number of ports. */
  public int port() {
    return (int) (what >>> 8) & BYTE;
  }

  int flags() {
    return (int) (what >>> 16) & SHORT;
  }

  /** Kind of an event, or index of a property: what the sender gave, 0 to 65,535. Not checked. */
  public int kind() {
    return flags();
  }

  long length() {
    return what >>> HALF;
  }

  int arena() {
    return (int) (where & INT) >>> SLOT_BITS;
  }

  int slot() {
    return (int) where & (1 << SLOT_BITS) - 1;
  }

  long offset() {
    return where >>> HALF;
  }

  long lease() {
    return lease;
  }

  /** First number of an event or property. Not checked. */
  public long first() {
    return pts;
  }

  /** Second number of an event or property. Not checked. */
  public long second() {
    return dts;
  }

  /** Third number of an event or property. Not checked. */
  public long third() {
    return duration;
  }

  /** The sender's number for this entry; of a DONE the input that is done. Not checked. */
  public int seq() {
    return (int) order;
  }

  /** The input that this entry came from, 0 for none. Not checked. */
  public int cause() {
    return (int) (order >>> HALF);
  }

  long metadataPlace() {
    return carried & INT;
  }

  /** Bytes that the entry carries, 0 for none. */
  public long metadataBytes() {
    return carried >>> HALF;
  }

  /**
   * A private, read-only copy of what the entry carries: the first {@link #metadataBytes} bytes.
   * The same segment for every entry of a link. It is made when this is called first: who skips an
   * entry pays nothing for what it carries. Before the link is flushed, as the peer may write there
   * again then.
   */
  public MemorySegment metadata() {
    if (!copied) {
      copied = true;
      MemorySegment.copy(theirs, metadataPlace(), copy, 0, metadataBytes());
    }
    return metadata;
  }

  @Override
  public String toString() {
    return "entry[type="
        + type()
        + " port="
        + port()
        + " flags=0x"
        + Integer.toHexString(flags())
        + " arena="
        + arena()
        + " slot="
        + slot()
        + " offset="
        + offset()
        + " length="
        + length()
        + " lease="
        + Long.toHexString(lease)
        + " seq="
        + seq()
        + " cause="
        + cause()
        + " metadata="
        + metadataPlace()
        + "+"
        + metadataBytes()
        + "]";
  }
}
