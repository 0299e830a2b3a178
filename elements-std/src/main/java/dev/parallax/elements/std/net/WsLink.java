package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.model.diag.ForeignText;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An element's WebSocket over a {@link Session}: shakes hands, answers pings, says goodbye. Nothing
 * here waits.
 */
final class WsLink implements AutoCloseable {
  private static final long HANDSHAKE_NS = TimeUnit.SECONDS.toNanos(10);
  private static final int MOST_CONTROLS = 64;
  private static final int MAX_HEAD = 16 << 10;

  private enum State {
    OPENING,
    HEAD,
    ANSWER,
    OPEN
  }

  private final Session session;
  private final WsHandshake handshake;
  private final WsInput input;
  private final @Nullable WsMasks masks;
  private final HttpInput http = new HttpInput(MAX_HEAD);
  private final Outgoing out = new Outgoing();
  private final HttpInput.Source source;
  private State state = State.OPENING;
  private long deadline = Long.MAX_VALUE;
  private boolean fresh;
  private boolean discontinuity;
  private boolean inMessage;

  /** Whether {@link #read} may find more in what has come already. */
  private boolean more;

  private WsLink(
      Session session,
      WsHandshake handshake,
      WsInput input,
      @Nullable WsMasks masks,
      boolean aside) {
    this.session = session;
    this.handshake = handshake;
    this.input = input;
    this.masks = masks;
    HttpInput.Source connection = aside ? session::readAside : session::read;
    source = (target, offset, count) -> http.rest(connection, target, offset, count);
  }

  /**
   * Of a source. Takes over session and input.
   *
   * @param masks of a client; null for a server
   */
  static WsLink reading(
      Session session, WsHandshake handshake, WsInput input, @Nullable WsMasks masks) {
    return new WsLink(session, handshake, input, masks, false);
  }

  /** Of a sink that is a client. Takes over the session. */
  static WsLink writing(Session session, WsHandshake handshake, WsMasks masks) {
    return new WsLink(session, handshake, WsInput.controls(false), masks, true);
  }

  /** Whether there is an open WebSocket; else return {@link #again}. */
  boolean ready() throws IOException {
    while (session.connect()) {
      if (session.isFresh()) {
        begin();
      }
      if (state == State.OPEN) {
        return true;
      }
      try {
        if (!shake()) {
          return false;
        }
      } catch (WsHandshake.Refusal e) {
        out.set(e.response());
        out.send(session);
        session.lost(e);
      } catch (StreamException e) {
        session.lost(new IOException(e.getMessage() + " address=" + session.peer(), e));
      }
    }
    return false;
  }

  private void begin() throws IOException {
    discontinuity |= session.takeDiscontinuity();
    fresh = true;
    inMessage = false;
    more = false;
    input.reset();
    http.reset();
    out.set(handshake.opening());
    state = State.OPENING;
    deadline = System.nanoTime() + HANDSHAKE_NS;
  }

  /** One step; false: it waits for the peer, or the connection is lost. */
  private boolean shake() throws IOException, StreamException {
    if (System.nanoTime() - deadline >= 0) {
      session.lost(new IOException("websocket handshake takes too long address=" + session.peer()));
      return true;
    }
    switch (state) {
      case OPENING -> {
        if (!out.send(session)) {
          return false;
        }
        state = State.HEAD;
      }
      case HEAD -> {
        HttpHead head = head();
        if (head == null) {
          return false;
        }
        try {
          out.set(handshake.answer(head));
        } catch (WsHandshake.Refusal e) {
          throw e;
        } catch (IOException e) {
          session.lost(e);
          return true;
        }
        state = State.ANSWER;
      }
      default -> {
        if (!out.send(session)) {
          return false;
        }
        state = State.OPEN;
        deadline = Long.MAX_VALUE;
      }
    }
    return true;
  }

  private @Nullable HttpHead head() throws IOException, StreamException {
    try {
      return http.head(session::read);
    } catch (IOException e) {
      if (session.hasConnection()) { // the peer has ended it; else the session has said so already
        session.lost(e);
        return null;
      }
      throw e;
    }
  }

  /** What to return when something must be waited for. */
  Flow again() {
    return session.again(more ? System.nanoTime() : deadline);
  }

  /** True once for each WebSocket: what was begun on another is to be sent anew. */
  boolean takeFresh() {
    boolean first = fresh;
    fresh = false;
    return first;
  }

  /** True once for each WebSocket after the first. */
  boolean takeDiscontinuity() {
    boolean first = discontinuity;
    discontinuity = false;
    return first;
  }

  /**
   * Reads, and answers what wants an answer; only between two messages of one's own.
   *
   * @return MESSAGE, NOTHING: {@link #again} knows whether to wait, or CLOSE when the peer has
   *     ended the stream in good order and no other connection shall follow
   */
  WsInput.Got read() throws IOException {
    more = false;
    for (int i = 0; i < MOST_CONTROLS; i++) {
      // A peer that does not take its answers is not read, so that they don't pile up.
      if (!out.isEmpty() && !out.send(session)) {
        return WsInput.Got.NOTHING;
      }
      WsInput.Got got;
      try {
        got = input.next(source);
      } catch (WsException e) {
        fail(e);
        return WsInput.Got.NOTHING;
      }
      switch (got) {
        case MESSAGE -> {
          session.proven();
          return got;
        }
        case NOTHING -> {
          return got;
        }
        case PING -> out.add(WsFrame.control(WsFrame.PONG, input.payload(), masks));
        case PONG -> {} // nobody asked
        case CLOSE -> {
          return closed();
        }
        case END -> {
          session.lost(
              new IOException(
                  "websocket peer ended the connection without a close address=" + session.peer()));
          return WsInput.Got.NOTHING;
        }
      }
    }
    more = true;
    return WsInput.Got.NOTHING;
  }

  private void fail(WsException e) throws IOException {
    out.add(close(e.code(), String.valueOf(e.getMessage())));
    out.send(session);
    session.lost(new IOException(e.getMessage() + " address=" + session.peer(), e));
  }

  private WsInput.Got closed() throws IOException {
    out.add(close(input.closeCode(), ""));
    out.send(session);
    IOException trouble = trouble();
    if (trouble != null) {
      session.lost(trouble);
      return WsInput.Got.NOTHING;
    }
    if (session.reconnects()) {
      session.renew();
      return WsInput.Got.NOTHING;
    }
    session.drop();
    return WsInput.Got.CLOSE;
  }

  /** What is wrong, by the peer's close; null: it has ended in good order. */
  private @Nullable IOException trouble() {
    int code = input.closeCode();
    if (code == WsFrame.NORMAL || code == WsFrame.GOING_AWAY || code == WsFrame.NO_CODE) {
      return null;
    }
    return new IOException(
        "peer has closed the websocket address="
            + session.peer()
            + " code="
            + code
            + " reason=\""
            + ForeignText.line(new String(input.payload(), StandardCharsets.UTF_8))
            + "\"");
  }

  private byte[] close(int code, String reason) {
    return WsFrame.control(WsFrame.CLOSE, WsFrame.closing(code, reason), masks);
  }

  /** The message that {@link #read} has found; until the next call. */
  WsInput input() {
    return input;
  }

  Session session() {
    return session;
  }

  /** Whether a message of one's own is half sent: then nothing may come between. */
  void inMessage(boolean begun) {
    inMessage = begun;
  }

  /** Goes on with what could not be sent. */
  boolean flush() throws IOException {
    return out.send(session);
  }

  /** Says goodbye and waits for the peer's, unless the pipeline stops. */
  void end(Patience patience) throws IOException {
    if (!session.hasConnection() || state != State.OPEN || inMessage) {
      return;
    }
    inMessage = true; // nothing may follow a close
    out.add(close(WsFrame.NORMAL, ""));
    boolean sent = out.send(session);
    while (session.hasConnection()) {
      WsInput.Got got = sent ? input.next(source) : WsInput.Got.NOTHING;
      if (got == WsInput.Got.CLOSE || got == WsInput.Got.END) {
        IOException trouble = got == WsInput.Got.CLOSE ? trouble() : null;
        session.drop();
        if (trouble != null) {
          throw trouble;
        }
      } else if (got == WsInput.Got.NOTHING) {
        if (!patience.await()) {
          return;
        }
        sent = out.send(session);
      } else if (!patience.goesOn()) { // what comes instead of the end may come for ever
        return;
      }
    }
  }

  /** Ends the connection, with a close if that can be sent at once. */
  @Override
  public void close() {
    try {
      if (session.hasConnection() && state == State.OPEN && !inMessage) {
        out.add(close(WsFrame.GOING_AWAY, ""));
        out.send(session);
      }
    } catch (IOException e) {
      session.drop(); // it is gone already: nobody to tell
    }
    session.close();
    input.close();
    http.close();
    out.close();
  }
}
