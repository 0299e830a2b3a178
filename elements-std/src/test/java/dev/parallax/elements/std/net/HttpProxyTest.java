package dev.parallax.elements.std.net;

import static dev.parallax.elements.std.net.ScriptedServer.say;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** httpsrc and httpsink behind a proxy that says what the test wants. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpProxyTest {
  @TempDir static Path dir;
  private static TestKeys keys;

  private ScriptedServer proxy;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void makeKeys() throws Exception {
    Net.warm();
    keys = TestKeys.make(dir);
  }

  @BeforeEach
  void listen() throws IOException {
    proxy = new ScriptedServer();
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private Net.Running get(String properties) {
    return Net.running(
        "httpsrc retry-delay=5 proxy=http://127.0.0.1:"
            + proxy.port()
            + " "
            + properties
            + " ! ${sink}");
  }

  @Test
  void shouldAskTheProxyForWhatAnHttpServerHas() {
    proxy.serve((head, client) -> say(client, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
    try (Net.Running r =
        get(
            "location=http://far.invalid:81/a?b=1 user-id=u user-pw=p proxy-id=me proxy-pw=pw"
                + " cookies=\"a=1; b=2\"")) {
      r.awaitEnd();
      assertThat(r.received()).asString().isEqualTo("hello");
    }
    assertThat(proxy.requests()).hasSize(1);
    assertThat(proxy.requests().get(0))
        .startsWith("GET http://far.invalid:81/a?b=1 HTTP/1.1\r\nHost: far.invalid:81\r\n")
        .contains("Authorization: Basic dTpw\r\n")
        .contains("Proxy-Authorization: Basic bWU6cHc=\r\n")
        .contains("Cookie: a=1; b=2\r\n");
  }

  @Test
  void shouldSendCookiesToNobodyElseAfterARedirect() {
    proxy.serve((head, client) ->
        say(
            client,
            head.startsWith("GET http://a.invalid/")
                ? "HTTP/1.1 302 Found\r\nLocation: http://b.invalid/\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
    try (Net.Running r = get("location=http://a.invalid/ cookies=secret=1 proxy-id=me")) {
      r.awaitEnd();
      assertThat(r.received()).hasSize(2);
    }
    assertThat(proxy.requests()).hasSize(2);
    assertThat(proxy.requests().get(0)).contains("Cookie: secret=1", "Proxy-Authorization");
    assertThat(proxy.requests().get(1)).doesNotContain("secret").contains("Proxy-Authorization");
  }

  /** The proxy sees who is called, and then nothing but bytes. */
  @Test
  void shouldReachAnHttpsServerThroughTheProxy() throws Exception {
    byte[] content = Net.some();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
    server.createContext(
        "/",
        exchange -> {
          proxy
              .requests()
              .add(
                  exchange.getRequestURI()
                      + " "
                      + exchange.getRequestHeaders().containsKey("Proxy-authorization"));
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      proxy.serve((head, client) -> passOn(client, port));
      try (Net.Running r =
          get(
              "proxy-id=me proxy-pw=pw location=https://localhost:"
                  + port
                  + "/x?y tls-trust-store="
                  + keys.pem())) {
        r.awaitEnd();
        assertThat(r.received()).isEqualTo(content);
      }
      assertThat(proxy.requests())
          .containsExactly(
              "CONNECT localhost:%d HTTP/1.1\r\nHost: localhost:%d\r\n".formatted(port, port)
                  + "Proxy-Authorization: Basic bWU6cHc=\r\n\r\n",
              "/x?y false");
      assertThatThrownBy(
              () -> {
                try (Net.Running r =
                    get(
                        "retries=0 location=https://127.0.0.1:"
                            + port
                            + "/ tls-trust-store="
                            + keys.pem())) {
                  r.awaitEnd();
                }
              })
          .hasMessageContaining("TLS failed"); // the certificate is the server's, for its name
    } finally {
      server.stop(0);
    }
  }

  /** Reads a body in chunks up to its end. */
  private static String body(Socket client) throws IOException {
    StringBuilder body = new StringBuilder();
    while (!body.toString().endsWith("0\r\n\r\n")) {
      int b = client.getInputStream().read();
      if (b < 0) {
        throw new IOException("body has no end");
      }
      body.append((char) b);
    }
    return body.toString();
  }

  private Net.Running put(String properties) {
    return Net.running(
        "datasrc data=hello ! httpsink proxy=http://127.0.0.1:" + proxy.port() + " " + properties);
  }

  @Test
  void shouldSendToAnHttpServerByTheProxy() {
    List<String> bodies = new CopyOnWriteArrayList<>();
    proxy.serve((head, client) -> {
      bodies.add(body(client));
      say(client, "HTTP/1.1 201 Created\r\n\r\n");
    });
    try (Net.Running r =
        put("location=http://far.invalid:81/a?b=1 user-id=u user-pw=p proxy-id=me proxy-pw=pw")) {
      r.awaitEnd();
    }
    assertThat(bodies).containsExactly("5\r\nhello\r\n0\r\n\r\n");
    assertThat(proxy.requests()).hasSize(1);
    assertThat(proxy.requests().get(0))
        .startsWith("PUT http://far.invalid:81/a?b=1 HTTP/1.1\r\nHost: far.invalid:81\r\n")
        .contains("\r\nAuthorization: Basic dTpw\r\n")
        .contains("\r\nProxy-Authorization: Basic bWU6cHc=\r\n");
  }

  @Test
  void shouldSendToAnHttpsServerThroughTheProxy() throws Exception {
    List<String> got = new CopyOnWriteArrayList<>();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
    server.createContext(
        "/",
        exchange -> {
          got.add(
              exchange.getRequestMethod()
                  + exchange.getRequestHeaders().containsKey("Proxy-authorization")
                  + new String(exchange.getRequestBody().readAllBytes(), US_ASCII));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      proxy.serve((head, client) -> passOn(client, port));
      try (Net.Running r =
          put(
              "proxy-id=me proxy-pw=pw location=https://localhost:"
                  + port
                  + "/x tls-trust-store="
                  + keys.pem())) {
        r.awaitEnd();
      }
      assertThat(got).containsExactly("PUTfalsehello");
      assertThat(proxy.requests())
          .containsExactly(
              "CONNECT localhost:%d HTTP/1.1\r\nHost: localhost:%d\r\n".formatted(port, port)
                  + "Proxy-Authorization: Basic bWU6cHc=\r\n\r\n");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldSayWhatIsWrongWhenTheProxyDoesNotPassTheUploadOn() {
    proxy.serve(
        (head, client) -> say(client, "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"));
    try (Net.Running r = put("location=https://far.invalid/")) {
      assertThatThrownBy(r::awaitEnd).hasMessageContaining("407 Proxy Authentication Required");
    }
  }

  private void passOn(Socket client, int port) throws IOException {
    try (Socket server = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      say(client, "HTTP/1.1 200 Connection Established\r\nVia: test\r\n\r\n");
      Thread back =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try {
                  server.getInputStream().transferTo(client.getOutputStream());
                  client.shutdownOutput();
                } catch (IOException e) {
                  Thread.yield(); // one of them has gone
                }
              });
      threads.add(back);
      client.getInputStream().transferTo(server.getOutputStream());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 407 Proxy Authentication Required~~ | 407 Proxy Authentication Required",
        "HTTP/1.1 502 Bad Gateway~~ | proxy refuses proxy=127.0.0.1",
        "SSH-2.0-x~~ | does not speak http/1.1",
        "HTTP/1.1 200 OK~~surprise | proxy sends more than an answer",
        "HTTP/1.1 200 OK~: x~~ | http field has no name",
        "- | proxy ended the connection without an answer"
      })
  void shouldSayWhatIsWrongWhenTheProxyDoesNotPassItOn(String answer, String message) {
    proxy.serve(
        (head, client) -> say(client, answer.equals("-") ? "" : answer.replace("~", "\r\n")));
    try (Net.Running r = get("retries=0 location=https://far.invalid/")) {
      assertThatThrownBy(r::awaitEnd).hasMessageContaining(message);
    }
  }

  @Test
  void shouldReadNoEndlessAnswer() {
    proxy.serve((head, client) -> {
      while (true) {
        say(client, "X-Y: zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\r\n".repeat(100));
      }
    });
    try (Net.Running r = get("retries=0 location=https://far.invalid/")) {
      assertThatThrownBy(r::awaitEnd)
          .hasMessageContaining("answer of the proxy is too long max=8192");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a:1", "socks://a:1", "a:1", "http://u:p@a"})
  void shouldRefuseWhatIsNoProxy(String wrong) {
    assertThatThrownBy(() -> Net.prepared("fakesrc ! httpsink location=http://a/ proxy=" + wrong))
        .hasMessageContaining("proxy ");
    assertThatThrownBy(
            () -> Net.prepared("httpsrc location=http://a/ proxy=" + wrong + " ! fakesink"))
        .hasMessageContaining("proxy ");
  }
}
