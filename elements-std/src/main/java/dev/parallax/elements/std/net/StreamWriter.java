package dev.parallax.elements.std.net;

import dev.parallax.elements.std.flow.Pacing;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.elements.std.net.socket.Wire;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;

/** What sinks that write to one connection have in common. */
final class StreamWriter implements AutoCloseable {
  private final Context context;
  private final Session session;
  private final boolean sync;
  private long done;
  private boolean finished;

  /** Takes over the session. */
  StreamWriter(Context context, Session session, boolean sync) {
    this.context = context;
    this.session = session;
    this.sync = sync;
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

  /** A flush has taken the buffer away, and maybe the end: what follows needs a new connection. */
  void reset() {
    done = 0;
    if (finished) {
      finished = false;
      session.drop();
    }
  }

  /** The stream has ended. */
  void finish() {
    finished = true;
    session.finish();
  }

  @Override
  public void close() {
    session.close();
  }
}
