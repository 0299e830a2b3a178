package dev.parallax.contract;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends a copy of what comes, and then never stops changing bytes of it, and changing them back:
 * what only an element in another process can do to those behind it.
 */
@Element(name = "toyflip", summary = "Changes payload that it has sent")
final class ToyFlip {
  /** Rounds of changes, of all elements of this kind. */
  static final AtomicLong ROUNDS = new AtomicLong();

  private static final int MOST_SENT = 64;
  private static final int BYTES = 32;
  private static final int PAUSE = 200;

  private record Sent(MemorySegment segment, long offset, byte[] truth) {
    void put(int at, byte value) {
      segment.set(ValueLayout.JAVA_BYTE, offset + at, value);
    }
  }

  private final ArrayDeque<Sent> sent = new ArrayDeque<>();
  private volatile boolean stops;
  private @Nullable Thread flipper;

  @Start
  void start() {
    stops = false;
    Thread made = Thread.ofPlatform().daemon().name("toy-flipper").unstarted(this::flip);
    flipper = made;
    made.start();
  }

  @Transform
  @Same("*")
  void send(@Input @AnyCaps Bytes in, @Output @AnyCaps Emitter<Bytes> out) {
    byte[] truth = new byte[Math.toIntExact(in.size())];
    in.copyTo(0, truth, 0, truth.length);
    Bytes copy = out.acquire(truth.length);
    MemorySegment segment = copy.segment();
    synchronized (sent) {
      sent.removeIf(s -> s.segment() == segment);
    }
    copy.put(truth, 0, truth.length);
    copy.pts(in.pts());
    copy.duration(in.duration());
    copy.flags(in.flags() & ~Buffer.GAP);
    long offset = copy.offset();
    out.send(copy);
    synchronized (sent) {
      if (truth.length > 0) {
        sent.add(new Sent(segment, offset, truth));
      }
      if (sent.size() > MOST_SENT) {
        sent.remove();
      }
    }
  }

  private void flip() {
    Random random = new Random(1);
    while (!stops) {
      synchronized (sent) {
        sent.removeIf(s -> !flip(s, random));
      }
      ROUNDS.incrementAndGet();
      Thread.yield();
    }
  }

  /** False when its memory is gone. */
  private static boolean flip(Sent one, Random random) {
    int[] places = random.ints(BYTES, 0, one.truth().length).toArray();
    try {
      for (int at : places) {
        one.put(at, (byte) ~one.truth()[at]);
      }
      for (int i = 0; i < PAUSE; i++) {
        Thread.onSpinWait();
      }
      for (int at : places) {
        one.put(at, one.truth()[at]);
      }
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Stop
  void stop() throws InterruptedException {
    stops = true;
    Thread running = flipper;
    if (running != null) {
      running.join();
    }
    sent.clear();
  }
}
