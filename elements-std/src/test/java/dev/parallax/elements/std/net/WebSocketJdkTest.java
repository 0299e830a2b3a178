package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.testkit.LeakWatcher;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The servers against the JDK's own WebSocket client, which shares no code with them. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebSocketJdkTest {
  private HttpClient http;

  @BeforeAll
  static void warm() {
    Net.warm();
  }

  @BeforeEach
  void open() {
    http = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
  }

  @AfterEach
  void close() {
    http.shutdownNow();
    http.close();
  }

  /** What the JDK's client heard. */
  private static final class Heard implements WebSocket.Listener {
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    final List<byte[]> messages = new CopyOnWriteArrayList<>();
    final List<String> texts = new CopyOnWriteArrayList<>();
    final List<String> pongs = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      while (data.hasRemaining()) {
        message.write(data.get());
      }
      if (last) {
        messages.add(message.toByteArray());
        message.reset();
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        texts.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
      pongs.add(new String(new byte[] {data.get()}));
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }

  private WebSocket connect(int port, Heard heard) {
    return http.newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), heard)
        .join();
  }

  @Test
  void shouldReceiveAllWhenTheJdkSends() throws Exception {
    Heard heard = new Heard();
    try (Net.Running r = Net.running("websocketserversrc name=x port=0 ! ${sink}")) {
      WebSocket socket = connect(r.port(), heard);
      socket.sendText("gr\u00fc\u00df", false).join();
      socket.sendPing(ByteBuffer.wrap(new byte[] {'p'})).join();
      socket.sendText(" dich", true).join();
      byte[] large = new byte[200_000];
      large[199_999] = 7;
      socket.sendBinary(ByteBuffer.wrap(large), true).join();
      Net.await("both came", () -> r.sizes.size() == 2);
      Net.await("the ping is answered", () -> heard.pongs.equals(List.of("p")));
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
      assertThat(heard.closed.get(15, TimeUnit.SECONDS)).isEqualTo(1000);
      r.awaitEnd();
      assertThat(r.sizes).containsExactly(11L, 200_000L);
      assertThat(r.received()[200_010]).isEqualTo((byte) 7);
      assertThat(new String(r.received(), 0, 11, "UTF-8")).isEqualTo("gr\u00fc\u00df dich");
    }
  }

  @Test
  void shouldSendAllAndSayGoodbyeWhenTheJdkListens() throws Exception {
    Heard one = new Heard();
    Heard two = new Heard();
    try (Net.Running r = Net.prepared(Net.SOME + "websocketserversink name=x port=0")) {
      var control = r.pipeline.find("x", WebSocketServerSinkElement.Control.class);
      connect(r.port(), one);
      connect(r.port(), two);
      Net.await("both have joined", () -> control.clients() == 2);
      r.go().awaitEnd();
      assertThat(one.closed.get(15, TimeUnit.SECONDS)).isEqualTo(1000);
      assertThat(two.closed.get(15, TimeUnit.SECONDS)).isEqualTo(1000);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    one.messages.forEach(all::writeBytes);
    assertThat(one.messages).hasSize(200).allMatch(m -> m.length == 10_000);
    assertThat(all.toByteArray()).isEqualTo(Net.some());
    assertThat(two.messages).hasSize(200);
  }

  @Test
  void shouldSendTextWhenTypeSaysSo() throws Exception {
    Heard heard = new Heard();
    try (Net.Running r =
        Net.prepared(
            "fakesrc num-buffers=3 sizetype=fixed sizemax=5 filltype=zero"
                + " ! websocketserversink name=x port=0 type=text")) {
      var control = r.pipeline.find("x", WebSocketServerSinkElement.Control.class);
      connect(r.port(), heard);
      Net.await("it has joined", () -> control.clients() == 1);
      r.go().awaitEnd();
      assertThat(heard.closed.get(15, TimeUnit.SECONDS)).isEqualTo(1000);
      assertThat(heard.texts).containsExactly("\0".repeat(5), "\0".repeat(5), "\0".repeat(5));
    }
  }

  @Test
  void shouldTellTheJdkWhatIsWrongWhenAMessageIsTooLarge() throws Exception {
    Heard heard = new Heard();
    try (Net.Running r =
        Net.running("websocketserversrc name=x port=0 max-message-size=1000 ! ${sink}")) {
      WebSocket socket = connect(r.port(), heard);
      socket.sendBinary(ByteBuffer.wrap(new byte[1001]), true).join();
      assertThat(heard.closed.get(15, TimeUnit.SECONDS)).isEqualTo(1009);
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("max-message-size=1000 code=1009");
    }
  }

  @Test
  void shouldRefuseTheJdkWhenThePathIsAnother() {
    try (Net.Running r =
        Net.running("fakesrc ! websocketserversink name=x port=0 path=/elsewhere")) {
      int port = r.port();
      assertThatThrownBy(() -> connect(port, new Heard()))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              e -> assertThat(e.getResponse().statusCode()).isEqualTo(404));
    }
  }
}
