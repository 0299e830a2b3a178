package dev.parallax.memory.link;

import dev.parallax.memory.WakeWord;
import java.lang.foreign.MemorySegment;

/** What a link's owner sleeps on: the peer's bell. */
record PeerBell(ReceiveRing ring, MemorySegment word) implements WakeWord {
  PeerBell(ReceiveRing ring) {
    this(ring, ring.peerBell());
  }

  @Override
  public void asleep(boolean sleeping) {
    ring.asleep(sleeping);
  }
}
