package dev.parallax.elements.std.net;

import dev.parallax.elements.std.flow.Pacing;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.elements.std.net.socket.Wire;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

/**
 * Sends each buffer as a message of a client. A client masks, so bytes go through a small piece of
 * memory of its own; nothing is allocated for a message.
 */
final class WsWriter implements AutoCloseable {
  private static final int STAGE_BYTES = 64 << 10;
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Context context;
  private final WsLink link;
  private final WsMasks masks;
  private final WebSocketType type;
  private final boolean sync;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment stage = arena.allocate(STAGE_BYTES, 8);
  private int staged;
  private int sent;
  private boolean begun;
  private long done;
  private int key;
  private long looked;
  private boolean finished;

  /** Takes over the link. */
  WsWriter(Context context, WsLink link, WsMasks masks, WebSocketType type, boolean sync) {
    this.context = context;
    this.link = link;
    this.masks = masks;
    this.type = type;
    this.sync = sync;
    looked = System.nanoTime() - LOOK_NS;
  }

  /** Sends a buffer; after a new connection all of it again. */
  Flow consume(Bytes in) throws IOException {
    if (FilePlace.of(in) >= 0) {
      return Flow.OK; // a stream can't be corrected
    }
    if (sync && !begun && Pacing.isEarly(context, in)) {
      return Pacing.again(context, in);
    }
    if (!link.ready()) {
      return link.again();
    }
    if (link.takeFresh()) {
      begun = false;
      looked = System.nanoTime() - LOOK_NS;
    }
    if (!begun) {
      if (!listen()) {
        return link.again();
      }
      begin(in);
    }
    while (sent < staged || done < in.size()) {
      if (sent == staged) {
        fill(in);
      }
      long n = link.session().write(stage, sent, staged - sent);
      if (n == Wire.WOULD_BLOCK) {
        return link.again();
      }
      sent += (int) n;
    }
    begun = false;
    link.inMessage(false);
    link.session().proven();
    return Flow.OK;
  }

  /** Now and then hears what the peer says; false: not now. */
  private boolean listen() throws IOException {
    if (System.nanoTime() - looked < LOOK_NS) {
      return true;
    }
    if (link.read() == WsInput.Got.CLOSE) {
      throw new IOException(
          "peer has closed the websocket and takes no more address="
              + link.session().peer()
              + "; end the stream before, or set reconnect");
    }
    looked = System.nanoTime();
    return link.session().hasConnection() && link.flush();
  }

  private void begin(Bytes in) throws IOException {
    if (type == WebSocketType.TEXT) {
      type.check(in);
    }
    key = masks.next();
    staged = WsFrame.putMaskedHead(stage, type.opcode(), in.size(), key);
    sent = 0;
    done = 0;
    begun = true;
    link.inMessage(true);
    mask(in);
  }

  private void fill(Bytes in) {
    staged = 0;
    sent = 0;
    mask(in);
  }

  private void mask(Bytes in) {
    long n = Math.min(in.size() - done, STAGE_BYTES - staged);
    WsMasks.apply(in.segment(), in.offset() + done, stage, staged, n, key, done);
    staged += (int) n;
    done += n;
  }

  /** A flush has taken the buffer away, and maybe the end: what follows needs a new connection. */
  void reset() {
    if (begun || finished) {
      begun = false;
      finished = false;
      link.inMessage(false);
      link.session().drop();
    }
  }

  /** The stream has ended: says goodbye and waits for the answer, unless the pipeline stops. */
  void finish() throws IOException {
    finished = true;
    String fact = "peer does not answer the close address=" + link.session().peer();
    link.end(new Patience(context, link.session(), fact));
  }

  @Override
  public void close() {
    link.close();
    arena.close();
  }
}
