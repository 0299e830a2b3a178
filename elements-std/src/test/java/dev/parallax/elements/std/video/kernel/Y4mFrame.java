package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.Corpus;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The first frame of a Y4M file of 8 bits, with samples as they are. */
final class Y4mFrame {
  private Y4mFrame() {}

  /** All files of the corpus. */
  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Corpus.set("y4m_raw"))) {
      return files.filter(f -> f.toString().endsWith(".y4m")).sorted().toList();
    }
  }

  /** As I420; chroma that has more samples is averaged. */
  static Picture read(Arena arena, Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int end = 0;
    while (all[end] != '\n') {
      end++;
    }
    int width = 0;
    int height = 0;
    int across = 2;
    int down = 2;
    for (String word : new String(all, 0, end, StandardCharsets.US_ASCII).split(" ")) {
      switch (word.charAt(0)) {
        case 'W' -> width = Integer.parseInt(word.substring(1));
        case 'H' -> height = Integer.parseInt(word.substring(1));
        case 'C' -> {
          across = word.startsWith("C444") ? 1 : 2;
          down = word.startsWith("C420") ? 2 : 1;
        }
        default -> {}
      }
    }
    Picture picture = new Picture(PixelFormat.I420, width, height);
    MemorySegment memory = arena.allocate(picture.packedBytes());
    picture.pack(memory, 0);
    int at = end + 1 + "FRAME\n".length();
    MemorySegment.copy(all, at, memory, JAVA_BYTE, 0, width * height);
    at += width * height;
    for (int p = 1; p <= 2; p++) {
      int columns = width / across;
      for (int y = 0; y < picture.rows(p); y++) {
        for (int x = 0; x < picture.rowBytes(p); x++) {
          byte mean =
              mean(all, at + y * 2 / down * columns + x * 2 / across, columns, across, down);
          memory.set(JAVA_BYTE, picture.row(p, y) + x, mean);
        }
      }
      at += columns * (height / down);
    }
    return picture;
  }

  /** Of the samples that become one. */
  private static byte mean(byte[] all, int at, int columns, int across, int down) {
    int sum = 0;
    for (int y = 0; y < 2 / down; y++) {
      for (int x = 0; x < 2 / across; x++) {
        sum += all[at + y * columns + x] & 0xff;
      }
    }
    int count = 4 / (across * down);
    return (byte) ((sum + count / 2) / count);
  }
}
