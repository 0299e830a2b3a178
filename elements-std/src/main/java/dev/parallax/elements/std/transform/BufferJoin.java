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
 * Writes several buffers into one, with a delimiter between them. It has times, flags and metadata
 * of the first and lasts to the end of the last.
 */
@Element(
    name = "buffer-join",
    summary = "Writes several buffers into one",
    klass = "Filter",
    example =
        "fakesrc num-buffers=10 sizetype=fixed sizemax=188 ! buffer-join buffers=7 ! fakesink"
            + " silent=false")
final class BufferJoin {
  @Property(doc = "buffers that become one; 0: all up to the end of the stream", min = 0)
  int buffers = 2;

  @Property(
      doc = "what to write between them, with the escapes \\n \\r \\t \\0 \\\\ and \\xHH",
      def = "")
  String delimiter = "";

  @Property(doc = "more bytes than this in one buffer fail", min = 1)
  long maxSize = 1 << 20;

  private final Gathered gathered = new Gathered();
  private byte[] between = new byte[0];
  private @Nullable Context context;
  private int count;
  private long end = Buffer.NO_TIME;

  @Start
  void start(Context started) {
    context = started;
    between = Delimiter.parse(delimiter);
  }

  @Configure
  void configure(Setup setup) {
    setup.outputHolds(2); // what is gathered, and a larger one
  }

  @Transform
  @BytesCaps
  @Same("*")
  void join(@Input Bytes in, @Output Emitter<Bytes> out) throws StreamException {
    if (count > 0 && between.length > 0) {
      gathered.append(out, between, maxSize);
    }
    gathered.append(out, in, 0, in.size(), maxSize);
    end = Times.at(in, in.size());
    count++;
    Context c = context;
    if (c != null) {
      c.countCopied(1);
    }
    if (count == buffers) {
      drain(out);
    }
  }

  @Drain
  void drain(Emitter<Bytes> out) {
    if (count == 0) {
      return;
    }
    count = 0;
    Bytes whole = gathered.take();
    whole.duration(Times.between(whole.pts(), end));
    out.send(whole);
  }

  @Reset
  @Stop
  void reset() {
    count = 0;
    gathered.clear();
  }
}
