package dev.parallax.elements.std.jpeg;

/** One component of the frame that is being decoded. Used again for every picture. */
final class JpegComponent {
  int id;

  /** Horizontal and vertical sampling factors, 1 to 4. */
  int h;

  int v;

  /** Number of the quantization table. */
  int table;

  /** The table as it was at the component's first scan, in zigzag order. */
  final int[] quant = new int[64];

  boolean hasQuant;

  /** Samples that belong to the picture. */
  int width;

  int height;

  /** Blocks that belong to the picture. */
  int blocksWide;

  int blocksHigh;

  /** Blocks in a row of whole MCUs. */
  int paddedWide;

  /** Codes of the current scan. */
  HuffmanTable dc = new HuffmanTable();

  HuffmanTable ac = dc;

  /** Last DC value, T.81 section F.1.1.5.1. */
  int predictor;

  /** Coefficients of all blocks in natural order, if there is more than one scan. */
  short[] coefficients = {};

  /** Of each block: zigzag index of the last coefficient that a scan has set, if any. */
  byte[] highest = {};

  /**
   * How many low bits of the first coefficients in zigzag order the scans so far have left out; -1
   * where none has brought any.
   */
  final int[] missing = new int[JpegSmoothing.KNOWN];

  /** The same before the last scan of the component. */
  final int[] missingBefore = new int[JpegSmoothing.KNOWN];

  /** First block group of the component in a batch of MCUs. */
  int group;

  /** The decoded samples: rows of the previous MCU row, then those of the current. */
  byte[] samples = {};

  /** Bytes from row to row in {@link #samples}. */
  int stride;

  /** A row at the size of the picture. */
  byte[] full = {};
}
