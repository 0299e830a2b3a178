package dev.parallax.runtime.remote;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkHandler;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A peer that answers all calls, until it has an input: that it never gets done. */
final class FloodingPeer extends WildPeer implements LinkHandler {
  private static final int METADATA_BYTES = 256 << 10;

  /** What it does then, again and again. */
  interface Attack {
    void by(FloodingPeer peer);
  }

  private record Asked(int kind, int seq) {}

  private final Attack attack;
  private final Packer packer = new Packer();
  private final ArrayDeque<Buffer> buffers = new ArrayDeque<>();
  private final ArrayDeque<Asked> calls = new ArrayDeque<>();
  private volatile boolean attacks;
  private final AtomicLong sent = new AtomicLong();

  FloodingPeer(Attack attack) {
    super("flood", METADATA_BYTES, "it has ended");
    this.attack = attack;
    begin();
  }

  /**
   * Asks, again and again; the host takes at most 64 entries in a turn, and never two questions, so
   * that it answers each.
   */
  void ask() {
    say(sent.get() % Link.MAX_TURN == 0 ? Call.RUNNING_TIME : Call.WOKEN, null);
  }

  /** Whether it has sent so many entries after its input. */
  boolean hasSent(long count) {
    return sent.get() >= count;
  }

  @Override
  void act() {
    while (!isEnded() && !attacks) {
      theirs.flush();
      if (theirs.poll(this, 64) == 0) {
        bell.await(() -> isEnded() || theirs.isReady(), Long.MAX_VALUE);
      }
      for (Asked call = calls.poll(); call != null; call = calls.poll()) {
        answer(call);
      }
    }
    while (!isEnded()) {
      attack.by(this);
      theirs.flush();
      Thread.onSpinWait();
    }
  }

  private void answer(Asked call) {
    packer.clear();
    if (call.kind() == Call.CONFIGURE) {
      packer.i64(0).i32(0).i32(0).i64(0).i64(0).i32(64).i32(64);
    }
    MemorySegment bytes = packer.written();
    theirs.event(Call.NO_PORT, Call.RESULT, call.seq(), 0, 0, 0, 0, bytes, bytes.byteSize());
  }

  /** Sends an entry, when there is room. */
  void say(int kind, @Nullable MemorySegment bytes) {
    if (theirs.event(0, kind, 0, 0, 0, 0, 0, bytes, AdapterServer.size(bytes))) {
      sent.incrementAndGet();
    }
  }

  /** Takes what the host says, and shows that it has. */
  void listen() {
    int unused = theirs.poll(this, 64);
  }

  @Override
  void end() {
    buffers.forEach(Buffer::close);
  }

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    buffers.add(buffer);
    attacks = true;
  }

  @Override
  public void onDone(int seq) {}

  @Override
  public void onEvent(LinkEntry entry) {
    if (entry.kind() == Call.ATTACH) {
      attach(entry);
    } else if (entry.seq() != 0) {
      calls.add(new Asked(entry.kind(), entry.seq()));
    }
  }

  @Override
  public void onProperty(LinkEntry entry) {}
}
