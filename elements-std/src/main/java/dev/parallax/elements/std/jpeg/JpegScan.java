package dev.parallax.elements.std.jpeg;

import dev.parallax.runtime.element.StreamException;

/**
 * The restart intervals of a scan (T.81, sections B.1.1.5 and E.2.4). When the data of an interval
 * ends early although the picture goes on, what is missing of it stays zero, as in libjpeg.
 */
final class JpegScan {
  final JpegBits bits = new JpegBits();
  private byte[] data = {};
  private int to;
  private long offset;
  private boolean ended;
  private JpegScanHeader header = new JpegScanHeader();
  private int interval;
  private int left;
  private int nextRestart;
  private int markerAt;
  private boolean exhausted;
  private boolean early;
  private int extra;

  /**
   * A scan begins.
   *
   * @param from first byte after its header
   * @param end end of the picture
   * @param ended whether the picture has its EOI
   * @param streamOffset place of the picture in the stream
   */
  void begin(
      byte[] picture,
      int from,
      int end,
      boolean ended,
      long streamOffset,
      JpegScanHeader scan,
      int restartInterval) {
    data = picture;
    to = end;
    offset = streamOffset;
    this.ended = ended;
    header = scan;
    interval = restartInterval;
    nextRestart = 0;
    load(from);
  }

  private void load(int from) {
    markerAt = bits.load(data, from, to);
    left = interval;
    exhausted = false;
    for (int i = 0; i < header.count; i++) {
      header.components[i].predictor = 0;
    }
  }

  /** Forgets what was odd. */
  void clear() {
    early = false;
    extra = 0;
  }

  /** Whether the data of an interval ended early since {@link #clear}. */
  boolean isEarly() {
    return early;
  }

  /** Bytes that were not needed, before markers, since {@link #clear}. */
  int extra() {
    return extra;
  }

  /** Whether a restart comes before the next MCU. */
  boolean isRestart() {
    return interval > 0 && left == 0;
  }

  /** Goes past the restart marker. */
  void restart() throws StreamException {
    int found = marker();
    if (found != JpegMarker.RST0 + nextRestart) {
      throw JpegMarker.damaged(
          "restart marker is missing expected=" + JpegMarker.name(JpegMarker.RST0 + nextRestart),
          found,
          offset + markerAt);
    }
    extra += bits.unused();
    nextRestart = nextRestart + 1 & 7;
    load(markerAt + 2);
  }

  private int marker() {
    while (markerAt + 1 < to && data[markerAt + 1] == -1) {
      markerAt++; // fill bytes
    }
    return markerAt + 1 < to ? data[markerAt + 1] & 0xff : JpegMarker.EOI;
  }

  /** Whether there is data for the next MCU. */
  boolean hasData() {
    return !exhausted;
  }

  /** After an MCU, or {@code count} that needed no data; {@code result} is negative when wrong. */
  void done(int result, int count) throws StreamException {
    left -= count;
    if (bits.isOver()) {
      over();
    } else if (result < 0) {
      throw JpegMarker.damaged(
          BaselineBlocks.fault(result), JpegMarker.SOS, offset + bits.rawPlace(data));
    }
  }

  private void over() throws StreamException {
    int found = marker();
    if (!ended && found == JpegMarker.EOI) {
      throw JpegMarker.damaged("picture is cut off", JpegMarker.SOS, offset + markerAt);
    }
    if (interval == 0 && JpegMarker.isRestart(found)) {
      throw JpegMarker.damaged("restart marker is unexpected", found, offset + markerAt);
    }
    exhausted = true;
    early = true;
  }

  /** MCUs of the interval that are left; all when there are no intervals. */
  int left() {
    return interval == 0 ? Integer.MAX_VALUE : left;
  }

  /** The scan is complete: place of the marker behind it. */
  int end() {
    if (!exhausted) {
      extra += bits.unused();
    }
    return markerAt;
  }
}
