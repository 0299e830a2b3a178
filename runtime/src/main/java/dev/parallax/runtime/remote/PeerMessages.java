package dev.parallax.runtime.remote;

import dev.parallax.memory.link.LinkEntry;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.wire.WireCodec;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What an element in another process posts and says, passed on: at most so much in a second, since
 * whoever listens does so on the pipeline's thread. What is too much is not read at all: messages
 * are counted as dropped, texts are counted and told of at the end.
 *
 * <p>A message is posted once, although the process that posted it may end, and the next one does
 * the same again. Only the element's own thread.
 */
final class PeerMessages {
  /** Most messages. */
  static final int POSTS_PER_SECOND = 1_000;

  /** Most warnings and infos, together. */
  static final int TEXTS_PER_SECOND = 100;

  private final Context context;
  private final PeerHost host;
  private final List<WireCodec<?>> known;
  private final LongSupplier clock;
  private final RateLimit posts = new RateLimit(POSTS_PER_SECOND);
  private final RateLimit texts = new RateLimit(TEXTS_PER_SECOND);

  /** The element is told what another process was told before: its messages were posted then. */
  private boolean repeats;

  /** Messages that were posted already for the next call or input, and for the one that runs. */
  private int knownOfNext;

  private int knownOfThis;

  /** Messages that came for the one that runs. */
  private int ofThis;

  PeerMessages(Context context, PeerHost host, List<WireCodec<?>> known) {
    this(context, host, known, System::nanoTime);
  }

  /**
   * With another clock.
   *
   * @param clock as {@link System#nanoTime}
   */
  PeerMessages(Context context, PeerHost host, List<WireCodec<?>> known, LongSupplier clock) {
    this.context = context;
    this.host = host;
    this.known = known;
    this.clock = clock;
  }

  // ---- messages

  /** Whether all that comes from now on was posted before. */
  void repeats(boolean now) {
    repeats = now;
  }

  /** So many messages of the call or the input that begins next were posted before. */
  void postedBefore(int count) {
    knownOfNext = count;
  }

  /** A call or an input begins. */
  void begin() {
    knownOfThis = knownOfNext;
    knownOfNext = 0;
    ofThis = 0;
  }

  /** Messages of the call or the input that runs which were posted, by this process or before. */
  int posted() {
    return Math.max(knownOfThis, ofThis);
  }

  void post(LinkEntry entry) {
    if (repeats || ++ofThis <= knownOfThis) {
      return;
    }
    if (posts.take(clock.getAsLong())) {
      Object message = MessageCodec.read(Unpacker.of(entry), known);
      host.post(message, MessageCodec.heapBytes(entry.metadataBytes()));
      return;
    }
    context.countDropped(1);
    if (posts.leftOut() == 1) {
      context.warn("element posts too many messages, some are lost: perSecond=" + POSTS_PER_SECOND);
    }
  }

  // ---- texts

  void warn(LinkEntry entry) {
    if (mayBeSaid()) {
      context.warn(text(entry));
    }
  }

  void info(LinkEntry entry) {
    if (mayBeSaid()) {
      context.info(text(entry));
    }
  }

  private static String text(LinkEntry entry) {
    return RemoteFailure.clean(Unpacker.of(entry).text());
  }

  private boolean mayBeSaid() {
    if (texts.take(clock.getAsLong())) {
      return true;
    }
    if (texts.leftOut() == 1) {
      context.warn(
          "element says too much, the rest of each second is left out: perSecond="
              + TEXTS_PER_SECOND);
    }
    return false;
  }

  /** The process has ended. */
  void close() {
    if (texts.leftOut() > 0) {
      context.warn("element said too much: leftOut=" + texts.leftOut());
    }
  }
}
