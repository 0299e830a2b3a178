package dev.parallax.elements.std.audio;

import java.util.List;

/**
 * What {@code level} tells of an interval; values in dB of full scale, one for each channel,
 * negative infinity for silence.
 *
 * @param timestamp begin in ns
 * @param endtime end in ns
 * @param duration length in ns
 * @param rms root mean square
 * @param peak largest sample
 * @param decay peak that falls slowly
 */
public record LevelMessage(
    long timestamp,
    long endtime,
    long duration,
    List<Double> rms,
    List<Double> peak,
    List<Double> decay) {
  /** Copies the lists. */
  public LevelMessage {
    rms = List.copyOf(rms);
    peak = List.copyOf(peak);
    decay = List.copyOf(decay);
  }
}
