package dev.parallax.elements.std.flac;

import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a {@link FlacStream} gives. */
final class Decoded implements FlacStream.Output {
  final List<AudioFormat> formats = new ArrayList<>();
  final List<String> formatMd5 = new ArrayList<>();
  final Map<String, String> tags = new LinkedHashMap<>();
  final List<String> warnings = new ArrayList<>();
  final List<byte[]> blocks = new ArrayList<>();
  final List<Long> pts = new ArrayList<>();
  final List<Long> durations = new ArrayList<>();
  long frames;
  long samples;
  private final MessageDigest md5 = Md5.create();
  private MessageDigest part = Md5.create();

  /** Decodes everything, in pieces of {@code piece} bytes. */
  static Decoded of(byte[] flac, int piece) throws StreamException {
    Decoded decoded = new Decoded();
    decoded.run(flac, piece);
    return decoded;
  }

  void run(byte[] flac, int piece) throws StreamException {
    FlacStream stream = new FlacStream(this, true);
    MemorySegment all = MemorySegment.ofArray(flac);
    for (int at = 0; at < flac.length; at += piece) {
      stream.feed(all, at, Math.min(piece, flac.length - at));
    }
    stream.finish();
  }

  String md5() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) md5.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One md5 per format, in order. */
  List<String> partMd5() {
    List<String> all = new ArrayList<>(formatMd5);
    all.add(HexFormat.of().formatHex(part.digest()));
    return all;
  }

  byte[] pcm() {
    int length = blocks.stream().mapToInt(b -> b.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] b : blocks) {
      System.arraycopy(b, 0, all, at, b.length);
      at += b.length;
    }
    return all;
  }

  @Override
  public void format(AudioFormat format) {
    if (!formats.isEmpty()) {
      formatMd5.add(HexFormat.of().formatHex(part.digest()));
    }
    formats.add(format);
  }

  @Override
  public void tags(Map<String, String> found) {
    tags.putAll(found);
  }

  @Override
  public void block(byte[] pcm, int bytes, int count, long time, long duration) {
    md5.update(pcm, 0, bytes);
    part.update(pcm, 0, bytes);
    blocks.add(java.util.Arrays.copyOf(pcm, bytes));
    pts.add(time);
    durations.add(duration);
    frames++;
    samples += count;
  }

  @Override
  public void warn(String text) {
    warnings.add(text);
  }
}
