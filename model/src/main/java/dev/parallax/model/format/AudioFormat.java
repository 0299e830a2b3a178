package dev.parallax.model.format;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.caps.MemoryCaps;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Raw interleaved audio.
 *
 * @param format sample format
 * @param rate samples per second and channel, 1 to 100,000,000
 * @param channels number of channels, 1 to 64
 * @param depth significant low-order bits of an integer sample (a 20-bit sample in S24LE has 20), 1
 *     to the container's bits; the container's bits when nothing else is known, and for floating
 *     point
 * @param channelMask speaker positions as in WAVE_FORMAT_EXTENSIBLE's dwChannelMask; 0: the usual
 *     order for the number of channels
 */
public record AudioFormat(SampleFormat format, int rate, int channels, int depth, long channelMask)
    implements Format {
  /** Highest rate in samples per second. */
  public static final int MAX_RATE = 100_000_000;

  /** Largest number of channels. */
  public static final int MAX_CHANNELS = 64;

  /** Checks the ranges. */
  public AudioFormat {
    if (rate < 1 || rate > MAX_RATE) {
      throw new IllegalArgumentException(
          "rate out of range rate=" + rate + " min=1 max=" + MAX_RATE);
    }
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new IllegalArgumentException(
          "channels out of range channels=" + channels + " min=1 max=" + MAX_CHANNELS);
    }
    int bits = SampleFormats.bits(format);
    if (depth < (SampleFormats.isFloat(format) ? bits : 1) || depth > bits) {
      throw new IllegalArgumentException(
          "depth does not fit the sample format depth=" + depth + " format=" + format);
    }
  }

  /** Raw audio that uses all bits of the container, channels in the usual order. */
  public static AudioFormat of(SampleFormat format, int rate, int channels) {
    return new AudioFormat(format, rate, channels, SampleFormats.bits(format), 0);
  }

  /** Bytes of one sample of one channel. */
  public int bytesPerSample() {
    return SampleFormats.bytes(format);
  }

  /** Bytes of one sample of every channel. */
  public int bytesPerFrame() {
    return bytesPerSample() * channels;
  }

  @Override
  public String mediaType() {
    return MediaCaps.AUDIO_RAW;
  }

  /**
   * {@inheritDoc} The fields {@code depth} and {@code channel-mask} only when they say something.
   */
  @Override
  public MediaCaps toCaps() {
    Map<String, CapsValue> fields = new LinkedHashMap<>();
    fields.put("format", new CapsValue.Fixed(format.name()));
    fields.put("rate", new CapsValue.Fixed(rate));
    fields.put("channels", new CapsValue.Fixed(channels));
    if (depth != SampleFormats.bits(format)) {
      fields.put("depth", new CapsValue.Fixed(depth));
    }
    if (channelMask != 0) {
      fields.put("channel-mask", new CapsValue.Fixed("0x" + Long.toHexString(channelMask)));
    }
    return new MediaCaps(MediaCaps.AUDIO_RAW, fields, MemoryCaps.CPU);
  }
}
