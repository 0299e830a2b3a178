package dev.parallax.elements.std.net.socket;

import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An element's one connection, again and again if it shall be. Nothing waits here: where something
 * is to be waited for, the element returns {@link #again}.
 */
public final class Session implements AutoCloseable {
  private static final long LONGEST_PAUSE_NS = TimeUnit.SECONDS.toNanos(30);
  private static final int MOST_DOUBLINGS = 16;

  private final Context context;
  private final Poller poller;
  private final Opener opener;
  private final Limits limits;
  private @Nullable Wire wire;
  private boolean fresh;
  private boolean writing;
  private int failures;
  private long notBefore;
  private long lastMoved;
  private long connections;

  /**
   * How long and how often.
   *
   * @param idleNs a connection on which nothing moves for so long while it should is lost; 0: no
   *     limit
   * @param reconnect whether another connection follows one that has failed
   * @param afterEnd whether another one also follows one that the peer has ended in good order
   * @param delayNs before the second attempt to connect; doubled with each
   * @param maxRetries failed attempts in a row after the first; -1: no limit
   */
  public record Limits(
      long idleNs, boolean reconnect, boolean afterEnd, long delayNs, int maxRetries) {}

  /** Takes over poller and opener. */
  public Session(Context context, Poller poller, Opener opener, Limits limits) {
    this.context = context;
    this.poller = poller;
    this.opener = opener;
    this.limits = limits;
  }

  /**
   * A session of a client.
   *
   * @param tls null: none
   * @param connectS seconds for each address, and for the look-up of the name
   */
  public static Session dialing(
      Context context, Endpoint endpoint, @Nullable Tls tls, int connectS, Limits limits) {
    Poller poller = new Poller();
    Dialer dialer = new Dialer(endpoint, poller, tls, TimeUnit.SECONDS.toNanos(connectS));
    return new Session(context, poller, dialer, limits);
  }

  /** Whether there is a connection; else return {@link #again}. */
  public boolean connect() throws IOException {
    if (wire != null) {
      return true;
    }
    if (notBefore != 0 && System.nanoTime() - notBefore < 0) {
      return false;
    }
    notBefore = 0;
    Wire made;
    try {
      made = opener.open();
    } catch (IOException e) {
      retry(e);
      return false;
    }
    if (made == null) {
      return false;
    }
    wire = made;
    poller.watch(made.fd(), Poller.IN);
    fresh = true;
    writing = false;
    connections++;
    lastMoved = System.nanoTime();
    return true;
  }

  /** True once for each connection after the first: what follows does not continue what was. */
  public boolean takeDiscontinuity() {
    boolean first = fresh && connections > 1;
    fresh = false;
    return first;
  }

  /** Whether there is a connection now. */
  public boolean hasConnection() {
    return wire != null;
  }

  /** How long and how often, as it was made. */
  public Limits limits() {
    return limits;
  }

  /** See {@link Wire#isMidway}; false without a connection. */
  public boolean isMidway() {
    Wire w = wire;
    return w != null && w.isMidway();
  }

  /** Whether another connection follows one that is lost. */
  public boolean reconnects() {
    return limits.reconnect();
  }

  /** Descriptor to wait for where nothing else can be done. */
  public int pollFd() {
    return poller.fd();
  }

  /** Whether this connection is new; stays so until {@link #takeDiscontinuity}. */
  public boolean isFresh() {
    return fresh;
  }

  /**
   * Reads.
   *
   * @return bytes, {@link Wire#WOULD_BLOCK}, or 0 at the end, when nothing more will come
   */
  public long read(MemorySegment target, long offset, long count) throws IOException {
    Wire w = wire();
    long n;
    try {
      n = w.read(target, offset, count);
      if (n == Wire.WOULD_BLOCK) {
        checkIdle(w, "nothing came");
      }
    } catch (IOException e) {
      return lost(e);
    }
    if (n > 0) {
      moved();
      return n;
    }
    writing = false;
    if (n == Wire.WOULD_BLOCK) {
      return n;
    }
    if (!limits.afterEnd()) {
      return 0;
    }
    renew();
    return Wire.WOULD_BLOCK;
  }

  /** The connection has ended in good order: another one shall follow. */
  public void renew() {
    drop();
    pauseBeforeReconnect();
  }

  /**
   * Reads what the peer of a sink says besides; its silence is no failure.
   *
   * @return bytes, {@link Wire#WOULD_BLOCK}, or 0 at the end
   */
  public long readAside(MemorySegment target, long offset, long count) throws IOException {
    try {
      return wire().read(target, offset, count);
    } catch (IOException e) {
      return lost(e);
    }
  }

  /**
   * Writes.
   *
   * @return bytes taken, or {@link Wire#WOULD_BLOCK}: also after the connection was lost, when
   *     {@link #connect} makes another one
   */
  public long write(MemorySegment source, long offset, long count) throws IOException {
    Wire w = wire();
    try {
      long n = w.write(source, offset, count);
      if (n != Wire.WOULD_BLOCK) {
        moved();
        return n;
      }
      if (!writing) { // it had nothing to take until now
        writing = true;
        lastMoved = System.nanoTime();
      }
      checkIdle(w, "peer took nothing");
      return n;
    } catch (IOException e) {
      return lost(e);
    }
  }

  /** See {@link Wire#gather}; nothing without a connection. */
  public void gather(boolean wanted) {
    Wire w = wire;
    if (w != null) {
      w.gather(wanted);
    }
  }

  /** What to return when something must be waited for. */
  public Flow again() {
    return again(Long.MAX_VALUE);
  }

  /**
   * As {@link #again()}.
   *
   * @param deadline {@link System#nanoTime} to be called at in any case while there is a connection
   */
  public Flow again(long deadline) {
    Wire w = wire;
    if (w == null) {
      long at = notBefore != 0 ? notBefore : opener.deadline();
      // While it pauses nothing is watched but, by a server, its listener, which then is not ready.
      return notBefore != 0 ? context.againAt(at) : context.againWhenReadable(poller.fd(), at);
    }
    if (w.hasInput() && !writing) {
      return context.againAt(context.now()); // the rest of a record that has come already
    }
    opener.tend();
    poller.watch(w.fd(), w.wants() | (writing ? Poller.OUT : 0));
    long idle = limits.idleNs() > 0 ? lastMoved + limits.idleNs() : Long.MAX_VALUE;
    long soonest = Math.min(deadline, Math.min(idle, opener.deadline()));
    return context.againWhenReadable(poller.fd(), soonest);
  }

  /** The connection is of use: failures are counted from here on. */
  public void proven() {
    failures = 0;
  }

  private void moved() {
    writing = false;
    if (limits.idleNs() > 0) {
      lastMoved = System.nanoTime();
    }
  }

  private void checkIdle(Wire w, String fact) throws IOException {
    long limit = limits.idleNs();
    if (limit > 0 && System.nanoTime() - lastMoved >= limit) {
      throw new IOException(
          fact
              + " for "
              + TimeUnit.NANOSECONDS.toMillis(limit)
              + " ms address="
              + w.peer()
              + "; raise timeout if the peer may be silent for longer");
    }
  }

  /** The connection is no good: makes another one, if it shall. */
  public long lost(IOException e) throws IOException {
    drop();
    retry(e);
    return Wire.WOULD_BLOCK;
  }

  private void retry(IOException e) throws IOException {
    if (!limits.reconnect()) {
      throw e;
    }
    if (opener.dials()) {
      if (limits.maxRetries() >= 0 && failures >= limits.maxRetries()) {
        throw new IOException(e.getMessage() + " retries=" + failures, e);
      }
      failures++;
      pauseBeforeReconnect();
    }
    context.warn(
        e.getMessage() + (opener.dials() ? "; next attempt=" + failures : "; waiting for another"));
  }

  private void pauseBeforeReconnect() {
    if (!opener.dials()) {
      return;
    }
    long pause =
        Math.min(
            LONGEST_PAUSE_NS,
            limits.delayNs() << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
    // Not all at once, when a server comes back that many were connected to.
    long some = pause - pause / 8 + ThreadLocalRandom.current().nextLong(pause / 4 + 1);
    notBefore = System.nanoTime() + some;
  }

  private Wire wire() {
    Wire w = wire;
    if (w == null) {
      throw new IllegalStateException("there is no connection");
    }
    return w;
  }

  /** The other side, for messages. */
  public String peer() {
    Wire w = wire;
    return w == null ? opener.where() : w.peer();
  }

  /** Ends this connection; {@link #connect} makes another one. */
  public void drop() {
    Wire w = wire;
    wire = null;
    if (w != null) {
      poller.forget(w.fd());
      w.close();
    }
  }

  /**
   * Says that nothing more will be written.
   *
   * @return false: not all of it is out; wait for {@link #again}, and call it again
   */
  public boolean finish() {
    Wire w = wire;
    if (w == null || w.finish()) {
      return true;
    }
    writing = true;
    return false;
  }

  @Override
  public void close() {
    drop();
    opener.close();
    poller.close();
  }
}
