package dev.parallax.elements.std.audio;

import java.util.List;

/**
 * What {@code spectrum} tells of an interval. Band {@code i} of {@code n} is around {@code i * rate
 * / (2 * n - 2)} Hz. Lists have one entry for each channel, or one for all of them, and are empty
 * when the message was not to have them.
 *
 * @param timestamp begin in ns
 * @param endtime end in ns
 * @param duration length in ns
 * @param magnitude dB for each band, not below the threshold
 * @param phase radians for each band, -pi to pi
 */
public record SpectrumMessage(
    long timestamp, long endtime, long duration, List<float[]> magnitude, List<float[]> phase) {
  /** Copies the lists; the arrays belong to the message. */
  public SpectrumMessage {
    magnitude = List.copyOf(magnitude);
    phase = List.copyOf(phase);
  }
}
