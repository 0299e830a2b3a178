package dev.parallax.elements.std.audio.kernel;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import java.lang.foreign.MemorySegment;

/** Multiplies samples in place, without allocating. */
public final class Gain {
  private static final int CHUNK = 1024;

  private final SampleIo io;
  private final int bytes;
  private final boolean single;
  private final float[] floats;
  private final double[] doubles;

  /** For samples of one format. */
  public Gain(AudioFormat format) {
    io = new SampleIo(format, CHUNK);
    bytes = format.bytesPerSample();
    single = format.format() == SampleFormat.F32LE;
    floats = new float[single ? CHUNK : 0];
    doubles = new double[single ? 0 : CHUNK];
  }

  /** Multiplies {@code count} samples; a factor of 0 gives silence whatever they were. */
  public void apply(MemorySegment s, long at, int count, double factor) {
    for (int done = 0; done < count; done += CHUNK) {
      int n = Math.min(CHUNK, count - done);
      long place = at + (long) done * bytes;
      if (single) {
        singles(s, place, n, (float) factor);
      } else {
        io.readDoubles(s, place, doubles, n);
        for (int i = 0; i < n; i++) {
          doubles[i] = factor == 0 ? 0 : doubles[i] * factor;
        }
        io.writeDoubles(s, place, doubles, n);
      }
    }
  }

  private void singles(MemorySegment s, long at, int n, float factor) {
    io.readFloats(s, at, floats, n);
    for (int i = 0; i < n; i++) {
      floats[i] = factor == 0 ? 0 : floats[i] * factor;
    }
    SampleIo.copyFloats(floats, s, at, n);
  }
}
