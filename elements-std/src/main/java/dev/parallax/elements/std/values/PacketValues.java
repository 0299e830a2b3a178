package dev.parallax.elements.std.values;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Packet;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.function.Function;

/** Makes a value of each encoded packet. */
@Element(
    name = "packetvalues",
    summary = "Makes a value of each encoded packet",
    klass = "Filter/Values",
    javaExample =
        """
        List<Long> sizes =
            videoTestSrc().numBuffers(3).to(pngEnc())
                .to(ValueStream.ofPackets(packet -> packet.size()))
                .toList()
                .run();
        System.out.println(sizes);
        """)
final class PacketValues {
  private final Function<? super Packet, ?> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread; the view is read-only and valid during the call,
   *     so the value must not keep it
   */
  PacketValues(Function<? super Packet, ?> code) {
    this.code = code;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Carried.SLOT);
  }

  @Transform
  void apply(@Input Packet in, @Output @EncodedCaps(Values.MEDIA_TYPE) Emitter<View> out) {
    Carried.send(out, code.apply(in), in);
  }
}
