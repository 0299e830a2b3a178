package dev.parallax.elements.std.jpeg;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.ChromaSite;
import dev.parallax.model.format.ColorMatrix;
import dev.parallax.model.format.ColorRange;
import dev.parallax.model.format.Colorimetry;
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
  /** Full range with the matrix of BT.601, as JFIF has it (T.871, section 7). */
  private static final Colorimetry JPEG = new Colorimetry(ColorRange.FULL, ColorMatrix.BT601, 0, 0);

  /** Blocks whose coefficients may be kept until the last scan: 256 MiB. */
  private static final long MAX_KEPT_BLOCKS = 1 << 21;

  /**
   * A whole picture has a bit or more for each block; a smaller one than this need not be whole.
   */
  private static final long MAX_SPARSE_BLOCKS = 1 << 18;

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
    checkBlocks(decoder.frame().blocks(), length, offset);
    Picture target = announce(to);
    VideoFrame frame = to.acquire();
    boolean done = false;
    try {
      target.memory(frame.segment());
      for (int p = 0; p < target.planes(); p++) {
        target.plane(p, frame.planeOffset(p), frame.stride(p));
      }
      decoder.decode(target, isLimited());
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

  private boolean isLimited() {
    VideoFormat f = format;
    return f != null
        && f.format() == PixelFormat.I420
        && f.colorimetry().range() == ColorRange.LIMITED;
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

  /** Before memory is taken for a picture of which next to nothing is there. */
  private void checkBlocks(long blocks, int length, long offset) throws StreamException {
    if (decoder.keepsCoefficients() && blocks > MAX_KEPT_BLOCKS) {
      throw new StreamException(
          "jpeg is too large for several scans blocks=%d max=%d offset=0x%x"
              .formatted(blocks, MAX_KEPT_BLOCKS, offset));
    }
    if (blocks > MAX_SPARSE_BLOCKS && 8L * length < blocks) {
      throw new StreamException(
          "jpeg image data is too short for its size blocks=%d bytes=%d offset=0x%x"
              .formatted(blocks, length, offset));
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
    Fraction rate = rate();
    VideoFormat gray = new VideoFormat(PixelFormat.GRAY8, frame.width, frame.height, rate);
    VideoFormat full = i420(frame, rate, JPEG);
    VideoFormat limited = i420(frame, rate, Colorimetry.BT601);
    VideoFormat rgb = new VideoFormat(PixelFormat.RGB, frame.width, frame.height, rate);
    List<VideoFormat> candidates =
        switch (meaning) {
          case GRAY -> List.of(gray, full, limited, rgb);
          case YCBCR -> List.of(full, limited, rgb);
          case RGB, CMYK, YCCK -> List.of(rgb);
        };
    for (VideoFormat candidate : candidates) {
      if (to.accepts(candidate)) {
        return candidate;
      }
    }
    return candidates.getFirst();
  }

  private static VideoFormat i420(JpegFrame frame, Fraction rate, Colorimetry colorimetry) {
    return new VideoFormat(
        PixelFormat.I420, frame.width, frame.height, rate, colorimetry, ChromaSite.JPEG);
  }
}
