package dev.parallax.runtime.remote;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A peer that is a thread of this process: everything is as with another process, but for the walls
 * between the two. It is for tests.
 */
public final class ThreadPeer extends LocalPeer {
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

  private static final int LEASES = 256;
  private static final int BYTES = 256 << 10;

  private final AdapterServer server;
  private volatile boolean hasFailed;

  ThreadPeer(ElementDescriptor element, String name) {
    this(Catalogs.require(element.name()), name);
  }

  private ThreadPeer(ElementFactory factory, String name) {
    super(name, LEASES, BYTES);
    server =
        new AdapterServer(theirs, bell, this::received, factory.create(), factory.descriptor());
    begin();
  }

  @Override
  String serve() {
    boolean asAsked = false;
    try {
      server.run();
      asAsked = server.isStopped();
    } finally {
      hasFailed = !asAsked;
    }
    return "its thread has ended";
  }

  @Override
  void endSoon() {
    server.end();
  }

  /** Whether it ended, or is to end, in another way than it was asked to. */
  boolean hasFailed() {
    return hasFailed || isKilled();
  }

  @Override
  public void unblock() {
    server.unblock();
  }
}
