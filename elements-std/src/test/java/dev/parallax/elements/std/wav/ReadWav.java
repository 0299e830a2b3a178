package dev.parallax.elements.std.wav;

import dev.parallax.runtime.element.StreamException;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link WavStream} gives. */
final class ReadWav implements WavStream.Output {
  @Nullable WavFormat format;
  boolean bigEndian;
  final Map<String, String> tags = new LinkedHashMap<>();
  final List<String> warnings = new ArrayList<>();
  final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  final ByteArrayOutputStream samples = new ByteArrayOutputStream();
  long end;

  static ReadWav of(byte[] wav, int piece) throws StreamException {
    ReadWav read = new ReadWav();
    WavStream stream = new WavStream(read);
    for (int at = 0; at < wav.length; at += piece) {
      int n = Math.min(piece, wav.length - at);
      byte[] part = java.util.Arrays.copyOfRange(wav, at, at + n);
      stream.feed(MemorySegment.ofArray(part), 0, n);
    }
    stream.finish();
    return read;
  }

  static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void format(WavFormat found, boolean isBigEndian) {
    format = found;
    bigEndian = isBigEndian;
  }

  @Override
  public void tags(Map<String, String> found) {
    tags.putAll(found);
  }

  @Override
  public void warn(String text) {
    warnings.add(text);
  }

  @Override
  public void span(
      MemorySegment source, long offset, long bytes, boolean borrowed, long pts, long duration) {
    if (pts != end || bytes % format.frameBytes() != 0) {
      throw new AssertionError("pts=" + pts + " bytes=" + bytes);
    }
    end = pts + duration;
    raw.writeBytes(source.asSlice(offset, bytes).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
    long count = bytes / format.bytes();
    byte[] decoded = new byte[(int) count * format.decodedBytes()];
    WavSamples.convert(format, bigEndian, source, offset, MemorySegment.ofArray(decoded), 0, count);
    samples.writeBytes(decoded);
  }
}
