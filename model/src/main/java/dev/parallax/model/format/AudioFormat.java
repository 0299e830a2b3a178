package dev.parallax.model.format;

import dev.parallax.annotations.SampleFormat;

/**
 * Raw interleaved audio.
 *
 * @param format sample format
 * @param rate samples per second and channel, at least 1
 * @param channels number of channels, 1 to 64
 * @param depth significant low-order bits of an integer sample (a 20-bit sample in S24LE has 20); the container's
 *     bits when nothing else is known
 * @param channelMask speaker positions as in WAVE_FORMAT_EXTENSIBLE's dwChannelMask; 0: the usual order for the number
 *     of channels
 */
public record AudioFormat(SampleFormat format, int rate, int channels, int depth, long channelMask) implements Format {
  @Override
  public String mediaType() {
    return "audio/x-raw";
  }
}
