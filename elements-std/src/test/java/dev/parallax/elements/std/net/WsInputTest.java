package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.net.socket.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of RFC 6455, whole, in pieces, and broken. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WsInputTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  /** Everything that is in the bytes, which come in pieces. */
  private static List<String> read(WsInput input, byte[] bytes, Random random) throws IOException {
    int[] at = {0};
    HttpInput.Source source =
        (target, offset, count) -> {
          if (at[0] == bytes.length) {
            return 0;
          }
          if (random.nextInt(4) == 0) {
            return Wire.WOULD_BLOCK;
          }
          int most = random.nextInt(3) == 0 ? 3 : bytes.length;
          int n = (int) Math.min(Math.min(count, bytes.length - at[0]), 1 + random.nextInt(most));
          MemorySegment.copy(bytes, at[0], target, ValueLayout.JAVA_BYTE, offset, n);
          at[0] += n;
          return n;
        };
    List<String> all = new ArrayList<>();
    while (true) {
      WsInput.Got got = input.next(source);
      switch (got) {
        case NOTHING -> {}
        case END -> {
          return all;
        }
        case MESSAGE -> all.add((input.isText() ? "TEXT " : "BINARY ") + text(input.payload()));
        case CLOSE -> all.add("CLOSE " + input.closeCode() + " " + text(input.payload()));
        default -> all.add(got + " " + text(input.payload()));
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static List<String> read(boolean masked, String hex) throws IOException {
    try (WsInput input = WsInput.of(masked, 1000)) {
      return read(input, hex(hex), new Random(1));
    }
  }

  /** Section 5.7 of the RFC. */
  @Test
  void shouldReadTheExamplesOfTheStandard() throws IOException {
    assertThat(read(false, "81 05 48 65 6c 6c 6f")).containsExactly("TEXT Hello");
    assertThat(read(true, "81 85 37 fa 21 3d 7f 9f 4d 51 58")).containsExactly("TEXT Hello");
    assertThat(read(false, "01 03 48 65 6c 80 02 6c 6f")).containsExactly("TEXT Hello");
    assertThat(read(false, "89 05 48 65 6c 6c 6f")).containsExactly("PING Hello");
    assertThat(read(true, "8a 85 37 fa 21 3d 7f 9f 4d 51 58")).containsExactly("PONG Hello");
    assertThat(read(false, "82 7e 01 00" + "41".repeat(256)))
        .containsExactly("BINARY " + "A".repeat(256));
  }

  @Test
  void shouldGiveWhatComesBetweenFragments() throws IOException {
    assertThat(read(false, "02 01 41 89 01 70 00 00 00 01 42 88 02 03 e8 80 01 43"))
        .containsExactly("PING p", "CLOSE 1000 ", "BINARY ABC");
    assertThat(read(false, "82 00 81 00 88 00")).containsExactly("BINARY ", "TEXT ", "CLOSE 1005 ");
  }

  @ParameterizedTest
  @CsvSource({
    "1002, c1 00, reserved bits are set bits=4",
    "1002, 83 00, opcode is unknown opcode=3",
    "1002, 8b 00, opcode is unknown opcode=11",
    "1002, 80 00, continuation without a message",
    "1002, 01 00 81 00, message begins within another",
    "1002, 09 00, control frame is in parts or too long opcode=9",
    "1002, 89 7e 00 7e, control frame is in parts or too long opcode=9",
    "1002, 82 85 00 00 00 00, frame of a server is masked",
    "1002, 82 7e 00 7d, length is not in its shortest form",
    "1002, 82 7f 00 00 00 00 00 00 ff ff, length is not in its shortest form",
    "1002, 82 7f ff ff ff ff ff ff ff ff, length is not in its shortest form",
    "1002, 88 01 03, close frame has half a code",
    "1002, 88 02 03 ed, close code must not be sent close-code=1005",
    "1002, 88 02 00 00, close code must not be sent close-code=0",
    "1007, 88 03 03 e8 ff, reason of the close is no UTF-8",
    "1007, 81 02 c3 28, text is no UTF-8 offset=0",
    "1007, 81 04 41 ed a0 80, text is no UTF-8 offset=1",
    "1007, 01 01 c3 80 00, text is no UTF-8 offset=0",
    "1009, 82 7f 7f ff ff ff ff ff ff ff, message is larger than max-message-size=1000",
    "1009, 82 7e 03 e9, message is larger than max-message-size=1000",
    "1009, 02 01 41 80 7e 03 e8, message is larger than max-message-size=1000",
  })
  void shouldSayCodeAndCauseWhenFramesAreBroken(int code, String hex, String fact) {
    assertThatThrownBy(() -> read(false, hex))
        .isInstanceOfSatisfying(WsException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(fact);
  }

  @Test
  void shouldRefuseFramesOfAClientThatAreNotMasked() {
    assertThatThrownBy(() -> read(true, "81 05 48 65 6c 6c 6f"))
        .hasMessageContaining("frame of a client is not masked");
  }

  /** What does well-formed input give? All of it, in whatever pieces it comes. */
  @Test
  void shouldGiveEveryMessageWhateverThePieces() throws IOException {
    try (WsInput client = WsInput.of(false, 1 << 20);
        WsInput server = WsInput.of(true, 1 << 20)) {
      for (int seed = 0; seed < 500; seed++) {
        Random random = new Random(seed);
        boolean masked = random.nextBoolean();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
          message(random, masked, bytes, expected);
        }
        WsInput input = masked ? server : client;
        input.reset();
        assertThat(read(input, bytes.toByteArray(), random)).as("seed=" + seed).isEqualTo(expected);
      }
    }
  }

  private static void message(
      Random random, boolean masked, ByteArrayOutputStream to, List<String> expected) {
    int size = random.nextInt(10) == 0 ? random.nextInt(300_000) : random.nextInt(500);
    byte[] payload = new byte[size];
    random.nextBytes(payload);
    int from = 0;
    int opcode = WsFrame.BINARY;
    while (true) {
      int n = random.nextBoolean() ? size - from : random.nextInt(size - from + 1);
      boolean last = from + n == size && random.nextInt(4) > 0;
      byte[] part = java.util.Arrays.copyOfRange(payload, from, from + n);
      to.writeBytes(WsBytes.frame(last, opcode, masked ? random.nextInt() : null, part));
      opcode = WsFrame.CONTINUATION;
      from += n;
      if (last) {
        expected.add("BINARY " + text(payload));
        return;
      }
      if (random.nextInt(3) == 0) {
        byte[] ping = new byte[random.nextInt(126)];
        to.writeBytes(WsBytes.frame(true, WsFrame.PING, masked ? random.nextInt() : null, ping));
        expected.add("PING " + text(ping));
      }
    }
  }

  /** And what does damaged input give? An end or an error, within bounds. */
  @Test
  void shouldEndOrFailWhenFramesAreDamaged() {
    int wellFormed = 0;
    int refused = 0;
    try (WsInput input = WsInput.of(true, 10_000)) {
      for (int seed = 0; seed < 20_000; seed++) {
        Random random = new Random(seed);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = random.nextInt(6); i >= 0; i--) {
          byte[] payload = new byte[random.nextInt(4) == 0 ? random.nextInt(3000) : 5];
          random.nextBytes(payload);
          boolean fin = random.nextInt(4) > 0;
          int opcode = random.nextInt(3) > 0 ? WsFrame.BINARY : random.nextInt(16);
          bytes.writeBytes(WsBytes.frame(fin, opcode, random.nextInt(), payload));
        }
        byte[] all = bytes.toByteArray();
        for (int i = random.nextInt(3); i > 0; i--) {
          all[random.nextInt(Math.min(all.length, 40))] = (byte) random.nextInt(256);
        }
        input.reset();
        try {
          read(input, all, random);
          wellFormed++;
        } catch (WsException e) {
          assertThat(e.code()).isIn(WsFrame.PROTOCOL_ERROR, WsFrame.NOT_UTF8, WsFrame.TOO_BIG);
          refused++;
        } catch (IOException e) {
          throw new AssertionError("seed=" + seed, e);
        }
        assertThat(input.segment().byteSize()).isLessThanOrEqualTo(64 << 10);
      }
    }
    assertThat(wellFormed).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(1000);
  }

  /** The JDK's decoder is the reference. */
  @Test
  void shouldJudgeTextAsTheJdkDoes() {
    int bad = 0;
    for (int seed = 0; seed < 50_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(20)];
      for (int i = 0; i < bytes.length; i++) {
        int kind = random.nextInt(6);
        bytes[i] =
            (byte)
                (kind == 0
                    ? random.nextInt(256)
                    : kind < 3 ? 0xc0 + random.nextInt(0x38) : 0x80 + random.nextInt(0x40));
      }
      boolean valid;
      try {
        StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
        valid = true;
      } catch (java.nio.charset.CharacterCodingException e) {
        valid = false;
        bad++;
      }
      assertThat(Utf8.firstBad(MemorySegment.ofArray(bytes), 0, bytes.length) < 0)
          .as("seed=" + seed)
          .isEqualTo(valid);
    }
    assertThat(bad).isPositive();
  }
}
