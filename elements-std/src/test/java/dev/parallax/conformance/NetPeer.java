package dev.parallax.conformance;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** The other side for a network element: sends without end, and reads whatever comes. */
final class NetPeer implements AutoCloseable {
  private static final int PAUSE_NS = 2_000_000;
  private static final int BYTES = 300;

  private final List<Closeable> open = new ArrayList<>(); // guarded by itself
  private final List<Thread> threads = new ArrayList<>(); // guarded by open
  private byte[] greeting = {};
  private boolean endless = true;
  private volatile boolean closed;

  private static final AtomicBoolean WARM = new AtomicBoolean();

  private NetPeer() {
    warm();
  }

  private static boolean inAccept(Thread thread) {
    for (StackTraceElement at : thread.getStackTrace()) {
      if (at.getMethodName().equals("accept0") || at.getMethodName().equals("accept")) {
        return true;
      }
    }
    return !thread.isAlive();
  }

  /**
   * The first channel that is closed while a thread waits in it makes the JDK open a socket for
   * good: that is no leak of a test. Not in a static initialiser, for which the other thread would
   * wait.
   */
  static void warm() {
    if (!WARM.compareAndSet(false, true)) {
      return;
    }
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress("127.0.0.1", 0));
      Thread waiting = Thread.ofPlatform().daemon().start(() -> acceptUntilClosed(channel));
      while (!inAccept(waiting)) {
        LockSupport.parkNanos(PAUSE_NS);
      }
      channel.close();
      waiting.join(10_000);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void acceptUntilClosed(ServerSocketChannel channel) {
    try {
      channel.accept();
    } catch (IOException e) {
      Thread.currentThread().interrupt(); // closed, as was wanted
    }
  }

  /** Listens. */
  static NetPeer server(int port) {
    NetPeer peer = new NetPeer();
    peer.listen(new InetSocketAddress("127.0.0.1", port), ServerSocketChannel::open);
    return peer;
  }

  static NetPeer server(Path path) {
    NetPeer peer = new NetPeer();
    peer.listen(
        UnixDomainSocketAddress.of(path),
        () -> ServerSocketChannel.open(StandardProtocolFamily.UNIX));
    return peer;
  }

  /**
   * As {@link #server(int)}, but what it sends without end is the body of an answer, as long as the
   * client asks for something.
   */
  static NetPeer http(int port) {
    NetPeer peer = new NetPeer();
    peer.greeting = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    peer.listen(new InetSocketAddress("127.0.0.1", port), ServerSocketChannel::open);
    return peer;
  }

  /** Takes one upload for each connection. */
  static NetPeer uploads(int port) {
    NetPeer peer = new NetPeer();
    peer.greeting =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    peer.endless = false;
    peer.listen(new InetSocketAddress("127.0.0.1", port), ServerSocketChannel::open);
    return peer;
  }

  /** Connects, again and again. */
  static NetPeer client(int port) {
    NetPeer peer = new NetPeer();
    peer.start(() -> {
      while (!peer.closed) {
        LockSupport.parkNanos(PAUSE_NS);
        try {
          peer.talk(SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
        } catch (IOException e) {
          LockSupport.parkNanos(PAUSE_NS); // nobody listens yet, or no more
        }
      }
    });
    return peer;
  }

  /** Sends datagrams. */
  static NetPeer datagrams(int port) {
    NetPeer peer = new NetPeer();
    peer.start(() -> {
      try (DatagramSocket socket = new DatagramSocket()) {
        InetAddress to = InetAddress.getByName("127.0.0.1");
        while (!peer.closed) {
          socket.send(new DatagramPacket(new byte[BYTES], BYTES, to, port));
          LockSupport.parkNanos(100_000);
        }
      }
    });
    return peer;
  }

  /**
   * A port that is free, and not of those (32,768 to 60,999) that the kernel gives to whoever names
   * none: another program's connection must not take it before it is used.
   */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody has it: the next one.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private interface Opening {
    ServerSocketChannel open() throws IOException;
  }

  private void listen(SocketAddress address, Opening opening) {
    try {
      ServerSocketChannel server = keep(opening.open());
      server.bind(address);
      start(() -> {
        while (!closed) {
          SocketChannel accepted = keep(server.accept());
          start(() -> talk(accepted));
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closed with the peer, at once when that is closed already. */
  private <C extends Closeable> C keep(C channel) throws IOException {
    synchronized (open) {
      if (closed) {
        channel.close();
      }
      open.add(channel);
    }
    return channel;
  }

  private void start(Step step) {
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
  }

  /** Sends and reads without ever waiting for one of them alone. */
  private void talk(SocketChannel channel) throws IOException {
    try (channel) {
      keep(channel);
      channel.configureBlocking(false);
      ByteBuffer in = ByteBuffer.allocate(1 << 16);
      ByteBuffer out = ByteBuffer.allocate(BYTES);
      out.put(BYTES - greeting.length, greeting).position(BYTES - greeting.length);
      while (!closed) {
        int read = channel.read(in.clear());
        int written = send(channel, out);
        if (endless && !out.hasRemaining()) {
          out.clear().put(0, new byte[BYTES]);
        }
        if (read < 0) {
          return;
        }
        if (read == 0 && written == 0) {
          LockSupport.parkNanos(100_000);
        }
      }
    }
  }

  /** A sink may refuse to be sent anything: it is read all the same. */
  private static int send(SocketChannel channel, ByteBuffer bytes) {
    try {
      return channel.write(bytes);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    List<Thread> all;
    synchronized (open) {
      closed = true;
      all = List.copyOf(threads);
      for (Closeable channel : open) {
        try {
          channel.close();
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
