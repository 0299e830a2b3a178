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
import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.elements.std.net.socket.Tls;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a WebSocket server (RFC 6455), and gives each message, text or binary, as one buffer.
 * Messages are read when they are wanted: a stream that is slow makes the server wait.
 */
@Element(
    name = "websocketclientsrc",
    summary = "Receives messages as a WebSocket client",
    klass = "Source/Network",
    example =
        "audiotestsrc is-live=true num-buffers=60 ! wavenc ! websocketserversink port=45106"
            + "  websocketclientsrc uri=ws://localhost:45106/ num-buffers=1 ! fakesink")
@Hints(processing = Processing.IO_BOUND)
final class WebSocketClientSrc {
  @Property(doc = "url, ws or wss", required = true)
  String uri = "";

  @Property(doc = "subprotocol that is asked for, and must be chosen; empty: none")
  String protocol = "";

  @Property(doc = "value of the field Origin; empty: none")
  String origin = "";

  @Property(doc = "value of the field User-Agent")
  String userAgent = "Parallax websocketclientsrc";

  @Property(doc = "more fields of the request: name: value, separated by | or line breaks")
  String extraHeaders = "";

  @Property(doc = "user for basic authentication; empty: none")
  String userId = "";

  @Property(doc = "password for basic authentication")
  String userPw = "";

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
      doc = "seconds without a sign of the server after which the connection is lost; 0: no limit",
      min = 0)
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

  @Properties final TlsClient trust = new TlsClient();

  private @Nullable WsReader reader;

  @Start
  void start(Context context) throws IOException {
    HttpUrl url = HttpUrl.parse("uri", uri, "ws");
    Tls secure = trust.open(url.secure());
    WsHandshake.Client.Options options =
        new WsHandshake.Client.Options(protocol, origin, userAgent, extraHeaders, userId, userPw);
    Session session =
        Session.dialing(
            context,
            new Endpoint.Inet(url.host(), url.port()),
            secure,
            connectTimeout,
            Limits.ofMessages(timeout, reconnect, reconnectDelay, maxRetries));
    WsMasks masks = new WsMasks();
    WsLink link =
        WsLink.reading(
            session,
            new WsHandshake.Client(url, options),
            WsInput.of(false, maxMessageSize),
            masks);
    reader = new WsReader(context, link, numBuffers, doTimestamp);
  }

  @Produce
  Flow produce(@Output @BytesCaps Emitter<Bytes> out) throws IOException {
    WsReader r = reader;
    if (r == null) {
      throw new IllegalStateException("websocketclientsrc was not started");
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
