package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a child writes and sends, taken apart without a child. */
class HostileInputTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void shouldReadBackWhatWasWrittenWhenAMessageIsWellFormed() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(ControlMessage.MAX_BYTES, 8);
      for (int length : new int[] {0, 1, ControlMessage.MAX_BODY}) {
        ControlMessage message = new ControlMessage(ControlMessage.Type.DATA, new byte[length]);
        int size = message.encode(bytes);
        assertThat(ControlMessage.decode(bytes, size)).isEqualTo(message);
      }
      ControlMessage number = ControlMessage.of(ControlMessage.Type.FILTERED, 70_000);
      assertThat(ControlMessage.decode(bytes, number.encode(bytes)).number()).isEqualTo(70_000);
      ControlMessage none = ControlMessage.of(ControlMessage.Type.FILTERED);
      assertThatThrownBy(none::number)
          .isInstanceOf(ControlMessage.ProtocolException.class)
          .hasMessageContaining("wrong length");
      byte[] tooLong = new byte[ControlMessage.MAX_BODY + 1];
      assertThatThrownBy(() -> new ControlMessage(ControlMessage.Type.DATA, tooLong))
          .hasMessageContaining("too long");
    }
  }

  @Test
  void shouldRefuseOrReadWhenAMessageIsRandom() {
    Random random = new Random(5);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(ControlMessage.MAX_BYTES, 8);
      int read = 0;
      for (int i = 0; i < 100_000; i++) {
        int size = ControlMessage.of(ControlMessage.Type.DONE).encode(bytes) + random.nextInt(8);
        bytes.set(ValueLayout.JAVA_BYTE, random.nextInt(8), (byte) random.nextInt(8));
        try {
          ControlMessage message = ControlMessage.decode(bytes, size);
          assertThat(message.body()).hasSize(size - 8);
          read++;
        } catch (ControlMessage.ProtocolException e) {
          assertThat(e.getMessage()).startsWith("message ");
        }
      }
      assertThat(read).isBetween(1, 99_999);
    }
  }

  @Test
  void shouldRefuseAFirstMessageWhenItIsDamaged() {
    ChildInit init =
        new ChildInit("a.B", 2, java.util.Set.of("getppid"), true, true, new byte[] {7});
    assertThat(ChildInit.decode(init.encode()).moreCalls()).containsExactly("getppid");
    assertThat(ChildInit.decode(init.encode()).init()).containsExactly(7);
    assertThatThrownBy(() -> ChildInit.decode(Arrays.copyOf(init.encode(), 4)))
        .isInstanceOf(ControlMessage.ProtocolException.class);
  }

  @Test
  void shouldEscapeWhenOutputHasControlCharactersOrIsNoText() {
    assertThat(lines("a\tb\u0007\u001b[0m\n")).containsExactly("a\tb\\u0007\\u001b[0m");
    assertThat(lines("x\u202etxt.exe\u2028y\n")).containsExactly("x\\u202etxt.exe\\u2028y");
    assertThat(lines("a\udb40\udc41 \ud83d\ude00\n")).containsExactly("a\\u{e0041} \ud83d\ude00");
    List<String> got = new ArrayList<>();
    ChildOutput output = new ChildOutput(got::add);
    output.take(new byte[] {'a', (byte) 0xff, (byte) 0xc3}, 3, 0);
    output.take(new byte[] {(byte) 0xbc, '\n', (byte) 0xe2}, 3, 0);
    output.end(0);
    assertThat(got).containsExactly("a\\xffü", "\\xe2");
  }

  @Test
  void shouldCutLinesAndCountThoseThatComeTooFastWhenOutputFloods() {
    assertThat(lines("x".repeat(2500)).stream().map(String::length))
        .containsExactly(ChildOutput.MAX_LINE, ChildOutput.MAX_LINE, 2500 - 2048);
    List<String> got = new ArrayList<>();
    ChildOutput output = new ChildOutput(got::add);
    byte[] line = "line\n".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 1000; i++) {
      output.take(line, line.length, i);
    }
    assertThat(got).hasSize(ChildOutput.LINES_PER_SECOND);
    assertThat(output.dropped()).isEqualTo(1000 - ChildOutput.LINES_PER_SECOND);
    output.take(line, line.length, SECOND);
    assertThat(got).hasSize(ChildOutput.LINES_PER_SECOND + 1);
    byte[] full = ("y".repeat(1000) + "\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 200; i++) {
      output.take(full, full.length, (i + 2) * SECOND);
    }
    assertThat(output.lastLines().stream().mapToInt(l -> l.length() + 1).sum())
        .isBetween(60_000, 64 * 1024);
  }

  @Test
  void shouldFindTheHighestIdWhenAMapHasSeveralLines() {
    assertThat(ChildIds.highest(List.of("         0          0 4294967295")))
        .isEqualTo(4294967294L);
    assertThat(ChildIds.highest(List.of("0 1000 1", "1 100000 65536"))).isEqualTo(65536);
    // No process has the first of them yet: what one supervisor was given, no other is.
    long first = ChildIds.take();
    long second = ChildIds.take();
    assertThat(second).isNotEqualTo(first);
    ChildIds.giveBack(first);
    assertThat(ChildIds.take()).isEqualTo(first);
    ChildIds.giveBack(first);
    ChildIds.giveBack(second);
  }

  private static List<String> lines(String text) {
    List<String> got = new ArrayList<>();
    ChildOutput output = new ChildOutput(got::add);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    output.take(bytes, bytes.length, 0);
    output.end(0);
    return got;
  }
}
