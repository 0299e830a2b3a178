package dev.parallax.elements.std.flac;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.elements.std.audio.SampleClock;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a FLAC byte stream (RFC 9639) that comes in pieces cut anywhere.
 *
 * <p>A frame does not say how long it is, so bytes are kept until one could be decoded: at most
 * {@link #MAX_FRAME_BYTES}. Before the first frame, bytes that are no frame are skipped (a stream
 * joined in the middle), within {@link #MAX_SEARCH_BYTES}; after it, they are an error.
 */
final class FlacStream {
  /**
   * Most bytes that a frame may have. Its plain samples have at most 2 MiB; a bad coding can be
   * longer.
   */
  static final int MAX_FRAME_BYTES = 16 << 20;

  /** Bytes searched for the first frame. */
  static final int MAX_SEARCH_BYTES = 1 << 20;

  /** Bytes spent on candidates for a first frame that turned out to be none. */
  private static final long MAX_SEARCH_WORK = 64L << 20;

  /** What comes out. */
  interface Output {
    /** Before the first block, and when a frame differs from the one before. */
    void format(AudioFormat format);

    /** After the first format. */
    void tags(Map<String, String> tags);

    /** One frame's samples; {@code pcm} is valid during the call. */
    void block(byte[] pcm, int bytes, int frames, long pts, long duration);

    /** Something is odd, and decoding goes on. */
    void warn(String text);
  }

  private enum State {
    FRAMES,
    TAIL
  }

  private static final int SLICE = 64 << 10;

  private final Output output;
  private final FlacMetadata metadata;
  private final FlacFrame frame = new FlacFrame();
  private final SampleClock clock = new SampleClock();
  private final MessageDigest md5 = Md5.create();
  private final boolean verify;

  private byte[] buffer = new byte[2 * SLICE];
  private int start;
  private int end;

  /** Byte of the stream at {@code buffer[0]}. */
  private long base;

  /** Bytes that must be there before the next attempt is worth its time. */
  private int wanted;

  private State state = State.FRAMES;
  private boolean searching;
  private long searchFrom;
  private long searchWork;
  private long frames;
  private long samples;
  private int rate;
  private int channels;
  private int bits;

  /** First sample of the next frame, as the frames count. */
  private long position;

  /** What {@link #resumeAt} needs, which a reset does not forget; null: nothing was read yet. */
  private FlacMetadata.@Nullable Known known;

  private int knownRate;
  private long firstFrame;

  /** The stream goes on at another place: samples before {@link #firstWanted} are not given. */
  private boolean resumed;

  private long firstWanted;

  FlacStream(Output output, boolean verify) {
    this.output = output;
    this.verify = verify;
    metadata = new FlacMetadata(output);
  }

  /**
   * Goes on with the first sample that does not begin before a time in ns.
   *
   * @return the byte that comes next in what is fed, from which on frames are decoded and not given
   *     until there; -1 when there was no header yet
   */
  long resumeAt(long time) {
    FlacMetadata.Known k = known;
    if (k == null || knownRate == 0) {
      return -1;
    }
    reset();
    metadata.restore(k);
    resumed = true;
    firstWanted = SampleClock.firstFrom(time, knownRate);
    base = firstFrame + k.points().before(firstWanted);
    searchFrom = base;
    return base;
  }

  /**
   * Forgets all but what the header said: what follows is another stream, or the same once more.
   */
  void reset() {
    resumed = false;
    firstWanted = 0;
    metadata.reset();
    md5.reset();
    start = 0;
    end = 0;
    base = 0;
    wanted = 0;
    state = State.FRAMES;
    searching = false;
    searchWork = 0;
    frames = 0;
    samples = 0;
    rate = 0;
  }

  /**
   * Takes bytes, and gives the blocks that are complete.
   *
   * @throws StreamException when a frame is damaged; the blocks before it were given
   */
  void feed(MemorySegment source, long offset, long length) throws StreamException {
    long at = offset;
    long left = length;
    while (left > 0) {
      int n = (int) Math.min(left, SLICE);
      room(n);
      MemorySegment.copy(source, java.lang.foreign.ValueLayout.JAVA_BYTE, at, buffer, end, n);
      end += n;
      at += n;
      left -= n;
      run(false);
    }
  }

  /**
   * The stream ends.
   *
   * @throws StreamException when it ends within a frame or has none
   */
  void finish() throws StreamException {
    run(true);
    if (!metadata.done()) {
      throw metadata.truncated(base + end);
    }
    if (frames == 0) {
      finishEmpty();
    } else {
      finishFrames();
    }
  }

  private void finishEmpty() throws StreamException {
    FlacStreamInfo info = metadata.info();
    if (searching || info.samples() > 0 || info.channels() == 0) {
      throw new StreamException(
          "flac stream has no frames offset="
              + hex(base + end)
              + " samples-by-streaminfo="
              + info.samples());
    }
    announce(
        info.rate() == 0 ? 1 : info.rate(), info.channels(), info.bits() == 0 ? 16 : info.bits());
  }

  private void finishFrames() {
    FlacStreamInfo info = metadata.info();
    if (info.samples() > 0 && info.samples() != samples) {
      output.warn(
          "flac stream has another length than streaminfo says samples="
              + samples
              + " should-be="
              + info.samples());
    }
    if (!verify || resumed || !info.hasMd5()) {
      return;
    }
    byte[] actual = md5.digest();
    if (!Arrays.equals(actual, info.md5())) {
      HexFormat format = HexFormat.of();
      output.warn(
          "md5 of the decoded samples is wrong md5="
              + format.formatHex(actual)
              + " should-be="
              + format.formatHex(info.md5()));
    }
  }

  private void room(int n) {
    if (buffer.length - end >= n) {
      return;
    }
    int kept = end - start;
    byte[] target =
        buffer.length - kept >= n ? buffer : new byte[Math.max(kept + n, 2 * buffer.length)];
    System.arraycopy(buffer, start, target, 0, kept);
    base += start;
    buffer = target;
    start = 0;
    end = kept;
  }

  private void run(boolean last) throws StreamException {
    if (!metadata.done()) {
      start = metadata.parse(buffer, start, end, base, last);
      if (!metadata.done()) {
        return;
      }
      searchFrom = base + start;
      firstFrame = searchFrom;
      known = metadata.known();
      knownRate = metadata.info().rate();
    }
    boolean more = true;
    while (more && start < end) {
      more = state == State.TAIL ? tail() : step(last);
    }
  }

  private boolean tail() {
    start = end;
    return false;
  }

  /** Takes one frame, or one byte while searching. False: more bytes are needed. */
  private boolean step(boolean last) throws StreamException {
    if (!last && end - start < wanted) {
      return false;
    }
    FlacFrameHeader header = frame.header;
    int headerBytes = header.parse(buffer, start, end, metadata.info());
    if (headerBytes == FlacFrameHeader.NEED_MORE) {
      return needMore(last, 0);
    }
    if (headerBytes == FlacFrameHeader.INVALID) {
      return noHeader(header.reason);
    }
    try {
      int length = frame.decode(buffer, start, headerBytes, end);
      deliver();
      start += length;
      // Frames are about as long as the one before: try again a little earlier than that.
      wanted = length - (length >>> 3);
      searching = false;
      return true;
    } catch (NeedMoreException e) {
      return needMore(last, candidateLimit());
    } catch (FlacFault fault) {
      if (searching) {
        return skipCandidate(candidateLimit());
      }
      throw damaged(String.valueOf(fault.getMessage()));
    }
  }

  /**
   * Twice what the samples of the header's block take: a first frame found by searching is not
   * larger.
   */
  private int candidateLimit() {
    FlacFrameHeader h = frame.header;
    return (int)
        Math.min(MAX_FRAME_BYTES, (long) h.blockSize * h.channels * (h.bits + 7 >>> 2) + 4096);
  }

  private boolean needMore(boolean last, int candidateBytes) throws StreamException {
    int there = end - start;
    if (searching && candidateBytes > 0 && (last || there >= candidateBytes)) {
      return skipCandidate(Math.min(there, candidateBytes));
    }
    if (last) {
      if (searching) {
        start = end;
        return false;
      }
      throw new StreamException(
          "flac frame is cut off frame="
              + frames
              + " offset="
              + hex(base + start)
              + ": the stream ends after "
              + there
              + " of its bytes");
    }
    if (there >= MAX_FRAME_BYTES) {
      throw damaged("it has more than " + MAX_FRAME_BYTES + " bytes");
    }
    wanted = there + (there >>> 2) + 16;
    return false;
  }

  private boolean noHeader(String reason) throws StreamException {
    if (frames > 0) {
      if (isTrailer()) {
        output.warn("data after the last flac frame is ignored offset=" + hex(base + start));
        state = State.TAIL;
        return true;
      }
      throw damaged(reason);
    }
    if (!searching) {
      searching = true;
      output.warn(
          "no flac frame where one should start, searching offset="
              + hex(base + start)
              + ": "
              + reason);
    }
    return searchOn();
  }

  private boolean skipCandidate(int work) throws StreamException {
    searchWork += work;
    return searchOn();
  }

  private boolean searchOn() throws StreamException {
    int at = start + 1;
    while (at < end && buffer[at] != (byte) 0xff) {
      at++;
    }
    start = at;
    wanted = 0;
    if (base + start - searchFrom > MAX_SEARCH_BYTES || searchWork > MAX_SEARCH_WORK) {
      throw new StreamException(
          "no flac frame found from=" + hex(searchFrom) + " to=" + hex(base + start));
    }
    return start < end;
  }

  /** ID3v1 and APE tags, and anything after all samples that STREAMINFO declares. */
  private boolean isTrailer() {
    long declared = metadata.info().samples();
    return (declared > 0 && samples >= declared) || startsWith("TAG") || startsWith("APETAGEX");
  }

  private boolean startsWith(String text) {
    if (end - start < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (buffer[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void deliver() {
    FlacFrameHeader h = frame.header;
    frame.interleave();
    if (h.rate != rate || h.channels != channels || h.bits != bits) {
      changeFormat(h);
    }
    int bytes = frame.pcmBytes();
    if (verify && !resumed) {
      md5.update(frame.pcm(), 0, bytes);
    }
    int early = Math.clamp(firstWanted - position, 0, h.blockSize);
    clock.advance(early);
    long pts = clock.now();
    long duration = clock.advance(h.blockSize - early);
    frames++;
    samples += h.blockSize;
    position += h.blockSize;
    if (early < h.blockSize) {
      int from = early * (bytes / h.blockSize);
      System.arraycopy(frame.pcm(), from, frame.pcm(), 0, from == 0 ? 0 : bytes - from);
      output.block(frame.pcm(), bytes - from, h.blockSize - early, pts, duration);
    }
  }

  private void changeFormat(FlacFrameHeader h) {
    if (frames == 0) {
      int fixed = metadata.info().blockSize();
      position = h.variable ? h.number : h.number * (fixed > 0 ? fixed : h.blockSize);
      samples = resumed ? position : 0;
      clock.start(h.rate, position);
      knownRate = h.rate;
    } else if (h.rate != rate) {
      clock.rate(h.rate);
    }
    announce(h.rate, h.channels, h.bits);
    if (frames == 0 && !resumed && !metadata.tags().isEmpty()) {
      output.tags(metadata.tags());
    }
  }

  private void announce(int newRate, int newChannels, int newBits) {
    rate = newRate;
    channels = newChannels;
    bits = newBits;
    output.format(
        new AudioFormat(
            container(bits),
            rate,
            channels,
            bits,
            FlacChannels.mask(channels, metadata.channelMask())));
  }

  /** The smallest container. */
  private static SampleFormat container(int bits) {
    return switch (bits + 7 >>> 3) {
      case 1 -> SampleFormat.S8;
      case 2 -> SampleFormat.S16LE;
      case 3 -> SampleFormat.S24LE;
      default -> SampleFormat.S32LE;
    };
  }

  private StreamException damaged(String reason) {
    return new StreamException(
        "flac frame is damaged frame=" + frames + " offset=" + hex(base + start) + ": " + reason);
  }

  static String hex(long offset) {
    return "0x" + Long.toHexString(offset);
  }
}
