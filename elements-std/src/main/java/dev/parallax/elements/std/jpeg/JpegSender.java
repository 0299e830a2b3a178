package dev.parallax.elements.std.jpeg;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.PacketFormat;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.VideoFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes what a {@link JpegStream} finds, and sends it with the times of its last bytes. */
final class JpegSender implements JpegStream.Output {
  private static final List<PixelFormat> FROM_GRAY =
      List.of(PixelFormat.GRAY8, PixelFormat.I420, PixelFormat.RGB);
  private static final List<PixelFormat> FROM_YCBCR = List.of(PixelFormat.I420, PixelFormat.RGB);
  private static final List<PixelFormat> FROM_OTHERS = List.of(PixelFormat.RGB);

  private final JpegDecoder decoder = new JpegDecoder();
  private @Nullable Context context;
  private @Nullable Bytes in;
  private @Nullable Emitter<VideoFrame> out;
  private int maxPixels;
  private @Nullable Picture picture;
  private @Nullable VideoFormat format;
  private @Nullable JpegColor color;

  void start(Context started) {
    context = started;
    format = null;
  }

  /** The buffers of the call that begins; no input at the end of the stream. */
  void call(@Nullable Bytes input, Emitter<VideoFrame> output, int largest) {
    in = input;
    out = output;
    maxPixels = largest;
  }

  /**
   * Then the stream may end anywhere, and elements behind must get the chance to complete their
   * files.
   */
  boolean endWasAsked() {
    Context c = context;
    return c != null && c.eosRequested();
  }

  @Override
  public void warn(String text) {
    Context c = context;
    if (c != null) {
      c.warn(text);
    }
  }

  @Override
  public void picture(byte[] bytes, int length, long offset, boolean ended) throws StreamException {
    Emitter<VideoFrame> to = out;
    if (to == null) {
      throw new IllegalStateException("jpegdec has no output");
    }
    decoder.begin(bytes, length, offset, ended);
    checkSize(decoder.frame(), offset);
    Picture target = announce(to);
    VideoFrame frame = to.acquire();
    boolean done = false;
    try {
      target.memory(frame.segment());
      for (int p = 0; p < target.planes(); p++) {
        target.plane(p, frame.planeOffset(p), frame.stride(p));
      }
      decoder.decode(target);
      done = true;
    } finally {
      if (!done) {
        frame.close();
      }
    }
    String odd = decoder.odd();
    if (!odd.isEmpty()) {
      warn(odd);
    }
    frame.flags(decoder.isDamaged() ? Buffer.CORRUPTED : 0);
    send(to, frame);
  }

  private void send(Emitter<VideoFrame> to, VideoFrame frame) {
    Bytes from = in;
    if (from == null) {
      to.send(frame);
    } else {
      frame.metadata(from.metadata());
      to.send(frame, from.pts(), from.duration());
    }
  }

  private void checkSize(JpegFrame frame, long offset) throws StreamException {
    if (frame.width > VideoFormat.MAX_SIDE
        || frame.height > VideoFormat.MAX_SIDE
        || (long) frame.width * frame.height > maxPixels) {
      throw new StreamException(
          "jpeg is too large width=%d height=%d max-side=%d max-pixels=%d offset=0x%x"
              .formatted(frame.width, frame.height, VideoFormat.MAX_SIDE, maxPixels, offset));
    }
  }

  /** Announces the format if the picture is of another kind than the last one. */
  private Picture announce(Emitter<VideoFrame> to) {
    JpegFrame frame = decoder.frame();
    JpegColor meaning = decoder.color();
    VideoFormat last = format;
    Picture known = picture;
    if (last != null
        && known != null
        && meaning == color
        && last.width() == frame.width
        && last.height() == frame.height
        && last.framerate().equals(rate())) {
      return known;
    }
    VideoFormat chosen = choose(to, frame, meaning);
    to.format(chosen);
    Picture made = new Picture(chosen.format(), frame.width, frame.height);
    format = chosen;
    color = meaning;
    picture = made;
    return made;
  }

  private Fraction rate() {
    Bytes from = in;
    return from != null
            && from.format() instanceof PacketFormat f
            && f.fields().get("framerate") instanceof Fraction rate
        ? rate
        : Fraction.ZERO;
  }

  /** The first format that nothing behind refuses; else the natural one, for its message. */
  private VideoFormat choose(Emitter<VideoFrame> to, JpegFrame frame, JpegColor meaning) {
    List<PixelFormat> candidates =
        switch (meaning) {
          case GRAY -> FROM_GRAY;
          case YCBCR -> FROM_YCBCR;
          case RGB, CMYK, YCCK -> FROM_OTHERS;
        };
    Fraction rate = rate();
    for (PixelFormat candidate : candidates) {
      VideoFormat possible = new VideoFormat(candidate, frame.width, frame.height, rate);
      if (to.accepts(possible)) {
        return possible;
      }
    }
    return new VideoFormat(candidates.getFirst(), frame.width, frame.height, rate);
  }
}
