package dev.parallax.elements.std.net;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Properties;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.elements.std.net.socket.Tls;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a server and writes every buffer to it, straight from the buffer, in plain TCP or
 * TLS. A server that does not read makes the stream wait.
 */
@Element(
    name = "tcpclientsink",
    summary = "Sends data as a client over the network via TCP",
    klass = "Sink/Network",
    example =
        "tcpserversrc port=45104 ! filesink location=received.wav"
            + "  audiotestsrc num-buffers=50 ! wavenc ! tcpclientsink port=45104")
@Hints(processing = Processing.IO_BOUND)
final class TcpClientSink {
  @Property(doc = "host to connect to")
  String host = "localhost";

  @Property(doc = "port to connect to", min = 1, max = 65_535)
  int port = 4953;

  @Property(doc = "send each buffer at its time")
  boolean sync = true;

  @Property(
      doc =
          "seconds that the peer may take nothing, after which the connection is lost; 0: no limit",
      min = 0)
  int timeout;

  @Property(doc = "seconds for an attempt to connect", min = 1, max = 3600)
  int connectTimeout = 10;

  @Property(doc = "connect again when the connection is lost; the buffer under way is sent again")
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

  private @Nullable StreamWriter writer;

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
    writer = new StreamWriter(context, session, sync, true);
  }

  @Consume
  Flow write(@Input @AnyCaps Bytes in) throws IOException {
    return writer().consume(in);
  }

  private StreamWriter writer() {
    StreamWriter w = writer;
    if (w == null) {
      throw new IllegalStateException("tcpclientsink was not started");
    }
    return w;
  }

  @OnEvent
  boolean end(Event.Eos eos) throws IOException {
    writer().finish();
    return true;
  }

  @Reset
  void reset() {
    StreamWriter w = writer;
    if (w != null) {
      w.reset();
    }
  }

  @Stop
  void stop() {
    StreamWriter w = writer;
    writer = null;
    if (w != null) {
      w.close();
    }
  }
}
