package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.StdElements;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.spi.ElementNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What tests of network elements have in common. */
final class Net {
  static final String SOME = "fakesrc num-buffers=200 sizetype=fixed sizemax=10000 ! ${fill} ! ";
  static final long SOME_BYTES = 200 * 10_000;

  static {
    // What the JDK opens for good with its first sockets is no leak of a test.
    try (ServerSocket server = new ServerSocket(0);
        Socket client = new Socket("127.0.0.1", server.getLocalPort());
        Socket accepted = server.accept()) {
      accepted.setSoLinger(true, 0);
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Net() {}

  /** Makes sure that this class is there. */
  static void warm() {}

  /** A pipeline that was started, and what came out of it. */
  static final class Running implements AutoCloseable {
    final Pipeline pipeline;
    private int filled;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final List<Long> sizes = new CopyOnWriteArrayList<>();
    final List<String> warnings = new CopyOnWriteArrayList<>();
    final List<Object> posts = new CopyOnWriteArrayList<>();

    private Running(String text, Placement placement) {
      var sink =
          StdElements.appSink(b -> {
            byte[] all = new byte[(int) b.size()];
            b.copyTo(0, all, 0, all.length);
            synchronized (bytes) {
              bytes.writeBytes(all);
            }
            sizes.add(b.size());
          });
      Map<String, ElementNode<?>> code = new HashMap<>();
      if (text.contains("${sink}")) {
        code.put("sink", sink);
      }
      if (text.contains("${fill}")) {
        code.put("fill", StdElements.map(this::fill));
      }
      pipeline = Pipeline.parse(text, code).placement(placement);
      pipeline
          .bus()
          .listen(m -> {
            if (m instanceof Message.Warning w) {
              warnings.add(w.text());
            } else if (m instanceof Message.Application a) {
              posts.add(a.payload());
            }
          });
      pipeline.prepare();
    }

    /** Bytes that count on from a number that is another in each buffer. */
    private void fill(Bytes buffer) {
      int first = 37 * filled++;
      for (int i = 0; i < buffer.size(); i++) {
        buffer.set(i, (byte) (first + i));
      }
    }

    int port() {
      return (int) pipeline.get("x", "current-port");
    }

    Running go() {
      pipeline.activate();
      return this;
    }

    void awaitEnd() {
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).as("the stream ends").isTrue();
    }

    byte[] received() {
      synchronized (bytes) {
        return bytes.toByteArray();
      }
    }

    long receivedBytes() {
      synchronized (bytes) {
        return bytes.size();
      }
    }

    @Override
    public void close() {
      pipeline.close();
    }
  }

  /** Prepared: its elements have started, nothing flows. */
  static Running prepared(String text) {
    return new Running(text, Placement.HERE);
  }

  static Running running(String text) {
    return new Running(text, Placement.HERE).go();
  }

  static Running running(String text, Placement placement) {
    return new Running(text, placement).go();
  }

  /** What the source of {@link #SOME} makes. */
  static byte[] some() {
    try (Running r = running(SOME + "${sink}")) {
      r.awaitEnd();
      return r.received();
    }
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
      LockSupport.parkNanos(500_000);
    }
  }

  static Socket connect(int port) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(15_000);
    return socket;
  }
}
