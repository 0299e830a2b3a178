package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.parallax.annotations.PixelFormat;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first frame of a 4:2:0 Y4M file. */
final class Y4mFrame {
  private Y4mFrame() {}

  static Picture read(Arena arena, Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int end = 0;
    while (all[end] != '\n') {
      end++;
    }
    int width = 0;
    int height = 0;
    for (String word : new String(all, 0, end, StandardCharsets.US_ASCII).split(" ")) {
      switch (word.charAt(0)) {
        case 'W' -> width = Integer.parseInt(word.substring(1));
        case 'H' -> height = Integer.parseInt(word.substring(1));
        default -> {}
      }
    }
    Picture picture = new Picture(PixelFormat.I420, width, height);
    MemorySegment memory = arena.allocate(picture.packedBytes());
    int at = end + 1 + "FRAME\n".length();
    MemorySegment.copy(all, at, memory, JAVA_BYTE, 0, (int) picture.packedBytes());
    picture.pack(memory, 0);
    return picture;
  }
}
