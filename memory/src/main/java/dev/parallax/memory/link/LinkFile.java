package dev.parallax.memory.link;

import dev.parallax.memory.ArenaException;
import dev.parallax.memory.Mapping;
import dev.parallax.memory.MemFd;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a link: a sealed file in memory that one process writes and the other reads.
 *
 * <p>Whoever makes both files of a link does it in this order: {@link #create} both; map the own
 * for writing; pass both descriptors with their descriptions; the other process maps its own for
 * writing, and this one for reading; when it has said so, map that one for reading here. Mapping
 * for writing puts the last seals on a file, and mapping for reading refuses a file without them.
 * Used by one thread.
 */
public final class LinkFile implements AutoCloseable {
  private enum Use {
    WRITE,
    READ
  }

  private final byte[] description;
  private final LinkHeader header;
  private final boolean received;
  private int fd;
  private boolean joined;
  private @Nullable Mapping mapping;
  private @Nullable Use use;

  private LinkFile(LinkHeader header, int fd, boolean received) {
    this.header = header;
    this.description = header.toBytes();
    this.fd = fd;
    this.received = received;
  }

  /**
   * Makes a file with a fixed size that nobody has mapped yet.
   *
   * @param linkId names the link among the maker's
   * @param epoch counts the incarnations of the peer: a new one never sees an old one's files
   * @throws ArenaException when memory or descriptors are short
   */
  public static LinkFile create(LinkPlan plan, long linkId, long epoch) {
    LinkHeader header = new LinkHeader(linkId, epoch, Unistd.getpid(), plan);
    try {
      int fd = MemFd.create("parallax-link:" + linkId, plan.fileBytes(), 0);
      LinkFile file = new LinkFile(header, fd, false);
      try (Mapping page0 = Mapping.writable(fd, 0, LinkLayout.PAGE)) {
        MemorySegment.copy(
            MemorySegment.ofArray(file.description), 0, page0.segment(), 0, LinkHeader.BYTES);
        Fcntl.addSeals(fd, MemFd.SIZE_SEALS);
      } catch (RuntimeException e) {
        file.close();
        throw e;
      }
      return file;
    } catch (LinuxException e) {
      throw new ArenaException("link file not made: bytes=" + plan.fileBytes(), e);
    }
  }

  /**
   * A file that another process made. Nothing is checked before it is mapped.
   *
   * @param fd its descriptor, whose owner the result becomes
   * @param description what its maker's {@link #description} said
   * @throws ArenaException when there can be no such file
   */
  public static LinkFile received(int fd, byte[] description) {
    try {
      return new LinkFile(LinkHeader.read(description), fd, true);
    } catch (RuntimeException e) {
      Unistd.close(fd);
      throw e;
    }
  }

  /**
   * Maps it for this process as the only writer.
   *
   * @throws ArenaException when it is not the file that was described, or has a writer already
   */
  public LinkFile mapForWriting() {
    check(MemFd.checkSized(open(), "link", header.plan().fileBytes()));
    try {
      Mapping mapped = Mapping.writable(fd, LinkLayout.PAGE, header.plan().mappedBytes());
      mapping = mapped;
      mapped.preTouch();
      Fcntl.addSeals(fd, MemFd.WRITER_SEALS);
    } catch (LinuxException e) {
      throw new ArenaException("link file refused: it has a writer already, or is no memfd", e);
    }
    use = Use.WRITE;
    return mapped();
  }

  /**
   * Maps it for reading, after checking that its writer can neither shrink it nor let others write.
   *
   * @throws ArenaException when it is not the file that was described, or has no writer yet
   */
  public LinkFile mapForReading() {
    check(MemFd.checkSealed(open(), "link", header.plan().fileBytes()));
    try {
      mapping = Mapping.readOnly(fd, LinkLayout.PAGE, header.plan().mappedBytes());
    } catch (LinuxException e) {
      throw new ArenaException("link file refused: can't be mapped", e);
    }
    use = Use.READ;
    return mapped();
  }

  private int open() {
    if (fd < 0 || mapping != null) {
      throw new IllegalStateException("link file is mapped or closed already: fd=" + fd);
    }
    return fd;
  }

  private void check(long bytes) {
    if (bytes != header.plan().fileBytes()) {
      throw new ArenaException(
          "link file refused: size=" + bytes + " needed=" + header.plan().fileBytes());
    }
    if (!Arrays.equals(MemFd.head(fd, "link", LinkHeader.BYTES), description)) {
      throw new ArenaException(
          "link file refused: its header is not the one described; its writer has changed it, or"
              + " another file was passed");
    }
  }

  private LinkFile mapped() {
    if (received) {
      closeFd();
    }
    return this;
  }

  /** The descriptor for passing on, owned by this object; -1 when closed. */
  public int fd() {
    return fd;
  }

  /** What the file is, for those who get its descriptor and must not believe its content. */
  public byte[] description() {
    return description.clone();
  }

  /** Sizes. */
  public LinkPlan plan() {
    return header.plan();
  }

  /** Counts the incarnations of the peer. */
  public long epoch() {
    return header.epoch();
  }

  MemorySegment written() {
    return segment(Use.WRITE);
  }

  MemorySegment read() {
    return segment(Use.READ);
  }

  private MemorySegment segment(Use wanted) {
    Mapping mapped = mapping;
    if (mapped == null || use != wanted) {
      throw new IllegalStateException("link file is not mapped as it must be: " + wanted);
    }
    return mapped.segment();
  }

  /** Closes the descriptor and keeps the mapping: when nobody needs it any more. Idempotent. */
  public void closeFd() {
    if (fd >= 0) {
      int closing = fd;
      fd = -1;
      Unistd.close(closing);
    }
  }

  /** From now on only {@link #unmap} unmaps it. */
  void join() {
    if (joined || mapping == null) {
      throw new IllegalStateException("link file is not mapped, or part of a link already");
    }
    joined = true;
  }

  /** Ends {@link #join}, and the mapping. Idempotent. */
  void unmap() {
    joined = false;
    close();
  }

  /**
   * Closes the descriptor, and unmaps the file unless it is part of a link, which then does so.
   * Takes milliseconds while other threads run. Idempotent.
   */
  @Override
  public void close() {
    closeFd();
    if (mapping != null && !joined) {
      mapping.close();
    }
  }
}
