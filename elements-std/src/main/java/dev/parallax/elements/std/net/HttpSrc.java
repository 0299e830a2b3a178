package dev.parallax.elements.std.net;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Seekable;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.net.socket.Tls;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Gets a resource by HTTP/1.1 or HTTPS, straight into its buffers; a pipeline that is slow makes
 * the server wait. Follows redirects, but not from https to http. When the connection breaks off or
 * the server is busy it asks again, from where it was. A seek asks for another part, which the
 * server must serve. GStreamer's {@code souphttpsrc}.
 */
@Element(
    name = "httpsrc",
    summary = "Receives data over HTTP",
    klass = "Source/Network",
    javaExample =
        """
        var server = com.sun.net.httpserver.HttpServer.create(new java.net.InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("hello".getBytes());
          exchange.close();
        });
        server.start();
        try {
          httpSrc("http://127.0.0.1:" + server.getAddress().getPort() + "/greeting").to(fakeSink()).run();
        } finally {
          server.stop(0);
        }
        """)
@Hints(processing = Processing.IO_BOUND)
@Seekable
final class HttpSrc {
  @Property(doc = "url, http or https", required = true)
  String location = "";

  @Property(doc = "value of the field User-Agent")
  String userAgent = "Parallax httpsrc";

  @Property(doc = "more fields of the request: name: value, separated by | or line breaks")
  String extraHeaders = "";

  @Property(doc = "user for basic authentication; empty: none")
  String userId = "";

  @Property(doc = "password for basic authentication")
  String userPw = "";

  @Property(
      doc =
          "cookies to send, name=value with ; between; a redirect to another server does not take"
              + " them along")
  String cookies = "";

  @Property(
      doc =
          "proxy, http://host:port; it also looks names of servers up; empty: none, whatever the"
              + " environment says (GStreamer: its http_proxy)")
  String proxy = "";

  @Property(doc = "user for basic authentication at the proxy; empty: none")
  String proxyId = "";

  @Property(doc = "password for basic authentication at the proxy")
  String proxyPw = "";

  @Property(doc = "first byte to get; from 1 on the server must serve parts", min = 0)
  long offset;

  @Property(doc = "bytes to get; -1: all there are", min = -1)
  long length = -1;

  @Property(doc = "larger resources are refused, in bytes; -1: no limit", min = -1)
  long maxBytes = -1;

  @Property(doc = "redirects to follow; 0: none", min = 0, max = 100)
  int maxRedirects = 10;

  @Property(
      doc = "failures in a row, without a byte between them, before giving up; -1: no limit",
      min = -1)
  int retries = 3;

  @Property(
      doc = "milliseconds before the second attempt, doubled with each up to 30 s",
      min = 1,
      max = 30_000)
  int retryDelay = 500;

  @Property(doc = "seconds without data after which the connection is lost; 0: no limit", min = 0)
  int timeout = 15;

  @Property(doc = "seconds for an attempt to connect", min = 1, max = 3600)
  int connectTimeout = 10;

  @Property(
      doc =
          "the stream is live: mixers do not wait for it, and buffers get the time at which they"
              + " came")
  boolean isLive;

  @Property(doc = "file with certificates that are trusted (PKCS#12, JKS or PEM); empty: the JDK's")
  String tlsTrustStore = "";

  @Property(doc = "password of the trust store")
  String tlsTrustPassword = "";

  @Property(doc = "file with the own key and certificate (PKCS#12 or JKS); empty: none")
  String tlsKeyStore = "";

  @Property(doc = "password of the key store and its key")
  String tlsKeyPassword = "";

  @Property(doc = "check the server's certificate and name; without, anybody may be the server")
  boolean tlsVerify = true;

  @Property(
      doc = "largest number of bytes in a buffer (GStreamer: 4096; larger is faster)",
      min = 1,
      max = 1 << 24)
  int blocksize = 64 << 10;

  @Property(doc = "buffers before the end of the stream; -1: no end but the resource's", min = -1)
  int numBuffers = -1;

  private @Nullable Context context;
  private @Nullable HttpSource source;
  private int made;

  @Start
  void start(Context started) throws IOException {
    context = started;
    made = 0;
    source =
        new HttpSource(
            started,
            new HttpSource.Options(
                location,
                userAgent,
                extraHeaders,
                userId,
                userPw,
                cookies,
                HttpProxy.of(proxy, proxyId, proxyPw),
                offset,
                length,
                maxBytes,
                maxRedirects,
                retries,
                retryDelay,
                timeout,
                connectTimeout,
                new Tls.Settings(
                    tlsTrustStore, tlsTrustPassword, tlsKeyStore, tlsKeyPassword, "", tlsVerify)));
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(blocksize);
  }

  @Produce
  Flow produce(@Output @BytesCaps Bytes out) throws IOException, StreamException {
    HttpSource s = source;
    Context c = context;
    if (s == null || c == null) {
      throw new IllegalStateException("httpsrc was not started");
    }
    if (made == numBuffers) {
      return Flow.EOS;
    }
    Flow flow = s.produce(out, blocksize);
    if (flow == Flow.OK) {
      made++;
      if (isLive) {
        out.pts(c.runningTime());
      }
    }
    return flow;
  }

  /** Asks for the part of the resource that begins at a byte, counted from {@link #offset}. */
  @OnEvent
  boolean on(Event.SeekBytes seek) throws IOException {
    HttpSource s = source;
    if (s == null) {
      return false;
    }
    if (isLive) {
      throw new IOException("can't seek in a live stream location=" + location);
    }
    s.seek(seek.offset());
    return true;
  }

  /** As a file does: what comes next is the beginning, unless that is over for good. */
  @Reset
  void reset() {
    HttpSource s = source;
    made = 0;
    if (s != null && !isLive) {
      s.seek(0);
    }
  }

  @Stop
  void stop() {
    HttpSource s = source;
    source = null;
    if (s != null) {
      s.close();
    }
  }
}
