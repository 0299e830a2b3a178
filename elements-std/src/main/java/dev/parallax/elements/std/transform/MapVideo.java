package dev.parallax.elements.std.transform;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.runtime.element.VideoFrame;
import java.util.function.Consumer;

/** Runs code of the application on every raw picture, in place. */
@Element(
    name = "mapvideo",
    summary = "Runs code on every picture",
    klass = "Filter/Video",
    javaExample =
        """
        videoTestSrc().numBuffers(10)
            .to(mapVideo(frame -> frame.setU8(0, 0, 0, 255)))
            .to(fakeSink())
            .run();
        """)
final class MapVideo {
  private final Consumer<? super VideoFrame> code;

  /**
   * Takes the code.
   *
   * @param code runs on the element's own thread; the view is valid during the call
   */
  MapVideo(Consumer<? super VideoFrame> code) {
    this.code = code;
  }

  @Transform
  @Same("*")
  void apply(@InOut @VideoCaps VideoFrame frame) {
    code.accept(frame);
  }
}
