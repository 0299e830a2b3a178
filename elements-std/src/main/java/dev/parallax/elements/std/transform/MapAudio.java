package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.AudioBlock;
import java.util.function.Consumer;

/** Runs code of the application on every block of raw audio, in place. */
@Element(
    name = "mapaudio",
    summary = "Runs code on every audio block",
    klass = "Filter/Audio",
    javaExample =
        """
        audioTestSrc().numBuffers(10)
            .to(mapAudio(block -> block.setS16(0, (short) 0)))
            .to(fakeSink())
            .run();
        """)
final class MapAudio {
  private final Consumer<? super AudioBlock> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread; the view is valid during the call
   */
  MapAudio(Consumer<? super AudioBlock> code) {
    this.code = code;
  }

  @Transform
  @Same("*")
  void apply(@InOut @AudioCaps AudioBlock block) {
    code.accept(block);
  }
}
