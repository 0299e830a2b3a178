package dev.parallax.elements.std.net;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Properties;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.net.socket.Acceptor;
import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Listener;
import dev.parallax.elements.std.net.socket.Poller;
import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.elements.std.net.socket.Tls;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Listens, and reads what one client at a time sends, in plain TCP or TLS; other clients are turned
 * away meanwhile, and counted as drops.
 */
@Element(
    name = "tcpserversrc",
    summary = "Receives data as a server over the network via TCP",
    klass = "Source/Network",
    example =
        "tcpserversrc port=45103 ! filesink location=received.wav"
            + "  audiotestsrc num-buffers=50 ! wavenc ! tcpclientsink port=45103")
@Hints(processing = Processing.IO_BOUND)
final class TcpServerSrc {
  @Property(doc = "address to listen at; empty: all")
  String host = "localhost";

  @Property(doc = "port to listen at; 0: a free one", min = 0, max = 65_535)
  int port = 4953;

  @Property(
      doc = "port that is listened at, once the element has started; setting it has no effect",
      min = 0,
      max = 65_535)
  volatile int currentPort;

  @Property(doc = "connections that may wait to be accepted", min = 1, max = 65_535)
  int backlog = 128;

  @Property(
      doc = "largest number of bytes in a buffer (GStreamer: 4096; larger is faster)",
      min = 1,
      max = 1 << 24)
  int blocksize = 64 << 10;

  @Property(doc = "buffers before the end of the stream; -1: no end but the peer's", min = -1)
  int numBuffers = -1;

  @Property(doc = "give buffers the running time at which they came")
  boolean doTimestamp;

  @Property(doc = "seconds without data after which the connection is lost; 0: no limit", min = 0)
  int timeout;

  @Property(doc = "wait for another client when one has gone")
  boolean reconnect;

  @Properties final TlsServer keys = new TlsServer();

  private @Nullable StreamReader reader;

  @Start
  void start(Context context) throws IOException {
    Tls secure = keys.open();
    Listener listener =
        Listener.open(new Endpoint.Inet(host, port), backlog, 0, context::interrupted);
    currentPort = listener.port();
    Poller poller = new Poller();
    Session session =
        new Session(
            context,
            poller,
            new Acceptor(context, listener, poller, secure),
            Limits.of(timeout, reconnect, 1, -1));
    reader = new StreamReader(context, session, blocksize, numBuffers, doTimestamp);
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(blocksize);
  }

  @Produce
  Flow produce(@Output @BytesCaps Bytes out) throws IOException {
    StreamReader r = reader;
    if (r == null) {
      throw new IllegalStateException("tcpserversrc was not started");
    }
    return r.produce(out);
  }

  @Stop
  void stop() {
    StreamReader r = reader;
    reader = null;
    if (r != null) {
      r.close();
    }
  }
}
