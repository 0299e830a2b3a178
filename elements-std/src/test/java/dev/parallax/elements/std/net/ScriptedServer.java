package dev.parallax.elements.std.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Takes one HTTP connection after the other, and says exactly what the test wants. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private @Nullable Thread thread;

  ScriptedServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }

  /** What is said to a request; the connection is closed when it returns. */
  interface Answer {
    void to(String head, Socket client) throws IOException;
  }

  /** Answers all connections so. */
  void serve(Answer answer) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                  String head = head(client);
                  requests.add(head);
                  answer.to(head, client);
                } catch (IOException e) {
                  Thread.yield(); // the element has gone, or the test has ended
                }
              }
            });
  }

  /** What was asked so far. */
  List<String> requests() {
    return requests;
  }

  int port() {
    return server.getLocalPort();
  }

  /** The lines before the body, with the empty one. */
  static String head(Socket client) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = client.getInputStream().read();
      if (b < 0) {
        throw new IOException("no request");
      }
      head.append((char) b);
    }
    return head.toString();
  }

  static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    server.close();
    Thread serving = thread;
    if (serving != null) {
      serving.join();
    }
  }
}
