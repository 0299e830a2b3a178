package dev.parallax.runtime.remote;

import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkFile;
import dev.parallax.memory.link.LinkPlan;
import dev.parallax.nativeglue.linux.Unistd;
import java.util.concurrent.atomic.AtomicLong;

/** Both ends of a link, in this process; nobody owns them yet. */
record LinkEnds(Link host, Link peer) {
  private static final AtomicLong NUMBER = new AtomicLong();

  static LinkEnds make(String name, int leases, int metadataBytes) {
    LinkPlan plan = LinkPlan.of(leases, leases, metadataBytes);
    long number = NUMBER.incrementAndGet();
    LinkFile mine = LinkFile.create(plan, 2 * number, 1);
    LinkFile other = LinkFile.create(plan, 2 * number + 1, 1);
    LinkFile hostWrites = mine.mapForWriting();
    LinkFile peerReads = LinkFile.received(Unistd.dup(mine.fd()), mine.description());
    LinkFile peerWrites =
        LinkFile.received(Unistd.dup(other.fd()), other.description()).mapForWriting();
    peerReads.mapForReading();
    LinkFile hostReads = other.mapForReading();
    hostWrites.closeFd();
    hostReads.closeFd();
    return new LinkEnds(
        Link.open(name, hostWrites, hostReads, 256),
        Link.open(name + " (peer)", peerWrites, peerReads, 256));
  }
}
