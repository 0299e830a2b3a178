package dev.parallax.elements.std.audio;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;
import java.util.List;

/**
 * What {@code spectrum} tells of an interval. Band {@code i} of {@code n} is around {@code i * rate
 * / (2 * n - 2)} Hz. Lists have the bands of the first channel, then those of the next; of one for
 * all channels when these are not looked at one by one; and nothing when the message was not to
 * have them. From a process of its own the element can send {@value #MAX_VALUES} values of each.
 *
 * @param timestamp begin in ns; {@code Buffer.NO_TIME} for sound without times
 * @param endtime end in ns, likewise
 * @param duration length in ns
 * @param bands number of bands
 * @param magnitude dB for each band, not below the threshold
 * @param phase radians for each band, -pi to pi
 */
@Wire
public record SpectrumMessage(
    long timestamp,
    long endtime,
    long duration,
    int bands,
    @MaxLength(SpectrumMessage.MAX_VALUES) List<Float> magnitude,
    @MaxLength(SpectrumMessage.MAX_VALUES) List<Float> phase) {
  /** Most values of a list in a message from another process. */
  public static final int MAX_VALUES = 8000;

  /** Copies the lists. */
  public SpectrumMessage {
    magnitude = List.copyOf(magnitude);
    phase = List.copyOf(phase);
  }

  /** Magnitudes of a channel, from 0 on. */
  public List<Float> magnitude(int channel) {
    return magnitude.subList(channel * bands, (channel + 1) * bands);
  }

  /** Phases of a channel, from 0 on. */
  public List<Float> phase(int channel) {
    return phase.subList(channel * bands, (channel + 1) * bands);
  }
}
