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
 * Connects to a WebSocket server (RFC 6455), and sends each buffer as one message. A server that
 * does not read makes the stream wait. At the end of the stream it says so and waits for the
 * server's answer. What the server sends is thrown away; its pings are answered as long as buffers
 * come.
 */
@Element(
    name = "websocketclientsink",
    summary = "Sends messages as a WebSocket client",
    klass = "Sink/Network",
    example =
        "websocketserversrc port=45108 ! filesink location=received.wav  audiotestsrc"
            + " num-buffers=50 ! wavenc ! websocketclientsink uri=ws://localhost:45108/")
@Hints(processing = Processing.IO_BOUND)
final class WebSocketClientSink {
  @Property(doc = "url, ws or wss", required = true)
  String uri = "";

  @Property(doc = "subprotocol that is asked for, and must be chosen; empty: none")
  String protocol = "";

  @Property(doc = "value of the field Origin; empty: none")
  String origin = "";

  @Property(doc = "value of the field User-Agent")
  String userAgent = "Parallax websocketclientsink";

  @Property(doc = "more fields of the request: name: value, separated by | or line breaks")
  String extraHeaders = "";

  @Property(doc = "user for basic authentication; empty: none")
  String userId = "";

  @Property(doc = "password for basic authentication")
  String userPw = "";

  @Property(doc = "kind of the messages")
  WebSocketType type = WebSocketType.BINARY;

  @Property(doc = "send each buffer at its time")
  boolean sync;

  @Property(
      doc =
          "seconds that the server may take nothing, or not answer the end, after which the"
              + " connection is lost; 0: no limit",
      min = 0)
  int timeout = 10;

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

  private @Nullable WsWriter writer;

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
    WsLink link = WsLink.writing(session, new WsHandshake.Client(url, options), masks);
    writer = new WsWriter(context, link, masks, type, sync);
  }

  @Consume
  Flow write(@Input @AnyCaps Bytes in) throws IOException {
    return writer().consume(in);
  }

  private WsWriter writer() {
    WsWriter w = writer;
    if (w == null) {
      throw new IllegalStateException("websocketclientsink was not started");
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
    WsWriter w = writer;
    if (w != null) {
      w.reset();
    }
  }

  @Stop
  void stop() {
    WsWriter w = writer;
    writer = null;
    if (w != null) {
      w.close();
    }
  }
}
