package dev.parallax.elements.std.net;

import static dev.parallax.elements.std.net.ScriptedServer.head;
import static dev.parallax.elements.std.net.ScriptedServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP elements against a server that says exactly what the test wants. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpTest {
  private static final byte[] CONTENT = content();

  private ScriptedServer server;

  @BeforeAll
  static void warm() {
    Net.warm();
  }

  private static byte[] content() {
    byte[] all = new byte[300_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i * 31 >> 4);
    }
    return all;
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  private Net.Running get(String properties) {
    return Net.running("httpsrc retry-delay=5 location=" + properties + " ! ${sink}");
  }

  @Test
  void shouldGetAllWhenLengthIsKnown() {
    server.serve((head, client) -> {
      say(client, "HTTP/1.1 200 OK\r\nContent-Length: " + CONTENT.length + "\r\n\r\n");
      client.getOutputStream().write(CONTENT);
    });
    try (Net.Running r =
        get(url("/a?b=1") + " user-agent=me extra-headers=\"X-A: 1|X-B: 2\" user-id=u user-pw=p")) {
      r.awaitEnd();
      assertThat(r.received()).isEqualTo(CONTENT);
    }
    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().get(0))
        .startsWith("GET /a?b=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
        .contains("User-Agent: me\r\n", "X-A: 1\r\nX-B: 2\r\n", "Authorization: Basic dTpw\r\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096, 100_000})
  void shouldGetAllWhenItComesInChunks(int chunk) {
    server.serve((head, client) -> {
      say(
          client,
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n");
      java.io.OutputStream out = new java.io.BufferedOutputStream(client.getOutputStream(), 50_000);
      int length = chunk == 1 ? 1000 : CONTENT.length;
      for (int at = 0; at < length; at += chunk) {
        int n = Math.min(chunk, length - at);
        out.write((Integer.toHexString(n) + ";x=y\r\n").getBytes());
        out.write(CONTENT, at, n);
        out.write("\r\n".getBytes());
      }
      out.write("0\r\nTrailer: 1\r\n\r\n".getBytes());
      out.flush();
    });
    try (Net.Running r = get(url("/"))) {
      r.awaitEnd();
      int length = chunk == 1 ? 1000 : CONTENT.length;
      assertThat(r.received()).isEqualTo(java.util.Arrays.copyOf(CONTENT, length));
    }
  }

  @Test
  void shouldGetAllWhenTheEndOfTheConnectionEndsIt() {
    server.serve((head, client) -> {
      say(client, "HTTP/1.0 200 OK\r\n\r\n");
      client.getOutputStream().write(CONTENT);
    });
    try (Net.Running r = get(url("/"))) {
      r.awaitEnd();
      assertThat(r.received()).isEqualTo(CONTENT);
    }
  }

  @Test
  void shouldGoOnWhereItWasWhenTheConnectionBreaksOff() {
    server.serve((head, client) -> {
      int from = server.requests().size() == 1 ? 0 : server.requests().size() * 40_000;
      int to = Math.min(CONTENT.length, (server.requests().size() + 1) * 40_000);
      if (from == 0) {
        say(
            client,
            "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: " + CONTENT.length + "\r\n\r\n");
      } else {
        assertThat(head).contains("Range: bytes=" + from + "-\r\n", "If-Range: \"v1\"\r\n");
        say(
            client,
            "HTTP/1.1 206 Partial\r\nContent-Range: bytes "
                + from
                + "-299999/300000\r\nETag: \"v1\"\r\nContent-Length: "
                + (CONTENT.length - from)
                + "\r\n\r\n");
      }
      client.getOutputStream().write(CONTENT, from, to - from);
    });
    try (Net.Running r = get(url("/"))) {
      r.awaitEnd();
      assertThat(r.received()).isEqualTo(CONTENT);
      assertThat(r.warnings).isNotEmpty();
    }
  }

  @Test
  void shouldGetAPartWhenAskedFor() {
    server.serve((head, client) -> {
      assertThat(head).contains("Range: bytes=100-149\r\n");
      say(
          client,
          "HTTP/1.1 206 x\r\nContent-Range: bytes 100-149/300000\r\nContent-Length:"
              + " 50\r\n\r\n");
      client.getOutputStream().write(CONTENT, 100, 50);
    });
    try (Net.Running r = get(url("/") + " offset=100 length=50")) {
      r.awaitEnd();
      assertThat(r.received()).isEqualTo(java.util.Arrays.copyOfRange(CONTENT, 100, 150));
    }
  }

  @Test
  void shouldFollowRedirectsAndKeepSecretsAtHome() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      server.serve((head, client) ->
          say(
              client,
              "HTTP/1.1 302 Found\r\nLocation: "
                  + (server.requests().size() == 1
                      ? "../next?x=1"
                      : "http://127.0.0.1:" + other.getLocalPort() + "/far")
                  + "\r\n\r\n"));
      try (Net.Running r =
          get(url("/a/b") + " user-id=me extra-headers=\"Cookie: secret|X-Open: yes\"")) {
        try (Socket client = other.accept()) {
          String head = head(client);
          assertThat(head).startsWith("GET /far HTTP/1.1").contains("X-Open: yes");
          assertThat(head).doesNotContain("Authorization").doesNotContain("secret");
          say(client, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        }
        r.awaitEnd();
        assertThat(r.received()).hasSize(2);
      }
      assertThat(server.requests().get(1))
          .startsWith("GET /next?x=1 ")
          .contains("Authorization", "secret");
    }
  }

  @Test
  void shouldFailWhenRedirectsGoInACircle() {
    server.serve((head, client) -> say(client, "HTTP/1.1 301 x\r\nLocation: /again\r\n\r\n"));
    try (Net.Running r = get(url("/") + " max-redirects=4")) {
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("too many redirects max=4");
    }
    assertThat(server.requests()).hasSize(5);
  }

  @Test
  void shouldAskAgainWhenTheServerIsBusyAndGiveUpAtLast() {
    server.serve((head, client) -> say(client, "HTTP/1.1 503 Busy\r\n\r\n"));
    try (Net.Running r = get(url("/?secret") + " retries=2")) {
      assertThatThrownBy(r::awaitEnd)
          .hasMessageContaining("server refuses url=127.0.0.1:" + server.port() + "/")
          .hasMessageContaining("503 Busy")
          .hasMessageContaining("retries=2")
          .hasMessageNotContaining("secret");
    }
    assertThat(server.requests()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 404 Not Found~~ | 404 Not Found",
        "SSH-2.0-x~~ | peer does not speak http/1.1",
        "HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 6~~ | twice name=content-length",
        "HTTP/1.1 200 OK~Content-Length: -5~~ | no number of bytes name=content-length",
        "HTTP/1.1 200 OK~Content-Length: 99999999999999999999~~ | no number of bytes",
        "HTTP/1.1 200 OK~Transfer-Encoding: gzip~~ | transfer coding is not supported name=gzip",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~ | http chunk has no size",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~fffffffffffffffff~ | http chunk has no size",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~abc~ | http chunk is longer than it says",
        "HTTP/1.1 200 OK~: x~~ | http field has no name line=1",
        "HTTP/1.1 200 OK~ folded: x~~ | http field name is malformed line=1",
        "HTTP/1.1 200 OK~Content-Length: 2000~~ | larger than max-bytes=1000",
      })
  void shouldSayWhatIsWrongWhenTheAnswerIsMalformed(String answer, String message) {
    server.serve((head, client) -> {
      say(client, answer.replace("~", "\r\n"));
      client.getOutputStream().write(new byte[3000]);
    });
    try (Net.Running r = get(url("/") + " max-bytes=1000 retries=0")) {
      assertThatThrownBy(r::awaitEnd).hasMessageContaining(message);
    }
  }

  @Test
  void shouldLimitWhatItReadsWhenHeadOrBodyHasNoEnd() {
    server.serve((head, client) -> {
      byte[] lots = "X-Y: zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\r\n".repeat(1000).getBytes();
      say(client, head.contains("/head") ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 200 OK\r\n\r\n");
      while (true) {
        client.getOutputStream().write(lots);
      }
    });
    try (Net.Running r = get(url("/head"))) {
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("http head is too long max=65536");
    }
    try (Net.Running r = get(url("/body") + " max-bytes=100000")) {
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("larger than max-bytes=100000");
    }
  }

  @Test
  void shouldSendAllInChunksAndWaitForTheAnswer() {
    java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
    server.serve((head, client) -> {
      body.writeBytes(body(client));
      say(
          client,
          "HTTP/1.1 " + (head.startsWith("PUT /ok") ? "201 Made" : "413 Large") + "\r\n\r\n");
    });
    try (Net.Running r = Net.running(Net.SOME + "httpsink location=" + url("/ok"))) {
      r.awaitEnd();
    }
    assertThat(body.toByteArray()).isEqualTo(Net.some());
    assertThat(server.requests().get(0)).contains("Transfer-Encoding: chunked");
    try (Net.Running r = Net.running(Net.SOME + "httpsink method=post location=" + url("/large"))) {
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("413 Large");
    }
  }

  /** All of a request is there, and the server says nothing yet. */
  @Test
  void shouldBeginANewRequestWhenFlushedWhileItWaitsForTheAnswer() {
    List<byte[]> bodies = new CopyOnWriteArrayList<>();
    server.serve((head, client) -> {
      bodies.add(body(client));
      if (bodies.size() == 1) {
        assertThat(client.getInputStream().read()).as("the element hangs up").isEqualTo(-1);
      } else {
        say(client, "HTTP/1.1 201 Made\r\n\r\n");
      }
    });
    try (Net.Running r =
        Net.running(
            "fakesrc num-buffers=20 sizetype=fixed sizemax=5000 ! ${fill} ! httpsink"
                + " location="
                + url("/again"))) {
      Net.await("the first body has come", () -> bodies.size() == 1);
      r.pipeline.flush();
      r.awaitEnd();
    }
    assertThat(server.requests())
        .hasSize(2)
        .allMatch(head -> head.startsWith("PUT /again HTTP/1.1\r\n"));
    assertThat(bodies).hasSize(2).allMatch(body -> body.length == 20 * 5000);
    assertThat(bodies.get(1)).isNotEqualTo(bodies.get(0)); // of buffers made after the flush
  }

  /** A pause is not the end: what the server says afterwards counts. */
  @Test
  void shouldWaitForTheAnswerThroughAPause() {
    List<byte[]> bodies = new CopyOnWriteArrayList<>();
    CountDownLatch hold = new CountDownLatch(1);
    server.serve((head, client) -> {
      bodies.add(body(client));
      awaitQuietly(hold);
      say(client, "HTTP/1.1 507 Full\r\n\r\n");
    });
    try (Net.Running r = Net.running(Net.SOME + "httpsink location=" + url("/late"))) {
      Net.await("the body has come", () -> bodies.size() == 1);
      for (int i = 0; i < 3; i++) {
        r.pipeline.pause();
        r.pipeline.activate();
      }
      hold.countDown();
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("507 Full");
    } finally {
      hold.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "httpsrc retries=0 location=%s ! fakesink",
        "datasrc data=a ! httpsink location=%s"
      })
  void shouldFailWhenAnAnswerNeverComes(String text) {
    server.serve((head, client) -> {
      if (head.startsWith("PUT")) {
        body(client);
      }
      while (true) { // until the element hangs up
        say(client, "HTTP/1.1 102 Processing\r\n\r\n");
      }
    });
    try (Net.Running r = Net.running(text.formatted(url("/")))) {
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("only heads of status 1xx");
    }
  }

  /** Without a validator the length is all that tells. */
  @ParameterizedTest
  @CsvSource({"300000, true", "299999, false", "*, true"})
  void shouldCompareLengthsWhenTheServerHasNoValidator(String whole, boolean same) {
    server.serve((head, client) -> {
      if (server.requests().size() == 1) {
        say(client, "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n");
        client.getOutputStream().write(CONTENT, 0, 40_000);
      } else {
        assertThat(head).contains("Range: bytes=40000-").doesNotContain("If-Range");
        say(client, "HTTP/1.1 206 Partial\r\nContent-Range: bytes 40000-299999/" + whole);
        say(client, "\r\nContent-Length: 260000\r\n\r\n");
        client.getOutputStream().write(CONTENT, 40_000, 260_000);
      }
    });
    try (Net.Running r = get(url("/"))) {
      if (same) {
        r.awaitEnd();
        assertThat(r.received()).isEqualTo(CONTENT);
      } else {
        assertThatThrownBy(r::awaitEnd)
            .hasMessageContaining("another resource")
            .hasMessageContaining("offset=40000 bytes=299999 before=300000");
      }
      assertThat(r.warnings.stream().anyMatch(w -> w.contains("still the same")))
          .isEqualTo(whole.equals("*"));
    }
  }

  /** A body in chunks, to its end. */
  private static byte[] body(Socket client) throws IOException {
    java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
    java.io.InputStream in = client.getInputStream();
    while (true) {
      int size = Integer.parseInt(line(in), 16);
      body.writeBytes(in.readNBytes(size));
      assertThat(line(in)).isEmpty();
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private static String line(java.io.InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("no line");
      }
      line.append((char) b);
    }
    return line.toString().strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a/b", "nonsense", "http://user:pw@host/", "http://a:99999/"})
  void shouldRefuseWhenLocationIsNoUrl(String location) {
    assertThatThrownBy(() -> Net.prepared("httpsrc location=" + location + " ! fakesink"))
        .hasMessageContaining("location ");
  }
}
