package dev.parallax.runtime.remote;

import dev.parallax.memory.Doorbell;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkFile;
import dev.parallax.memory.link.LinkPlan;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostics;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A peer that is a thread of this process: everything is as with another process, but for the walls
 * between the two. It is for tests.
 */
public final class ThreadPeer implements Peer {
  /** Starts such threads. */
  public static final PeerLauncher LAUNCHER =
      (element, name, property) -> new ThreadPeer(element, name);

  /**
   * Puts elements on such threads, those of a group on threads that end together.
   *
   * @param which elements
   * @param group of each of them, or null
   */
  public static Placement placement(
      BiPredicate<String, ElementDescriptor> which, Function<String, @Nullable String> group) {
    return new Placement() {
      @Override
      public @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element) {
        return which.test(name, element) ? LAUNCHER : null;
      }

      @Override
      public @Nullable String groupOf(String name, ElementDescriptor element) {
        return group.apply(name);
      }

      @Override
      public PeerLauncher launcherOf(String group, List<PeerGroup.Member> members) {
        return new PeerGroup(members, ThreadProcess::new);
      }
    };
  }

  private static final AtomicLong NUMBER = new AtomicLong();
  private static final int LEASES = 256;
  private static final int BYTES = 256 << 10;
  private static final int PORTS = 256;

  private final LinkFile[] files;
  private final Link link;
  private final Doorbell bell = Doorbell.futex();
  private final LinkedBlockingQueue<Integer> passed = new LinkedBlockingQueue<>();
  private final AdapterServer server;
  private final Thread thread;
  private volatile @Nullable String death;
  private volatile @Nullable String killed;
  private volatile boolean hasFailed;
  private volatile Runnable ring = () -> {};

  ThreadPeer(ElementDescriptor element, String name) {
    ElementFactory factory = Catalogs.find(element.name());
    if (factory == null) {
      throw Diagnostics.unknownElement(element.name(), Catalogs.names());
    }
    LinkPlan plan = LinkPlan.of(LEASES, LEASES, BYTES);
    long number = NUMBER.incrementAndGet();
    files =
        new LinkFile[] {
          LinkFile.create(plan, 2 * number, 1), LinkFile.create(plan, 2 * number + 1, 1)
        };
    LinkFile hostWrites = files[0].mapForWriting();
    LinkFile peerReads = copy(files[0]);
    LinkFile peerWrites = copy(files[1]).mapForWriting();
    peerReads.mapForReading();
    LinkFile hostReads = files[1].mapForReading();
    hostWrites.closeFd();
    hostReads.closeFd();
    link = Link.open(name, hostWrites, hostReads, PORTS);
    Link theirs = Link.open(name + " (element)", peerWrites, peerReads, PORTS);
    server =
        new AdapterServer(theirs, bell, this::received, factory.create(), factory.descriptor());
    thread = Thread.ofPlatform().name("parallax-peer-" + name).daemon(true).unstarted(this::serve);
    thread.start();
  }

  private static LinkFile copy(LinkFile file) {
    return LinkFile.received(Unistd.dup(file.fd()), file.description());
  }

  private int received() {
    Integer fd = passed.poll();
    if (fd == null) {
      throw new PeerFault("a descriptor was announced, and none came");
    }
    return fd;
  }

  private void serve() {
    String failed = "its thread has ended";
    try {
      server.run();
      hasFailed = !server.isStopped();
    } catch (Throwable t) {
      failed = String.valueOf(t);
      hasFailed = true;
    } finally {
      String reason = killed;
      death = reason != null ? reason : failed;
      ring.run();
    }
  }

  @Override
  public Link link() {
    return link;
  }

  @Override
  public void pass(int fd) {
    passed.add(Unistd.dup(fd));
  }

  @Override
  public @Nullable String death() {
    return death;
  }

  /** Whether it ended, or is to end, in another way than it was asked to. */
  boolean hasFailed() {
    return hasFailed || killed != null;
  }

  @Override
  public void onDeath(Runnable then) {
    ring = then;
    if (death != null) {
      then.run();
    }
  }

  @Override
  public void unblock() {
    server.unblock();
  }

  @Override
  public void kill(String reason) {
    killed = reason;
    server.end();
  }

  @Override
  public void close() {
    server.end();
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
