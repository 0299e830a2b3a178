package dev.parallax.elements.std.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * WebSocket frames as tests write and read them, well-formed or not; apart from the code under
 * test.
 */
final class WsBytes {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ=="; // RFC 6455, section 1.3
  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private WsBytes() {}

  static byte[] frame(boolean fin, int opcode, @Nullable Integer mask, byte[] payload) {
    ByteBuffer out = ByteBuffer.allocate(14 + payload.length);
    out.put((byte) ((fin ? 0x80 : 0) | opcode));
    int bit = mask == null ? 0 : 0x80;
    if (payload.length < 126) {
      out.put((byte) (bit | payload.length));
    } else if (payload.length < 65_536) {
      out.put((byte) (bit | 126)).putShort((short) payload.length);
    } else {
      out.put((byte) (bit | 127)).putLong(payload.length);
    }
    byte[] key = ByteBuffer.allocate(4).putInt(mask == null ? 0 : mask).array();
    if (mask != null) {
      out.put(key);
    }
    for (int i = 0; i < payload.length; i++) {
      out.put((byte) (payload[i] ^ key[i % 4]));
    }
    byte[] all = new byte[out.position()];
    out.flip().get(all);
    return all;
  }

  /** A masked frame that is a whole message. */
  static byte[] masked(int opcode, String payload) {
    return frame(true, opcode, 0x12345678, payload.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String request(String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: here\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
        + KEY
        + "\r\n";
  }

  /** Shakes hands as a client; whatever is wrong fails. */
  static Socket open(int port) throws IOException {
    Socket socket = Net.connect(port);
    String answer = ask(socket, request("/") + "\r\n");
    if (!answer.startsWith("HTTP/1.1 101 ")
        || !answer.contains("Sec-WebSocket-Accept: " + ACCEPT + "\r\n")) {
      socket.close();
      throw new AssertionError("server answered " + answer);
    }
    return socket;
  }

  /** Sends a request; the head of the answer. */
  static String ask(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return head(socket.getInputStream());
  }

  static String head(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("the connection ended after " + text);
      }
      text.append((char) b);
    }
    return text.toString();
  }

  /** Shakes hands as a server. */
  static String accept(Socket socket) throws IOException {
    String head = head(socket.getInputStream());
    String key = head.replaceAll("(?s).*Sec-WebSocket-Key: ([^\r]*).*", "$1");
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
            + "sec-websocket-accept: "
            + WsHandshake.accept(key)
            + "\r\n\r\n";
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    return head;
  }

  /**
   * The next frame.
   *
   * @param payload unmasked
   */
  record Frame(int opcode, boolean masked, byte[] payload) {
    int code() {
      return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    String text() {
      return new String(payload, StandardCharsets.ISO_8859_1);
    }
  }

  static Frame read(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long size = second & 0x7f;
    size = size == 126 ? in.readUnsignedShort() : size == 127 ? in.readLong() : size;
    boolean masked = second >= 0x80;
    byte[] key = new byte[4];
    if (masked) {
      in.readFully(key);
    }
    byte[] payload = new byte[Math.toIntExact(size)];
    in.readFully(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= key[i % 4];
    }
    return new Frame(first & 0x0f, masked, payload);
  }
}
