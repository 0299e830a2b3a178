package dev.parallax.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkHandler;
import dev.parallax.runtime.element.Context;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process says too much is not read: so bytes that can't be read do no harm then. */
class TooManyMessagesTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final LinkEnds ends = LinkEnds.make("messages", 8, 64 << 10);
  private final Doorbell hostBell = Doorbell.futex();
  private final Doorbell peerBell = Doorbell.futex();
  private final List<String> told = new ArrayList<>();
  private final InvocationHandler teller =
      (proxy, method, arguments) -> {
        told.add(method.getName());
        return null;
      };
  private long nowNs;
  private final PeerMessages messages =
      new PeerMessages(made(Context.class), made(PeerHost.class), List.of(), () -> nowNs);
  private final LinkHandler host =
      new LinkHandler() {
        @Override
        public void onBuffer(Buffer buffer, LinkEntry entry) {}

        @Override
        public void onDone(int seq) {}

        @Override
        public void onEvent(LinkEntry entry) {
          switch (entry.kind()) {
            case Call.POST -> messages.post(entry);
            case Call.WARN -> messages.warn(entry);
            default -> messages.info(entry);
          }
        }

        @Override
        public void onProperty(LinkEntry entry) {}
      };

  private <T> T made(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, teller));
  }

  @BeforeEach
  void own() {
    ends.host().own(hostBell);
    ends.peer().own(peerBell);
  }

  @AfterEach
  void close() {
    ends.host().close();
    ends.peer().close();
    hostBell.close();
    peerBell.close();
  }

  private void say(int kind, int times, Packer what) {
    MemorySegment bytes = what.written();
    for (int i = 0; i < times; i++) {
      assertThat(ends.peer().event(0, kind, 0, 0, 0, 0, 0, bytes, bytes.byteSize())).isTrue();
      ends.peer().flush();
      assertThat(ends.host().poll(host, 1)).isEqualTo(1);
      ends.host().flush();
      assertThat(ends.peer().poll(host, 1)).isZero();
    }
  }

  private static Packer noMessage() {
    return new Packer().u8(99);
  }

  private static Packer noText() {
    return new Packer().i32(Integer.MAX_VALUE);
  }

  @Test
  void shouldNotReadMessagesWhenThereAreTooMany() {
    say(Call.POST, PeerMessages.POSTS_PER_SECOND, MessageCodec.write(new Packer(), 1, List.of()));
    assertThat(told).hasSize(PeerMessages.POSTS_PER_SECOND).containsOnly("post");
    told.clear();
    say(Call.POST, 3, noMessage());
    assertThat(told).containsExactly("countDropped", "warn", "countDropped", "countDropped");
    nowNs = SECOND_NS;
    assertThatThrownBy(() -> say(Call.POST, 1, noMessage()))
        .isInstanceOf(PeerFault.class)
        .hasMessage("no such kind of message: kind=99");
  }

  @Test
  void shouldNotReadTextsWhenThereAreTooMany() {
    say(Call.WARN, PeerMessages.TEXTS_PER_SECOND, new Packer().text("said"));
    told.clear();
    say(Call.WARN, 2, noText());
    say(Call.INFO, 2, noText());
    assertThat(told).containsExactly("warn"); // that there are too many
    nowNs = SECOND_NS;
    for (int kind : new int[] {Call.WARN, Call.INFO}) {
      assertThatThrownBy(() -> say(kind, 1, noText()))
          .isInstanceOf(PeerFault.class)
          .hasMessageContaining("call is cut off");
    }
  }
}
