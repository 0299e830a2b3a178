package dev.parallax.elements.std.net.socket;

import dev.parallax.runtime.element.Context;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends one stream to many clients of a listening socket.
 *
 * <p>The element's thread hands over units by {@link #offer} and writes them straight from the
 * buffer to the clients that are level; what a client's socket does not take is copied, once for
 * all, into a ring. A thread of its own, {@link ClientThread}, accepts clients, shakes hands, reads
 * what they say, and writes to those that lag. Both hold the lock while they touch clients; neither
 * ever waits for a client with it. Memory is bounded by the ring, or one unit where that is larger,
 * and by one rest of a unit per client in DROP mode.
 */
public final class Broadcaster implements AutoCloseable {
  private static final int MOST_WARNINGS = 10;
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long WORTH_TWO_CALLS = 16 << 10;
  private static final long END_PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

  private final Context context;
  private final Settings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Client> joined = new ArrayList<>();
  private final UnitRing ring;
  private final ClientThread thread;
  private boolean waiting;
  private boolean closed;
  private int warnings;
  private long refused;
  private long disconnected;
  private long dropped;
  private long newlyDropped;

  /**
   * How clients are treated.
   *
   * @param maxClients more are turned away
   * @param queueBytes that a client may lag behind
   * @param slow what happens to one that lags further
   * @param timeoutNs a client that takes nothing for so long while it could is disconnected; 0: no
   *     limit
   */
  public record Settings(int maxClients, long queueBytes, SlowClients slow, long timeoutNs) {}

  /** Takes over the listener, and begins to accept. */
  public Broadcaster(
      Context context,
      Listener listener,
      @Nullable Tls tls,
      Settings settings,
      Conversation.Factory factory) {
    this.context = context;
    this.settings = settings;
    ring = new UnitRing(settings.queueBytes());
    try {
      thread = new ClientThread(this, listener, tls, factory);
    } catch (RuntimeException e) { // out of descriptors
      listener.close();
      ring.close();
      throw e;
    }
    thread.start("pipeline-clients/" + context.name());
  }

  // ---- the element's thread

  /**
   * Sends a unit that consists of two parts, the first of which is small or empty.
   *
   * @return false: there is no room; call again with the same unit when the waker has run
   */
  public boolean offer(
      MemorySegment first, long firstBytes, MemorySegment data, long offset, long bytes) {
    lock.lock();
    try {
      long all = firstBytes + bytes;
      if (joined.isEmpty() || all == 0) {
        ring.skip(all);
        return true;
      }
      if (!makeRoom(all)) {
        waiting = true;
        return false;
      }
      waiting = false;
      if (writeAll(first, firstBytes, data, offset, bytes)) {
        ring.skip(all);
      } else {
        ring.append(first, firstBytes, data, offset, bytes);
        catchUp();
      }
      return true;
    } finally {
      if (newlyDropped > 0) {
        context.countDropped(newlyDropped);
        newlyDropped = 0;
      }
      lock.unlock();
    }
  }

  /** Sees to it that the unit could be kept for all; false: wait. */
  private boolean makeRoom(long bytes) {
    for (int i = joined.size() - 1; i >= 0; i--) {
      Client client = joined.get(i);
      if (!client.lags(ring) || ring.hasRoom(bytes, client.place(), client.unit())) {
        continue;
      }
      switch (settings.slow()) {
        case WAIT -> {
          thread.wake(); // it sees to the client's time limit
          return false;
        }
        case DISCONNECT -> {
          disconnected++;
          remove(client, "client is too slow, and is disconnected");
        }
        case DROP -> {
          long lost = client.skip(ring);
          dropped += lost;
          newlyDropped += lost;
        }
      }
    }
    if (!anyLags()) {
      ring.ensure(bytes);
      return true;
    }
    // Larger than the whole ring: only when everybody is level.
    return ring.hasRoom(bytes, ring.head(), ring.units()) || dropAllFor(bytes);
  }

  private boolean dropAllFor(long bytes) {
    if (settings.slow() == SlowClients.WAIT) {
      return false;
    }
    for (int i = joined.size() - 1; i >= 0; i--) {
      if (joined.get(i).lags(ring)) {
        disconnected++;
        remove(joined.get(i), "client is too slow, and is disconnected");
      }
    }
    ring.ensure(bytes);
    return true;
  }

  private boolean anyLags() {
    for (int i = 0; i < joined.size(); i++) {
      if (joined.get(i).lags(ring)) {
        return true;
      }
    }
    return false;
  }

  /** Writes to those that are level; true when all have got all of it. */
  private boolean writeAll(
      MemorySegment first, long firstBytes, MemorySegment data, long offset, long bytes) {
    if (firstBytes > 0 && bytes < WORTH_TWO_CALLS) {
      return false; // one call by way of the ring costs less than two
    }
    boolean all = true;
    long now = System.nanoTime();
    for (int i = joined.size() - 1; i >= 0; i--) {
      Client client = joined.get(i);
      all &= client.isLevel(ring) && write(client, first, firstBytes, data, offset, bytes, now);
    }
    return all;
  }

  private boolean write(
      Client client,
      MemorySegment first,
      long firstBytes,
      MemorySegment data,
      long offset,
      long bytes,
      long now) {
    try {
      long done = push(client.wire(), first, 0, firstBytes);
      if (done == firstBytes) {
        done += push(client.wire(), data, offset, bytes);
      }
      boolean whole = done == firstBytes + bytes;
      client.advance(done, whole, now);
      return whole;
    } catch (IOException e) {
      left(client);
      return true;
    }
  }

  private static long push(Wire wire, MemorySegment data, long offset, long bytes)
      throws IOException {
    long done = 0;
    while (done < bytes) {
      long n = wire.write(data, offset + done, bytes - done);
      if (n == Wire.WOULD_BLOCK) {
        break;
      }
      done += n;
    }
    return done;
  }

  private void catchUp() {
    long now = System.nanoTime();
    for (int i = joined.size() - 1; i >= 0; i--) {
      Client client = joined.get(i);
      try {
        thread.wantOut(client, !client.catchUp(ring, now));
      } catch (IOException e) {
        left(client);
      }
    }
  }

  /**
   * The stream has ended: waits until every client has all of it and the goodbye, or takes no more,
   * or the pipeline stops or flushes. A pause does not count.
   */
  public void end() {
    long patience = settings.timeoutNs() > 0 ? settings.timeoutNs() : END_PATIENCE_NS;
    long begin = context.runningTime();
    while (!part()) {
      if (context.runningTime() - begin >= patience) {
        context.warn("clients did not take the end of the stream in time clients=" + clients());
        return;
      }
      if (!context.await(context.againAt(context.now() + LOOK_NS))) {
        return;
      }
    }
  }

  /** Whether all have all. */
  private boolean part() {
    lock.lock();
    try {
      boolean all = true;
      long now = System.nanoTime();
      for (int i = joined.size() - 1; i >= 0; i--) {
        Client client = joined.get(i);
        try {
          all &= client.part(ring, now);
        } catch (IOException e) {
          left(client);
        }
      }
      return all;
    } finally {
      lock.unlock();
    }
  }

  // ---- both threads, with the lock

  ReentrantLock lock() {
    return lock;
  }

  Settings settings() {
    return settings;
  }

  Context context() {
    return context;
  }

  UnitRing ring() {
    return ring;
  }

  List<Client> clientsJoined() {
    return joined;
  }

  void join(Client client, long now) {
    client.join(ring, now);
    joined.add(client);
  }

  /** A client has gone by itself. */
  void left(Client client) {
    joined.remove(client);
    thread.forget(client);
    progressed();
  }

  /** A client must go. */
  void remove(Client client, String why) {
    warn(why + " address=" + client.wire().peer());
    left(client);
  }

  /** Clients come and go at their peers' will: only the first few of them are told. */
  void warn(String text) {
    if (warnings < MOST_WARNINGS) {
      warnings++;
      context.warn(text + (warnings == MOST_WARNINGS ? "; others are only counted" : ""));
    }
  }

  void countRefused(long more) {
    refused += more;
  }

  void countDisconnected() {
    disconnected++;
  }

  /** There may be room now. */
  void progressed() {
    if (waiting) {
      waiting = false;
      context.waker().run();
    }
  }

  // ---- any thread

  /** Clients that get the stream now. */
  public int clients() {
    lock.lock();
    try {
      return joined.size();
    } finally {
      lock.unlock();
    }
  }

  /** Clients turned away so far. */
  public long refused() {
    lock.lock();
    try {
      return refused;
    } finally {
      lock.unlock();
    }
  }

  /** Clients disconnected so far, because they were too slow. */
  public long disconnected() {
    lock.lock();
    try {
      return disconnected;
    } finally {
      lock.unlock();
    }
  }

  /** Units that slow clients have missed so far. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Closes all; only the element's thread. */
  @Override
  public void close() {
    thread.close();
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        joined.clear();
        ring.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
