package dev.parallax.model.format;

import java.util.Arrays;
import java.util.HexFormat;

/** Immutable out-of-band headers of a codec. */
public final class CodecData {
  /** No headers. */
  public static final CodecData NONE = new CodecData(new byte[0]);

  private final byte[] bytes;

  private CodecData(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies {@code bytes}. */
  public static CodecData of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new CodecData(bytes.clone());
  }

  /** Length in bytes. */
  public int length() {
    return bytes.length;
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof CodecData d && Arrays.equals(bytes, d.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
