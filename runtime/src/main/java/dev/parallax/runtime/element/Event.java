package dev.parallax.runtime.element;

import java.util.Map;

/**
 * Events. Those that go downstream travel in order with the buffers; those that go upstream
 * overtake them.
 */
public sealed interface Event {
  /** Events towards the sinks. */
  sealed interface Downstream extends Event {}

  /**
   * Events towards the sources. They are handled between two calls of an element, which gets the
   * latest of each kind that came meanwhile.
   */
  sealed interface Upstream extends Event {}

  /**
   * A stream begins.
   *
   * @param id identity
   */
  record StreamStart(String id) implements Downstream {}

  /**
   * What times of the following buffers mean.
   *
   * @param rate playback rate
   * @param start first time of the segment in ns
   * @param stop end of the segment in ns, or {@code Buffer.NO_TIME}
   * @param base running time at {@code start} in ns
   */
  record Segment(double rate, long start, long stop, long base) implements Downstream {
    /** From 0 at normal speed. */
    public static final Segment START = new Segment(1.0, 0, dev.parallax.memory.Buffer.NO_TIME, 0);

    /** Running time of a time of the segment, in ns; {@code Buffer.NO_TIME} stays what it is. */
    public long runningTime(long time) {
      if (time == dev.parallax.memory.Buffer.NO_TIME) {
        return time;
      }
      long into = time - start;
      return base + (rate == 1.0 || rate == 0 ? into : (long) (into / Math.abs(rate)));
    }
  }

  /**
   * Tags: title, artist and the like.
   *
   * @param tags text by GStreamer's tag names
   */
  record Tags(Map<String, String> tags) implements Downstream {
    /** Copies the map. */
    public Tags {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * Nothing comes for a while.
   *
   * @param pts start in ns
   * @param duration length in ns
   */
  record Gap(long pts, long duration) implements Downstream {}

  /** The stream ends. */
  record Eos() implements Downstream {
    /** The only one needed. */
    public static final Eos EOS = new Eos();
  }

  /**
   * An application's own event.
   *
   * @param name name, {@code domain/type}
   * @param fields values
   */
  record Custom(String name, Map<String, String> fields) implements Downstream {
    /** Copies the map. */
    public Custom {
      fields = Map.copyOf(fields);
    }
  }

  /**
   * Go to a position. Sent to sources marked {@code @Seekable}, and, for those that know only
   * bytes, to the first element behind them that is marked so; that one answers with {@link
   * SeekBytes}.
   *
   * @param position stream time in ns
   */
  record Seek(long position) implements Upstream {}

  /**
   * Go to a byte: what a parser asks by {@link Context#sendUpstream} of the sources that it reads,
   * and only while it handles a {@link Seek}. What comes next begins there.
   *
   * @param offset byte of the stream; 0 is the first that came
   */
  record SeekBytes(long offset) implements Upstream {}

  /**
   * A sink is late or early.
   *
   * @param jitter how late in ns; negative: early
   * @param pts of the buffer
   */
  record Qos(long jitter, long pts) implements Upstream {}

  /**
   * Delay of the pipeline.
   *
   * @param ns nanoseconds
   */
  record Latency(long ns) implements Upstream {}

  /** Make the next picture a key frame. */
  record ForceKeyUnit() implements Upstream {}
}
