package dev.parallax.elements.std.video.kernel;

import java.lang.foreign.MemorySegment;

/** Vector loops, and plain ones for what is left of a row. */
final class VectorBlend implements BlendRows {
  private static final VectorBlend INSTANCE = new VectorBlend();
  private static final ScalarBlend REST = ScalarBlend.INSTANCE;

  private VectorBlend() {}

  static BlendRows instance() {
    return INSTANCE;
  }

  @Override
  public void bytes(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count) {
    int done = BlendLoops.bytes(in, inAt, out, outAt, weight, count);
    REST.bytes(in, inAt + done, out, outAt + done, weight, count - done);
  }

  @Override
  public void words(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count) {
    int done = BlendLoops.words(in, inAt, out, outAt, weight, count);
    REST.words(in, inAt + 2L * done, out, outAt + 2L * done, weight, count - done);
  }

  @Override
  public void over(
      MemorySegment in, long inAt, MemorySegment out, long outAt, int weight, int count) {
    int done = BlendLoops.over(in, inAt, out, outAt, weight, count);
    REST.over(in, inAt + 4L * done, out, outAt + 4L * done, weight, count - done);
  }
}
