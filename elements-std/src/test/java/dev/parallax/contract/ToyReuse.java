package dev.parallax.contract;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import org.jspecify.annotations.Nullable;

/** Writes a 1 into a buffer that it could take over, a 2 into the copy of one that it could not. */
@Element(name = "toyreuse", summary = "Takes buffers over")
final class ToyReuse {
  @Property(doc = "keeps the input until the output was sent")
  boolean keep;

  @Property(doc = "asks for a buffer again that it has sent")
  boolean again;

  private @Nullable Context context;

  @Start
  void start(Context started) {
    context = started;
  }

  @Transform
  @Same("*")
  Flow mark(@Input @AnyCaps Bytes in, @Output @AnyCaps Emitter<Bytes> out) {
    Bytes kept = keep ? in.retain() : null;
    Bytes own = out.reuse(in);
    boolean taken = own != null;
    if (own == null) {
      own = out.acquire(in.size());
      byte[] bytes = new byte[Math.toIntExact(in.size())];
      in.copyTo(0, bytes, 0, bytes.length);
      own.put(bytes, 0, bytes.length);
      own.pts(in.pts());
    }
    own.set(0, (byte) (taken ? 1 : 2));
    Flow flow = out.send(own);
    if (kept != null) {
      kept.close();
    }
    return again && context != null ? context.againAt(0) : flow;
  }
}
