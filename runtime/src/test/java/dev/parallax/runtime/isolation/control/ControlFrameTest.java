package dev.parallax.runtime.isolation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.runtime.isolation.control.ControlMessage.FromChild;
import dev.parallax.runtime.isolation.control.ControlMessage.FromHost;
import dev.parallax.runtime.pipeline.State;
import dev.parallax.runtime.wire.WireException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlFrameTest {
  private static final int ROUNDS = 4_000;
  private static final List<ControlMessage> MESSAGES =
      List.of(
          new Init("dec0", "demo.H264DecElement", 1, 2, 3, 1024),
          new PropertyChange("bit-rate", "x".repeat(3_500)),
          new PortFormat("video_0", true, "video/x-raw,format=I420,width=1920,height=1080"),
          new LinkParameters("in", true, 7, 64, 16, 9, 32, 4096, 4000),
          new StateChange(State.RUNNING, 3),
          new Shutdown(Shutdown.Reason.VIOLATION, 1_000_000_000),
          new Ready(2, 70_000_000),
          new ProbeResult("out", "", "no such device"),
          new ErrorReport(true, "PLX-RUN-001", "bröken", "Demo.java:7"));

  private final byte[] bytes = new byte[ControlFrame.BYTES];
  private final MemorySegment frame = MemorySegment.ofArray(bytes);

  @Test
  void shouldBeTheSameWhenWrittenAndRead() {
    for (ControlMessage message : MESSAGES) {
      frame.fill((byte) 0x55);
      ControlFrame.encode(message, frame);
      ControlMessage read =
          message instanceof FromHost
              ? ControlFrame.fromHost(frame, bytes.length)
              : ControlFrame.fromChild(frame, bytes.length);
      assertThat(read).isEqualTo(message);
      assertThat(bytes[bytes.length - 1]).isZero();
    }
    ControlFrame.encode(MESSAGES.get(4), frame);
    assertThat(ControlFrame.fromChild(frame, bytes.length)).isEqualTo(MESSAGES.get(4));
  }

  @Test
  void shouldRefuseWhatTheSenderMayNotSend() {
    for (ControlMessage message : MESSAGES) {
      ControlFrame.encode(message, frame);
      if (!(message instanceof FromHost)) {
        assertThatThrownBy(() -> ControlFrame.fromHost(frame, bytes.length))
            .hasMessageContaining("may not send sender=host type=");
      }
      if (!(message instanceof FromChild)) {
        assertThatThrownBy(() -> ControlFrame.fromChild(frame, bytes.length))
            .hasMessageContaining("may not send sender=child type=");
      }
    }
  }

  @Test
  void shouldNameWhatIsWrongWhenRefused() {
    ControlFrame.encode(new Ready(1, 1), frame);
    assertThatThrownBy(() -> ControlFrame.fromChild(frame, 4095))
        .hasMessage("[PLX-WIRE-001] control message has another size bytes=4095 wanted=4096");
    frame.set(ValueLayout.JAVA_BYTE, 4, (byte) 2);
    assertThatThrownBy(() -> ControlFrame.fromChild(frame, bytes.length))
        .hasMessageStartingWith("[PLX-WIRE-004] other process speaks another version")
        .hasMessageContaining("version=2 wanted=1");
    frame.set(ValueLayout.JAVA_BYTE, 0, (byte) 'X');
    assertThatThrownBy(() -> ControlFrame.fromChild(frame, bytes.length))
        .hasMessageContaining("does not begin with PLXC");
    assertThatThrownBy(() -> new Init("a", "b", 0, 0, 0, 0)).hasMessageContaining("epoch");
    assertThatThrownBy(() -> new Init("a", "b", 1, 0, 1025, 0)).hasMessageContaining("ports=1025");
    assertThatThrownBy(() -> ControlFrame.encode(new Init("x".repeat(257), "", 1, 0, 0, 0), frame))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("field=Init.element length=257 max=256");
  }

  @Test
  void shouldRefuseOrReadWhenBytesAreDamaged() {
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      ControlFrame.encode(MESSAGES.get(i % MESSAGES.size()), frame);
      int reach = random.nextBoolean() ? 32 : bytes.length;
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        bytes[random.nextInt(reach)] = (byte) random.nextInt();
      }
      refused += succeeds(() -> ControlFrame.fromHost(frame, bytes.length)) ? 0 : 1;
      refused += succeeds(() -> ControlFrame.fromChild(frame, bytes.length)) ? 0 : 1;
    }
    assertThat(refused).isBetween(ROUNDS, ROUNDS * 2 - ROUNDS / 10);
  }

  private static boolean succeeds(Runnable action) {
    try {
      action.run();
      return true;
    } catch (WireException e) {
      assertThat(e.getMessage()).matches("(?s)\\[PLX-WIRE-00[14]] .*").hasSizeLessThan(4_500);
      return false;
    }
  }

  @Test
  void shouldShowNoControlCharactersOfAChild() {
    ErrorReport report = new ErrorReport(false, "", "a\u001b[31mb\u202e\n\tc\u0000é", "");
    assertThat(report.printable()).isEqualTo("a\ufffd[31mb\ufffd\n\tc\ufffdé");
  }
}
