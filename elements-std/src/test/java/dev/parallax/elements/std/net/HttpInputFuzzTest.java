package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.net.socket.Wire;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged answers: read to an end or an error, never beyond what came, never for ever. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpInputFuzzTest {
  private static final String[] WORDS = {
    "HTTP/1.1 200 OK\r\n",
    "Content-Length: 10\r\n",
    "Transfer-Encoding: chunked\r\n",
    "\r\n",
    "5\r\nhello\r\n",
    "0\r\n\r\n",
    "a;x=1\r\n0123456789\r\n",
    "\n",
    ":",
    " ",
    "\r",
    "ffff",
    "Content-Length: 99999999999\r\n",
    "\0",
    "zzz\r\n",
    "7fffffffffffffff\r\n",
  };

  @Test
  void shouldEndOrFailWhenAnswerIsDamaged() {
    int wellFormed = 0;
    int refused = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(random.nextInt(4) > 0 ? WORDS[0] : "");
      for (int i = random.nextInt(10); i > 0; i--) {
        text.append(WORDS[random.nextInt(WORDS.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
      if (random.nextInt(3) == 0 && bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(bytes, random)).isLessThanOrEqualTo(bytes.length);
        wellFormed++;
      } catch (IOException | StreamException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      }
    }
    assertThat(wellFormed).isPositive();
    assertThat(refused).isPositive();
  }

  private static long read(byte[] bytes, Random random) throws IOException, StreamException {
    int[] at = {0};
    HttpInput.Source source =
        (target, offset, count) -> {
          if (random.nextInt(3) == 0) {
            return Wire.WOULD_BLOCK;
          }
          int n = (int) Math.min(Math.min(count, bytes.length - at[0]), 1 + random.nextInt(9));
          MemorySegment.copy(bytes, at[0], target, ValueLayout.JAVA_BYTE, offset, n);
          at[0] += n;
          return n;
        };
    long all = 0;
    try (HttpInput input = new HttpInput();
        Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(64);
      HttpHead head = null;
      while (head == null) {
        head = input.head(source);
      }
      head.status();
      input.body(head);
      while (true) {
        long n = input.read(source, target, 0, 1 + random.nextInt(64));
        if (n == HttpInput.END || n == 0) {
          return all;
        }
        all += Math.max(0, n);
      }
    }
  }
}
