package dev.parallax.testkit.toys;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.StreamException;
import java.util.ArrayList;

/**
 * Strings with their length, one byte, before them; each is a buffer that goes out. What can be
 * wrong with how it reads is a property.
 */
@Element(name = "lines", summary = "Reads counted strings")
public final class Lines {
  /** What is wrong with it. */
  enum Fault {
    NONE,
    /** Trusts the length. */
    TRUSTS_LENGTH,
    /** Asks the JDK for a list of a length that may be negative. */
    LISTS,
    /** Never ends for an empty string. */
    LOOPS,
    /** Takes much more memory than a line has. */
    SWELLS,
    /** Takes much memory for a line, and then finds that it is wrong. */
    SWELLS_AND_FAILS,
    /** Sends without an end. */
    FLOODS
  }

  @Property(doc = "what is wrong", def = "none")
  Fault fault = Fault.NONE;

  private static volatile boolean released;

  private byte[] have = {};
  private byte[] swollen = {};

  /** Lets those that loop for ever go. */
  public static void release() {
    released = true;
  }

  @Start
  @Reset
  void reset() {
    have = new byte[0];
  }

  @Transform
  void read(
      @Input @BytesCaps("text/x-lines") Bytes in,
      @Output @BytesCaps("text/plain") Emitter<Bytes> out)
      throws StreamException {
    byte[] all = new byte[have.length + Math.toIntExact(in.size())];
    System.arraycopy(have, 0, all, 0, have.length);
    in.copyTo(0, all, have.length, all.length - have.length);
    int at = 0;
    while (at < all.length && (fault == Fault.TRUSTS_LENGTH || at + all[at] < all.length)) {
      int length = all[at];
      if (length < 0 && fault != Fault.TRUSTS_LENGTH) {
        if (fault == Fault.LISTS) {
          throw new StreamException("lists=" + new ArrayList<>(length));
        }
        throw new StreamException("line is too long offset=" + at + " length=" + (length & 0xff));
      }
      byte[] line = new byte[length];
      System.arraycopy(all, at + 1, line, 0, length);
      for (int i = 0; fault == Fault.SWELLS && i < length; i++) {
        swollen = new byte[32 << 20];
      }
      if (fault == Fault.SWELLS_AND_FAILS) {
        swollen = new byte[300 << 20];
        throw new StreamException("line is wrong offset=" + at);
      }
      Flow flow;
      do {
        Bytes text = out.acquire(Math.max(1, length));
        text.put(line, 0, length);
        flow = out.send(text);
      } while (fault == Fault.FLOODS && length == 1 && flow != Flow.EOS);
      while (fault == Fault.LOOPS && length == 0 && !released) {
        Thread.onSpinWait();
      }
      at += 1 + length;
    }
    swollen = new byte[0];
    have = java.util.Arrays.copyOfRange(all, at, all.length);
  }

  @Drain
  void drain(Emitter<Bytes> out) throws StreamException {
    if (have.length > 0) {
      throw new StreamException("stream ends within a line missing=" + (have[0] - have.length + 1));
    }
  }
}
