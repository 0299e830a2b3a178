package dev.parallax.elements.std.jpeg;

import dev.parallax.elements.std.video.kernel.LoopChoice;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.elements.std.video.kernel.VectorSupport;
import dev.parallax.runtime.element.StreamException;

/**
 * Decodes pictures of 8 bits: baseline, extended sequential and progressive (T.81). {@link #begin}
 * reads up to the image data, {@link #decode} does the rest. Work arrays are kept: in a stream of
 * like pictures nothing is allocated. One thread at a time.
 */
final class JpegDecoder {
  /** Scans of a picture at most: each costs a pass over it, however short it is. */
  private static final int MAX_SCANS = 256;

  private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0};
  private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};

  /** Columns that hold all coefficients up to a zigzag index. */
  private static final int[] COLUMNS = columns();

  private final LoopChoice<JpegKernels> transforms;
  private final LoopChoice<JpegKernels> rows;
  private final JpegFrame frame = new JpegFrame();
  private final JpegTables tables = new JpegTables();
  private final JpegScanHeader header = new JpegScanHeader();
  private final JpegScan scan = new JpegScan();
  private final JpegOutput output = new JpegOutput();
  private final ProgressiveBlocks progressive = new ProgressiveBlocks();
  private final JpegSmoothing smoothing = new JpegSmoothing();
  private byte[] data = {};
  private int length;
  private long offset;
  private boolean ended;
  private int at;
  private int restartInterval;
  private boolean jfif;
  private int adobe;
  private boolean hasFrame;
  private boolean buffered;
  private int scans;
  private boolean smooth;
  private int lastGoodRow;
  private int garbage;
  private int[] coefs = {};
  private int[] highest = {};

  /** Decodes with the fastest loops that work here. */
  JpegDecoder() {
    this(choice(), choice());
  }

  /** A choice for the transforms, and one for the rows of pixels. */
  JpegDecoder(LoopChoice<JpegKernels> transforms, LoopChoice<JpegKernels> rows) {
    this.transforms = transforms;
    this.rows = rows;
  }

  private static LoopChoice<JpegKernels> choice() {
    // The class with vectors is named only behind the probe: without the module it can't be linked.
    return new LoopChoice<>(
        VectorSupport.usable() ? VectorJpegKernels.instance() : ScalarJpegKernels.INSTANCE,
        ScalarJpegKernels.INSTANCE);
  }

  private static int[] columns() {
    int[] columns = new int[64];
    int most = 0;
    for (int k = 0; k < 64; k++) {
      most = Math.max(most, JpegTables.NATURAL[k] % 8);
      columns[k] = most + 1;
    }
    return columns;
  }

  /** The frame header, after {@link #begin}. */
  JpegFrame frame() {
    return frame;
  }

  /**
   * Reads up to the image data.
   *
   * @param bytes SOI to EOI
   * @param streamOffset place of the picture in the stream, for messages
   * @param complete whether EOI was found
   */
  void begin(byte[] bytes, int count, long streamOffset, boolean complete) throws StreamException {
    data = bytes;
    length = count;
    offset = streamOffset;
    ended = complete;
    at = 2;
    tables.begin();
    restartInterval = 0;
    jfif = false;
    adobe = -1;
    hasFrame = false;
    scans = 0;
    garbage = 0;
    scan.clear();
    if (!nextScan()) {
      throw JpegMarker.damaged("picture has no image data", JpegMarker.EOI, offset + at);
    }
    buffered = frame.progressive || header.count < frame.count;
  }

  /** Whether the coefficients of the whole picture are kept, since it has several scans. */
  boolean keepsCoefficients() {
    return buffered;
  }

  /** What the components mean, as libjpeg guesses it. */
  JpegColor color() {
    if (frame.count == 1) {
      return JpegColor.GRAY;
    }
    if (frame.count == 4) {
      return adobe == 0 || adobe == -1 ? JpegColor.CMYK : JpegColor.YCCK;
    }
    if (jfif || adobe > 0) {
      return JpegColor.YCBCR;
    }
    boolean named =
        frame.components[0].id == 'R'
            && frame.components[1].id == 'G'
            && frame.components[2].id == 'B';
    return adobe == 0 || named ? JpegColor.RGB : JpegColor.YCBCR;
  }

  /**
   * Decodes the picture that {@link #begin} has begun.
   *
   * @param to GRAY8 of gray; I420 of gray and YCbCr; RGB of all
   * @param limited whether levels are brought to the limited range
   */
  void decode(Picture to, boolean limited) throws StreamException {
    output.begin(frame, color(), to, limited);
    int ints = frame.groups * JpegKernels.GROUP;
    if (coefs.length < ints) {
      coefs = new int[ints];
      highest = new int[frame.groups];
    }
    java.util.Arrays.fill(coefs, 0); // a damaged picture may have left something
    transforms.begin();
    rows.begin();
    if (buffered) {
      clearCoefficients();
      JpegSmoothing.begin(frame);
      do {
        scan();
      } while (nextScan());
      checkComponents();
      smooth = JpegSmoothing.isUseful(frame, scans);
    } else {
      beginScan();
    }
    for (int row = 0; row < frame.mcusHigh; row++) {
      for (int mcu = 0; mcu < frame.mcusWide; mcu += JpegFrame.BATCH) {
        int count = Math.min(JpegFrame.BATCH, frame.mcusWide - mcu);
        if (buffered) {
          collect(row, mcu, count);
        } else {
          batch(count);
        }
        transform(mcu);
      }
      rowDone();
    }
    if (!buffered) {
      at = scan.end();
      if (nextScan()) {
        throw JpegMarker.damaged("picture has a scan too many", JpegMarker.SOS, offset + at);
      }
    }
  }

  private void rowDone() {
    if (output.isDirect()) {
      output.rowDone(ScalarJpegKernels.INSTANCE); // which are not used
    } else {
      output.rowDone(rows.start());
      rows.stop();
    }
  }

  /** What is odd about the picture that was decoded, or an empty string. */
  String odd() {
    if (scan.isEarly()) {
      return "jpeg data ends before a marker, what is missing is gray picture-at=0x%x"
          .formatted(offset);
    }
    if (!ended) {
      return "jpeg ends without EOI, corrections may be missing picture-at=0x%x".formatted(offset);
    }
    int extra = scan.extra() + garbage;
    return extra == 0
        ? ""
        : "jpeg has extra bytes before markers bytes=%d picture-at=0x%x".formatted(extra, offset);
  }

  /** Whether something may be missing from the picture that was decoded. */
  boolean isDamaged() {
    return scan.isEarly() || buffered && !ended;
  }

  // ---- markers

  /** Reads up to the next scan's data; false at EOI. */
  private boolean nextScan() throws StreamException {
    while (true) {
      int start = at;
      while (at + 1 < length && (data[at] != -1 || data[at + 1] == 0)) {
        at++;
      }
      garbage += at - start;
      while (at + 1 < length && data[at + 1] == -1) {
        at++;
      }
      int marker = at + 1 < length ? data[at + 1] & 0xff : JpegMarker.EOI;
      if (marker == JpegMarker.EOI) {
        return false;
      }
      at += 2;
      if (marker == 0) { // not one, and passed over by JpegStream as well
        garbage += 2;
      } else if (!JpegMarker.isBare(marker)) {
        int bytes = Math.max(2, JpegFrame.int16(data, at));
        segment(marker, bytes);
        at += bytes;
        if (marker == JpegMarker.SOS) {
          return true;
        }
      }
    }
  }

  private void segment(int marker, int bytes) throws StreamException {
    long where = offset + at - 2;
    int end = at + bytes;
    if (end > length && (marker == JpegMarker.DQT || marker == JpegMarker.DHT)) {
      throw JpegMarker.damaged("segment is cut off bytes=" + bytes, marker, where);
    }
    switch (marker) {
      case JpegMarker.DQT -> tables.readQuant(data, at + 2, end, where);
      case JpegMarker.DHT -> tables.readHuffman(data, at + 2, end, where);
      case JpegMarker.DRI -> {
        if (bytes != 4) {
          throw JpegMarker.damaged("segment has a wrong length bytes=" + bytes, marker, where);
        }
        restartInterval = JpegFrame.int16(data, at + 2);
      }
      case JpegMarker.APP0 -> jfif |= bytes >= 16 && starts(JFIF);
      case JpegMarker.APP14 -> adobe = bytes >= 14 && starts(ADOBE) ? data[at + 13] & 0xff : adobe;
      case JpegMarker.SOS -> {
        if (!hasFrame) {
          throw JpegMarker.damaged("scan comes before its frame", marker, where);
        }
        if (++scans > MAX_SCANS) {
          throw JpegMarker.damaged("picture has too many scans max=" + MAX_SCANS, marker, where);
        }
        header.read(data, at, bytes, frame, tables, where);
      }
      case JpegMarker.DHT + 4, JpegMarker.DAC ->
          throw JpegMarker.damaged("process is not supported", marker, where);
      default -> frameHeader(marker, bytes, where);
    }
  }

  private void frameHeader(int marker, int bytes, long where) throws StreamException {
    if (marker < JpegMarker.SOF0 || marker > JpegMarker.SOF15) {
      return; // of applications, comments, unknown
    }
    if (marker > JpegMarker.SOF2) {
      throw JpegMarker.damaged(
          "process is not supported, only baseline, extended and progressive with huffman codes",
          marker,
          where);
    }
    if (hasFrame) {
      throw JpegMarker.damaged("picture has two frames", marker, where);
    }
    frame.read(marker, data, at, bytes, where);
    hasFrame = true;
  }

  private boolean starts(byte[] name) {
    return java.util.Arrays.equals(data, at + 2, at + 2 + name.length, name, 0, name.length);
  }

  // ---- one scan: batches of MCUs straight to the transform

  private void beginScan() {
    scan.begin(data, at, length, ended, offset, header, restartInterval);
  }

  private void batch(int count) throws StreamException {
    for (int mcu = 0; mcu < count; mcu++) {
      if (scan.isRestart()) {
        scan.restart();
      }
      scan.done(scan.hasData() ? mcu(mcu) : 0, 1);
    }
  }

  private int mcu(int mcu) {
    for (int i = 0; i < header.count; i++) {
      JpegComponent c = header.components[i];
      for (int y = 0; y < c.v; y++) {
        for (int x = 0; x < c.h; x++) {
          int column = mcu * c.h + x;
          int group = c.group + y * c.h + (column >> 3);
          int last =
              BaselineBlocks.decode(scan.bits, c, coefs, group * JpegKernels.GROUP + (column & 7));
          if (last < 0) {
            highest[group] = 63; // whatever was stored must be cleared again
            return last;
          }
          highest[group] = Math.max(highest[group], last);
        }
      }
    }
    return 0;
  }

  private void transform(int mcu) {
    JpegKernels kernels = transforms.start();
    boolean flat = true;
    for (int i = 0; i < frame.count; i++) {
      JpegComponent c = frame.components[i];
      for (int y = 0; y < c.v; y++) {
        for (int x = 0; x < c.h; x++) {
          int group = c.group + y * c.h + x;
          int from = group * JpegKernels.GROUP;
          int to = output.place(c, y) + (mcu * c.h + 8 * x) * 8;
          int gain = output.gain(i);
          int bias = output.bias(i);
          if (highest[group] == 0) {
            FlatBlocks.inverse(coefs, from, c.samples, to, c.stride, gain, bias);
          } else {
            flat = false;
            int columns = COLUMNS[highest[group]];
            kernels.inverse(coefs, from, columns, c.samples, to, c.stride, gain, bias);
            highest[group] = 0;
          }
        }
      }
    }
    if (!flat) { // else there was nothing to be seen of the loops
      transforms.stop();
    }
  }

  // ---- several scans: all coefficients first

  private void clearCoefficients() {
    for (int i = 0; i < frame.count; i++) {
      JpegComponent c = frame.components[i];
      int shorts = Math.multiplyExact(64 * c.v * frame.mcusHigh, c.paddedWide);
      if (c.coefficients.length < shorts) {
        c.coefficients = new short[shorts];
      } else {
        java.util.Arrays.fill(c.coefficients, 0, shorts, (short) 0);
      }
      int blocks = shorts / 64;
      if (c.highest.length < blocks) {
        c.highest = new byte[blocks];
      } else {
        java.util.Arrays.fill(c.highest, 0, blocks, (byte) 0);
      }
    }
  }

  private void checkComponents() throws StreamException {
    for (int i = 0; i < frame.count; i++) {
      if (!frame.components[i].hasQuant) {
        throw JpegMarker.damaged(
            "component has no scan id=" + frame.components[i].id, JpegMarker.EOI, offset + at);
      }
    }
  }

  private void scan() throws StreamException {
    beginScan();
    progressive.begin();
    JpegSmoothing.scan(header, scans == 1);
    if (header.count == 1) {
      JpegComponent c = header.components[0];
      for (int y = 0; y < c.blocksHigh; y++) {
        for (int x = 0; x < c.blocksWide; x++) {
          restartProgressive(y / c.v);
          scan.done(scan.hasData() ? block(c, x, y) : 0, 1);
        }
      }
    } else {
      for (int y = 0; y < frame.mcusHigh; y++) {
        for (int x = 0; x < frame.mcusWide; x++) {
          restartProgressive(y);
          scan.done(scan.hasData() ? blocks(x, y) : 0, 1);
        }
      }
    }
    at = scan.end();
  }

  private void restartProgressive(int row) throws StreamException {
    if (scan.isRestart()) {
      scan.restart();
      progressive.begin();
    }
    if (scan.hasData()) {
      lastGoodRow = row;
    }
  }

  private int blocks(int mcuX, int mcuY) {
    for (int i = 0; i < header.count; i++) {
      JpegComponent c = header.components[i];
      for (int y = 0; y < c.v; y++) {
        for (int x = 0; x < c.h; x++) {
          int result = block(c, mcuX * c.h + x, mcuY * c.v + y);
          if (result < 0) {
            return result;
          }
        }
      }
    }
    return 0;
  }

  private int block(JpegComponent c, int x, int y) {
    int place = (y * c.paddedWide + x) * 64;
    if (frame.progressive) {
      return progressive.decode(scan.bits, header, c, place);
    }
    return sequential(c, place);
  }

  /** A block of a sequential frame whose components come one after the other. */
  private int sequential(JpegComponent c, int place) {
    int last = BaselineBlocks.decode(scan.bits, c, coefs, 0);
    for (int i = 0; i < 64; i++) {
      c.coefficients[place + i] = (short) coefs[8 * i];
      coefs[8 * i] = 0;
    }
    c.highest[place >> 6] = (byte) Math.max(last, 0);
    return last;
  }

  /** Brings blocks of the coefficients to the batch. */
  private void collect(int row, int mcu, int count) {
    for (int i = 0; i < frame.count; i++) {
      JpegComponent c = frame.components[i];
      for (int y = 0; y < c.v; y++) {
        int first = (row * c.v + y) * c.paddedWide + mcu * c.h;
        for (int x = 0; x < count * c.h; x++) {
          int group = c.group + y * c.h + (x >> 3);
          int to = group * JpegKernels.GROUP + (x & 7);
          int last =
              smooth
                  ? spread(c, estimate(c, mcu * c.h + x, row, y), 0, 63, to)
                  : spread(c, c.coefficients, (first + x) * 64, c.highest[first + x], to);
          highest[group] = Math.max(highest[group], last);
        }
      }
    }
  }

  private short[] estimate(JpegComponent c, int x, int row, int y) {
    return smoothing.estimate(frame, c, x, row * c.v + y, row <= lastGoodRow);
  }

  private int spread(JpegComponent c, short[] block, int from, int most, int to) {
    int last = 0;
    for (int k = 0; k <= most; k++) {
      int natural = JpegTables.NATURAL[k];
      int value = block[from + natural];
      if (value != 0) {
        coefs[to + 8 * natural] = frame.progressive ? value * c.quant[k] : value;
        last = k;
      }
    }
    return last;
  }
}
