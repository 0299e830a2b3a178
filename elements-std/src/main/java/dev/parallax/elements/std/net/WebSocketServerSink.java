package dev.parallax.elements.std.net;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Properties;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.flow.Pacing;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.elements.std.net.socket.Broadcaster;
import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Listener;
import dev.parallax.elements.std.net.socket.SlowClients;
import dev.parallax.elements.std.net.socket.Tls;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Listens, and sends each buffer as one message to all WebSocket clients (RFC 6455) that are there.
 * While there is none, buffers are thrown away. Clients that do not keep up are waited for,
 * disconnected, or miss whole messages. What clients send is thrown away; their pings are answered.
 */
@Element(
    name = "websocketserversink",
    summary = "Sends messages as a WebSocket server",
    klass = "Sink/Network",
    example =
        "audiotestsrc is-live=true num-buffers=60 ! wavenc ! websocketserversink port=45109"
            + "  websocketclientsrc uri=ws://localhost:45109/ num-buffers=1 ! fakesink")
@Hints(processing = Processing.IO_BOUND)
final class WebSocketServerSink {
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

  @Property(doc = "kind of the messages")
  WebSocketType type = WebSocketType.BINARY;

  @Property(doc = "send each buffer at its time")
  boolean sync = true;

  @Property(doc = "clients at a time; others are turned away with 503", min = 1, max = 1_000_000)
  int maxClients = 1000;

  @Property(doc = "what happens to a client that lags further behind than queue-bytes")
  SlowClients slowClients = SlowClients.WAIT;

  @Property(doc = "bytes that a client may lag behind", min = 4096, max = 1 << 30)
  int queueBytes = 1 << 20;

  @Property(
      doc =
          "nanoseconds that a client may take nothing while it could, before it is disconnected; 0:"
              + " no limit",
      min = 0)
  long timeout = 10_000_000_000L;

  @Properties final TlsServer keys = new TlsServer();

  private @Nullable Context context;
  private @Nullable Arena arena;
  private MemorySegment head = MemorySegment.NULL;
  private volatile @Nullable Broadcaster broadcaster;

  @Start
  void start(Context started) throws IOException {
    context = started;
    WsHandshake.Server handshake = new WsHandshake.Server(path, protocol, origin).checked();
    Tls secure = keys.open();
    Listener listener =
        Listener.open(new Endpoint.Inet(host, port), backlog, 0, started::interrupted);
    currentPort = listener.port();
    Arena made = Arena.ofShared();
    arena = made;
    head = made.allocate(WsFrame.MAX_HEAD, 8);
    broadcaster =
        new Broadcaster(
            started,
            listener,
            secure,
            new Broadcaster.Settings(maxClients, queueBytes, slowClients, timeout),
            WsConversation.factory(handshake));
  }

  @Consume
  Flow write(@Input @AnyCaps Bytes in) throws IOException {
    Broadcaster b = broadcaster;
    Context c = context;
    if (b == null || c == null) {
      throw new IllegalStateException("websocketserversink was not started");
    }
    if (FilePlace.of(in) >= 0) {
      return Flow.OK; // a stream can't be corrected
    }
    if (sync && Pacing.isEarly(c, in)) {
      return Pacing.again(c, in);
    }
    type.check(in);
    int n = WsFrame.putHead(head, type.opcode(), in.size());
    return b.offer(head, n, in.segment(), in.offset(), in.size()) ? Flow.OK : c.againOnWake();
  }

  /** Clients that get the stream now. */
  @Action
  int clients() {
    Broadcaster b = broadcaster;
    return b == null ? 0 : b.clients();
  }

  /** Clients turned away so far, by max-clients or for want of descriptors. */
  @Action
  long clientsRefused() {
    Broadcaster b = broadcaster;
    return b == null ? 0 : b.refused();
  }

  /** Clients disconnected so far, because they were too slow. */
  @Action
  long clientsDisconnected() {
    Broadcaster b = broadcaster;
    return b == null ? 0 : b.disconnected();
  }

  /** Messages that slow clients have missed so far. */
  @Action
  long buffersDropped() {
    Broadcaster b = broadcaster;
    return b == null ? 0 : b.dropped();
  }

  @OnEvent
  boolean end(Event.Eos eos) {
    Broadcaster b = broadcaster;
    if (b != null) {
      b.end();
    }
    return true;
  }

  @Stop
  void stop() {
    Broadcaster b = broadcaster;
    Arena a = arena;
    broadcaster = null;
    arena = null;
    if (b != null) {
      b.close();
    }
    if (a != null) {
      a.close();
    }
  }
}
