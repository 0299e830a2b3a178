package tones;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.PipelineSpec;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;

/** A pipeline with an element of this very project. */
@PipelineSpec("fakesrc num-buffers=${buffers} ! mask bits=7 ! fakesink")
public interface Tone {
  /** Clears bits. */
  @Element(name = "mask", summary = "Clears bits of every byte")
  final class Mask {
    @Property(doc = "bits that are kept", min = 0, max = 255)
    int bits = 255;

    @Transform
    void apply(@InOut Bytes buffer) {
      for (int i = 0; i < buffer.size(); i++) {
        buffer.set(i, (byte) (buffer.get(i) & bits));
      }
    }
  }

  /** Runs it. */
  static void main(String[] arguments) {
    try (TonePipeline tone = new TonePipeline(3)) {
      tone.run();
      System.out.println(tone.plans());
    }
  }
}
