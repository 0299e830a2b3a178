package dev.parallax.elements.std.audio;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Emitter;
import org.jspecify.annotations.Nullable;

/**
 * Converts sample formats, depths and channel layouts; the rate stays. Equal formats pass without a
 * copy. Rounding is to the nearest, halves up, with saturation; where bits are lost, dither is
 * added first. Channels are mixed with GStreamer's weights, which are those of ITU-R BS.775 (-3 dB
 * for the centre, -6 dB for the rear) divided so that nothing clips, or with those of mix-matrix:
 * in single precision from U8, S8, S16 and F32 where dither or F32 follows, else in double.
 * Channels that are copies of others get no dither.
 */
@Element(
    name = "audioconvert",
    summary = "Converts sample format and channels",
    klass = "Filter/Converter/Audio",
    example =
        "audiotestsrc num-buffers=50 ! audioconvert ! "
            + "audio/x-raw,format=F32LE,channels=2 ! fakesink")
@Hints(processing = Processing.CPU_BOUND)
@RtSafe
final class AudioConvert {
  @Property(doc = "noise added where bits are lost", def = "tpdf")
  DitherMethod dithering = DitherMethod.TPDF;

  @Property(
      doc = "bits of the output above which there is no dither",
      min = 0,
      max = 32,
      def = "20")
  int ditheringThreshold = 20;

  @Property(doc = "how the error of rounding is moved to where it is heard less", def = "none")
  NoiseShapingMethod noiseShaping = NoiseShapingMethod.NONE;

  @Property(
      doc =
          "weights instead of the usual ones, a row for each output channel: <<1.0, 0.0>, <0.0,"
              + " 1.0>>")
  String mixMatrix = "";

  private @Nullable AudioConverter converter;
  private int outputFrameBytes = 1;

  @Configure
  void configure(AudioFormat in, AudioFormat out) {
    double[][] weights =
        mixMatrix.isBlank()
            ? MixMatrix.of(in, out)
            : MixMatrixText.read(mixMatrix, out.channels(), in.channels());
    converter =
        new AudioConverter(
            in, out, weights, new AudioConverter.Loss(dithering, noiseShaping, ditheringThreshold));
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

  @Reset
  void reset() {
    AudioConverter c = converter;
    if (c != null) {
      c.reset();
    }
  }
}
