package dev.parallax.benchmarks.links;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.Mapping;
import dev.parallax.memory.SharedArena;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkFile;
import dev.parallax.memory.link.LinkHandler;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** The other process: sends every buffer back, or a word of memory. */
final class IdentityPeer implements LinkHandler {
  static final int DESCRIPTION = 48;
  static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

  private final Link link;
  private boolean ended;

  private IdentityPeer(Link link) {
    this.link = link;
  }

  /** The argument is the socket's path. */
  public static void main(String[] args) {
    try (Channel channel = Channel.connect(args[0])) {
      for (Channel.Message next = channel.receive();
          next.bytes().length > 0;
          next = channel.receive()) {
        if (next.bytes().length == 1) {
          echo(channel, next);
        } else {
          serve(channel, next);
        }
      }
    }
  }

  /** Two files with one word each: what comes in one is written to the other, until it is -1. */
  private static void echo(Channel channel, Channel.Message told) {
    try (Mapping in = Mapping.readOnly(told.fds()[0], 0, PingPong.BYTES);
        Mapping out = Mapping.writable(told.fds()[1], 0, PingPong.BYTES)) {
      channel.send(new byte[] {1});
      MemorySegment from = in.segment();
      MemorySegment to = out.segment();
      long last = 0;
      while (last >= 0) {
        long seen = (long) WORD.getAcquire(from, 0L);
        if (seen != last) {
          last = seen;
          WORD.setRelease(to, 0L, seen);
        } else {
          Thread.onSpinWait();
        }
      }
    }
    Unistd.close(told.fds()[0]);
    Unistd.close(told.fds()[1]);
  }

  private static void serve(Channel channel, Channel.Message told) {
    byte[] all = told.bytes();
    LinkFile host =
        LinkFile.received(told.fds()[0], Arrays.copyOfRange(all, 0, DESCRIPTION)).mapForReading();
    LinkFile own =
        LinkFile.received(told.fds()[1], Arrays.copyOfRange(all, DESCRIPTION, 2 * DESCRIPTION))
            .mapForWriting();
    byte[] arena = Arrays.copyOfRange(all, 2 * DESCRIPTION, all.length);
    try (Doorbell bell = Doorbell.futex();
        Link link = Link.open("host", own, host, 1)) {
      link.own(bell);
      link.attach(0, SharedArena.attach(told.fds()[2], arena, Long.MAX_VALUE));
      channel.send(new byte[] {1});
      new IdentityPeer(link).spin();
    }
  }

  private void spin() {
    while (!ended) {
      if (link.poll(this, Link.MAX_TURN) > 0) {
        link.flush();
      } else {
        Thread.onSpinWait();
      }
    }
    link.flush();
  }

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    int seq = entry.seq();
    while (!link.send(buffer, 0, seq, seq, Link.DONE)) {
      link.flush();
    }
  }

  @Override
  public void onDone(int seq) {}

  @Override
  public void onEvent(LinkEntry entry) {
    ended = true;
  }

  @Override
  public void onProperty(LinkEntry entry) {}
}
