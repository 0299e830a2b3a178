package dev.parallax.runtime.remote;

import dev.parallax.memory.Doorbell;
import dev.parallax.memory.link.Link;
import dev.parallax.nativeglue.linux.Unistd;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A peer that is a thread of this process, with its end of the link. */
abstract class LocalPeer implements Peer {
  private final Link host;
  private final LinkedBlockingQueue<Integer> passed = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile @Nullable String death;
  private volatile @Nullable String killed;
  private volatile Runnable ring = () -> {};

  /** Its end of the link; {@link #serve} closes it. */
  final Link theirs;

  final Doorbell bell = Doorbell.futex();

  /**
   * Makes it; {@link #begin} starts it.
   *
   * @param leases that each side may have out
   * @param metadataBytes for what goes along with entries, in each direction
   */
  LocalPeer(String name, int leases, int metadataBytes) {
    LinkEnds ends = LinkEnds.make(name, leases, metadataBytes);
    host = ends.host();
    theirs = ends.peer();
    thread = Thread.ofPlatform().name("parallax-peer-" + name).daemon(true).unstarted(this::run);
  }

  /** Once everything is made. */
  final void begin() {
    thread.start();
  }

  private void run() {
    String how = "";
    try {
      how = serve();
    } catch (Throwable t) {
      how = String.valueOf(t);
    } finally {
      String by = killed;
      death = by != null ? by : how;
      ring.run();
    }
  }

  /** What the thread does; how it has ended, if nobody has killed it. */
  abstract String serve();

  /** Has the thread end soon. Any thread. */
  abstract void endSoon();

  /** The next descriptor that the host has passed, the caller's from now on. */
  final int received() {
    Integer fd = passed.poll();
    if (fd == null) {
      throw new PeerFault("a descriptor was announced, and none came");
    }
    return fd;
  }

  final boolean isKilled() {
    return killed != null;
  }

  // ---- Peer

  @Override
  public final Link link() {
    return host;
  }

  @Override
  public final void pass(int fd) {
    passed.add(Unistd.dup(fd));
  }

  @Override
  public final @Nullable String death() {
    return death;
  }

  @Override
  public final void onDeath(Runnable then) {
    ring = then;
    if (death != null) {
      then.run();
    }
  }

  @Override
  public final void kill(String reason) {
    killed = reason;
    endSoon();
  }

  @Override
  public final void close() {
    endSoon();
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
