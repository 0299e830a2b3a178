package dev.parallax.elements.std.ipc;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.SharedArena;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkHandler;
import dev.parallax.memory.link.LinkViolation;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.remote.StreamCodec;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reader of a sink: its link, what it was told of the stream, and the one buffer that waits for
 * it. Only the sink's thread, but for {@link #gone} and {@link #forgotten}.
 *
 * <p>It begins with what holds of the stream: stream-start, format, segment, tags; then, where
 * buffers depend on each other, with one that does not. So it does after a loss.
 */
final class Reader implements LinkHandler {
  /** One less than a buffer has headers: each reader gets one of a copy. */
  static final int MAX_READERS = 63;

  private static final int TURN = 64;
  private static final int PORT = 0;

  /** A reader keeps each mapped until it is told otherwise. */
  private static final int MAX_ARENAS = 8;

  private final Link link;
  private final IpcSocket socket;

  /** Arenas that it has, the one used last at the end, and what entries call them. */
  private final List<SharedArena> known = new ArrayList<>();

  private volatile @Nullable String gone;

  /** The sink has done with it: the greeter may close its socket. */
  volatile boolean forgotten;

  private Sticky told = Sticky.NOTHING;
  private @Nullable Buffer waiting;
  private Sticky waitingState = Sticky.NOTHING;
  private int waitingSeq;
  private boolean needsKey = true;
  private boolean discont = true;
  private boolean begun;
  private int seq;
  private long lost;

  Reader(Link link, IpcSocket socket) {
    this.link = link;
    this.socket = socket;
  }

  IpcSocket socket() {
    return socket;
  }

  /** Why there is nobody any more, or null. Any thread. */
  @Nullable String gone() {
    return gone;
  }

  /** It is no reader any more. Any thread. */
  void gone(String why) {
    gone = why;
  }

  void own(Doorbell bell) {
    link.own(bell);
  }

  /** Ends the link, and every lease that is out; idempotent. */
  void close() {
    drop();
    link.close();
  }

  // ---- what the sink does with all of them; what a peer does wrong is its own end

  /** Takes what it gave back, and sends what waits. */
  void poll(Context context, StreamCodec codec) throws IOException {
    if (gone == null) {
      try {
        link.poll(this, TURN);
        sendWaiting(context, codec);
        link.flush();
      } catch (LinkViolation e) {
        gone = String.valueOf(e.getMessage());
      }
    }
  }

  /** Whether {@link #poll} may have something to do. */
  boolean isReady() {
    try {
      return gone != null || link.isReady();
    } catch (LinkViolation e) {
      gone = String.valueOf(e.getMessage());
      return true;
    }
  }

  /** Whether a buffer would not have to wait. */
  boolean canTake() {
    try {
      return gone != null || waiting == null && link.canLend(StreamCodec.MAX_BYTES);
    } catch (LinkViolation e) {
      gone = String.valueOf(e.getMessage());
      return true;
    }
  }

  /** Whether {@link #end} would not have to wait. */
  boolean mayEnd() {
    try {
      return gone != null || waiting == null && link.hasRoom(StreamCodec.MAX_BYTES);
    } catch (LinkViolation e) {
      gone = String.valueOf(e.getMessage());
      return true;
    }
  }

  /** Buffers that it has missed since the last call. */
  long takeLost() {
    long now = lost;
    lost = 0;
    return now;
  }

  /**
   * Sends a buffer, which stays the caller's, or has it wait in the place of the one before.
   *
   * @param state what holds of the stream at this buffer
   */
  void offer(Buffer buffer, Sticky state, Context context, StreamCodec codec) throws IOException {
    if (gone == null) {
      try {
        put(buffer, state, context, codec);
        link.flush();
      } catch (LinkViolation e) {
        gone = String.valueOf(e.getMessage());
      }
    }
  }

  /** Sends what does not hold for later buffers; lost when there is no room. */
  void event(Event event, Sticky state, Context context, StreamCodec codec) throws IOException {
    if (gone != null) {
      return;
    }
    try {
      if (waiting == null && tell(state, context, codec)) {
        MemorySegment bytes = codec.write(event);
        link.event(PORT, StreamEvents.EVENT, 0, 0, 0, 0, 0, bytes, bytes.byteSize());
        link.flush();
      }
    } catch (LinkViolation e) {
      gone = String.valueOf(e.getMessage());
    }
  }

  /** Ends the stream; false when that must wait. */
  boolean end(Sticky state, Context context, StreamCodec codec) throws IOException {
    poll(context, codec);
    if (gone != null) {
      return true;
    }
    try {
      boolean ended =
          waiting == null
              && tell(state, context, codec)
              && link.event(PORT, StreamEvents.END, 0, 0, 0, 0, 0);
      link.flush();
      return ended;
    } catch (LinkViolation e) {
      gone = String.valueOf(e.getMessage());
      return true;
    }
  }

  /**
   * The stream begins anew, after a flush: so do running times. What waits is of no use any more.
   */
  void reset() {
    drop();
    told = new Sticky(told.start(), told.format(), null, told.tags());
    discont = true;
    needsKey = true;
  }

  private boolean drop() {
    Buffer late = waiting;
    waiting = null;
    if (late != null) {
      late.close();
    }
    return late != null;
  }

  // ---- sending

  private void put(Buffer buffer, Sticky state, Context context, StreamCodec codec)
      throws IOException {
    int number = ++seq;
    if (waiting != null && !sendWaiting(context, codec) && drop()) {
      missed();
    }
    int flags = buffer.flags();
    if (needsKey && (flags & Buffer.DELTA) != 0) {
      lost += begun ? 1 : 0;
      return;
    }
    Buffer mine = buffer.tryShare();
    if (mine == null) { // too many parts of one buffer are on their way
      missed();
      return;
    }
    needsKey &= (flags & Buffer.HEADER) != 0;
    begun = true;
    if (discont) {
      mine.flags(flags | Buffer.DISCONT);
      discont = false;
    }
    // It waits first: so it is let go when what it carries can't be sent.
    waiting = mine;
    waitingState = state;
    waitingSeq = number;
    boolean unused = sendWaiting(context, codec);
  }

  private void missed() {
    lost++;
    discont = true;
    needsKey = true;
  }

  private boolean sendWaiting(Context context, StreamCodec codec) throws IOException {
    Buffer late = waiting;
    if (late == null || !send(late, waitingSeq, waitingState, context, codec)) {
      return false;
    }
    waiting = null;
    return true;
  }

  /** The buffer is the link's when this gives true. */
  private boolean send(Buffer mine, int number, Sticky state, Context context, StreamCodec codec)
      throws IOException {
    if (!link.canLend(0) || told != state && !tell(state, context, codec)) {
      return false;
    }
    if (!attach(mine.arena())) {
      return false;
    }
    MemorySegment extras = codec.writeExtras(mine);
    return link.send(mine, PORT, number, 0, 0, extras, extras == null ? 0 : extras.byteSize());
  }

  /** Tells what it does not know yet, in order; false when there is no room for all of it. */
  private boolean tell(Sticky state, Context context, StreamCodec codec) {
    if (state.start() != told.start() && state.start() != null) {
      if (!event(codec.write(state.start()), StreamEvents.EVENT, 0)) {
        return false;
      }
      told = told.with(state.start());
    }
    if (state.format() != told.format() && state.format() != null) {
      if (!event(codec.write(state.format()), StreamEvents.FORMAT, 0)) {
        return false;
      }
      told = told.with(state.format());
    }
    if (state.segment() != told.segment() && state.segment() != null) {
      long base = context.now() - context.runningTime();
      if (!event(codec.write(state.segment()), StreamEvents.EVENT, base)) {
        return false;
      }
      told = told.with(state.segment());
    }
    if (state.tags() != told.tags() && state.tags() != null) {
      if (!event(codec.write(state.tags()), StreamEvents.EVENT, 0)) {
        return false;
      }
    }
    told = state;
    return true;
  }

  private boolean event(MemorySegment bytes, int kind, long first) {
    return link.event(PORT, kind, 0, 0, first, 0, 0, bytes, bytes.byteSize());
  }

  // ---- arenas

  /** The reader gets the arena, if it has not; false when it can't now. */
  private boolean attach(SharedArena arena) throws IOException {
    int last = known.size() - 1;
    if (last >= 0 && known.get(last) == arena) {
      return true;
    }
    if (known.remove(arena)) {
      known.add(arena);
      return true;
    }
    if (known.size() == MAX_ARENAS && !detachOldest() || !link.hasRoom(0)) {
      return false;
    }
    switch (socket.send(IpcSocket.ARENA, arena.description(), arena.fd())) {
      case FULL -> {
        return false;
      }
      case GONE -> {
        gone = "it has ended";
        return false;
      }
      case DONE -> {}
    }
    link.event(PORT, StreamEvents.ATTACH, 0, 0, link.export(arena), 0, 0);
    known.add(arena);
    return true;
  }

  /** In order with entries: none that comes later is of that arena. */
  private boolean detachOldest() {
    SharedArena oldest = known.getFirst();
    if (!link.event(PORT, StreamEvents.DETACH, 0, 0, link.export(oldest), 0, 0)) {
      return false;
    }
    link.withdraw(oldest);
    known.removeFirst();
    return true;
  }

  // ---- what it may not send

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    buffer.close();
    gone = "it sends buffers";
  }

  @Override
  public void onDone(int number) {
    gone = "it answers what nobody asked";
  }

  @Override
  public void onEvent(LinkEntry entry) {
    gone = "it sends events";
  }

  @Override
  public void onProperty(LinkEntry entry) {
    gone = "it sends properties";
  }
}
