package dev.parallax.runtime.remote;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkHandler;
import dev.parallax.model.caps.CapsText;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A peer that answers some calls, and beside that sends entries that nobody expects, with numbers
 * and bytes that make no sense. It ends by itself.
 */
final class NoisyPeer extends WildPeer implements LinkHandler {
  private static final int[] KINDS = {
    Call.RESULT,
    Call.ANNOUNCE,
    Call.ACCEPTS,
    Call.NEAREST,
    Call.OPEN,
    Call.POOL,
    Call.AWAIT,
    Call.AWAIT_WITHIN,
    Call.RUNNING_TIME,
    Call.SEND,
    Call.COMPLETE,
    Call.WARN,
    Call.INFO,
    Call.DROPPED,
    Call.COPIED,
    Call.TIMER_AT,
    Call.HOLD,
    Call.MAPPED,
    Call.UNMAPPED,
    Call.WOKEN,
    Call.STARVES
  };
  private static final int ENTRIES = 60;
  private static final Format STREAM =
      Format.of(CapsText.parseMedia("audio/x-raw,format=S16LE,rate=44100,channels=2"));

  private final Packer packer = new Packer();
  private final Random random;
  private final int politeness;
  private final boolean waitsInStart;
  private final ArrayDeque<Buffer> buffers = new ArrayDeque<>();
  private int call;
  private boolean configuring;

  NoisyPeer(long seed) {
    this(seed, false);
  }

  /** A peer that asks for a wait before its element has started, says nothing else, and ends. */
  static NoisyPeer waitingInStart() {
    return new NoisyPeer(0, true);
  }

  private NoisyPeer(long seed, boolean waitsInStart) {
    super("noisy", 64 << 10, "it has made enough noise");
    this.waitsInStart = waitsInStart;
    random = new Random(seed);
    politeness = random.nextInt(40);
    begin();
  }

  @Override
  void act() {
    for (int i = 0; i < ENTRIES && !isEnded(); i++) {
      theirs.flush();
      if (theirs.poll(this, Link.MAX_TURN) == 0) {
        bell.await(() -> isEnded() || theirs.isReady(), System.nanoTime() + 200_000);
      }
      if (waitsInStart) {
        askForWait();
      } else if (call != 0 && random.nextInt(politeness + 1) > 0) {
        answer();
      } else {
        noise();
      }
    }
  }

  @Override
  void end() {
    buffers.forEach(Buffer::close);
  }

  private void askForWait() {
    if (call != 0) {
      int seq = call;
      call = 0;
      theirs.event(
          Call.NO_PORT, Call.AWAIT, seq, 0, HostAnswers.WHEN_TOLD, Long.MAX_VALUE, 0, null, 0);
    }
  }

  private void answer() {
    packer.clear();
    if (configuring) {
      packer.i64(0).i32(0).i32(0).i64(0).i64(0).i32(64).i32(64);
    }
    int seq = call;
    call = 0;
    MemorySegment bytes = packer.written();
    theirs.event(Call.NO_PORT, Call.RESULT, seq, 0, 0, 0, 0, bytes, AdapterServer.size(bytes));
  }

  private void noise() {
    Buffer buffer = random.nextInt(3) == 0 ? buffers.poll() : null;
    MemorySegment bytes = bytes();
    long size = AdapterServer.size(bytes);
    if (buffer != null) {
      if (!theirs.send(buffer, random.nextInt(2), call, call, random.nextInt(2), bytes, size)) {
        buffer.close();
      }
    } else if (random.nextInt(10) == 0) {
      theirs.done(random.nextInt(4));
    } else {
      theirs.event(
          random.nextInt(4) == 0 ? random.nextInt(256) : 0,
          random.nextInt(50) == 0 ? random.nextInt(1 << 16) : KINDS[random.nextInt(KINDS.length)],
          random.nextBoolean() ? call : random.nextInt(8),
          random.nextInt(4),
          number(),
          number(),
          number(),
          bytes,
          size);
    }
  }

  private long number() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextInt();
      default -> random.nextInt(5);
    };
  }

  private @Nullable MemorySegment bytes() {
    packer.clear();
    switch (random.nextInt(8)) {
      case 0 -> EventCodec.write(packer, STREAM);
      case 1 -> EventCodec.write(packer, Event.Segment.START);
      case 2 -> RemoteFailure.write(packer, new StreamException("noise"));
      case 3 -> packer.text("noise").i64(number());
      case 4 -> packer.i64(number()).i64(number()).i64(number());
      case 5 -> EventCodec.write(packer.text("out"), STREAM);
      case 6 -> EventCodec.write(packer, Event.Eos.EOS);
      default -> {
        return null;
      }
    }
    MemorySegment all = packer.written();
    if (random.nextInt(3) == 0 && all.byteSize() > 0) {
      all.set(ValueLayout.JAVA_BYTE, random.nextLong(all.byteSize()), (byte) random.nextInt());
    }
    return all;
  }

  // ---- LinkHandler

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    buffers.add(buffer);
    call = entry.seq();
  }

  @Override
  public void onDone(int seq) {}

  @Override
  public void onEvent(LinkEntry entry) {
    if (entry.kind() == Call.ATTACH) {
      attach(entry);
    } else if (entry.seq() != 0) {
      call = entry.seq();
      configuring = entry.kind() == Call.CONFIGURE;
    }
  }

  @Override
  public void onProperty(LinkEntry entry) {}
}
