package dev.parallax.elements.std.testing;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Start;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.StreamException;

/**
 * Verifies the buffers of {@code testsrc}: numbers without a hole, checksums. Also behind elements
 * that copy, cut or carry them over a network, as long as each buffer arrives whole.
 */
@Element(
    name = "testsink",
    summary = "Verifies the buffers of testsrc",
    klass = "Sink",
    example =
        "testsrc num-buffers=100 ! queue leaky=downstream max-size-buffers=4 ! testsink"
            + " allow-loss=true")
@RtSafe
final class TestSink {
  @Property(doc = "count buffers that are missing, late or twice, instead of failing")
  boolean allowLoss;

  @Property(doc = "buffers that must have come by the end of the stream; -1: any number", min = -1)
  long expectBuffers = -1;

  private volatile long verified;
  private volatile long lost;
  private volatile long late;
  private long next;

  @Start
  void start() {
    verified = 0;
    lost = 0;
    late = 0;
    reset();
  }

  @Consume
  void verify(@Input @AnyCaps Bytes in) throws StreamException {
    long size = in.size();
    if (size < NumberedBuffer.HEAD_BYTES) {
      throw new StreamException(
          "buffer is too small for one of testsrc size=" + size + " expected=" + next);
    }
    if (!NumberedBuffer.isWhole(in.segment(), in.offset(), size)) {
      throw new StreamException("buffer is damaged size=" + size + " expected=" + next);
    }
    long number = NumberedBuffer.number(in.segment(), in.offset());
    if (number != next) {
      jump(number);
    }
    next = Math.max(next, number + 1);
    verified = verified + 1; // only the element's own thread writes
  }

  private void jump(long number) throws StreamException {
    if (!allowLoss) {
      throw new StreamException(
          "buffers do not follow each other number=" + number + " expected=" + next);
    }
    if (number > next) {
      lost = lost + number - next;
    } else {
      late = late + 1;
    }
  }

  @OnEvent
  boolean on(Event.Eos eos) throws StreamException {
    if (expectBuffers >= 0 && verified != expectBuffers) {
      throw new StreamException(
          "stream has another number of buffers buffers="
              + verified
              + " expected="
              + expectBuffers);
    }
    return false;
  }

  @Reset
  void reset() {
    next = 0;
  }

  /** Buffers that were as they should be. Any thread. */
  @Action
  long verified() {
    return verified;
  }

  /** Numbers that were left out, of which some may have come {@link #late}. Any thread. */
  @Action
  long lost() {
    return lost;
  }

  /** Buffers whose number was below one that had come. Any thread. */
  @Action
  long late() {
    return late;
  }
}
