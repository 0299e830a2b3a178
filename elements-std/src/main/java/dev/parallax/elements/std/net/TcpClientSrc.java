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
import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.elements.std.net.socket.Tls;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a server and reads what that sends, straight into its buffers, in plain TCP or TLS.
 */
@Element(
    name = "tcpclientsrc",
    summary = "Receives data as a client over the network via TCP",
    klass = "Source/Network",
    example =
        "audiotestsrc is-live=true num-buffers=60 ! wavenc ! tcpserversink port=45101"
            + "  tcpclientsrc port=45101 num-buffers=1 ! fakesink")
@Hints(processing = Processing.IO_BOUND)
final class TcpClientSrc {
  @Property(doc = "host to connect to")
  String host = "localhost";

  @Property(doc = "port to connect to", min = 1, max = 65_535)
  int port = 4953;

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

  @Property(doc = "seconds for an attempt to connect", min = 1, max = 3600)
  int connectTimeout = 10;

  @Property(doc = "connect again when the connection is lost or has ended")
  boolean reconnect;

  @Property(
      doc = "milliseconds before the second attempt to connect, doubled with each up to 30 s",
      min = 1,
      max = 30_000)
  int reconnectDelay = 500;

  @Property(
      doc = "failed attempts in a row, after the first, before giving up; -1: no limit",
      min = -1)
  int maxRetries = -1;

  @Property(doc = "encrypt with TLS")
  boolean tls;

  @Properties final TlsClient trust = new TlsClient();

  private @Nullable StreamReader reader;

  @Start
  void start(Context context) throws IOException {
    Tls secure = trust.open(tls);
    Session session =
        Session.dialing(
            context,
            new Endpoint.Inet(host, port),
            secure,
            connectTimeout,
            Limits.of(timeout, reconnect, reconnectDelay, maxRetries));
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
      throw new IllegalStateException("tcpclientsrc was not started");
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
