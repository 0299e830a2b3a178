package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Conversation;
import dev.parallax.elements.std.net.socket.Wire;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a server says to one WebSocket client besides the stream. What clients say is thrown away,
 * but for pings and closes. At most two answers wait: of many pings only the newest gets one (RFC
 * 6455, section 5.5.3).
 */
final class WsConversation implements Conversation {
  private static final int MOST_CONTROLS = 64;
  private static final int MAX_HEAD = 8 << 10;
  private static final byte[] NOTHING = {};

  private final Wire wire;
  private final WsHandshake.Server handshake;
  private final HttpInput http = new HttpInput(MAX_HEAD);
  private final WsInput input = WsInput.controls(true);
  private final Outgoing out = new Outgoing();
  private final HttpInput.Source source;
  private boolean answered;
  private byte @Nullable [] reply;
  private byte @Nullable [] next;
  private boolean closing;
  private boolean more;

  private WsConversation(Wire wire, WsHandshake.Server handshake) {
    this.wire = wire;
    this.handshake = handshake;
    source = (target, offset, count) -> http.rest(wire::read, target, offset, count);
  }

  static Factory factory(WsHandshake.Server handshake) {
    return new Factory() {
      @Override
      public Conversation begin(Wire wire) {
        return new WsConversation(wire, handshake);
      }

      @Override
      public byte[] refusal() {
        return WsHandshake.refusal("503 Service Unavailable", "Retry-After: 10\r\n");
      }
    };
  }

  @Override
  public boolean greet() throws IOException {
    if (!wire.handshake()) {
      return false;
    }
    if (!answered) {
      try {
        HttpHead head = http.head(wire::read);
        if (head == null) {
          return false;
        }
        out.set(handshake.answer(head));
        answered = true;
      } catch (WsHandshake.Refusal e) {
        out.set(e.response());
        out.send(wire);
        wire.finish();
        throw new IOException(e.getMessage() + " address=" + wire.peer(), e);
      } catch (StreamException e) {
        throw new IOException(e.getMessage() + " address=" + wire.peer(), e);
      }
    }
    return out.send(wire);
  }

  @Override
  public boolean listen() throws IOException {
    more = false;
    for (int i = 0; i < MOST_CONTROLS; i++) {
      if (closing) { // whatever it says now
        long n = wire.read(input.segment(), 0, input.segment().byteSize());
        if (n <= 0) {
          return n != 0;
        }
        continue;
      }
      WsInput.Got got;
      try {
        got = input.next(source);
      } catch (WsException e) {
        close(e.code());
        continue;
      }
      switch (got) {
        case PING -> say(WsFrame.control(WsFrame.PONG, input.payload(), null));
        case CLOSE -> close(input.closeCode());
        case END -> {
          return false;
        }
        case NOTHING -> {
          return true;
        }
        default -> {} // nobody asked
      }
    }
    more = true;
    return true;
  }

  @Override
  public boolean hasMore() {
    return more;
  }

  private void close(int code) {
    say(WsFrame.control(WsFrame.CLOSE, WsFrame.closing(code, ""), null));
    closing = true;
  }

  private void say(byte[] frame) {
    if (closing) {
      return;
    }
    if (reply == null) {
      reply = frame;
    } else {
      next = frame;
    }
  }

  @Override
  public byte @Nullable [] reply() {
    return reply;
  }

  @Override
  public void replied() {
    reply = next;
    next = null;
    if (closing && reply == null) {
      wire.finish(); // the client ends the connection now; until then what it is sent fails
    }
  }

  @Override
  public byte[] goodbye() {
    return closing
        ? NOTHING
        : WsFrame.control(WsFrame.CLOSE, WsFrame.closing(WsFrame.NORMAL, ""), null);
  }

  @Override
  public void close() {
    http.close();
    input.close();
    out.close();
  }
}
