package dev.parallax.elements.std.flac;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.elements.std.audio.SampleClock;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.StreamException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes FLAC (RFC 9639). One frame is one buffer. A 20-bit stream (S24LE with depth 20) stays one
 * of 20 bits.
 *
 * <p>The header is sent with the first samples, without the number of samples and their md5. At the
 * end one with both replaces it where the sink can write in the middle ({@link FilePlace}), so a
 * file is whole and a pipe readable. Tags that come before the first samples are in the header.
 */
@Element(
    name = "flacenc",
    summary = "Encodes FLAC audio",
    klass = "Codec/Encoder/Audio",
    example = "audiotestsrc num-buffers=50 ! flacenc ! filesink location=tone.flac")
@Hints(processing = Processing.CPU_BOUND)
final class FlacEnc {
  private static final int BY_QUALITY = -1;

  @Property(doc = "0: fastest, 8: smallest, as the levels of the command flac", min = 0, max = 8)
  int quality = 5;

  @Property(
      doc = "samples per channel of a frame; 0: 1152 up to quality 2, else 4096 (GStreamer: 4608)",
      min = 0,
      max = 65_535)
  int blocksize;

  @Property(
      doc = "longest linear predictor; 0: fixed predictors only; -1: by quality",
      min = -1,
      max = 32)
  int maxLpcOrder = BY_QUALITY;

  @Property(
      doc = "bits of a predictor's coefficient, 5 to 15; 0: by the size of samples and frames",
      min = 0,
      max = 15)
  int qlpCoeffPrecision;

  @Property(
      doc = "the residual of a frame has up to 2^this partitions; -1: by quality",
      min = -1,
      max = 15)
  int maxResidualPartitionOrder = BY_QUALITY;

  @Property(
      doc =
          "seek points in the header, filled in at the end where the sink can write there"
              + " (GStreamer: one every 10 s, if the length is known before)",
      min = 0,
      max = FlacSeekTable.MAX_POINTS)
  int seekpoints;

  @Property(doc = "bytes of padding behind the tags, so that they can grow", min = 0, max = 1 << 20)
  int padding;

  private final Map<String, String> tags = new HashMap<>();
  private final SampleClock clock = new SampleClock();
  private @Nullable Context context;
  private @Nullable AudioFormat format;
  private @Nullable FlacEncoder encoder;
  private @Nullable FlacHeader header;
  private @Nullable Emitter<Bytes> out;
  private FlacSeekTable seekTable = new FlacSeekTable(0);
  private long frameBytes;
  private long firstPts;

  @Start
  void start(Context started) {
    context = started;
    tags.clear();
    reset();
  }

  @Configure
  void configure(AudioFormat in) {
    if (encoder != null && !in.equals(format)) {
      throw new IllegalStateException(
          "flac can't change its format in mid-stream from="
              + format
              + " to="
              + in
              + "; put audioconvert and a caps filter before flacenc");
    }
    format = in;
  }

  @OnEvent
  boolean on(Event.Tags found) {
    if (encoder == null) {
      tags.putAll(found.tags());
    } else if (context != null) {
      context.info("tags came after the first samples and are not written tags=" + found.tags());
    }
    return false;
  }

  @Transform
  void encode(
      @Input
          @AudioCaps(
              format = {
                SampleFormat.S16LE,
                SampleFormat.S24LE,
                SampleFormat.S32LE,
                SampleFormat.S8
              },
              rate = @IntRange(min = 1, max = FlacEncoder.MAX_RATE),
              channels = @IntRange(min = 1, max = FlacEncoder.MAX_CHANNELS))
          AudioBlock in,
      @Output @BytesCaps("audio/x-flac") Emitter<Bytes> output)
      throws StreamException {
    out = output;
    FlacEncoder e = encoder;
    if (e == null) {
      firstPts = Math.max(in.pts(), 0);
      e = begin(in.format(), output);
    }
    e.add(in.segment(), in.offset(), in.frames());
  }

  @Drain
  void drain(@Output Emitter<Bytes> output) {
    Context c = context;
    AudioFormat f = format;
    if (c == null || f == null || !c.ending()) {
      return; // the last frame alone may be shorter
    }
    out = output;
    FlacEncoder e = encoder;
    if (e == null) {
      begin(f, output);
      return;
    }
    e.finish();
    FlacHeader h = header;
    if (h != null) {
      send(output, h.corrected(e), true);
    }
    reset();
  }

  @Reset
  void reset() {
    encoder = null;
    header = null;
    frameBytes = 0;
    seekTable.clear();
  }

  private FlacEncoder begin(AudioFormat f, Emitter<Bytes> output) {
    FlacLevel level = level();
    if (seekTable.points() != seekpoints) {
      seekTable = new FlacSeekTable(seekpoints);
    }
    FlacHeader h = new FlacHeader(f, level.blockSize(), seekTable, tags, padding);
    FlacEncoder e = new FlacEncoder(f, level, this::frame);
    header = h;
    encoder = e;
    clock.start(f.rate(), 0);
    send(output, h.first(), false);
    return e;
  }

  private FlacLevel level() {
    FlacLevel level = FlacLevel.of(quality);
    if (blocksize > 0) {
      level = level.withBlockSize(Math.max(blocksize, 16));
    }
    if (maxLpcOrder != BY_QUALITY) {
      level = level.withMaxOrder(maxLpcOrder);
    }
    if (qlpCoeffPrecision > 0) {
      level = level.withPrecision(Math.max(qlpCoeffPrecision, 5));
    }
    if (maxResidualPartitionOrder != BY_QUALITY) {
      level = level.withMaxPartitionOrder(maxResidualPartitionOrder);
    }
    return level;
  }

  private void frame(byte[] bytes, int length, int samples) {
    Emitter<Bytes> output = out;
    FlacEncoder e = encoder;
    if (output == null || e == null) {
      throw new IllegalStateException("flacenc has no output");
    }
    seekTable.frame(e.samples() - samples, frameBytes, samples);
    frameBytes += length;
    Bytes b = output.acquire(length);
    b.put(bytes, 0, length);
    long pts = firstPts + clock.now();
    output.send(b, pts, clock.advance(samples));
  }

  private static void send(Emitter<Bytes> out, byte[] header, boolean replaces) {
    Bytes b = out.acquire(header.length);
    b.put(header, 0, header.length);
    b.flags(Buffer.HEADER);
    if (replaces) {
      b.metadata(FilePlace.at(b.metadata(), 0));
    }
    out.send(b);
  }
}
