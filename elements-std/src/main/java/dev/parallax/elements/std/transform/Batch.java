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
 * Puts several buffers into one, with an index in its metadata by which {@code unbatch} takes them
 * apart again. The batch has times, flags and metadata of its first buffer and lasts to the end of
 * its last. Metadata of the others is not kept.
 */
@Element(
    name = "batch",
    summary = "Puts several buffers into one",
    klass = "Filter",
    example =
        "fakesrc num-buffers=100 sizetype=fixed sizemax=20 ! batch max-buffers=10 ! fakesink"
            + " silent=false")
final class Batch {
  @Property(doc = "buffers of a batch", min = 1, max = 1 << 20)
  int maxBuffers = 10;

  @Property(
      doc = "a batch with more bytes than this is sent before; a larger buffer fails",
      min = 1)
  long maxBytes = 1 << 20;

  @Property(
      doc = "time from the beginning of a batch to the end of its last buffer, in ns; 0: any",
      min = 0)
  long maxTime;

  private final Gathered gathered = new Gathered();
  private final BatchIndex index = new BatchIndex();
  private @Nullable Context context;
  private long end = Buffer.NO_TIME;

  @Start
  void start(Context started) {
    context = started;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputHolds(2); // what is gathered, and a larger one
  }

  @Transform
  @BytesCaps
  @Same("*")
  void gather(@Input Bytes in, @Output Emitter<Bytes> out) throws StreamException {
    if (index.count() > 0 && (gathered.size() + in.size() > maxBytes || isLate(in, out))) {
      drain(out);
    }
    gathered.append(out, in, 0, in.size(), maxBytes);
    index.add(in);
    end = Times.at(in, in.size());
    Context c = context;
    if (c != null) {
      c.countCopied(1);
    }
    if (index.count() == maxBuffers) {
      drain(out);
    }
  }

  private boolean isLate(Bytes in, Emitter<Bytes> out) {
    long begin = gathered.begin(out, in).pts();
    return maxTime > 0
        && begin != Buffer.NO_TIME
        && in.pts() != Buffer.NO_TIME
        && in.pts() + Math.max(0, in.duration()) - begin > maxTime;
  }

  @Drain
  void drain(Emitter<Bytes> out) {
    if (index.count() == 0) {
      return;
    }
    Bytes batch = gathered.take();
    batch.metadata(batch.metadata().with(BatchIndex.KEY, index.take()));
    batch.duration(Times.between(batch.pts(), end));
    out.send(batch);
  }

  @Reset
  @Stop
  void reset() {
    gathered.clear();
    index.clear();
  }
}
