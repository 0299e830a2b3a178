package dev.parallax.elements.std.net;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** What sources that read a WebSocket have in common: one buffer for each message. */
final class WsReader implements AutoCloseable {
  private final Context context;
  private final WsLink link;
  private final boolean timestamps;
  private int left;

  /**
   * Takes over the link.
   *
   * @param most messages; -1: no end
   */
  WsReader(Context context, WsLink link, int most, boolean timestamps) {
    this.context = context;
    this.link = link;
    this.timestamps = timestamps;
    left = most;
  }

  Flow produce(Emitter<Bytes> out) throws IOException {
    if (left == 0) {
      return Flow.EOS;
    }
    if (!link.ready()) {
      return link.again();
    }
    return switch (link.read()) {
      case MESSAGE -> emit(out);
      case CLOSE -> Flow.EOS;
      default -> link.again();
    };
  }

  private Flow emit(Emitter<Bytes> out) {
    WsInput message = link.input();
    long bytes = message.length();
    Bytes buffer = out.acquire(Math.max(1, bytes));
    buffer.resize(bytes);
    MemorySegment.copy(
        message.segment(), message.offset(), buffer.segment(), buffer.offset(), bytes);
    if (link.takeDiscontinuity()) {
      buffer.flags(Buffer.DISCONT);
    }
    if (timestamps) {
      buffer.pts(context.runningTime());
    }
    if (left > 0) {
      left--;
    }
    return out.send(buffer);
  }

  @Override
  public void close() {
    link.close();
  }
}
