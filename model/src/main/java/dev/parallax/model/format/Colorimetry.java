package dev.parallax.model.format;

import dev.parallax.annotations.PixelFormat;
import java.util.Map;

/**
 * How the numbers of a picture mean colors: the caps field {@code colorimetry}, as GStreamer 1.22
 * has it. Text is one of the names {@code bt601}, {@code bt709}, {@code smpte240m}, {@code sRGB},
 * {@code bt2020}, {@code bt2020-10}, {@code bt2100-pq}, {@code bt2100-hlg}, or four numbers {@code
 * range:matrix:transfer:primaries} as GStreamer counts them; 0 is unknown.
 *
 * @param range which levels are black and white
 * @param matrix how luma and chroma follow from red, green and blue
 * @param transfer number of the transfer function in GstVideoTransferFunction; carried, not used
 * @param primaries number of the primaries in GstVideoColorPrimaries; carried, not used
 */
public record Colorimetry(ColorRange range, ColorMatrix matrix, int transfer, int primaries) {
  /** ITU-R BT.601 with limited range: standard definition. */
  public static final Colorimetry BT601 =
      new Colorimetry(ColorRange.LIMITED, ColorMatrix.BT601, 16, 4);

  /** ITU-R BT.709 with limited range: high definition. */
  public static final Colorimetry BT709 =
      new Colorimetry(ColorRange.LIMITED, ColorMatrix.BT709, 5, 1);

  /** ITU-R BT.2020 with limited range, 12-bit transfer. */
  public static final Colorimetry BT2020 =
      new Colorimetry(ColorRange.LIMITED, ColorMatrix.BT2020, 11, 7);

  /** Red, green and blue of computers: full range. */
  public static final Colorimetry SRGB = new Colorimetry(ColorRange.FULL, ColorMatrix.RGB, 7, 1);

  /** Grey with full range, weighted by BT.601. */
  public static final Colorimetry GRAY = new Colorimetry(ColorRange.FULL, ColorMatrix.BT601, 0, 0);

  private static final int MOST = 255;

  private static final Map<String, Colorimetry> NAMES =
      Map.of(
          "bt601",
          BT601,
          "bt709",
          BT709,
          "smpte240m",
          new Colorimetry(ColorRange.LIMITED, ColorMatrix.SMPTE240M, 6, 5),
          "sRGB",
          SRGB,
          "bt2020",
          BT2020,
          "bt2020-10",
          new Colorimetry(ColorRange.LIMITED, ColorMatrix.BT2020, 13, 7),
          "bt2100-pq",
          new Colorimetry(ColorRange.LIMITED, ColorMatrix.BT2020, 14, 7),
          "bt2100-hlg",
          new Colorimetry(ColorRange.LIMITED, ColorMatrix.BT2020, 15, 7));

  /** Checks the numbers. */
  public Colorimetry {
    if (transfer < 0 || transfer > MOST || primaries < 0 || primaries > MOST) {
      throw new IllegalArgumentException(
          "colorimetry out of range transfer=" + transfer + " primaries=" + primaries);
    }
  }

  /**
   * What a picture has that says nothing, by GStreamer's rule: YUV of more than 576 rows is {@link
   * #BT709}, other YUV {@link #BT601}, RGB {@link #SRGB}. Unlike there, GRAY8 is {@link #GRAY}:
   * full range, as in files of grey pictures.
   */
  public static Colorimetry defaultFor(PixelFormat format, int height) {
    if (PixelFormats.isRgb(format)) {
      return SRGB;
    }
    if (format == PixelFormat.GRAY8) {
      return GRAY;
    }
    return height > VideoFormat.MAX_SD_HEIGHT ? BT709 : BT601;
  }

  /**
   * Reads a name or four numbers.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Colorimetry parse(String text) {
    Colorimetry named = NAMES.get(text);
    if (named != null) {
      return named;
    }
    String[] parts = text.split(":", -1);
    try {
      if (parts.length == 4) {
        return new Colorimetry(
            ColorRange.values()[Integer.parseInt(parts[0])],
            ColorMatrix.values()[Integer.parseInt(parts[1])],
            Integer.parseInt(parts[2]),
            Integer.parseInt(parts[3]));
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(unknown(text), e);
    }
    throw new IllegalArgumentException(unknown(text));
  }

  private static String unknown(String text) {
    return "unknown colorimetry colorimetry="
        + text
        + "; known are bt601, bt709, smpte240m, sRGB, bt2020, bt2020-10, bt2100-pq, bt2100-hlg and"
        + " range:matrix:transfer:primaries";
  }

  /** This one, with the parts that are unknown taken from another. */
  public Colorimetry orElse(Colorimetry other) {
    return new Colorimetry(
        range == ColorRange.UNKNOWN ? other.range : range,
        matrix == ColorMatrix.UNKNOWN ? other.matrix : matrix,
        transfer,
        primaries);
  }

  /** The name, or the four numbers. */
  @Override
  public String toString() {
    for (Map.Entry<String, Colorimetry> entry : NAMES.entrySet()) {
      if (entry.getValue().equals(this)) {
        return entry.getKey();
      }
    }
    return range.ordinal() + ":" + matrix.ordinal() + ":" + transfer + ":" + primaries;
  }
}
