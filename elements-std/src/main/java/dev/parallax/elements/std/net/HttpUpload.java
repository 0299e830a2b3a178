package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Poller;
import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.elements.std.net.socket.Tls;
import dev.parallax.elements.std.net.socket.Wire;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request whose body comes bit by bit (RFC 9112, section 7.1). */
final class HttpUpload implements AutoCloseable {
  private final Context context;
  private final HttpUrl url;
  private final byte[] head;
  private final Session session;
  private final Outgoing between = new Outgoing();
  private final HttpInput input = new HttpInput();
  private boolean begun;
  private boolean inChunk;
  private boolean ended;
  private long done;

  /**
   * An upload.
   *
   * @param head all of the request but its body
   * @param tls of the server, null: none
   * @param proxy null: none
   */
  HttpUpload(
      Context context,
      HttpUrl url,
      byte[] head,
      @Nullable Tls tls,
      @Nullable HttpProxy proxy,
      int connectS,
      int timeoutS)
      throws IOException {
    this.context = context;
    this.url = url;
    this.head = head;
    Poller poller = new Poller();
    session =
        new Session(
            context,
            poller,
            HttpProxy.dialer(proxy, url, poller, tls, connectS),
            new Session.Limits(TimeUnit.SECONDS.toNanos(timeoutS), false, false, 1, 0));
  }

  /** Sends a buffer as a chunk. */
  Flow send(Bytes in) throws IOException {
    if (in.size() == 0) {
      return Flow.OK; // a chunk without bytes would be the end
    }
    if (!connected()) {
      return session.again();
    }
    if (!inChunk) {
      inChunk = true;
      done = 0;
      between.add((Long.toHexString(in.size()) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
    if (!between.send(session)) {
      return session.again();
    }
    while (done < in.size()) {
      long n = session.write(in.segment(), in.offset() + done, in.size() - done);
      if (n == Wire.WOULD_BLOCK) {
        return session.again();
      }
      done += n;
    }
    inChunk = false;
    between.add(new byte[] {'\r', '\n'}); // goes out with what follows
    return Flow.OK;
  }

  private boolean connected() throws IOException {
    if (!session.connect()) {
      return false;
    }
    if (!begun) {
      begun = true;
      between.set(head);
    }
    return true;
  }

  /**
   * After a flush. One in the middle of a chunk can't be made good: what was said of its size can't
   * be taken back. One that comes while the answer is waited for has the stream begin anew, in a
   * request of its own.
   */
  void reset() throws IOException {
    if (ended) {
      ended = false;
      begun = false;
      session.drop();
      input.reset();
    } else if (inChunk && begun) {
      throw new IOException("request can't go on after a flush url=" + url.text());
    }
    inChunk = false;
  }

  /** Ends the body and waits for the answer, unless the pipeline stops or flushes. */
  void end() throws IOException, StreamException {
    Patience patience = new Patience(context, session, "server does not answer url=" + url.text());
    while (!connected()) {
      if (!patience.await()) {
        return;
      }
    }
    ended = true;
    between.add("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    while (!between.send(session)) {
      if (!patience.await()) {
        return;
      }
    }
    HttpHead answer;
    while ((answer = input.answer(session::read)) == null) {
      if (!patience.await()) {
        return;
      }
    }
    if (answer.status() >= 300) {
      throw new IOException(
          "server refuses url=" + url.text() + " answer=\"" + answer.start() + "\"");
    }
  }

  @Override
  public void close() {
    session.close();
    between.close();
    input.close();
  }
}
