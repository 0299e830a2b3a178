package dev.parallax.elements.std.net;

import dev.parallax.annotations.BytesCaps;
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
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Listens, and gives each message that one WebSocket client (RFC 6455) at a time sends, text or
 * binary, as one buffer; other clients are turned away meanwhile, and counted as drops. Messages
 * are read when they are wanted: a stream that is slow makes the client wait.
 */
@Element(
    name = "websocketserversrc",
    summary = "Receives messages as a WebSocket server",
    klass = "Source/Network",
    example =
        "websocketserversrc port=45107 ! filesink location=received.wav  audiotestsrc"
            + " num-buffers=50 ! wavenc ! websocketclientsink uri=ws://localhost:45107/")
@Hints(processing = Processing.IO_BOUND)
final class WebSocketServerSrc {
  @Property(doc = "address to listen at; empty: all")
  String host = "localhost";

  @Property(doc = "port to listen at; 0: a free one", min = 0, max = 65_535)
  int port = 8080;

  @Property(
      doc = "port that is listened at, once the element has started; setting it has no effect",
      min = 0,
      max = 65_535)
  volatile int currentPort;

  @Property(doc = "path of the url that clients ask for; others get 404")
  String path = "/";

  @Property(doc = "subprotocol that clients must offer; empty: none is chosen")
  String protocol = "";

  @Property(
      doc =
          "what the field Origin must be, which browsers send; empty: pages of all sites may"
              + " connect")
  String origin = "";

  @Property(doc = "connections that may wait to be accepted", min = 1, max = 65_535)
  int backlog = 128;

  @Property(
      doc = "bytes of the largest message; larger ones end the connection with code 1009",
      min = 1,
      max = 1 << 30)
  int maxMessageSize = 1 << 24;

  @Property(doc = "messages before the end of the stream; -1: no end but the peer's", min = -1)
  int numBuffers = -1;

  @Property(doc = "give buffers the running time at which they came")
  boolean doTimestamp;

  @Property(
      doc = "seconds without a sign of the client after which the connection is lost; 0: no limit",
      min = 0)
  int timeout;

  @Property(doc = "wait for another client when one has gone")
  boolean reconnect;

  @Properties final TlsServer keys = new TlsServer();

  private @Nullable WsReader reader;

  @Start
  void start(Context context) throws IOException {
    WsHandshake.Server handshake = new WsHandshake.Server(path, protocol, origin).checked();
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
            Limits.ofMessages(timeout, reconnect, 1, -1));
    WsLink link = WsLink.reading(session, handshake, WsInput.of(true, maxMessageSize), null);
    reader = new WsReader(context, link, numBuffers, doTimestamp);
  }

  @Produce
  Flow produce(@Output @BytesCaps Emitter<Bytes> out) throws IOException {
    WsReader r = reader;
    if (r == null) {
      throw new IllegalStateException("websocketserversrc was not started");
    }
    return r.produce(out);
  }

  @Stop
  void stop() {
    WsReader r = reader;
    reader = null;
    if (r != null) {
      r.close();
    }
  }
}
