package dev.parallax.runtime.remote;

import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkFile;
import dev.parallax.memory.link.LinkPlan;
import dev.parallax.nativeglue.linux.Unistd;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Both ends of a link, in this process; nobody owns them yet.
 *
 * @param host the end of who drives the element
 * @param peer the end of who runs it
 */
record LinkEnds(Link host, Link peer) {
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final int PORTS = 256;

  static LinkEnds make(String name, int leases, int metadataBytes) {
    LinkPlan plan = LinkPlan.of(leases, leases, metadataBytes);
    long number = NUMBER.incrementAndGet();
    LinkFile mine = LinkFile.create(plan, 2 * number, 1);
    LinkFile other = LinkFile.create(plan, 2 * number + 1, 1);
    LinkFile hostWrites = mine.mapForWriting();
    LinkFile peerReads = copy(mine);
    LinkFile peerWrites = copy(other).mapForWriting();
    peerReads.mapForReading();
    LinkFile hostReads = other.mapForReading();
    hostWrites.closeFd();
    hostReads.closeFd();
    return new LinkEnds(
        Link.open(name, hostWrites, hostReads, PORTS),
        Link.open(name + " (element)", peerWrites, peerReads, PORTS));
  }

  private static LinkFile copy(LinkFile file) {
    return LinkFile.received(Unistd.dup(file.fd()), file.description());
  }
}
