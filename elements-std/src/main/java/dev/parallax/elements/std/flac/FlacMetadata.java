package dev.parallax.elements.std.flac;

import dev.parallax.runtime.element.StreamException;
import java.util.Map;

/**
 * What comes before the frames: ID3v2 tags, the marker and metadata blocks (RFC 9639 sections 6 and
 * 8). Of the blocks only STREAMINFO, SEEKTABLE and VORBIS_COMMENT are kept; the others pass by
 * without being stored, whatever length they claim.
 */
final class FlacMetadata {
  private static final int STREAMINFO = 0;
  private static final int SEEKTABLE = 3;
  private static final int VORBIS_COMMENT = 4;
  private static final int FORBIDDEN = 127;

  private enum State {
    MARKER,
    HEADER,
    STREAM_INFO,
    SEEK_POINTS,
    COMMENTS,
    DONE
  }

  private final FlacStream.Output output;
  private State state = State.MARKER;
  private long skip;
  private int length;
  private boolean lastBlock;
  private FlacStreamInfo info = FlacStreamInfo.UNKNOWN;
  private Map<String, String> tags = Map.of();
  private FlacSeekPoints points = new FlacSeekPoints();

  FlacMetadata(FlacStream.Output output) {
    this.output = output;
  }

  void reset() {
    state = State.MARKER;
    skip = 0;
    lastBlock = false;
    info = FlacStreamInfo.UNKNOWN;
    tags = Map.of();
    points = new FlacSeekPoints();
  }

  /**
   * What it has read.
   *
   * @param info stream
   * @param tags tags
   * @param points places of frames
   */
  record Known(FlacStreamInfo info, Map<String, String> tags, FlacSeekPoints points) {}

  Known known() {
    return new Known(info, tags, points);
  }

  /** As if it had read that: frames follow. */
  void restore(Known known) {
    reset();
    info = known.info();
    tags = known.tags();
    points = known.points();
    state = State.DONE;
  }

  /** Whether frames follow. */
  boolean done() {
    return state == State.DONE && skip == 0;
  }

  FlacStreamInfo info() {
    return info;
  }

  Map<String, String> tags() {
    return tags;
  }

  long channelMask() {
    return VorbisComments.channelMask(tags);
  }

  StreamException truncated(long end) {
    return new StreamException(
        "flac stream ends within its metadata offset=" + FlacStream.hex(end));
  }

  /**
   * Goes as far as the bytes allow.
   *
   * @param base byte of the stream at {@code b[0]}
   * @param last whether no more bytes come
   * @return first byte not used
   */
  int parse(byte[] b, int from, int to, long base, boolean last) throws StreamException {
    int at = from;
    while (!done()) {
      int n = (int) Math.min(skip, to - at);
      at += n;
      skip -= n;
      int next = skip > 0 ? at : step(b, at, to, base, last);
      if (next == at) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private int step(byte[] b, int at, int to, long base, boolean last) throws StreamException {
    return switch (state) {
      case MARKER -> marker(b, at, to, last);
      case HEADER -> header(b, at, to, base);
      case STREAM_INFO -> streamInfo(b, at, to);
      case SEEK_POINTS -> seekPoints(b, at, to);
      case COMMENTS -> comments(b, at, to);
      case DONE -> at;
    };
  }

  private int marker(byte[] b, int at, int to, boolean last) {
    if (to - at < 10 && !last) {
      return at;
    }
    if (to - at >= 10
        && b[at] == 'I'
        && b[at + 1] == 'D'
        && b[at + 2] == '3'
        && isSyncSafe(b, at + 6)) {
      int footer = (b[at + 5] & 0x10) != 0 ? 10 : 0;
      skip = (b[at + 6] << 21 | b[at + 7] << 14 | b[at + 8] << 7 | b[at + 9]) + footer;
      return at + 10;
    }
    if (to - at >= 4 && b[at] == 'f' && b[at + 1] == 'L' && b[at + 2] == 'a' && b[at + 3] == 'C') {
      state = State.HEADER;
      return at + 4;
    }
    state = State.DONE;
    return at;
  }

  private static boolean isSyncSafe(byte[] b, int at) {
    return (b[at] | b[at + 1] | b[at + 2] | b[at + 3]) >= 0;
  }

  private int header(byte[] b, int at, int to, long base) throws StreamException {
    if (to - at < 4) {
      return at;
    }
    int type = b[at] & 0x7f;
    if (type == FORBIDDEN) {
      throw new StreamException(
          "flac metadata block has the forbidden type 127 offset=" + FlacStream.hex(base + at));
    }
    lastBlock = b[at] < 0;
    length = (b[at + 1] & 0xff) << 16 | (b[at + 2] & 0xff) << 8 | (b[at + 3] & 0xff);
    if (type == STREAMINFO) {
      if (length < FlacStreamInfo.BYTES) {
        throw new StreamException(
            "flac streaminfo is too short bytes="
                + length
                + " offset="
                + FlacStream.hex(base + at));
      }
      state = State.STREAM_INFO;
    } else if (type == SEEKTABLE && length >= FlacSeekTable.POINT_BYTES) {
      state = State.SEEK_POINTS;
    } else if (type == VORBIS_COMMENT && length <= VorbisComments.MAX_BYTES) {
      state = State.COMMENTS;
    } else {
      if (type == VORBIS_COMMENT) {
        output.warn(
            "flac tags are too large and skipped bytes="
                + length
                + " offset="
                + FlacStream.hex(base + at));
      }
      finishBlock(length);
    }
    return at + 4;
  }

  private int streamInfo(byte[] b, int at, int to) {
    if (to - at < FlacStreamInfo.BYTES) {
      return at;
    }
    info = FlacStreamInfo.parse(b, at);
    finishBlock(length - FlacStreamInfo.BYTES);
    return at + FlacStreamInfo.BYTES;
  }

  private int seekPoints(byte[] b, int from, int to) {
    int at = from;
    while (length >= FlacSeekTable.POINT_BYTES && to - at >= FlacSeekTable.POINT_BYTES) {
      points.add(number(b, at), number(b, at + 8));
      at += FlacSeekTable.POINT_BYTES;
      length -= FlacSeekTable.POINT_BYTES;
    }
    if (length < FlacSeekTable.POINT_BYTES) {
      finishBlock(length);
    }
    return at;
  }

  private static long number(byte[] b, int at) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (b[at + i] & 0xff);
    }
    return value;
  }

  private int comments(byte[] b, int at, int to) {
    if (to - at < length) {
      return at;
    }
    if (tags.isEmpty()) {
      tags = VorbisComments.parse(b, at, length);
    }
    finishBlock(0);
    return at + length;
  }

  private void finishBlock(int rest) {
    skip = rest;
    state = lastBlock ? State.DONE : State.HEADER;
  }
}
