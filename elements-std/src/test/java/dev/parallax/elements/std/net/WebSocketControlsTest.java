package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.testkit.LeakWatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Peers that send more pings than are looked at in one go. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebSocketControlsTest {
  private static final int MANY = 300;

  @BeforeAll
  static void warm() {
    Net.warm();
  }

  private static void sayAtOnce(Socket socket, byte[] last) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < MANY; i++) {
      all.writeBytes(WsBytes.masked(WsFrame.PING, "" + i));
    }
    all.writeBytes(last);
    socket.getOutputStream().write(all.toByteArray());
  }

  @Test
  void shouldGetTheMessageAndAnswerAllWhenManyPingsComeBefore() throws IOException {
    try (Net.Running source = Net.running("websocketserversrc name=x port=0 ! ${sink}");
        Socket socket = WsBytes.open(source.port())) {
      sayAtOnce(socket, WsBytes.masked(WsFrame.TEXT, "here"));
      for (int i = 0; i < MANY; i++) {
        assertThat(WsBytes.read(socket).text()).isEqualTo("" + i);
      }
      Net.await("the message comes", () -> source.receivedBytes() == 4);
    }
  }

  @Test
  void shouldAnswerTheCloseWhenManyPingsComeBefore() throws IOException {
    try (Net.Running sink =
            Net.running("appsrc ! websocketserversink name=x port=0 max-clients=1");
        Socket socket = WsBytes.open(sink.port())) {
      sayAtOnce(socket, WsBytes.masked(WsFrame.CLOSE, "\u0003\u00e8"));
      WsBytes.Frame got = WsBytes.read(socket);
      while (got.opcode() == WsFrame.PONG) { // the newest are answered
        got = WsBytes.read(socket);
      }
      assertThat(got.opcode()).isEqualTo(WsFrame.CLOSE);
      assertThat(got.code()).isEqualTo(1000);
    }
  }

  private static void floodAtTheEnd(ServerSocket server, AtomicInteger sent) {
    try (Socket socket = server.accept()) {
      WsBytes.accept(socket);
      while (WsBytes.read(socket).opcode() != WsFrame.CLOSE) {
        // the stream
      }
      while (true) { // until the element hangs up
        socket.getOutputStream().write(WsBytes.frame(true, WsFrame.PONG, null, new byte[0]));
        sent.incrementAndGet();
      }
    } catch (IOException e) {
      sent.set(-1);
    }
  }

  @Test
  void shouldFailOrStopWhenThePeerSaysEverythingButTheEnd() throws Exception {
    for (int timeout : new int[] {0, 1}) {
      AtomicInteger sent = new AtomicInteger();
      try (ServerSocket server = new ServerSocket(0)) {
        Thread peer = Thread.ofPlatform().daemon().start(() -> floodAtTheEnd(server, sent));
        try (Net.Running client =
            Net.running(
                "fakesrc num-buffers=2 sizetype=fixed sizemax=3 ! websocketclientsink timeout="
                    + timeout
                    + " uri=ws://127.0.0.1:"
                    + server.getLocalPort()
                    + "/")) {
          if (timeout > 0) {
            assertThatThrownBy(client::awaitEnd).hasMessageContaining("does not answer the close");
          } else {
            Net.await("it is flooded", () -> sent.get() > 10_000);
          }
        }
        peer.join();
        assertThat(sent).hasValue(-1);
      }
    }
  }
}
