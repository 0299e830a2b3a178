package dev.parallax.elements.std.transform;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.StreamException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into pieces: at a delimiter, wherever buffers end, or each buffer into pieces
 * of one size. A piece that lies within one buffer shares its bytes; one that does not is copied,
 * and counted.
 */
@Element(
    name = "buffer-split",
    summary = "Cuts bytes at a delimiter or size",
    klass = "Filter",
    example =
        "fakesrc num-buffers=10 sizetype=fixed filltype=zero ! buffer-split delimiter='' size=1316"
            + " ! fakesink silent=false")
final class BufferSplit {
  @Property(
      doc =
          "what separates pieces, with the escapes \\n \\r \\t \\0 \\\\ and \\xHH; empty: cut by"
              + " size",
      def = "\\n")
  String delimiter = "\\n";

  @Property(doc = "leave the delimiter at the end of its piece")
  boolean keepDelimiter;

  @Property(
      doc = "without a delimiter: bytes of a piece; the last one of a buffer may be shorter",
      min = 1)
  long size = 4096;

  @Property(doc = "a piece of a stream that is longer fails", min = 1)
  long maxSize = 1 << 20;

  private final Gathered begun = new Gathered();
  private @Nullable Delimiter separator;
  private @Nullable Context context;

  @Start
  void start(Context started) {
    context = started;
    separator = delimiter.isEmpty() ? null : new Delimiter(delimiter);
  }

  @Configure
  void configure(Setup setup) {
    setup.outputHolds(2);
  }

  @Transform
  @BytesCaps
  @Same("*")
  void split(@Input Bytes in, @Output Emitter<Bytes> out) throws StreamException {
    Delimiter by = separator;
    if (by == null) {
      for (long at = 0; at < in.size(); at += size) {
        piece(in, at, Math.min(size, in.size() - at), out);
      }
      return;
    }
    long at = 0;
    while (at < in.size()) {
      long found = by.findEnd(in.segment(), in.offset() + at, in.offset() + in.size());
      long end = found < 0 ? in.size() : found - in.offset();
      if (found >= 0 && begun.isEmpty()) {
        check(end - at, in);
        piece(in, at, end - at - (keepDelimiter ? 0 : by.length()), out);
      } else {
        append(in, at, end - at, out);
        if (found >= 0) {
          finish(out, keepDelimiter ? 0 : by.length());
        }
      }
      at = end;
    }
  }

  private void check(long length, Bytes in) throws StreamException {
    if (length > maxSize) {
      throw new StreamException(
          "piece is too long bytes=" + length + " max=" + maxSize + " pts=" + in.pts());
    }
  }

  private static void piece(Bytes in, long at, long length, Emitter<Bytes> out) {
    long pts = Times.at(in, at);
    out.forward(in, at, length, pts, Times.between(pts, Times.at(in, at + length)));
  }

  private void append(Bytes in, long at, long length, Emitter<Bytes> out) throws StreamException {
    boolean first = begun.isEmpty();
    begun.append(out, in, at, length, maxSize);
    if (first) {
      Bytes piece = begun.begin(out, in);
      piece.pts(Times.at(in, at));
      piece.duration(Buffer.NO_TIME); // its end is not known yet
      if (at > 0) {
        piece.dts(Buffer.NO_TIME);
      }
    }
  }

  private void finish(Emitter<Bytes> out, int cut) {
    Bytes piece = begun.take();
    piece.resize(piece.size() - cut);
    Context c = context;
    if (c != null) {
      c.countCopied(1);
    }
    out.send(piece);
  }

  @Drain
  void drain(Emitter<Bytes> out) {
    if (!begun.isEmpty()) {
      finish(out, 0);
    }
    reset();
  }

  @Reset
  @Stop
  void reset() {
    begun.clear();
    Delimiter by = separator;
    if (by != null) {
      by.reset();
    }
  }
}
