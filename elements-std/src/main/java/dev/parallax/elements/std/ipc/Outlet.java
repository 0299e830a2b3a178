package dev.parallax.elements.std.ipc;

import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Listener;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.SharedArena;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.remote.LinkContext;
import dev.parallax.runtime.remote.StreamCodec;
import dev.parallax.runtime.spi.ViewBuffers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sink's side of {@code ipcsink}: gives each buffer to all readers. All on the sink's thread,
 * without locks; the {@link Greeter} hands over who has come.
 *
 * <p>Buffers are lent where they lie when their arena carries nothing but this stream. Others, and
 * what lies in no arena that can be passed on, are copied once for all readers, and counted.
 */
final class Outlet implements AutoCloseable {
  private static final long LOOK_NS = 100_000_000L;
  private static final long END_PATIENCE_NS = 2_000_000_000L;
  private static final int MAX_ARENAS = 64;

  private final LinkContext context;
  private final Greeter greeter;
  private final Settings settings;
  private final Doorbell bell;
  private final List<Reader> readers = new ArrayList<>();
  private final StreamCodec codec = new StreamCodec();
  private final Map<SharedArena, Boolean> shareable = new IdentityHashMap<>();
  private final BooleanSupplier anybody;
  private final BooleanSupplier everybody;
  private volatile int count;
  private @Nullable FixedBufferPool copies;
  private @Nullable SharedArena lastArena;
  private Sticky state = Sticky.NOTHING;

  /**
   * How it deals with readers.
   *
   * @param delivery when one is slow
   * @param waits whether the stream waits while there is none
   * @param copies whether every buffer is copied
   * @param maxReaders at a time
   * @param leases buffers that one may have
   */
  record Settings(IpcDelivery delivery, boolean waits, boolean copies, int maxReaders, int leases) {
    /** Buffers that are out, or wait, at most. */
    int holds() {
      return maxReaders * (leases + 1);
    }
  }

  private Outlet(LinkContext context, Listener listener, Users users, Settings settings) {
    this.context = context;
    this.settings = settings;
    bell = context.bell();
    Runnable waker = context.waker();
    Doorbell rung = context.bell();
    greeter =
        new Greeter(
            listener,
            new Greeter.Settings(context.name(), users, settings.maxReaders(), settings.leases()),
            () -> {
              waker.run();
              rung.ring();
            });
    anybody = this::isNews;
    everybody = this::isProgress;
    // What readers give back may be what the thread waits for: it may be another program's.
    context.whileWaiting(this::hasReturns, this::takeReturns);
  }

  /** Listens. */
  static Outlet open(
      LinkContext context, String path, int permissions, Users users, Settings settings)
      throws IOException {
    Listener listener =
        Listener.openMessages(new Endpoint.Local(path), Reader.MAX_READERS, permissions);
    try {
      return new Outlet(context, listener, users, settings);
    } catch (RuntimeException e) {
      listener.close();
      throw e;
    }
  }

  /** Readers. Any thread. */
  int readers() {
    return count;
  }

  /** Programs that were turned away. Any thread. */
  long refused() {
    return greeter.refused();
  }

  // ---- who is there

  private boolean isNews() {
    if (greeter.hasArrived() || greeter.failure() != null) {
      return true;
    }
    for (int i = 0; i < readers.size(); i++) {
      if (readers.get(i).gone() != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether the buffer that waits for all readers waits no longer. */
  private boolean isProgress() {
    if (isNews()) {
      return true;
    }
    for (int i = 0; i < readers.size(); i++) {
      if (!readers.get(i).canTake()) {
        return false;
      }
    }
    return true;
  }

  private boolean hasReturns() {
    for (int i = 0; i < readers.size(); i++) {
      Reader reader = readers.get(i);
      if (reader.gone() == null && reader.isReady()) {
        return true;
      }
    }
    return false;
  }

  private void takeReturns() {
    try {
      for (int i = 0; i < readers.size(); i++) {
        readers.get(i).poll(context, codec);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void meet() throws IOException {
    Throwable failure = greeter.failure();
    if (failure != null) {
      throw new IOException("cannot take readers any more: " + failure, failure);
    }
    for (int i = readers.size() - 1; i >= 0; i--) {
      Reader reader = readers.get(i);
      reader.poll(context, codec);
      countLost(reader);
      if (reader.gone() != null) {
        readers.remove(i);
        bye(reader);
      }
    }
    for (Reader reader = greeter.take(); reader != null; reader = greeter.take()) {
      reader.own(bell);
      readers.add(reader);
    }
    count = readers.size();
  }

  /** What it had goes back to its pools; it had only its own leases. */
  private void bye(Reader reader) {
    reader.close();
    greeter.forget(reader);
  }

  private void countLost(Reader reader) {
    long lost = reader.takeLost();
    if (lost > 0) {
      context.countDropped(lost);
    }
  }

  // ---- the stream

  /** Gives a buffer to all. */
  Flow consume(View in) throws IOException {
    greeter.rest(false);
    meet();
    format(in.format());
    if (readers.isEmpty()) {
      return settings.waits() ? context.againWhen(anybody, context.now() + LOOK_NS) : Flow.OK;
    }
    if (settings.delivery() == IpcDelivery.EVERY) {
      for (int i = 0; i < readers.size(); i++) {
        if (!readers.get(i).canTake()) {
          return context.againWhen(everybody, context.now() + LOOK_NS);
        }
      }
    }
    Buffer buffer = carried(in);
    if (buffer == null) {
      context.countDropped(readers.size());
      return Flow.OK;
    }
    try {
      for (int i = 0; i < readers.size(); i++) {
        Reader reader = readers.get(i);
        reader.offer(buffer, state, context, codec);
        countLost(reader);
      }
    } finally {
      buffer.close();
    }
    return Flow.OK;
  }

  private void format(Format now) {
    if (now != state.format()) {
      state = state.with(now);
      greeter.format(codec.write(now).toArray(ValueLayout.JAVA_BYTE));
    }
  }

  void event(Event.Downstream event) throws IOException {
    switch (event) {
      case Event.StreamStart start -> state = state.with(start);
      case Event.Segment segment -> state = state.with(segment);
      case Event.Tags tags -> state = state.with(tags);
      case Event.Eos eos -> end();
      case Event.Gap gap -> tell(gap);
      case Event.Custom custom -> tell(custom);
    }
  }

  private void tell(Event event) throws IOException {
    meet();
    for (Reader reader : readers) {
      reader.event(event, state, context, codec);
    }
  }

  /** What waits is given, to those who take it in time. */
  private void end() throws IOException {
    greeter.rest(true);
    meet();
    long begin = context.runningTime(); // a pause does not count
    List<Reader> left = new ArrayList<>(readers);
    BooleanSupplier progress = () -> left.stream().anyMatch(Reader::mayEnd);
    while (!isTaken(left)) {
      long patience = END_PATIENCE_NS - (context.runningTime() - begin);
      if (patience <= 0) {
        for (Reader reader : left) {
          context.countDropped(1);
          reader.gone("it did not take the end of the stream in time");
        }
        break;
      }
      long look = context.now() + Math.min(patience, LOOK_NS);
      if (!context.await(context.againWhen(progress, look))) {
        break; // the end is not wanted any more
      }
    }
    meet();
  }

  /** Tells those who are left of the end; whether none is. */
  private boolean isTaken(List<Reader> left) throws IOException {
    for (Reader reader : List.copyOf(left)) {
      if (reader.end(state, context, codec)) {
        left.remove(reader);
      }
    }
    return left.isEmpty();
  }

  /** The stream begins anew, after a flush. */
  void reset() {
    readers.forEach(Reader::reset);
  }

  // ---- memory

  /**
   * The buffer as it may be lent: itself, or a copy, also when too many parts of it are out to give
   * each reader one more; null when there is no room for a copy.
   */
  private @Nullable Buffer carried(View in) {
    Buffer shared = settings.copies() ? null : ViewBuffers.share(in);
    if (shared != null && shared.headersLeft() >= readers.size() && isShareable(shared.arena())) {
      return shared;
    }
    try {
      return copy(in);
    } finally {
      if (shared != null) {
        shared.close();
      }
    }
  }

  private boolean isShareable(SharedArena arena) {
    if (arena == lastArena) {
      return true;
    }
    Boolean known = shareable.get(arena);
    if (known == null) {
      if (shareable.size() == MAX_ARENAS) {
        shareable.clear();
      }
      known = arena.fd() >= 0 && context.isOwn(arena);
      shareable.put(arena, known);
    }
    lastArena = known ? arena : null;
    return known;
  }

  private @Nullable Buffer copy(View in) {
    Buffer copy = copyPool(in.size()).tryAcquire();
    if (copy != null) {
      ViewBuffers.copy(in, copy);
      context.countCopied(1);
    }
    return copy;
  }

  /** Enough for all that may be out, and one; a new one when buffers have grown. */
  private FixedBufferPool copyPool(long bytes) {
    FixedBufferPool pool = copies;
    if (pool == null || pool.slotBytes() < bytes) {
      long size = Math.max(1, pool == null ? bytes : Math.max(bytes, 2 * pool.slotBytes()));
      FixedBufferPool made =
          FixedBufferPool.create(
              PoolConfig.of(context.name() + " copies", size, settings.holds() + 1));
      made.own(context.bell());
      copies = made;
      if (pool != null) {
        pool.close();
      }
      pool = made;
    }
    return pool;
  }

  @Override
  public void close() {
    greeter.close();
    for (Reader reader = greeter.take(); reader != null; reader = greeter.take()) {
      readers.add(reader);
    }
    readers.forEach(Reader::close);
    readers.clear();
    count = 0;
    FixedBufferPool pool = copies;
    copies = null;
    if (pool != null) {
      pool.close();
    }
  }
}
