package dev.parallax.testkit;

import com.sun.management.ThreadMXBean;
import dev.parallax.annotations.Presence;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.format.BytesFormat;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.pipeline.Snapshot;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Feeds an element with bytes that may be anything. Whatever they are, it must end, or fail with an
 * error for users, within limits of time and memory; and give back what it took. Everything follows
 * from the descriptor and the bytes, so the same bytes do the same again.
 *
 * <p>With Jazzer: {@code static void fuzzerTestOneInput(byte[] data) { FUZZ.run(data); }}, or
 * {@link FuzzTarget}, which needs no code. In a test: {@link #quick}.
 */
public final class FuzzElement {
  /** Longest that one input may take. */
  private static final long MAX_NS = TimeUnit.SECONDS.toNanos(10);

  /** Most bytes that are taken from the element; then its peer wants no more. */
  private static final long MAX_OUT = 32L << 20;

  /** Most that may be allocated on the heap for one input, what came out included. */
  private static final long MAX_HEAP = 256L << 20;

  /** Largest pool of buffers. */
  private static final long MAX_POOL = 2L << 30;

  private static final int SHOWN = 256;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final String element;
  private final ElementDescriptor descriptor;
  private final Format format;
  private final boolean packets;

  private FuzzElement(String element, ElementDescriptor descriptor) {
    this.element = element;
    this.descriptor = descriptor;
    MediaCaps first = TestMedia.fixed(input(descriptor).caps().alternatives().getFirst());
    boolean any =
        first.type().equals(MediaCaps.ANY_TYPE) || first.type().equals(MediaCaps.STREAM_TYPE);
    format = any ? new BytesFormat(MediaCaps.STREAM_TYPE) : Format.of(first);
    packets = !(format instanceof BytesFormat);
  }

  /**
   * An element as in a pipeline string: its name, and its properties if any.
   *
   * @throws IllegalArgumentException when it does not {@link #takesBytes}
   */
  public static FuzzElement of(String element) {
    try (ElementHarness harness = ElementHarness.of(element)) {
      if (!takesBytes(harness.descriptor())) {
        throw new IllegalArgumentException(
            "element has not one input of bytes or packets element=" + harness.descriptor().name());
      }
      return new FuzzElement(element, harness.descriptor());
    }
  }

  /** Whether an element has one input, that always exists, for a byte stream or packets. */
  public static boolean takesBytes(ElementDescriptor element) {
    return !element.hints().userCode()
        && element.inputs().size() == 1
        && element.outputs().stream().allMatch(p -> p.presence() == Presence.ALWAYS)
        && input(element).presence() == Presence.ALWAYS
        && !input(element).caps().isEmpty()
        && !MediaCaps.isRaw(input(element).caps().alternatives().getFirst().type());
  }

  private static PortDescriptor input(ElementDescriptor element) {
    return element.inputs().getFirst();
  }

  /**
   * One input: the packet, or the stream, in one piece or in many. What the whole JVM allocates
   * meanwhile counts as the element's, so nothing else should run beside it.
   *
   * @throws AssertionError when the element fails as by a defect, does not end, takes too much, or
   *     leaves buffers behind
   */
  public void run(byte[] data) {
    try (ElementHarness harness = ElementHarness.of(element).patience(MAX_NS).format(format)) {
      harness.outputs().forEach(o -> o.limit(MAX_OUT));
      long before = THREADS.getTotalThreadAllocatedBytes();
      try {
        feed(harness, data);
      } catch (ParallaxException e) {
        CleanErrors.check(e);
      }
      // Of all threads, since that of an element that has failed may be gone.
      check("heap", THREADS.getTotalThreadAllocatedBytes() - before, MAX_HEAP);
      checkPools(harness);
    }
  }

  private void feed(ElementHarness harness, byte[] data) {
    int hash = Arrays.hashCode(data);
    int piece = packets || (hash & 1) == 0 ? data.length : 1 + Math.floorMod(hash >> 1, 999);
    for (int at = 0; at < data.length && !harness.input().isEnded(); at += piece) {
      harness.push(Arrays.copyOfRange(data, at, Math.min(data.length, at + piece)));
    }
    harness.end();
  }

  private void checkPools(ElementHarness harness) {
    for (Snapshot.ElementCounters each : harness.pipeline().snapshot().elements()) {
      for (Snapshot.PoolCounters pool : each.pools()) {
        check("pool of " + each.name(), pool.slots() * pool.slotBytes(), MAX_POOL);
      }
    }
  }

  private void check(String what, long bytes, long most) {
    if (bytes > most) {
      throw new AssertionError(
          "element takes too much memory for one input element="
              + descriptor.name()
              + " "
              + what
              + " bytes="
              + bytes
              + " max="
              + most
              + "\n  fix: check lengths from the stream before anything is allocated by them");
    }
  }

  /**
   * Runs damaged copies of good inputs, and noise; the same at each call.
   *
   * @param rounds how many
   * @param seeds good inputs; none: noise only
   * @throws AssertionError with the input in hexadecimal digits
   */
  public void quick(long seed, int rounds, byte[]... seeds) {
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      byte[] good = seeds.length == 0 ? new byte[0] : seeds[random.nextInt(seeds.length)];
      byte[] data = round < seeds.length ? seeds[round] : Mutations.damaged(good, random);
      try {
        run(data);
      } catch (Throwable t) {
        throw new AssertionError(
            "element="
                + descriptor.name()
                + " round="
                + round
                + " seed="
                + seed
                + " bytes="
                + data.length
                + " input="
                + HexFormat.of().formatHex(data, 0, Math.min(SHOWN, data.length)),
            t);
      }
    }
  }
}
