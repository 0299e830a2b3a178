package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Poller;
import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.elements.std.net.socket.Tls;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gets a resource by HTTP/1.1, straight from the socket into buffers. What breaks off is asked for
 * again from where it broke off, if the server says that it is still the same.
 */
final class HttpSource implements AutoCloseable {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private enum State {
    REQUEST,
    HEAD,
    BODY,
    DONE
  }

  private final Context context;
  private final Options options;
  private final Outgoing request = new Outgoing();
  private final HttpInput input = new HttpInput();
  private HttpUrl url;
  private final HttpUrl first;
  private @Nullable Session session;
  private State state = State.REQUEST;
  private final long start;
  private long position;
  private long total = -1;

  /** Bytes of the whole resource, as far as the server has said; -1: unknown. */
  private long whole = -1;

  private String validator = "";

  /** Whether a body has come before. */
  private boolean begun;

  private int redirects;

  /** What is asked for next was not what came next. */
  private boolean sought;

  /**
   * Properties.
   *
   * @param offset first byte to get
   * @param length bytes to get; -1: all
   * @param maxBytes larger ones are refused; -1: no limit
   * @param cookies {@code name=value; name=value}; empty: none
   * @param proxy null: none
   * @param maxRedirects in a row; 0: redirects are errors
   */
  record Options(
      String location,
      String userAgent,
      String extraHeaders,
      String userId,
      String userPw,
      String cookies,
      @Nullable HttpProxy proxy,
      long offset,
      long length,
      long maxBytes,
      int maxRedirects,
      int retries,
      int retryDelayMs,
      int timeoutS,
      int connectTimeoutS,
      Tls.Settings tls) {}

  HttpSource(Context context, Options options) throws IOException {
    this.context = context;
    this.options = options;
    url = HttpUrl.parse("location", options.location(), "http");
    first = url;
    start = options.offset();
    position = start;
  }

  /** Fills a buffer with what has come. */
  Flow produce(Bytes out, int blocksize) throws IOException, StreamException {
    long place = position;
    while (state != State.DONE) {
      Session s = session();
      if (!s.connect()) {
        return s.again();
      }
      if (s.isFresh()) {
        s.takeDiscontinuity();
        input.reset();
        request.set(request());
        state = State.REQUEST;
      }
      boolean moved =
          switch (state) {
            case REQUEST -> sendRequest(s);
            case HEAD -> readHead(s);
            default -> readBody(s, out, blocksize);
          };
      if (position > place) {
        return Flow.OK;
      }
      if (!moved) {
        return s.again();
      }
    }
    return Flow.EOS;
  }

  /** What comes next begins at this byte, counted from the first one wanted. */
  void seek(long offset) {
    long to = start + Math.clamp(offset, 0, Long.MAX_VALUE - start);
    if (to == position) {
      return;
    }
    closeSession();
    position = to;
    sought = true;
    redirects = 0;
    state = last() >= 0 && position > last() ? State.DONE : State.REQUEST;
  }

  private Session session() throws IOException {
    Session s = session;
    if (s == null) {
      Tls tls = url.secure() ? Tls.open(options.tls()) : null;
      Poller poller = new Poller();
      s =
          new Session(
              context,
              poller,
              HttpProxy.dialer(options.proxy(), url, poller, tls, options.connectTimeoutS()),
              new Session.Limits(
                  TimeUnit.SECONDS.toNanos(options.timeoutS()),
                  options.retries() != 0,
                  false,
                  TimeUnit.MILLISECONDS.toNanos(options.retryDelayMs()),
                  options.retries()));
      session = s;
    }
    return s;
  }

  private byte[] request() throws IOException {
    HttpRequest made =
        HttpProxy.request(options.proxy(), "GET", url)
            .field("User-Agent", options.userAgent())
            .field("Accept", "*/*")
            .field("Accept-Encoding", "identity")
            .field("Connection", "close");
    boolean secrets = url.isSameServer(first);
    if (secrets) {
      made.user(options.userId(), options.userPw());
      if (!options.cookies().isBlank()) {
        made.field("Cookie", options.cookies().strip());
      }
    }
    made.extra(options.extraHeaders(), secrets);
    if (isPart()) {
      made.field("Range", "bytes=" + position + "-" + (last() < 0 ? "" : last()));
      if (position > start && !validator.isEmpty()) {
        made.field("If-Range", validator);
      }
    }
    return made.bytes();
  }

  /** Last byte that is wanted, or -1: the last there is. */
  private long last() {
    return options.length() < 0 ? -1 : options.offset() + options.length() - 1;
  }

  private boolean isPart() {
    return position > 0 || options.length() >= 0;
  }

  private boolean sendRequest(Session s) throws IOException {
    if (!request.send(s)) {
      return false;
    }
    state = State.HEAD;
    return true;
  }

  private boolean readHead(Session s) throws IOException, StreamException {
    HttpHead head;
    try {
      head = input.answer(s::read);
    } catch (IOException e) {
      s.lost(e);
      return true;
    }
    if (head == null) {
      return false;
    }
    int status = head.status();
    if (status >= 300 && status < 400 && head.first("location") != null) {
      redirect(head, status);
    } else if (status >= FIRST_SERVER_ERROR || status == TOO_MANY_REQUESTS) {
      s.lost(refused(head)); // may pass
    } else if (status == OK || status == PARTIAL) {
      beginBody(head, status);
    } else if (status == RANGE_NOT_SATISFIABLE && position > start) {
      state = State.DONE; // it broke off right behind the last byte
    } else {
      throw refused(head);
    }
    return true;
  }

  private IOException refused(HttpHead head) {
    return new IOException(
        "server refuses url="
            + url.text()
            + " answer=\""
            + head.start().substring(0, Math.min(80, head.start().length()))
            + "\"");
  }

  private void redirect(HttpHead head, int status) throws IOException {
    if (redirects++ >= options.maxRedirects()) {
      throw new IOException(
          "too many redirects max=" + options.maxRedirects() + " url=" + url.text());
    }
    String to = String.valueOf(head.first("location"));
    HttpUrl next;
    try {
      next = HttpUrl.parse("location", base().resolve(URI.create(to)).toString(), "http");
    } catch (IllegalArgumentException e) {
      throw new IOException("server redirects to what is no url status=" + status, e);
    }
    if (url.secure() && !next.secure()) {
      throw new IOException("server redirects from https to http url=" + next.text());
    }
    url = next;
    closeSession();
    state = State.REQUEST;
  }

  private URI base() {
    return URI.create(url.whole());
  }

  private void beginBody(HttpHead head, int status) throws IOException, StreamException {
    if (status == OK && position > 0) {
      throw new IOException(
          position > start && !sought
              ? "connection broke off, and what the server has now is another url="
                  + url.text()
                  + " offset="
                  + position
              : "server does not serve parts"
                  + (position > start ? ", or has another resource now" : "")
                  + " url="
                  + url.text()
                  + " offset="
                  + position);
    }
    input.body(head);
    long length = input.length();
    long all = status == PARTIAL ? range(String.valueOf(head.first("content-range"))) : length;
    if (begun && position > start && validator.isEmpty()) {
      checkSame(all);
    }
    whole = all >= 0 ? all : whole;
    begun = true;
    total = length < 0 ? -1 : position + length;
    if (options.maxBytes() >= 0 && total - options.offset() > options.maxBytes()) {
      throw new IOException(
          "resource is larger than max-bytes="
              + options.maxBytes()
              + " bytes="
              + total
              + " url="
              + url.text());
    }
    String tag = head.first("etag");
    String date = head.first("last-modified");
    validator = tag != null && !tag.startsWith("W/") ? tag : date != null ? date : "";
    redirects = 0;
    sought = false;
    state = State.BODY;
  }

  /**
   * {@code bytes 7-9/10}, or {@code *} at its end: the part must begin where it was asked for.
   *
   * @return bytes of the whole resource, or -1
   */
  private long range(String range) throws StreamException {
    String from = range.startsWith("bytes ") ? range.substring(6).split("-", 2)[0] : "";
    if (!from.equals(Long.toString(position))) {
      throw new StreamException(
          "server sends another part than was asked for offset=" + position + " url=" + url.text());
    }
    String all = range.substring(range.indexOf('/') + 1);
    return all.matches("[0-9]{1,18}") ? Long.parseLong(all) : -1;
  }

  /** Without a validator in the request the server has not compared: its length is all there is. */
  private void checkSame(long all) throws IOException {
    if (all >= 0 && whole >= 0 && all != whole) {
      throw new IOException(
          "what the server has now is another resource url="
              + url.text()
              + " offset="
              + position
              + " bytes="
              + all
              + " before="
              + whole);
    }
    if (all < 0 || whole < 0) {
      context.warn(
          "server does not tell whether its resource is still the same url="
              + url.text()
              + " offset="
              + position);
    }
  }

  private boolean readBody(Session s, Bytes out, int blocksize)
      throws IOException, StreamException {
    long wanted = Math.min(blocksize, out.capacity());
    long end = last();
    if (end >= 0) {
      wanted = Math.min(wanted, end + 1 - position);
      if (wanted <= 0) {
        state = State.DONE;
        return true;
      }
    }
    long n;
    try {
      n = input.read(s::read, out.segment(), out.offset(), wanted);
    } catch (IOException e) {
      s.lost(e);
      return true;
    }
    if (n > 0) {
      s.proven();
      position += n;
      checkSize();
      out.resize(n);
      return true;
    }
    if (n == HttpInput.END || n == 0 && input.endsWithConnection()) {
      state = State.DONE;
      return true;
    }
    if (n == 0) {
      s.lost(
          new IOException(
              "connection ended too soon url="
                  + url.text()
                  + " offset="
                  + position
                  + " bytes="
                  + total));
      return true;
    }
    return !s.hasConnection(); // would block, or was lost meanwhile
  }

  private void checkSize() throws IOException {
    if (options.maxBytes() >= 0 && position - options.offset() > options.maxBytes()) {
      throw new IOException(
          "resource is larger than max-bytes=" + options.maxBytes() + " url=" + url.text());
    }
  }

  private void closeSession() {
    Session s = session;
    session = null;
    if (s != null) {
      s.close();
    }
  }

  @Override
  public void close() {
    closeSession();
    request.close();
    input.close();
  }
}
