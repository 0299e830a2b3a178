package dev.parallax.elements.std.net;

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
import dev.parallax.elements.std.net.socket.Tls;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the stream as the body of one HTTP/1.1 request, in chunks, straight from the buffers; a
 * server that is slow makes the stream wait. At the end of the stream it waits for the answer, and
 * fails unless that is a success. GStreamer's {@code souphttpclientsink}.
 */
@Element(
    name = "httpsink",
    summary = "Sends data over HTTP",
    klass = "Sink/Network",
    javaExample =
        """
        var server = com.sun.net.httpserver.HttpServer.create(new java.net.InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(201, -1);
          exchange.close();
        });
        server.start();
        try {
          fakeSrc().numBuffers(10).sizetype(dev.parallax.elements.std.testing.FakeSizeType.FIXED).sizemax(100)
              .to(httpSink("http://127.0.0.1:" + server.getAddress().getPort() + "/upload")).run();
        } finally {
          server.stop(0);
        }
        """)
@Hints(processing = Processing.IO_BOUND)
final class HttpSink {
  @Property(doc = "url, http or https", required = true)
  String location = "";

  @Property(doc = "PUT or POST")
  HttpMethod method = HttpMethod.PUT;

  @Property(doc = "value of the field Content-Type")
  String contentType = "application/octet-stream";

  @Property(doc = "value of the field User-Agent")
  String userAgent = "Parallax httpsink";

  @Property(doc = "more fields of the request: name: value, separated by | or line breaks")
  String extraHeaders = "";

  @Property(doc = "user for basic authentication; empty: none")
  String userId = "";

  @Property(doc = "password for basic authentication")
  String userPw = "";

  @Property(
      doc =
          "proxy, http://host:port; it also looks names of servers up; empty: none, whatever the"
              + " environment says")
  String proxy = "";

  @Property(doc = "user for basic authentication at the proxy; empty: none")
  String proxyId = "";

  @Property(doc = "password for basic authentication at the proxy")
  String proxyPw = "";

  @Property(
      doc =
          "seconds that the server may take nothing, or not answer, after which it has failed; 0:"
              + " no limit",
      min = 0)
  int timeout = 15;

  @Property(doc = "seconds for an attempt to connect", min = 1, max = 3600)
  int connectTimeout = 10;

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

  @Property(doc = "send each buffer at its time")
  boolean sync;

  private @Nullable Context context;
  private @Nullable HttpUpload upload;

  @Start
  void start(Context started) throws IOException {
    context = started;
    HttpUrl url = HttpUrl.parse("location", location, "http");
    HttpProxy way = HttpProxy.of(proxy, proxyId, proxyPw);
    byte[] head =
        HttpProxy.request(way, method.name(), url)
            .field("User-Agent", userAgent)
            .field("Content-Type", contentType)
            .field("Transfer-Encoding", "chunked")
            .field("Connection", "close")
            .user(userId, userPw)
            .extra(extraHeaders, true)
            .bytes();
    Tls tls =
        Tls.client(
            url.secure(),
            new Tls.Settings(
                tlsTrustStore, tlsTrustPassword, tlsKeyStore, tlsKeyPassword, "", tlsVerify));
    upload = new HttpUpload(started, url, head, tls, way, connectTimeout, timeout);
  }

  @Consume
  Flow write(@Input @AnyCaps Bytes in) throws IOException {
    HttpUpload u = upload;
    Context c = context;
    if (u == null || c == null) {
      throw new IllegalStateException("httpsink was not started");
    }
    if (FilePlace.of(in) >= 0) {
      return Flow.OK; // a stream can't be corrected
    }
    return sync && Pacing.isEarly(c, in) ? Pacing.again(c, in) : u.send(in);
  }

  @OnEvent
  boolean end(Event.Eos eos) throws IOException, StreamException {
    HttpUpload u = upload;
    if (u != null) {
      u.end();
    }
    return true;
  }

  @Reset
  void reset() throws IOException {
    HttpUpload u = upload;
    if (u != null) {
      u.reset();
    }
  }

  @Stop
  void stop() {
    HttpUpload u = upload;
    upload = null;
    if (u != null) {
      u.close();
    }
  }
}
