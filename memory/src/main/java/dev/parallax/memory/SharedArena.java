package dev.parallax.memory;

import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One sealed memfd with fixed slots. The process that creates it is its only writer; everybody else
 * attaches read-only. The file carries no counts and no lists, so it can be sealed and nobody can
 * wedge it.
 *
 * <p>Closing takes milliseconds while other threads run; never on a real-time thread.
 */
public final class SharedArena implements AutoCloseable {
  private static final AtomicLong NEXT_ID = new AtomicLong(1);

  private final ArenaHeader header;
  private final PageKind pages;
  private final Mapping data;
  private final boolean writer;
  private final @Nullable MemorySegment @Nullable [] views;
  private int fd;

  /** Leases of it that are out, and whether it goes with the last: {@link LeasedSlots} has both. */
  int leases;

  boolean retired;

  SharedArena(ArenaHeader header, PageKind pages, Mapping data, int fd, boolean writer) {
    this.header = header;
    this.pages = pages;
    this.data = data;
    this.fd = fd;
    this.writer = writer;
    this.views = writer ? null : new @Nullable MemorySegment[header.slotCount()];
  }

  static long nextId() {
    return NEXT_ID.getAndIncrement();
  }

  /**
   * Makes an arena, allocates all its memory and seals it.
   *
   * @throws ArenaException when memory or descriptors are short
   */
  static SharedArena create(PoolConfig config) {
    try (ArenaFile file = ArenaFile.create(config)) {
      return file.map();
    } catch (LinuxException e) {
      throw new ArenaException("arena not mapped: pool=" + config.name(), e);
    }
  }

  /**
   * Maps another process's arena read-only after checking that it can neither shrink nor be written
   * by new mappings, that it has no holes (reading one would take memory of this process; the seals
   * forbid punching them later), and that its header fits the file. The descriptor stays the
   * caller's, who may close it afterwards.
   *
   * @param maxBytes larger files are refused
   * @throws ArenaException when the file is not such an arena
   */
  public static SharedArena attach(int fd, long maxBytes) {
    long bytes = MemFd.checkSealed(fd, "arena", maxBytes);
    byte[] copy = MemFd.head(fd, "arena", ArenaHeader.BYTES);
    return attach(-1, fd, ArenaHeader.read(MemorySegment.ofArray(copy), bytes));
  }

  /**
   * As {@link #attach(int, long)}, for an arena whose description came another way, from somebody
   * who is believed more than the file. The descriptor becomes the arena's, for passing it on; when
   * this throws it is closed.
   *
   * @param description what the file's maker said of it ({@link ArenaFile#description})
   * @throws ArenaException when the file is not the arena that was described
   */
  public static SharedArena attach(int fd, byte[] description, long maxBytes) {
    try {
      long bytes = MemFd.checkSealed(fd, "arena", maxBytes);
      return attach(fd, fd, ArenaHeader.described(fd, description, bytes));
    } catch (RuntimeException e) {
      Unistd.close(fd);
      throw e;
    }
  }

  private static SharedArena attach(int keptFd, int fd, ArenaHeader header) {
    try {
      // To the file's end: huge pages can't be unmapped in part.
      Mapping data =
          Mapping.readOnly(fd, header.dataOffset(), header.fileBytes() - header.dataOffset());
      return new SharedArena(header, PageKind.SMALL, data, keptFd, false);
    } catch (LinuxException e) {
      throw new ArenaException("arena file refused: can't be mapped fd=" + fd, e);
    }
  }

  /** Number of slots. */
  public int slotCount() {
    return header.slotCount();
  }

  /** Payload bytes of a slot. */
  public long slotCapacity() {
    return header.slotCapacity();
  }

  /** Bytes from one slot to the next. */
  public long slotStride() {
    return header.slotStride();
  }

  /** Unique among the arenas of the writing process. */
  public long id() {
    return header.arenaId();
  }

  ArenaHeader header() {
    return header;
  }

  /**
   * Pages that the writer got; {@link PageKind#SMALL} for an attached arena, where it is unknown.
   */
  public PageKind pages() {
    return pages;
  }

  /** Whether this process made the arena. */
  public boolean isWriter() {
    return writer;
  }

  /** What the file is, for those who get its descriptor ({@link ArenaFile#description}). */
  public byte[] description() {
    return header.toBytes();
  }

  /** The sealed file, for passing on; -1 when it was not kept, or is closed. Owned by the arena. */
  public int fd() {
    return fd;
  }

  /**
   * A slot's payload bytes and the padding after it; read-only in an attached arena. Allocates:
   * once per slot, not per buffer.
   *
   * @param padding bytes after the payload to include, within the stride
   */
  public MemorySegment slot(int index, int padding) {
    if (index < 0 || index >= header.slotCount()) {
      throw new IndexOutOfBoundsException(
          "no such slot: index=" + index + " slots=" + header.slotCount());
    }
    return data.segment().asSlice(index * header.slotStride(), header.slotCapacity() + padding);
  }

  /**
   * An attached arena's slot with the padding that every arena has, read-only. Made once: only the
   * thread that uses the arena's leases.
   */
  public MemorySegment view(int index) {
    MemorySegment view = views == null ? null : views[index];
    if (view == null) {
      view = slot(index, ArenaHeader.MIN_PADDING);
      if (views != null) {
        views[index] = view;
      }
    }
    return view;
  }

  /** Unmaps and closes the file; all segments become inaccessible. Idempotent. */
  @Override
  public synchronized void close() {
    data.close();
    if (fd >= 0) {
      int closing = fd;
      fd = -1;
      Unistd.close(closing);
    }
  }
}
