package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Mman;
import dev.parallax.nativeglue.linux.Stat;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One sealed memfd with fixed slots. The process that creates it is its only writer; everybody else
 * attaches read-only. The file carries no counts and no lists, so it can be sealed and nobody can
 * wedge it.
 *
 * <p>Closing takes milliseconds while other threads run; never on a real-time thread.
 */
public final class SharedArena implements AutoCloseable {
  static final int SEALS =
      Fcntl.F_SEAL_SHRINK | Fcntl.F_SEAL_GROW | Fcntl.F_SEAL_FUTURE_WRITE | Fcntl.F_SEAL_SEAL;

  private static final AtomicLong NEXT_ID = new AtomicLong(1);

  private final ArenaHeader header;
  private final PageKind pages;
  private final Mapping data;
  private int fd;

  private SharedArena(ArenaHeader header, PageKind pages, Mapping data, int fd) {
    this.header = header;
    this.pages = pages;
    this.data = data;
    this.fd = fd;
  }

  /**
   * Makes an arena, allocates all its memory and seals it.
   *
   * @throws ArenaException when memory or descriptors are short
   */
  static SharedArena create(PoolConfig config) {
    ArenaPlan plan = ArenaPlan.of(config);
    plan.checkAvailable();
    if (config.hugePages()) {
      try {
        return create(plan.hugetlb(), PageKind.HUGETLB);
      } catch (LinuxException e) {
        // No reserved huge pages here: the next best kind, which pages() reports.
      }
    }
    try {
      return create(plan, plan.smallKind());
    } catch (LinuxException e) {
      throw new ArenaException(
          "arena not made: pool=" + config.name() + " bytes=" + plan.fileBytes(), e);
    }
  }

  private static SharedArena create(ArenaPlan plan, PageKind pages) {
    int flags = Mman.MFD_CLOEXEC | Mman.MFD_ALLOW_SEALING;
    if (pages == PageKind.HUGETLB) {
      flags |= Mman.MFD_HUGETLB | Mman.MFD_HUGE_2MB;
    }
    int fd = Mman.memfd_create(plan.fileName(), flags);
    try {
      Unistd.ftruncate(fd, plan.fileBytes());
      allocate(fd, plan.fileBytes());
      ArenaHeader header = plan.header(NEXT_ID.getAndIncrement());
      try (Mapping page0 = Mapping.writable(fd, 0, plan.dataOffset())) {
        header.write(page0.segment());
      }
      Fcntl.addSeals(fd, Fcntl.F_SEAL_SHRINK | Fcntl.F_SEAL_GROW);
      Mapping data = Mapping.writable(fd, plan.dataOffset(), plan.dataBytes());
      try {
        if (pages == PageKind.TRANSPARENT) {
          data.advise(Mman.MADV_HUGEPAGE);
        }
        data.preTouch();
        Fcntl.addSeals(fd, Fcntl.F_SEAL_FUTURE_WRITE | Fcntl.F_SEAL_SEAL);
        return new SharedArena(header, pages, data, fd);
      } catch (RuntimeException e) {
        data.close();
        throw e;
      }
    } catch (RuntimeException e) {
      Unistd.close(fd);
      throw e;
    }
  }

  private static void allocate(int fd, long bytes) {
    int r;
    do {
      r = Fcntl.fallocate(fd, 0, 0, bytes);
    } while (r == -Errno.EINTR);
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
    try {
      return attachChecked(fd, maxBytes);
    } catch (LinuxException e) {
      throw new ArenaException("arena file refused: fd=" + fd + " is no sealed memfd", e);
    }
  }

  private static SharedArena attachChecked(int fd, long maxBytes) {
    int seals = Fcntl.getSeals(fd);
    if ((seals & SEALS) != SEALS) {
      throw new ArenaException(
          "arena file refused: seals=0x"
              + Integer.toHexString(seals)
              + " needed=0x"
              + Integer.toHexString(SEALS));
    }
    Stat stat = Stat.fstat(fd);
    if (!stat.isRegular() || stat.size() < ArenaHeader.PAGE || stat.size() > maxBytes) {
      throw new ArenaException("arena file refused: size=" + stat.size() + " max=" + maxBytes);
    }
    if (!stat.isAllocated()) {
      throw new ArenaException(
          "arena file refused: has holes size=" + stat.size() + " blocks=" + stat.blocks());
    }
    ArenaHeader header;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(ArenaHeader.BYTES, Long.BYTES);
      if (FdIo.pread(fd, copy, 0, ArenaHeader.BYTES, 0) != ArenaHeader.BYTES) {
        throw new ArenaException("arena file refused: header is cut off");
      }
      header = ArenaHeader.read(copy, stat.size());
    }
    // To the file's end: huge pages can't be unmapped in part.
    Mapping data =
        Mapping.readOnly(fd, header.dataOffset(), header.fileBytes() - header.dataOffset());
    return new SharedArena(header, PageKind.SMALL, data, -1);
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
    return fd >= 0;
  }

  /** The sealed file, for passing on; -1 when attached or closed. Owned by the arena. */
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
