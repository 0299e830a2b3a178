package dev.parallax.runtime.isolation;

import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkFile;
import dev.parallax.memory.link.LinkPlan;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.remote.Peer;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An element in a sandboxed process, as its host has it. */
final class SandboxPeer implements Peer {
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final Duration READY_TIME = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final int LEASES = 1024;
  private static final int CARRIED_BYTES = 256 << 10;

  /**
   * Beyond computing: seals of the files that it gets, and their descriptors; barriers between its
   * own threads.
   */
  private static final Set<String> CALLS = Set.of("fcntl", "recvmsg", "membarrier");

  /** What every element of a pipeline gets. */
  static final SandboxProfile PROFILE = new SandboxProfile.Custom(CALLS);

  /** The same, with reports in place of refusals. */
  static final SandboxProfile LEARN = new SandboxProfile.Learn(CALLS);

  /** {@link #PROFILE}, with a part of the network if there is one. */
  static SandboxProfile profile(SandboxProfile.@Nullable WithNetwork network) {
    return network == null ? PROFILE : network.with(CALLS);
  }

  private final IsolatedChild child;
  private final Link link;
  private final int socket;
  private volatile @Nullable String death;
  private volatile Runnable ring = () -> {};
  private boolean closed;

  private SandboxPeer(IsolatedChild child, Link link, int socket) {
    this.child = child;
    this.link = link;
    this.socket = socket;
  }

  /**
   * Starts it.
   *
   * @param classPath of the element
   * @param profile {@link #LEARN}, or one of {@link #profile}
   * @param quota of its control group
   * @param said gets what it was refused, and what it wrote
   */
  static SandboxPeer start(
      Supervisor supervisor,
      ElementDescriptor element,
      String name,
      List<Path> classPath,
      SandboxProfile profile,
      Quota quota,
      Consumer<Diagnostic> said)
      throws InterruptedException {
    LinkPlan plan = LinkPlan.of(LEASES, LEASES, CARRIED_BYTES);
    long number = NUMBER.incrementAndGet();
    LinkFile mine = LinkFile.create(plan, 2 * number, 1);
    LinkFile theirs = LinkFile.create(plan, 2 * number + 1, 1);
    int[] sockets = Scm.socketpair(Scm.SOCK_SEQPACKET | Socket.SOCK_CLOEXEC);
    IsolatedChild child = null;
    boolean started = false;
    try {
      mine.mapForWriting();
      ElementStart first =
          new ElementStart(element.name(), name, mine.description(), theirs.description());
      child =
          supervisor.start(
              ElementSandbox.of(name, ElementTask.class.getName(), classPath)
                  .withProfile(profile)
                  .withLimits(ElementSandbox.Limits.ELEMENT)
                  .withQuota(quota)
                  .withLoops(ElementSandbox.Loops.of(element))
                  .withFds(mine.fd(), theirs.fd(), sockets[1])
                  .withInit(first.encode()),
              listener(said));
      child.awaitReady(READY_TIME);
      theirs.mapForReading();
      mine.closeFd();
      theirs.closeFd();
      Link link = Link.open(name, mine, theirs, ElementTask.PORTS);
      SandboxPeer peer = new SandboxPeer(child, link, sockets[0]);
      child.exit().thenAccept(peer::ended);
      started = true;
      return peer;
    } finally {
      Unistd.close(sockets[1]);
      if (!started) {
        Unistd.close(sockets[0]);
        mine.close();
        theirs.close();
        if (child != null) {
          child.close();
        }
      }
    }
  }

  private static SandboxListener listener(Consumer<Diagnostic> said) {
    return new SandboxListener() {
      @Override
      public void diagnostic(Diagnostic diagnostic) {
        said.accept(diagnostic);
      }
    };
  }

  private void ended(ChildExit how) {
    death =
        how.kind().name().toLowerCase(java.util.Locale.ROOT)
            + " status="
            + how.status()
            + (how.reason().isEmpty() ? "" : " " + how.reason());
    ring.run();
  }

  /** The process, as this one sees it. */
  int pid() {
    return child.pid();
  }

  @Override
  public Link link() {
    return link;
  }

  @Override
  public void pass(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      int flags = Socket.MSG_NOSIGNAL | Socket.MSG_DONTWAIT;
      long sent = Scm.sendmsg(socket, arena.allocate(1), 0, 1, new int[] {fd}, flags);
      if (sent != 1 && sent != -Errno.EPIPE && sent != -Errno.ECONNRESET) { // its death follows
        throw new IllegalStateException(
            "element's process takes no descriptor name=" + link.name() + " errno=" + -sent);
      }
    }
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
  public void unblock() {
    child.send(new byte[] {ElementTask.UNBLOCK});
  }

  @Override
  public void kill(String reason) {
    child.kill(reason);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      child.shutdown(GRACE);
    } catch (InterruptedException e) {
      child.close();
      Thread.currentThread().interrupt();
    } finally {
      Unistd.close(socket);
    }
  }
}
