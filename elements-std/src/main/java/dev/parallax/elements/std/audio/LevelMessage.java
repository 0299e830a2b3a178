package dev.parallax.elements.std.audio;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;
import dev.parallax.model.format.AudioFormat;
import java.util.List;

/**
 * What {@code level} tells of an interval; values in dB of full scale, one for each channel,
 * negative infinity for silence.
 *
 * @param timestamp begin in ns; {@code Buffer.NO_TIME} for sound without times
 * @param endtime end in ns, likewise
 * @param duration length in ns
 * @param rms root mean square
 * @param peak largest sample
 * @param decay peak that falls slowly
 */
@Wire
public record LevelMessage(
    long timestamp,
    long endtime,
    long duration,
    @MaxLength(AudioFormat.MAX_CHANNELS) List<Double> rms,
    @MaxLength(AudioFormat.MAX_CHANNELS) List<Double> peak,
    @MaxLength(AudioFormat.MAX_CHANNELS) List<Double> decay) {
  /** Copies the lists. */
  public LevelMessage {
    rms = List.copyOf(rms);
    peak = List.copyOf(peak);
    decay = List.copyOf(decay);
  }
}
