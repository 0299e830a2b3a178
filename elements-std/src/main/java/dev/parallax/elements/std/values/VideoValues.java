package dev.parallax.elements.std.values;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.VideoFrame;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.function.Function;

/** Makes a value of each raw picture. */
@Element(
    name = "videovalues",
    summary = "Makes a value of each raw picture",
    klass = "Filter/Values",
    javaExample =
        """
        List<Integer> corners =
            videoTestSrc().numBuffers(3)
                .to(ValueStream.ofVideo(frame -> frame.u8(0, 0, 0)))
                .toList()
                .run();
        System.out.println(corners);
        """)
final class VideoValues {
  private final Function<? super VideoFrame, ?> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread; the view is read-only and valid during the call,
   *     so the value must not keep it
   */
  VideoValues(Function<? super VideoFrame, ?> code) {
    this.code = code;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Carried.SLOT);
  }

  @Transform
  void apply(
      @Input @VideoCaps VideoFrame in, @Output @EncodedCaps(Values.MEDIA_TYPE) Emitter<View> out) {
    Carried.send(out, code.apply(in), in);
  }
}
