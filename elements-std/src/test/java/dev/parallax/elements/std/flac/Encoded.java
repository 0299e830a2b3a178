package dev.parallax.elements.std.flac;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.StreamException;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whole files made by {@link FlacEncoder}. */
final class Encoded {
  final List<Integer> frameBytes = new ArrayList<>();
  final byte[] file;

  private Encoded(
      AudioFormat format, FlacLevel level, int points, Map<String, String> tags, byte[] pcm)
      throws StreamException {
    FlacSeekTable table = new FlacSeekTable(points);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    long[] sample = new long[1];
    FlacEncoder encoder =
        new FlacEncoder(
            format,
            level,
            (bytes, length, samples) -> {
              table.frame(sample[0], frames.size(), samples);
              sample[0] += samples;
              frames.write(bytes, 0, length);
              frameBytes.add(length);
            });
    FlacHeader header = new FlacHeader(format, level.blockSize(), table, tags, 0);
    int first = header.first().length;
    int frame = format.bytesPerFrame();
    // In two pieces, so that blocks do not begin where pieces do.
    int cut = pcm.length / frame / 3 * frame;
    encoder.add(MemorySegment.ofArray(pcm), 0, cut / frame);
    encoder.add(MemorySegment.ofArray(pcm), cut, (pcm.length - cut) / frame);
    encoder.finish();
    byte[] head = header.corrected(encoder);
    if (head.length != first) {
      throw new AssertionError("header has changed its length");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head);
    all.writeBytes(frames.toByteArray());
    file = all.toByteArray();
  }

  static Encoded of(AudioFormat format, FlacLevel level, byte[] pcm) throws StreamException {
    return new Encoded(format, level, 0, Map.of(), pcm);
  }

  static Encoded with(AudioFormat format, int points, Map<String, String> tags, byte[] pcm)
      throws StreamException {
    return new Encoded(format, FlacLevel.of(5).withBlockSize(16), points, tags, pcm);
  }

  /** The smallest container for samples of {@code bits}. */
  static AudioFormat format(int bits, int rate, int channels) {
    SampleFormat container =
        new SampleFormat[] {
              SampleFormat.S8, SampleFormat.S16LE, SampleFormat.S24LE, SampleFormat.S32LE
            }
            [(bits - 1) / 8];
    return new AudioFormat(container, rate, channels, bits, 0);
  }

  /** Interleaved samples in little-endian containers. */
  static byte[] pcm(long[][] x, int container) {
    byte[] pcm = new byte[x.length * x[0].length * container];
    int at = 0;
    for (int i = 0; i < x[0].length; i++) {
      for (long[] channel : x) {
        for (int b = 0; b < container; b++) {
          pcm[at++] = (byte) (channel[i] >> 8 * b);
        }
      }
    }
    return pcm;
  }
}
