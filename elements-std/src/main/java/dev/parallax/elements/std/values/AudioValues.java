package dev.parallax.elements.std.values;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;
import java.util.function.Function;

/** Makes a value of each block of raw audio. */
@Element(
    name = "audiovalues",
    summary = "Makes a value of each block of raw audio",
    klass = "Filter/Values",
    javaExample =
        """
        List<Integer> frames =
            audioTestSrc().numBuffers(3).to(ValueStream.ofAudio(block -> block.frames())).toList().run();
        System.out.println(frames);
        """)
final class AudioValues {
  private final Function<? super AudioBlock, ?> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread; the view is read-only and valid during the call,
   *     so the value must not keep it
   */
  AudioValues(Function<? super AudioBlock, ?> code) {
    this.code = code;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Carried.SLOT);
  }

  @Transform
  void apply(
      @Input @AudioCaps AudioBlock in, @Output @EncodedCaps(Values.MEDIA_TYPE) Emitter<View> out) {
    Carried.send(out, code.apply(in), in);
  }
}
