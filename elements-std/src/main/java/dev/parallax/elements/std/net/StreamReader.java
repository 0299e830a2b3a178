package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.elements.std.net.socket.Wire;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;

/** What sources that read a connection have in common. */
final class StreamReader implements AutoCloseable {
  private final Context context;
  private final Session session;
  private final int blocksize;
  private final boolean timestamps;
  private int left;

  /**
   * Takes over the session.
   *
   * @param most buffers; -1: no end
   */
  StreamReader(Context context, Session session, int blocksize, int most, boolean timestamps) {
    this.context = context;
    this.session = session;
    this.blocksize = blocksize;
    this.timestamps = timestamps;
    left = most;
  }

  Flow produce(Bytes out) throws IOException {
    if (left == 0) {
      return Flow.EOS;
    }
    if (!session.connect()) {
      return session.again();
    }
    long n = session.read(out.segment(), out.offset(), Math.min(blocksize, out.capacity()));
    if (n == Wire.WOULD_BLOCK) {
      return session.again();
    }
    if (n == 0) {
      return Flow.EOS;
    }
    session.proven();
    out.resize(n);
    if (session.isFresh() && session.takeDiscontinuity()) {
      out.flags(Buffer.DISCONT);
    }
    if (timestamps) {
      out.pts(context.runningTime());
    }
    if (left > 0) {
      left--;
    }
    return Flow.OK;
  }

  @Override
  public void close() {
    session.close();
  }
}
