package dev.parallax.elements.std.values;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.function.Function;

/** Writes each value as bytes, for sinks and encoders of bytes. */
@Element(
    name = "valuebytes",
    summary = "Writes values as bytes",
    klass = "Filter/Values",
    javaExample =
        """
        ValueStream.from(List.of(1, 2, 3))
            .toBytes(n -> (n + "\\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .to(fakeSink())
            .run();
        """)
final class ValueBytes {
  private final Function<Object, byte[]> code;

  /**
   * Takes the code.
   *
   * @param code the bytes of a value; runs on the element's own thread
   * @param <T> the values that come; whoever links the element knows that they do
   */
  @SuppressWarnings("unchecked")
  <T> ValueBytes(Function<? super T, byte[]> code) {
    this.code = (Function<Object, byte[]>) code;
  }

  @Transform
  void apply(
      @Input @EncodedCaps(Values.MEDIA_TYPE) View in, @Output @BytesCaps Emitter<Bytes> out) {
    byte[] bytes = code.apply(Carried.in(in));
    Bytes made = out.acquire(bytes.length);
    made.put(bytes, 0, bytes.length);
    out.send(made, in.pts(), in.duration());
  }
}
