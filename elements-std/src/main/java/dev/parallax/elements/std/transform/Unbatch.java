package dev.parallax.elements.std.transform;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.StreamException;

/**
 * Takes the batches of {@code batch} apart, without copying; buffers that are no batch pass. Each
 * buffer has its own times and flags again, and the metadata of the batch.
 */
@Element(
    name = "unbatch",
    summary = "Takes batches apart",
    klass = "Filter",
    example =
        "fakesrc num-buffers=100 sizetype=fixed sizemax=20 ! batch max-buffers=10 ! queue ! unbatch"
            + " ! fakesink")
final class Unbatch {
  @Transform
  @BytesCaps
  @Same("*")
  void takeApart(@Input Bytes in, @Output Emitter<Bytes> out) throws StreamException {
    Metadata metadata = in.metadata();
    byte[] bytes = metadata.get(BatchIndex.KEY, byte[].class);
    if (bytes == null) {
      out.forward(in);
      return;
    }
    BatchIndex index = BatchIndex.of(bytes, in.size());
    Metadata rest = metadata.without(BatchIndex.KEY);
    long at = 0;
    Flow flow = Flow.OK;
    for (int i = 0; i < index.buffers() && flow != Flow.EOS; i++) {
      Bytes part = out.share(in, at, index.length(i));
      part.pts(index.pts(i));
      part.dts(Buffer.NO_TIME);
      part.duration(index.duration(i));
      part.flags(index.flags(i));
      part.metadata(rest);
      flow = out.send(part);
      at += index.length(i);
    }
  }
}
