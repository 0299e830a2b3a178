package dev.parallax.model.format;

import dev.parallax.annotations.PixelFormat;

/**
 * Where a sample of subsampled chroma lies: the caps field {@code chroma-site} with GStreamer's
 * names. "Cosited" is on the first luma sample of those it belongs to, else between them.
 */
public enum ChromaSite {
  /** In the middle of its four luma samples, as in JPEG and MPEG-1. Also {@code none}. */
  JPEG("jpeg", false, false),
  /** Between two rows, on the left luma sample: MPEG-2, H.264. Also {@code h-cosited}. */
  MPEG2("mpeg2", true, false),
  /** On the upper row, between two columns. */
  V_COSITED("v-cosited", false, true),
  /** On the upper left luma sample, as in BT.2020. Also {@code h-cosited+v-cosited}. */
  COSITED("cosited", true, true);

  private final String text;
  private final boolean horizontal;
  private final boolean vertical;

  ChromaSite(String text, boolean horizontal, boolean vertical) {
    this.text = text;
    this.horizontal = horizontal;
    this.vertical = vertical;
  }

  /** Whether it lies on a column of luma. */
  public boolean horizontallyCosited() {
    return horizontal;
  }

  /** Whether it lies on a row of luma; means nothing where the chroma has the full height. */
  public boolean verticallyCosited() {
    return vertical;
  }

  /** What a picture has that says nothing: by GStreamer's rule {@link #MPEG2} above 576 rows. */
  public static ChromaSite defaultFor(PixelFormat format, int height) {
    return PixelFormats.chromaShiftX(format) == 1 && height > VideoFormat.MAX_SD_HEIGHT
        ? MPEG2
        : JPEG;
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ChromaSite parse(String text) {
    return switch (text) {
      case "jpeg", "none" -> JPEG;
      case "mpeg2", "h-cosited" -> MPEG2;
      case "v-cosited" -> V_COSITED;
      case "cosited", "h-cosited+v-cosited", "v-cosited+h-cosited" -> COSITED;
      default ->
          throw new IllegalArgumentException(
              "unknown chroma site chroma-site="
                  + text
                  + "; known are jpeg, mpeg2, v-cosited, cosited");
    };
  }

  /** The name in caps. */
  @Override
  public String toString() {
    return text;
  }
}
