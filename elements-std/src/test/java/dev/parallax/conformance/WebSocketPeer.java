package dev.parallax.conformance;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The other side for a WebSocket element: sends messages without end, reads whatever comes, and
 * answers a close.
 */
final class WebSocketPeer implements AutoCloseable {
  private static final int PAUSE_NS = 2_000_000;
  private static final int BYTES = 300;
  private static final int CLOSE = 8;

  private final boolean client;
  private final List<Closeable> open = new ArrayList<>(); // guarded by itself
  private final List<Thread> threads = new ArrayList<>(); // guarded by open
  private volatile boolean closed;

  private WebSocketPeer(boolean client) {
    this.client = client;
    NetPeer.warm();
  }

  /** Listens. */
  static WebSocketPeer server(int port) {
    WebSocketPeer peer = new WebSocketPeer(false);
    try {
      ServerSocket server =
          peer.keep(new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1")));
      peer.start(() -> {
        while (!peer.closed) {
          Socket socket = peer.keep(server.accept());
          peer.start(() -> peer.talk(socket));
        }
      });
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects, again and again. */
  static WebSocketPeer client(int port) {
    WebSocketPeer peer = new WebSocketPeer(true);
    peer.start(() -> {
      while (!peer.closed) {
        LockSupport.parkNanos(PAUSE_NS);
        try {
          peer.talk(peer.keep(new Socket("127.0.0.1", port)));
        } catch (IOException e) {
          LockSupport.parkNanos(PAUSE_NS); // nobody listens yet, or no more
        }
      }
    });
    return peer;
  }

  private interface Step {
    void run() throws IOException;
  }

  private <C extends Closeable> C keep(C closeable) throws IOException {
    synchronized (open) {
      if (closed) {
        closeable.close();
      }
      open.add(closeable);
    }
    return closeable;
  }

  private Thread start(Step step) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .unstarted(() -> {
              try {
                step.run();
              } catch (IOException e) {
                Thread.currentThread().interrupt(); // the element, or the test, has ended
              }
            });
    synchronized (open) {
      threads.add(thread);
      if (!closed) {
        thread.start();
      }
    }
    return thread;
  }

  private void talk(Socket socket) throws IOException {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      shakeHands(in, out);
      start(() -> {
        while (!closed) {
          send(out, 2, new byte[BYTES]);
        }
      });
      while (true) {
        int opcode = in.readUnsignedByte() & 0x0f;
        int second = in.readUnsignedByte();
        long size = second & 0x7f;
        size = size == 126 ? in.readUnsignedShort() : size == 127 ? in.readLong() : size;
        in.skipNBytes(size + (second >= 0x80 ? 4 : 0));
        if (opcode == CLOSE) {
          send(out, CLOSE, new byte[] {3, (byte) 0xe8});
          return;
        }
      }
    }
  }

  private void shakeHands(DataInputStream in, OutputStream out) throws IOException {
    if (client) {
      out.write(
          ("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Version: 13\r\n"
                  + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      head(in);
    } else {
      String key = head(in).replaceAll("(?s).*Sec-WebSocket-Key: ([^\r]*).*", "$1");
      out.write(
          ("HTTP/1.1 101 a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept(key)
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String head(DataInputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      text.append((char) in.readUnsignedByte());
    }
    return text.toString();
  }

  private static String accept(String key) {
    try {
      byte[] both = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes();
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Masked with zeros by a client, so that the payload stays as it is. */
  private void send(OutputStream out, int opcode, byte[] payload) throws IOException {
    boolean large = payload.length > 125;
    byte[] frame = new byte[(large ? 4 : 2) + (client ? 4 : 0) + payload.length];
    frame[0] = (byte) (0x80 | opcode);
    frame[1] = (byte) ((client ? 0x80 : 0) | (large ? 126 : payload.length));
    if (large) {
      frame[2] = (byte) (payload.length >> 8);
      frame[3] = (byte) payload.length;
    }
    System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
    synchronized (out) {
      out.write(frame);
    }
  }

  @Override
  public void close() {
    List<Thread> all;
    synchronized (open) {
      closed = true;
      all = List.copyOf(threads);
      for (Closeable one : open) {
        try {
          one.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    try {
      for (Thread thread : all) {
        if (thread.getState() != Thread.State.NEW) {
          thread.join(10_000);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
