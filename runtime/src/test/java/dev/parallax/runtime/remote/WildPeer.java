package dev.parallax.runtime.remote;

import dev.parallax.memory.Doorbell;
import dev.parallax.memory.SharedArena;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkViolation;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A peer that is a thread, and does with its end of the link what it likes. It ends when told. */
abstract class WildPeer implements Peer {
  private static final int LEASES = 32;

  private final Link host;
  private final LinkedBlockingQueue<Integer> passed = new LinkedBlockingQueue<>();
  private final String reason;
  private final Thread thread;
  private volatile @Nullable String killed;
  private volatile boolean ended;
  private volatile @Nullable String death;
  private volatile Runnable ring = () -> {};

  /** Its end of the link. */
  final Link theirs;

  final Doorbell bell = Doorbell.futex();

  /**
   * Makes it; {@link #begin} starts it.
   *
   * @param reason of its death when nobody has killed it
   */
  WildPeer(String name, int metadataBytes, String reason) {
    this.reason = reason;
    LinkEnds ends = LinkEnds.make(name, LEASES, metadataBytes);
    host = ends.host();
    theirs = ends.peer();
    thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  final void begin() {
    thread.start();
  }

  /** What it does, until {@link #isEnded} at the latest. */
  abstract void act() throws Exception;

  /** It has done everything. */
  void end() {}

  private void run() {
    String how = reason;
    try {
      theirs.own(bell);
      act();
      theirs.flush();
    } catch (LinkViolation e) {
      // The host has given it up.
    } catch (Exception e) {
      how = e.toString();
    } finally {
      end();
      theirs.close();
      String by = killed;
      death = by != null ? by : how;
      ring.run();
    }
  }

  final boolean isEnded() {
    return ended;
  }

  /** Attaches the arena that the host has passed. */
  final void attach(LinkEntry entry) {
    byte[] description = Unpacker.carried(entry).toArray(ValueLayout.JAVA_BYTE);
    Integer fd = Objects.requireNonNull(passed.poll());
    theirs.attach((int) entry.first(), SharedArena.attach(fd, description, 1L << 32));
  }

  // ---- Peer

  @Override
  public Link link() {
    return host;
  }

  @Override
  public void pass(int fd) {
    passed.add(Unistd.dup(fd));
  }

  @Override
  public @Nullable String death() {
    return death;
  }

  @Override
  public void onDeath(Runnable then) {
    ring = then;
    if (death != null) {
      then.run();
    }
  }

  @Override
  public void unblock() {}

  @Override
  public void kill(String because) {
    killed = because;
    ended = true;
    bell.ring();
  }

  @Override
  public void close() {
    ended = true;
    bell.ring();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    bell.close();
    for (Integer fd = passed.poll(); fd != null; fd = passed.poll()) {
      Unistd.close(fd);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
