package dev.parallax.elements.std.values;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.function.Function;

/** Makes a value of each buffer, looked at as bytes. */
@Element(
    name = "bytesvalues",
    summary = "Makes a value of each buffer, looked at as bytes",
    klass = "Filter/Values",
    javaExample =
        """
        Optional<Long> bytes =
            audioTestSrc().numBuffers(10)
                .to(ValueStream.ofBytes(buffer -> buffer.size()))
                .reduce(Long::sum)
                .run();
        System.out.println(bytes.orElse(0L) + " bytes");
        """)
final class BytesValues {
  private final Function<? super Bytes, ?> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread; the view is read-only and valid during the call,
   *     so the value must not keep it
   */
  BytesValues(Function<? super Bytes, ?> code) {
    this.code = code;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Carried.SLOT);
  }

  @Transform
  void apply(@Input @AnyCaps Bytes in, @Output @EncodedCaps(Values.MEDIA_TYPE) Emitter<View> out) {
    Carried.send(out, code.apply(in), in);
  }
}
