package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The WebSocket elements with each other, and with peers that say exactly what the test wants. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebSocketTest {
  @BeforeAll
  static void warm() {
    Net.warm();
  }

  private static WebSocketServerSinkElement.Control control(Net.Running running) {
    return running.pipeline.find("x", WebSocketServerSinkElement.Control.class);
  }

  private static String uri(int port) {
    return " uri=ws://127.0.0.1:" + port + "/ ";
  }

  private static void awaitClients(Net.Running server, int clients) {
    Net.await(clients + " clients are there", () -> control(server).clients() == clients);
  }

  // ---- with each other

  @Test
  void shouldKeepMessagesWhenClientSendsToServer() {
    try (Net.Running server = Net.running("websocketserversrc name=x port=0 ! ${sink}");
        Net.Running client = Net.running(Net.SOME + "websocketclientsink" + uri(server.port()))) {
      client.awaitEnd();
      server.awaitEnd();
      assertThat(server.received()).isEqualTo(Net.some());
      assertThat(server.sizes).isEqualTo(Collections.nCopies(200, 10_000L));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 125, 126, 65_535, 65_536, 3_000_000})
  void shouldKeepMessagesOfAnySizeWhenServerSendsToClients(int size) {
    String source = "fakesrc num-buffers=20 sizetype=fixed sizemax=" + size + " ! ${fill} ! ";
    try (Net.Running server = Net.prepared(source + "websocketserversink name=x port=0");
        Net.Running one = Net.running("websocketclientsrc" + uri(server.port()) + " ! ${sink}");
        Net.Running two = Net.running("websocketclientsrc" + uri(server.port()) + " ! ${sink}")) {
      awaitClients(server, 2);
      server.go().awaitEnd();
      one.awaitEnd();
      two.awaitEnd();
      assertThat(one.sizes).isEqualTo(Collections.nCopies(20, (long) size));
      assertThat(two.received()).isEqualTo(one.received());
      assertThat(Arrays.copyOf(one.received(), 1)).isEqualTo(new byte[1]);
    }
  }

  // ---- a server source, and hostile clients

  @ParameterizedTest
  @CsvSource({
    "405, POST / HTTP/1.1|Host: a",
    "404, GET /other HTTP/1.1|Host: a",
    "426, GET / HTTP/1.1|Host: a",
    "426, GET / HTTP/1.1|Host: a|Upgrade: websocket|Connection: upgrade|Sec-WebSocket-Version: 8",
    "400, GET / HTTP/1.1|Host: a|Upgrade: websocket|Connection: upgrade|Sec-WebSocket-Version: 13",
    "400, GET / HTTP/1.1|Host: a|Upgrade: websocket|Connection: upgrade|Sec-WebSocket-Version: 13"
        + "|Sec-WebSocket-Key: short",
    "400, nonsense",
  })
  void shouldSayWhyWhenARequestIsRefused(int status, String request) throws IOException {
    String text = request.replace("|", "\r\n") + "\r\n\r\n";
    try (Net.Running source = Net.running("websocketserversrc name=x port=0 ! fakesink");
        Net.Running sink =
            Net.running("fakesrc num-buffers=-1 ! websocketserversink name=x port=0")) {
      try (Socket socket = Net.connect(source.port())) {
        assertThat(WsBytes.ask(socket, text)).startsWith("HTTP/1.1 " + status + " ");
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      assertThatThrownBy(source::awaitEnd)
          .hasMessageContaining("websocket request is refused")
          .hasMessageContaining("status=\"" + status);
      try (Socket socket = Net.connect(sink.port())) {
        assertThat(WsBytes.ask(socket, text)).startsWith("HTTP/1.1 " + status + " ");
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      Net.await("it is told", () -> sink.warnings.size() == 1);
      assertThat(sink.pipeline.error()).isNull();
    }
  }

  @Test
  void shouldCheckOriginAndSubprotocolWhenTheyAreSet() throws IOException {
    try (Net.Running r =
        Net.running(
            "fakesrc num-buffers=-1 ! websocketserversink name=x port=0 path=/live protocol=media"
                + " origin=https://good.example")) {
      String request = WsBytes.request("/live?token=1");
      String good = "Origin: https://good.example\r\n";
      try (Socket socket = Net.connect(r.port())) {
        String bad = request + "Origin: https://bad.example\r\n\r\n";
        assertThat(WsBytes.ask(socket, bad)).startsWith("HTTP/1.1 403 ");
      }
      try (Socket socket = Net.connect(r.port())) {
        assertThat(WsBytes.ask(socket, request + good + "\r\n")).startsWith("HTTP/1.1 400 ");
      }
      try (Socket socket = Net.connect(r.port())) {
        String all = request + good + "Sec-WebSocket-Protocol: chat, media\r\n\r\n";
        assertThat(WsBytes.ask(socket, all))
            .startsWith("HTTP/1.1 101 ")
            .contains("Sec-WebSocket-Protocol: media\r\n");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1002, 3", "1007, 1", "1009, 2"})
  void shouldCloseWithACodeWhenAClientBreaksTheRules(int code, int opcode) throws IOException {
    String broken = code == 1009 ? "x".repeat(101) : "\u00c3\u0028";
    try (Net.Running source =
            Net.running("websocketserversrc name=x port=0 max-message-size=100 ! ${sink}");
        Socket socket = WsBytes.open(source.port())) {
      socket.getOutputStream().write(WsBytes.masked(WsFrame.BINARY, "good"));
      socket.getOutputStream().write(WsBytes.masked(opcode, broken));
      WsBytes.Frame close = WsBytes.read(socket);
      assertThat(close.opcode()).isEqualTo(WsFrame.CLOSE);
      assertThat(close.code()).isEqualTo(code);
      assertThatThrownBy(source::awaitEnd)
          .hasMessageContaining("code=" + code)
          .hasMessageContaining("address=127.0.0.1:" + socket.getLocalPort());
      assertThat(new String(source.received())).isEqualTo("good");
    }
  }

  @Test
  void shouldAnswerPingsAndCloseWhenAClientSendsThem() throws IOException {
    try (Net.Running source = Net.running("websocketserversrc name=x port=0 ! ${sink}");
        Socket socket = WsBytes.open(source.port())) {
      byte[] half = "ha".getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(WsBytes.frame(false, WsFrame.TEXT, 7, half));
      socket.getOutputStream().write(WsBytes.masked(WsFrame.PING, "are you there?"));
      WsBytes.Frame pong = WsBytes.read(socket);
      assertThat(pong.opcode()).isEqualTo(WsFrame.PONG);
      assertThat(pong.masked()).isFalse();
      assertThat(pong.text()).isEqualTo("are you there?");
      byte[] rest = "lf".getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(WsBytes.frame(true, WsFrame.CONTINUATION, 9, rest));
      socket.getOutputStream().write(WsBytes.masked(WsFrame.CLOSE, "\u0003\u00e9bye"));
      WsBytes.Frame close = WsBytes.read(socket);
      assertThat(close.opcode()).isEqualTo(WsFrame.CLOSE);
      assertThat(close.code()).isEqualTo(1001);
      source.awaitEnd();
      assertThat(new String(source.received())).isEqualTo("half");
      assertThat(source.sizes).containsExactly(4L);
    }
  }

  @Test
  void shouldServeOneClientAfterTheOtherWhenItReconnects() throws IOException {
    try (Net.Running source =
        Net.running("websocketserversrc name=x port=0 reconnect=true ! ${sink}")) {
      for (int i = 1; i <= 3; i++) {
        int all = i;
        try (Socket socket = WsBytes.open(source.port())) {
          socket.getOutputStream().write(WsBytes.masked(WsFrame.BINARY, "x"));
          Net.await("it came", () -> source.receivedBytes() == all);
          socket.getOutputStream().write(WsBytes.masked(i == 1 ? WsFrame.CLOSE : 3, ""));
          assertThat(WsBytes.read(socket).opcode()).isEqualTo(WsFrame.CLOSE);
          assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
      }
      // The first has left in good order. The warning comes after the end of the connection.
      Net.await("two were told of", () -> source.warnings.size() == 2);
    }
  }

  @Test
  void shouldFailWhenAClientVanishes() throws IOException {
    try (Net.Running source = Net.running("websocketserversrc name=x port=0 ! ${sink}")) {
      WsBytes.open(source.port()).close();
      assertThatThrownBy(source::awaitEnd).hasMessageContaining("ended the connection without");
    }
  }

  @Test
  void shouldMakeAClientWaitWhenTheStreamStands() {
    try (Net.Running source = Net.running("websocketserversrc name=x port=0 ! ${sink}");
        Net.Running client =
            Net.running(
                "fakesrc sizetype=fixed sizemax=65536 ! websocketclientsink name=x timeout=0"
                    + uri(source.port()))) {
      Net.await("it flows", () -> !source.sizes.isEmpty());
      source.pipeline.pause();
      Net.await("the client stands still", () -> TcpTest.standsStill(client));
      long before = TcpTest.sent(client);
      source.pipeline.activate();
      Net.await("it goes on", () -> TcpTest.sent(client) > before);
    }
  }

  // ---- a client, and hostile servers

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK, server does not switch to websocket",
    "HTTP/1.1 101 a|Upgrade: h2c|Connection: Upgrade, server switches to something else",
    "HTTP/1.1 101 a|Upgrade: websocket|Connection: Upgrade, does not fit the key",
    "HTTP/1.1 101 a|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Accept: abc, does not fit",
    "SSH-2.0, peer does not speak http",
    "HTTP/1.1 101 a|: x, http field has no name",
  })
  void shouldFailWhenTheServerIsNone(String answer, String fact) throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Net.Running client =
            Net.running("websocketclientsrc" + uri(server.getLocalPort()) + " ! fakesink");
        Socket socket = server.accept()) {
      WsBytes.head(socket.getInputStream());
      byte[] bytes = (answer.replace("|", "\r\n") + "\r\n\r\n").getBytes();
      socket.getOutputStream().write(bytes);
      assertThatThrownBy(client::awaitEnd).hasMessageContaining(fact);
    }
  }

  @Test
  void shouldFailWhenUriIsNone() {
    assertThatThrownBy(() -> Net.prepared("websocketclientsrc uri=http://a/ ! fakesink"))
        .hasMessageContaining("uri must be ws://host[:port]/path or wss://");
  }

  @Test
  void shouldSendWhatIsSetWhenItAsks() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Net.Running client =
            Net.running(
                "websocketclientsrc uri=ws://127.0.0.1:"
                    + server.getLocalPort()
                    + "/a/b?c=d origin=https://here extra-headers=\"X-A: 1\" ! ${sink}");
        Socket socket = server.accept()) {
      String head = WsBytes.accept(socket);
      assertThat(head)
          .startsWith("GET /a/b?c=d HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort() + "\r\n")
          .contains("Origin: https://here\r\n", "X-A: 1\r\n", "Sec-WebSocket-Version: 13\r\n");
      socket.getOutputStream().write(WsBytes.frame(true, WsFrame.CLOSE, null, new byte[0]));
      WsBytes.Frame close = WsBytes.read(socket);
      assertThat(close.opcode()).isEqualTo(WsFrame.CLOSE);
      assertThat(close.masked()).isTrue();
      assertThat(close.payload()).isEmpty();
      client.awaitEnd();
    }
  }

  @Test
  void shouldNameCodeAndReasonWhenTheServerClosesWithAnError() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Net.Running client =
            Net.running("websocketclientsrc" + uri(server.getLocalPort()) + " ! fakesink");
        Socket socket = server.accept()) {
      WsBytes.accept(socket);
      byte[] reason = "??out\nof\u009b\u202e film".getBytes(StandardCharsets.UTF_8);
      reason[0] = 0x03;
      reason[1] = (byte) 0xf3;
      socket.getOutputStream().write(WsBytes.frame(true, WsFrame.CLOSE, null, reason));
      assertThatThrownBy(client::awaitEnd)
          .hasMessageContaining("code=1011 reason=\"out\\u000aof\\u009b\\u202e film\"");
    }
  }

  @Test
  void shouldConnectAgainWhenTheServerComesBack() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Net.Running client =
            Net.running(
                "websocketclientsrc reconnect=true reconnect-delay=1"
                    + uri(server.getLocalPort())
                    + " ! ${sink}")) {
      for (int i = 1; i <= 3; i++) {
        int all = i;
        try (Socket socket = server.accept()) {
          WsBytes.accept(socket);
          byte[] x = {'x'};
          socket.getOutputStream().write(WsBytes.frame(true, WsFrame.BINARY, null, x));
          Net.await("it came", () -> client.receivedBytes() == all);
        }
      }
    }
  }

  @Test
  void shouldWaitForTheAnswerWhenTheStreamEnds() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Net.Running client =
            Net.running(
                "fakesrc num-buffers=2 sizetype=fixed sizemax=3 ! websocketclientsink"
                    + uri(server.getLocalPort()));
        Socket socket = server.accept()) {
      WsBytes.accept(socket);
      assertThat(WsBytes.read(socket).opcode()).isEqualTo(WsFrame.BINARY);
      assertThat(WsBytes.read(socket).masked()).isTrue();
      WsBytes.Frame close = WsBytes.read(socket);
      assertThat(close.opcode()).isEqualTo(WsFrame.CLOSE);
      assertThat(close.code()).isEqualTo(1000);
      assertThat(client.pipeline.await(0, java.util.concurrent.TimeUnit.SECONDS)).isFalse();
      socket.getOutputStream().write(WsBytes.frame(true, WsFrame.CLOSE, null, close.payload()));
      client.awaitEnd();
    }
  }

  @Test
  void shouldFailWhenTheServerDoesNotAnswerTheEnd() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Net.Running client =
            Net.running(
                "fakesrc num-buffers=2 sizetype=fixed sizemax=3 ! websocketclientsink timeout=1"
                    + uri(server.getLocalPort()));
        Socket socket = server.accept()) {
      WsBytes.accept(socket);
      assertThatThrownBy(client::awaitEnd).hasMessageContaining("does not answer the close");
    }
  }

  /** A stream that has nothing to send for longer than the time limit is no fault of the peer. */
  @Test
  void shouldGoOnWhenTheStreamPausesForLongerThanTheLimit() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Net.Running client =
            Net.running(
                "fakesrc num-buffers=3 sizetype=fixed sizemax=3 ! identity sleep-time=1100000"
                    + " ! websocketclientsink timeout=1"
                    + uri(server.getLocalPort()));
        Socket socket = server.accept()) {
      WsBytes.accept(socket);
      for (int i = 0; i < 3; i++) {
        assertThat(WsBytes.read(socket).payload()).hasSize(3);
      }
      WsBytes.Frame close = WsBytes.read(socket);
      socket.getOutputStream().write(WsBytes.frame(true, WsFrame.CLOSE, null, close.payload()));
      client.awaitEnd();
    }
  }

  @Test
  void shouldAnswerPingsAndNoticeTheCloseWhenAClientSends() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Net.Running client =
            Net.running(
                "fakesrc sizetype=fixed sizemax=100 ! identity sleep-time=1000"
                    + " ! websocketclientsink"
                    + uri(server.getLocalPort()));
        Socket socket = server.accept()) {
      WsBytes.accept(socket);
      socket.getOutputStream().write(WsBytes.frame(true, WsFrame.TEXT, null, new byte[70_000]));
      socket.getOutputStream().write(WsBytes.frame(true, WsFrame.PING, null, new byte[] {'!'}));
      WsBytes.Frame frame = WsBytes.read(socket);
      while (frame.opcode() == WsFrame.BINARY) {
        frame = WsBytes.read(socket);
      }
      assertThat(frame.opcode()).isEqualTo(WsFrame.PONG);
      assertThat(frame.text()).isEqualTo("!");
      byte[] normal = {3, (byte) 0xe8};
      socket.getOutputStream().write(WsBytes.frame(true, WsFrame.CLOSE, null, normal));
      assertThatThrownBy(client::awaitEnd)
          .hasMessageContaining("peer has closed the websocket and takes no more");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocketclientsink uri=ws://127.0.0.1:", "websocketserversink port="})
  void shouldRefuseToSendTextThatIsNone(String sink) throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      String port = sink.endsWith("port=") ? "0" : server.getLocalPort() + "/";
      try (Net.Running r =
          Net.prepared(
              "fakesrc sizetype=fixed sizemax=200 ! ${fill} ! " + sink + port + " type=text")) {
        r.go();
        if (!sink.endsWith("port=")) {
          try (Socket socket = server.accept()) {
            WsBytes.accept(socket);
            assertThatThrownBy(r::awaitEnd).hasMessageContaining("buffer is no UTF-8 offset=128");
          }
        } else {
          assertThatThrownBy(r::awaitEnd).hasMessageContaining("buffer is no UTF-8 offset=128");
        }
      }
    }
  }

  // ---- a server sink and many clients

  @Test
  void shouldTellThoseItHasNoPlaceForWhenMoreConnect() throws IOException {
    try (Net.Running r =
        Net.running(
            "fakesrc sizetype=fixed sizemax=100 ! identity sleep-time=1000 ! websocketserversink"
                + " name=x port=0 max-clients=1")) {
      try (Socket one = WsBytes.open(r.port())) {
        awaitClients(r, 1);
        for (int i = 0; i < 100; i++) {
          try (Socket more = Net.connect(r.port())) {
            assertThat(WsBytes.head(more.getInputStream())).startsWith("HTTP/1.1 503 ");
            assertThat(more.getInputStream().read()).isEqualTo(-1);
          }
        }
        assertThat(control(r).clientsRefused()).isEqualTo(100);
        assertThat(WsBytes.read(one).payload()).hasSize(100);
      }
      Net.await("it has left", () -> control(r).clients() == 0);
    }
  }

  @Test
  void shouldAnswerAndLetGoWhenAClientPingsAndCloses() throws IOException {
    try (Net.Running r =
        Net.running(
            "fakesrc sizetype=fixed sizemax=100 ! identity sleep-time=1000 ! websocketserversink"
                + " name=x port=0")) {
      try (Socket socket = WsBytes.open(r.port())) {
        socket.getOutputStream().write(WsBytes.masked(WsFrame.TEXT, "x".repeat(100_000)));
        socket.getOutputStream().write(WsBytes.masked(WsFrame.PING, "?"));
        assertThat(next(socket, WsFrame.PONG).text()).isEqualTo("?");
        socket.getOutputStream().write(WsBytes.masked(WsFrame.CLOSE, "\u000f\u00a0"));
        assertThat(next(socket, WsFrame.CLOSE).code()).isEqualTo(4000);
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      try (Socket socket = WsBytes.open(r.port())) {
        socket.getOutputStream().write(new byte[] {(byte) 0x81, 0}); // not masked
        assertThat(next(socket, WsFrame.CLOSE).code()).isEqualTo(1002);
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      Net.await("both have left", () -> control(r).clients() == 0);
      assertThat(r.pipeline.error()).isNull();
    }
  }

  private static WsBytes.Frame next(Socket socket, int opcode) throws IOException {
    WsBytes.Frame frame = WsBytes.read(socket);
    while (frame.opcode() == WsFrame.BINARY) {
      frame = WsBytes.read(socket);
    }
    assertThat(frame.opcode()).isEqualTo(opcode);
    assertThat(frame.masked()).isFalse();
    return frame;
  }

  @Test
  void shouldDropWholeMessagesWhenAClientIsTooSlow() throws IOException {
    try (Net.Running r = slow("drop timeout=0");
        Socket socket = WsBytes.open(r.port())) {
      Net.await("messages are dropped", () -> control(r).buffersDropped() > 100);
      for (int i = 0; i < 1000; i++) {
        byte[] message = WsBytes.read(socket).payload();
        assertThat(message).hasSize(40_000);
        assertThat(message[39_999]).isEqualTo((byte) (message[0] + 39_999));
      }
    }
  }

  @Test
  void shouldDisconnectWhenAClientIsTooSlow() throws IOException {
    try (Net.Running r = slow("disconnect");
        Socket socket = WsBytes.open(r.port())) {
      Net.await("it is gone", () -> control(r).clientsDisconnected() == 1);
      assertThat(r.warnings)
          .anyMatch(w -> w.contains("too slow") && w.contains(":" + socket.getLocalPort()));
    }
  }

  private static Net.Running slow(String policy) {
    return Net.running(
        "fakesrc sizetype=fixed sizemax=40000 ! ${fill} ! websocketserversink name=x port=0"
            + " queue-bytes=100000 slow-clients="
            + policy);
  }
}
