package dev.parallax.elements.std.wav;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.SampleFormats;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import org.jspecify.annotations.Nullable;

/**
 * Writes RIFF/WAVE. The first header declares a placeholder length, as GStreamer's does; at the end
 * a header with the real one replaces it where the sink can write in the middle ({@link
 * FilePlace}), so a file is right and a pipe readable. With {@code rf64} a file of more than 4 GiB
 * becomes one.
 *
 * <p>Samples that do not fill their container are moved to its top, where WAVE has them, and the
 * header tells how many bits count.
 */
@Element(
    name = "wavenc",
    summary = "Writes WAV audio",
    klass = "Codec/Muxer/Audio",
    example = "audiotestsrc num-buffers=50 ! wavenc ! filesink location=tone.wav")
final class WavEnc {
  @Property(
      doc =
          "leave room in the header, so that the file may become RF64 when it grows beyond 4 GiB;"
              + " without it such a stream is an error")
  boolean rf64;

  private @Nullable AudioFormat format;
  private @Nullable Context context;
  private boolean headerSent;
  private int shift;
  private long dataBytes;

  @Configure
  void configure(AudioFormat in) {
    if (headerSent && !in.equals(format)) {
      throw new IllegalStateException(
          "wav can't change its format in mid-stream from="
              + format
              + " to="
              + in
              + "; put audioconvert and a caps filter before wavenc");
    }
    format = in;
  }

  @Transform
  void encode(
      @Input
          @AudioCaps(
              format = {
                SampleFormat.S16LE,
                SampleFormat.S24LE,
                SampleFormat.S32LE,
                SampleFormat.U8,
                SampleFormat.F32LE,
                SampleFormat.F64LE
              })
          AudioBlock in,
      @Output @BytesCaps("audio/x-wav") Emitter<Bytes> out) {
    AudioFormat f = in.format();
    if (!headerSent) {
      headerSent = true;
      header(out, f, WavHeader.UNKNOWN_DATA_BYTES, false);
      shift = SampleFormats.bits(f.format()) - f.depth();
    }
    if (!rf64 && in.size() > WavHeader.maxDataBytes(f) - dataBytes) {
      throw new IllegalStateException(
          "wav is full: it holds at most 4 GiB of samples unless rf64=true bytes=" + dataBytes);
    }
    dataBytes += in.size();
    if (shift == 0) {
      out.forward(in);
    } else {
      sendShifted(in, out);
    }
  }

  private void sendShifted(AudioBlock in, Emitter<Bytes> out) {
    Bytes b = out.acquire(in.size());
    b.resize(in.size());
    WavSamples.shift(
        in.segment(),
        in.offset(),
        b.segment(),
        b.offset(),
        in.size(),
        in.format().bytesPerSample(),
        shift);
    out.send(b, in.pts(), in.duration());
  }

  @Drain
  void drain(@Output Emitter<Bytes> out) {
    AudioFormat f = format;
    Context c = context;
    if (f == null || c == null || !c.ending()) {
      return; // a new segment goes on in the same file
    }
    if (!headerSent) {
      headerSent = true;
      header(out, f, 0, false);
    } else {
      if ((dataBytes & 1) != 0) {
        Bytes pad = out.acquire(1);
        pad.resize(1);
        pad.set(0, (byte) 0);
        out.send(pad);
      }
      header(out, f, dataBytes, true);
    }
  }

  @Start
  void start(Context started) {
    context = started;
    reset();
  }

  @Reset
  void reset() {
    headerSent = false;
    dataBytes = 0;
  }

  private void header(Emitter<Bytes> out, AudioFormat f, long bytes, boolean replaces) {
    byte[] header = WavHeader.of(f, bytes, rf64);
    Bytes b = out.acquire(header.length);
    b.put(header, 0, header.length);
    b.flags(Buffer.HEADER);
    if (replaces) {
      b.metadata(FilePlace.at(b.metadata(), 0));
    }
    out.send(b);
  }
}
