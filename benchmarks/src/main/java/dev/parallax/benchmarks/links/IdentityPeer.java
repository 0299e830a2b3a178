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
import java.util.function.BooleanSupplier;

/** The other process: sends every buffer back, or a word of memory. */
final class IdentityPeer implements LinkHandler {
  static final int DESCRIPTION = 48;
  static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

  private final Link link;
  private final Doorbell bell;
  private final Manner manner;
  private final BooleanSupplier ready;
  private boolean ended;

  private IdentityPeer(Link link, Doorbell bell, Manner manner) {
    this.link = link;
    this.bell = bell;
    this.manner = manner;
    ready = link::isReady;
    bell.spins(manner.spins());
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
    byte[] all = Arrays.copyOfRange(told.bytes(), 1, told.bytes().length);
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
      new IdentityPeer(link, bell, Manner.values()[told.bytes()[0]]).serve();
    }
  }

  private void serve() {
    while (!ended) {
      if (link.poll(this, Link.MAX_TURN) > 0) {
        link.flush();
      } else {
        manner.pause(bell, ready);
      }
    }
    link.flush();
  }

  /** Reads all of it: each byte is the buffer's number. */
  private static void read(Buffer buffer) {
    MemorySegment bytes = buffer.readOnlySegment();
    long expected = (buffer.pts() & 0xff) * 0x0101_0101_0101_0101L;
    long different = 0;
    for (long at = 0; at < buffer.length(); at += Long.BYTES) {
      different |= bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, at) ^ expected;
    }
    if (different != 0) {
      throw new IllegalStateException("buffer was not written as it should be: " + buffer);
    }
  }

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    if (manner == Manner.TOUCHING) {
      read(buffer);
    }
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
