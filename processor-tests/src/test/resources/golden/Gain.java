package golden;

import static dev.parallax.annotations.SampleFormat.F32LE;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Transform;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Setup;

/** Multiplies every sample by a linear gain. */
@Element(name = "gain", summary = "Scales audio samples", klass = "Filter/Effect/Audio",
    example = {"audiotestsrc num-buffers=9 ! gain gain=0.5 ! fakesink", "fakesrc num-buffers=1 ! fakesink"},
    javaExample = """
      audioTestSrc().to(gain())
          .to(fakeSink()).run();
      """)
@RtSafe
final class Gain {
  enum Curve {
    LINEAR,
    EQUAL_POWER
  }

  @Property(doc = "linear gain", min = 0, max = 8, live = true)
  double gain = 1.0;

  @Property(doc = "how the gain moves to a new value", def = "equal-power")
  Curve curve = Curve.LINEAR;

  @Property(doc = "samples of a ramp", def = "480", required = true)
  int rampLength;

  @Configure
  void configure(AudioFormat format, Setup setup) {
    setup.holds(format.channels() > 2 ? 1 : 0);
  }

  @Transform
  @AudioCaps(format = F32LE, rate = @IntRange(min = 8_000, max = 192_000))
  void apply(@InOut AudioBlock block) {
    for (int i = 0; i < block.length(); i++) {
      block.setF32(i, (float) (block.f32(i) * gain));
    }
  }

  @Changed("gain")
  void ramp() {}

  @OnEvent
  boolean late(Event.Qos qos) {
    return false;
  }

  /**
   * Sets the gain to {@code 0}, whatever {@link #gain} is. It can be called twice.
   *
   * @param reason why, {@literal @}home
   *     for example
   * @return whether {@linkplain #gain it} was <b>loud</b> &amp; clear
   */
  @Action
  boolean mute(String reason, long... more) {
    boolean loud = gain != 0;
    gain = 0;
    return loud;
  }
}
