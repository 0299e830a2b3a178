package dev.parallax.elements.std.audio;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Emitter;
import org.jspecify.annotations.Nullable;

/**
 * Converts sample formats, depths and channel layouts; the rate stays. Equal formats pass without a
 * copy. Rounding is to the nearest, halves up, with saturation; there is no dither (GStreamer's
 * default has one). Channels are mixed with GStreamer's weights.
 */
@Element(
    name = "audioconvert",
    summary = "Converts sample format and channels",
    klass = "Filter/Converter/Audio",
    example =
        "audiotestsrc num-buffers=50 ! audioconvert ! "
            + "audio/x-raw,format=F32LE,channels=2 ! fakesink")
@Hints(processing = Processing.CPU_BOUND)
final class AudioConvert {
  private @Nullable AudioConverter converter;
  private int outputFrameBytes = 1;

  @Configure
  void configure(AudioFormat in, AudioFormat out) {
    converter = new AudioConverter(in, out);
    outputFrameBytes = out.bytesPerFrame();
  }

  @Transform
  @Same("rate")
  void convert(@Input @AudioCaps AudioBlock in, @Output @AudioCaps Emitter<AudioBlock> out) {
    AudioConverter c = converter;
    if (c == null) {
      throw new IllegalStateException("audioconvert was not configured");
    }
    if (c.isPassthrough()) {
      out.forward(in);
      return;
    }
    int frames = in.frames();
    AudioBlock block = out.acquire((long) frames * outputFrameBytes);
    block.frames(frames);
    block.flags(in.flags());
    block.metadata(in.metadata());
    c.convert(in.segment(), in.offset(), block.segment(), block.offset(), frames);
    out.send(block, in.pts(), in.duration());
  }
}
