package com.example.kit;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.StreamException;
import java.util.Arrays;

/** A parser: each record has its length before it, two bytes, the higher one first. */
@Element(name = "records", summary = "Cuts a stream into records", klass = "Codec/Parser")
final class Records {
  private static final int MOST_BYTES = 4096;

  private byte[] rest = {};
  private long taken;

  @Start
  @Reset
  void reset() {
    rest = new byte[0];
    taken = 0;
  }

  @Transform
  void read(
      @Input @BytesCaps("application/x-records") Bytes in,
      @Output @BytesCaps("application/octet-stream") Emitter<Bytes> out)
      throws StreamException {
    int size = Math.toIntExact(in.size());
    byte[] all = Arrays.copyOf(rest, rest.length + size);
    in.copyTo(0, all, rest.length, size);
    int at = 0;
    while (at + 2 <= all.length) {
      int length = (all[at] & 255) << 8 | all[at + 1] & 255;
      if (length == 0 || length > MOST_BYTES) {
        throw new StreamException(
            "record's length is out of range offset=" + (taken + at) + " length=" + length);
      }
      if (at + 2 + length > all.length) {
        break;
      }
      Bytes record = out.acquire(length);
      record.put(all, at + 2, length);
      out.send(record);
      at += 2 + length;
    }
    taken += at;
    rest = Arrays.copyOfRange(all, at, all.length);
  }

  @Drain
  void drain(Emitter<Bytes> out) throws StreamException {
    if (rest.length > 0) {
      throw new StreamException("stream ends within a record offset=" + taken);
    }
  }
}
