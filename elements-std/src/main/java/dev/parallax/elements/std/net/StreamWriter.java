package dev.parallax.elements.std.net;

import dev.parallax.elements.std.flow.Pacing;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.elements.std.net.socket.Wire;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;

/**
 * What sinks that write to one connection have in common. Over TCP, small buffers that follow each
 * other closely are gathered in packets by the kernel; nothing waits for others, though: before the
 * thread waits, and when the next buffer takes its time, what is there leaves at once.
 */
final class StreamWriter implements AutoCloseable {
  private static final long SMALL_BYTES = 16 << 10;
  private static final long CLOSELY_NS = 50_000;

  private final Context context;
  private final Session session;
  private final boolean sync;
  private final boolean tcp;
  private long lastWrite;
  private long done;
  private boolean finished;

  /**
   * Takes over the session.
   *
   * @param tcp whether it is one of TCP, with or without TLS
   */
  StreamWriter(Context context, Session session, boolean sync, boolean tcp) {
    this.context = context;
    this.session = session;
    this.sync = sync;
    this.tcp = tcp;
    if (tcp) {
      lastWrite = System.nanoTime() - CLOSELY_NS;
      context.beforeWait(() -> session.gather(false));
    }
  }

  /** Sends a buffer; after a new connection all of it again. */
  Flow consume(Bytes in) throws IOException {
    if (FilePlace.of(in) >= 0) {
      return Flow.OK; // a stream can't be corrected
    }
    if (sync && done == 0 && Pacing.isEarly(context, in)) {
      return Pacing.again(context, in);
    }
    while (done < in.size()) {
      if (!session.connect()) {
        return session.again();
      }
      if (session.isFresh()) {
        session.takeDiscontinuity();
        done = 0;
      }
      if (tcp) {
        gather(in.size());
      }
      long n = session.write(in.segment(), in.offset() + done, in.size() - done);
      if (n == Wire.WOULD_BLOCK) {
        return session.again();
      }
      session.proven();
      done += n;
    }
    done = 0;
    return Flow.OK;
  }

  private void gather(long bytes) {
    long now = System.nanoTime();
    session.gather(bytes <= SMALL_BYTES && now - lastWrite < CLOSELY_NS);
    lastWrite = now;
  }

  /**
   * A flush has taken the buffer away, and maybe the end: what follows needs a new connection then,
   * or when a TLS record with more of the buffer than was counted is on its way.
   */
  void reset() {
    done = 0;
    if (finished || session.isMidway()) {
      finished = false;
      session.drop();
    }
  }

  /** The stream has ended: says so, as soon as the peer has room for it. */
  void finish() throws IOException {
    finished = true;
    Patience patience =
        new Patience(context, session, "peer does not take the end address=" + session.peer());
    while (!session.finish()) {
      if (!patience.await()) {
        return;
      }
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
