package dev.parallax.elements.std.net;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.net.socket.Acceptor;
import dev.parallax.elements.std.net.socket.Dialer;
import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Listener;
import dev.parallax.elements.std.net.socket.Opener;
import dev.parallax.elements.std.net.socket.Poller;
import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a local stream socket, as a client, or as a server of one client at a time. A server makes
 * the socket's file, with permissions that hold from its first moment on; replaces one that a
 * server left that is gone; and removes its own at the end.
 */
@Element(
    name = "unixsrc",
    summary = "Receives data over a local (Unix) stream socket",
    klass = "Source/Network",
    example =
        "unixsrc mode=server path=tone.socket ! filesink location=received.wav"
            + "  audiotestsrc num-buffers=50 ! wavenc ! unixsink path=tone.socket")
@Hints(processing = Processing.IO_BOUND)
final class UnixSrc {
  @Property(doc = "path of the socket's file", required = true)
  String path = "";

  @Property(doc = "connect to a socket, or make it and listen")
  SocketMode mode = SocketMode.CLIENT;

  @Property(doc = "permissions of the file that a server makes, octal")
  String permissions = "0600";

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

  @Property(doc = "seconds for an attempt to connect", min = 1, max = 3600)
  int connectTimeout = 10;

  @Property(
      doc =
          "connect again when the connection is lost or has ended (server: wait for another"
              + " client)")
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

  private @Nullable StreamReader reader;

  @Start
  void start(Context context) throws IOException {
    Endpoint.Local local = new Endpoint.Local(path);
    Poller poller = new Poller();
    Opener opener =
        mode == SocketMode.CLIENT
            ? new Dialer(local, poller, null, connectTimeout * 1_000_000_000L)
            : acceptor(context, local, poller);
    Session session =
        new Session(
            context, poller, opener, Limits.of(timeout, reconnect, reconnectDelay, maxRetries));
    reader = new StreamReader(context, session, blocksize, numBuffers, doTimestamp);
  }

  private Opener acceptor(Context context, Endpoint.Local local, Poller poller) throws IOException {
    try {
      Listener listener =
          Listener.open(local, backlog, SocketMode.octal(permissions), context::interrupted);
      return new Acceptor(context, listener, poller, null);
    } catch (IOException | RuntimeException e) {
      poller.close();
      throw e;
    }
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(blocksize);
  }

  @Produce
  Flow produce(@Output @BytesCaps Bytes out) throws IOException {
    StreamReader r = reader;
    if (r == null) {
      throw new IllegalStateException("unixsrc was not started");
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
