package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Lets code write a new buffer for each buffer, or leave it out; what it leaves out is counted. */
@Element(
    name = "filtermap",
    summary = "Lets code rewrite or leave out buffers",
    klass = "Filter",
    javaExample =
        """
        fakeSrc().numBuffers(10).sizetype(dev.parallax.elements.std.testing.FakeSizeType.FIXED)
            .via(
                filterMap(
                    (in, out) -> {
                      out.resize(1);
                      out.set(0, in.get(0)); // the first byte of each
                      return true;
                    }))
            .to(fakeSink())
            .run();
        """)
final class FilterMap {
  private final BiPredicate<? super Bytes, ? super Bytes> code;
  private @Nullable Context context;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread. It reads the first view and writes the second,
   *     which has room for as many bytes, begins empty and has times and metadata of the first;
   *     false leaves the buffer out
   */
  FilterMap(BiPredicate<? super Bytes, ? super Bytes> code) {
    this.code = code;
  }

  @Start
  void start(Context started) {
    context = started;
  }

  @Transform
  @AnyCaps
  @Same("*")
  void apply(@Input Bytes in, @Output Emitter<Bytes> out) {
    Bytes made = out.acquire(Math.max(1, in.size()));
    Times.copy(in, made);
    if (code.test(in, made)) {
      out.send(made);
      return;
    }
    made.close();
    Context c = context;
    if (c != null) {
      c.countDropped(1);
    }
  }
}
