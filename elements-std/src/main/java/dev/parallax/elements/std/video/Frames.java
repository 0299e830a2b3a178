package dev.parallax.elements.std.video;

import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.VideoFrame;

/** Between the frames of the runtime and the pictures of the loops. */
final class Frames {
  private Frames() {}

  /** Points {@code picture} at the planes of {@code frame}, for as long as the frame is valid. */
  static void point(Picture picture, VideoFrame frame) {
    picture.memory(frame.segment());
    for (int p = 0; p < picture.planes(); p++) {
      picture.plane(p, frame.planeOffset(p), frame.stride(p));
    }
  }

  /**
   * The format of pictures of another size whose numbers mean the same: caps that say nothing would
   * mean other colors beyond 576 rows.
   */
  static VideoFormat resized(VideoFormat from, int width, int height) {
    return new VideoFormat(
        from.format(), width, height, from.framerate(), from.colorimetry(), from.chromaSite());
  }

  /** Gives {@code to} the times, flags and metadata of {@code from}. */
  static void copyTiming(VideoFrame from, VideoFrame to) {
    to.pts(from.pts());
    to.dts(from.dts());
    to.duration(from.duration());
    to.flags(from.flags());
    to.metadata(from.metadata());
  }
}
