package dev.parallax.runtime.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A jar that may be anything, as data. Entries are those that a JVM would load from it, because the
 * JDK's own reader finds them; what that reader takes into memory is bounded beforehand, and what
 * comes out of an entry while it is read.
 */
final class JarData implements AutoCloseable {
  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_DIRECTORY = 16 << 20;
  private static final int MAX_ENTRIES = 0xFFFF - 1;

  /** The end record, and its longest comment. */
  private static final int END_BYTES = 22;

  private static final int TAIL_BYTES = END_BYTES + 0xFFFF;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int ENTRIES_AT = 10;
  private static final int DIRECTORY_BYTES_AT = 12;

  private final ZipFile zip;

  private JarData(ZipFile zip) {
    this.zip = zip;
  }

  static JarData open(Path jar) throws IOException {
    // Opening a pipe would wait for its writer.
    if (!Files.isRegularFile(jar)) {
      throw new IOException("not a file");
    }
    checkEnd(jar);
    return new JarData(new ZipFile(jar.toFile(), StandardCharsets.UTF_8));
  }

  /** Whatever looks like an end record must be harmless: which one the JDK takes is its affair. */
  private static void checkEnd(Path jar) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      long length = file.length();
      if (length > MAX_BYTES) {
        throw new IOException("jar is too large bytes=" + length + " max=" + MAX_BYTES);
      }
      byte[] tail = new byte[(int) Math.min(length, TAIL_BYTES)];
      file.seek(length - tail.length);
      file.readFully(tail);
      for (int at = 0; at + END_BYTES <= tail.length; at++) {
        if (number(tail, at, 4) == END_SIGNATURE) {
          long entries = number(tail, at + ENTRIES_AT, 2);
          long bytes = number(tail, at + DIRECTORY_BYTES_AT, 4);
          if (entries > MAX_ENTRIES || bytes > MAX_DIRECTORY) {
            throw new IOException(
                "jar has too many entries entries=" + entries + " directoryBytes=" + bytes);
          }
        }
      }
    }
  }

  private static long number(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    return value;
  }

  /**
   * An entry's bytes, or null when there is none.
   *
   * @param max most bytes that it may have, however small it is in the jar
   */
  byte @Nullable [] read(String name, int max) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(max + 1);
      if (bytes.length > max) {
        throw new IOException("entry is too large entry=" + name + " max=" + max);
      }
      return bytes;
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
