package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Mman;
import dev.parallax.nativeglue.linux.Unistd;

/**
 * An arena's file that nobody has mapped yet: its size is sealed, its writer not decided. A process
 * makes one for itself, or for another that may not make files, and that maps it by {@link
 * FixedBufferPool#adopt}.
 */
public final class ArenaFile implements AutoCloseable {
  private static final long MAX_BYTES = ArenaHeader.MAX_SLOTS * 2 * ArenaHeader.MAX_CAPACITY;

  private final ArenaHeader header;
  private final PageKind pages;
  private int fd;

  private ArenaFile(ArenaHeader header, PageKind pages, int fd) {
    this.header = header;
    this.pages = pages;
    this.fd = fd;
  }

  /** Bytes of memory that the file of such a pool takes: of the slots, and of what is between. */
  public static long bytes(PoolConfig config) {
    return ArenaPlan.of(config).fileBytes();
  }

  /**
   * Makes the file, with all its memory.
   *
   * @throws ArenaException when memory or descriptors are short
   */
  public static ArenaFile create(PoolConfig config) {
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

  private static ArenaFile create(ArenaPlan plan, PageKind pages) {
    int flags = pages == PageKind.HUGETLB ? Mman.MFD_HUGETLB | Mman.MFD_HUGE_2MB : 0;
    int fd = MemFd.create(plan.fileName(), plan.fileBytes(), flags);
    try {
      ArenaHeader header = plan.header(SharedArena.nextId());
      try (Mapping page0 = Mapping.writable(fd, 0, plan.dataOffset())) {
        header.write(page0.segment());
      }
      Fcntl.addSeals(fd, MemFd.SIZE_SEALS);
      return new ArenaFile(header, pages, fd);
    } catch (RuntimeException e) {
      Unistd.close(fd);
      throw e;
    }
  }

  /**
   * A file that another process made for this one to write.
   *
   * @param fd its descriptor, whose owner the result becomes, even when this throws
   * @param description what its maker's {@link #description} said
   * @throws ArenaException when the file is not what was described
   */
  static ArenaFile received(int fd, byte[] description) {
    try {
      long bytes = MemFd.checkSized(fd, "arena", MAX_BYTES);
      return new ArenaFile(ArenaHeader.described(fd, description, bytes), PageKind.SMALL, fd);
    } catch (RuntimeException e) {
      Unistd.close(fd);
      throw e;
    }
  }

  /** Maps the slots for writing and then lets nobody else do so. The descriptor moves along. */
  SharedArena map() {
    int mine = fd;
    Mapping data =
        Mapping.writable(mine, header.dataOffset(), header.fileBytes() - header.dataOffset());
    try {
      if (pages == PageKind.TRANSPARENT) {
        data.advise(Mman.MADV_HUGEPAGE);
      }
      data.preTouch();
      Fcntl.addSeals(mine, MemFd.WRITER_SEALS);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
    fd = -1;
    return new SharedArena(header, pages, data, mine, true);
  }

  ArenaHeader header() {
    return header;
  }

  /** The descriptor, for passing it on; owned by this object. */
  public int fd() {
    return fd;
  }

  /** What the file is, for those who get its descriptor and must not believe its content. */
  public byte[] description() {
    return header.toBytes();
  }

  /** Closes the descriptor, unless an arena has taken it over. Idempotent. */
  @Override
  public void close() {
    if (fd >= 0) {
      int closing = fd;
      fd = -1;
      Unistd.close(closing);
    }
  }
}
