package dev.parallax.runtime.isolation;

import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkFile;
import dev.parallax.memory.link.LinkPlan;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.remote.PeerGroup;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the host and one element of a child share: the two files of their link, and a socket on
 * which the host passes descriptors of arenas. One thread at a time.
 */
final class MemberFiles implements AutoCloseable {
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final int LEASES = 1024;
  private static final int CARRIED_BYTES = 256 << 10;

  private final PeerGroup.Member member;
  private final LinkFile mine;
  private final LinkFile theirs;
  private final int[] sockets;
  private @Nullable Link link;

  MemberFiles(PeerGroup.Member member) {
    this.member = member;
    LinkPlan plan = LinkPlan.of(LEASES, LEASES, CARRIED_BYTES);
    long number = NUMBER.incrementAndGet();
    mine = LinkFile.create(plan, 2 * number, 1);
    LinkFile other = null;
    try {
      mine.mapForWriting();
      other = LinkFile.create(plan, 2 * number + 1, 1);
      sockets = Scm.socketpair(Scm.SOCK_SEQPACKET | Socket.SOCK_CLOEXEC);
    } catch (RuntimeException e) {
      mine.close();
      if (other != null) {
        other.close();
      }
      throw e;
    }
    theirs = other;
  }

  /** For the child, in this order: the host's file, the element's, its end of the socket. */
  IntStream fds() {
    return IntStream.of(mine.fd(), theirs.fd(), sockets[1]);
  }

  /** What the child needs to know of it. */
  ElementStart start() {
    return new ElementStart(
        member.element().name(), member.name(), mine.description(), theirs.description());
  }

  /** The child has its file: from now on there is a link. */
  void join() {
    theirs.mapForReading();
    mine.closeFd();
    theirs.closeFd();
    link = Link.open(member.name(), mine, theirs, ElementTask.PORTS);
  }

  Link link() {
    Link joined = link;
    if (joined == null) {
      throw new IllegalStateException("element's process is not ready name=" + member.name());
    }
    return joined;
  }

  /** This side's end of the socket. */
  int socket() {
    return sockets[0];
  }

  /** The child has its descriptors, or there is none. */
  void passed() {
    Unistd.close(sockets[1]);
  }

  /** Closes the socket, and files without a link. Once, unless there is no link. */
  @Override
  public void close() {
    Unistd.close(sockets[0]);
    if (link == null) {
      mine.close();
      theirs.close();
    }
  }
}
