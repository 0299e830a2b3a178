package dev.parallax.elements.std.net;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.flow.Pacing;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.elements.std.net.socket.Broadcaster;
import dev.parallax.elements.std.net.socket.Conversation;
import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Listener;
import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.elements.std.net.socket.SlowClients;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a local stream socket: as a client to one server, or as a server to all clients, as
 * {@code tcpserversink} does. A server makes the socket's file, with permissions that hold from its
 * first moment on; replaces one that a server left that is gone; and removes its own at the end.
 */
@Element(
    name = "unixsink",
    summary = "Sends data over a local (Unix) stream socket",
    klass = "Sink/Network",
    example =
        "unixsrc mode=server path=tone.socket ! filesink location=received.wav"
            + "  audiotestsrc num-buffers=50 ! wavenc ! unixsink path=tone.socket")
@Hints(processing = Processing.IO_BOUND)
final class UnixSink {
  @Property(doc = "path of the socket's file", required = true)
  String path = "";

  @Property(doc = "connect to a socket, or make it and listen")
  SocketMode mode = SocketMode.CLIENT;

  @Property(doc = "permissions of the file that a server makes, octal")
  String permissions = "0600";

  @Property(doc = "connections that may wait to be accepted (server)", min = 1, max = 65_535)
  int backlog = 128;

  @Property(doc = "send each buffer at its time")
  boolean sync = true;

  @Property(
      doc =
          "seconds that a peer may take nothing while it could, before it is disconnected; 0: no"
              + " limit",
      min = 0)
  int timeout = 10;

  @Property(doc = "seconds for an attempt to connect (client)", min = 1, max = 3600)
  int connectTimeout = 10;

  @Property(doc = "connect again when the connection is lost (client)")
  boolean reconnect;

  @Property(
      doc = "milliseconds before the second attempt to connect, doubled with each up to 30 s",
      min = 1,
      max = 30_000)
  int reconnectDelay = 500;

  @Property(doc = "failed attempts in a row before giving up (client); -1: no limit", min = -1)
  int maxRetries = -1;

  @Property(doc = "clients at a time; others are turned away (server)", min = 1, max = 1_000_000)
  int maxClients = 1000;

  @Property(doc = "what happens to a client that lags further behind than queue-bytes (server)")
  SlowClients slowClients = SlowClients.WAIT;

  @Property(doc = "bytes that a client may lag behind (server)", min = 4096, max = 1 << 30)
  int queueBytes = 1 << 20;

  private @Nullable Context context;
  private @Nullable StreamWriter writer;
  private volatile @Nullable Broadcaster broadcaster;

  @Start
  void start(Context started) throws IOException {
    context = started;
    Endpoint.Local local = new Endpoint.Local(path);
    if (mode == SocketMode.CLIENT) {
      Session.Limits limits = Limits.of(timeout, reconnect, reconnectDelay, maxRetries);
      writer =
          new StreamWriter(
              started, Session.dialing(started, local, null, connectTimeout, limits), sync, false);
    } else {
      Listener listener =
          Listener.open(local, backlog, SocketMode.octal(permissions), started::interrupted);
      broadcaster =
          new Broadcaster(
              started,
              listener,
              null,
              new Broadcaster.Settings(
                  maxClients, queueBytes, slowClients, timeout * 1_000_000_000L),
              Conversation.Plain.FACTORY);
    }
  }

  @Consume
  Flow write(@Input @AnyCaps Bytes in) throws IOException {
    StreamWriter w = writer;
    if (w != null) {
      return w.consume(in);
    }
    Broadcaster b = broadcaster;
    Context c = context;
    if (b == null || c == null) {
      throw new IllegalStateException("unixsink was not started");
    }
    if (FilePlace.of(in) >= 0) {
      return Flow.OK; // a stream can't be corrected
    }
    if (sync && Pacing.isEarly(c, in)) {
      return Pacing.again(c, in);
    }
    return b.offer(in.segment(), 0, in.segment(), in.offset(), in.size())
        ? Flow.OK
        : c.againOnWake();
  }

  /** Clients that get the stream now; 0 for a client. */
  @Action
  int clients() {
    Broadcaster b = broadcaster;
    return b == null ? 0 : b.clients();
  }

  @OnEvent
  boolean end(Event.Eos eos) throws IOException {
    StreamWriter w = writer;
    Broadcaster b = broadcaster;
    if (w != null) {
      w.finish();
    } else if (b != null) {
      b.end();
    }
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
    Broadcaster b = broadcaster;
    writer = null;
    broadcaster = null;
    if (w != null) {
      w.close();
    }
    if (b != null) {
      b.close();
    }
  }
}
