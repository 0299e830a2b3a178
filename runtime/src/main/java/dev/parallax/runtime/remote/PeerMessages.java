package dev.parallax.runtime.remote;

import dev.parallax.memory.link.LinkEntry;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.wire.WireCodec;
import java.util.List;

/**
 * Posts what an element in another process posts, at most so many in a second: whoever listens does
 * so on the pipeline's thread. What is too much is dropped and counted.
 */
final class PeerMessages {
  static final int MOST_A_SECOND = 1_000;
  private static final long SECOND_NS = 1_000_000_000L;

  private final Context context;
  private final List<WireCodec<?>> known;
  private long second;
  private int count;
  private boolean warned;

  PeerMessages(Context context, List<WireCodec<?>> known) {
    this.context = context;
    this.known = known;
    second = context.now();
  }

  void post(LinkEntry entry) {
    if (isTooMuch(context.now())) {
      context.countDropped(1);
      if (!warned) {
        warned = true;
        context.warn("element posts too many messages, some are lost: perSecond=" + MOST_A_SECOND);
      }
      return;
    }
    context.post(MessageCodec.read(Unpacker.of(entry), known));
  }

  private boolean isTooMuch(long now) {
    if (now - second >= SECOND_NS) {
      second = now;
      count = 0;
    }
    return ++count > MOST_A_SECOND;
  }
}
