package dev.parallax.runtime.isolation;

import dev.parallax.memory.link.Link;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.runtime.remote.FileId;
import dev.parallax.runtime.remote.PeerGroup;
import dev.parallax.runtime.remote.PeerProcess;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Elements in a sandboxed process, as its host has them. */
final class SandboxProcess implements PeerProcess {
  private static final Duration READY_TIME = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofMillis(500);

  /**
   * Beyond computing: seals of the files that it gets, and their descriptors; barriers between its
   * own threads.
   */
  private static final Set<String> CALLS = Set.of("fcntl", "recvmsg", "membarrier");

  /** What every element of a pipeline gets. */
  static final SandboxProfile PROFILE = new SandboxProfile.Custom(CALLS);

  /** The same, with reports in place of refusals. */
  static final SandboxProfile LEARN = new SandboxProfile.Learn(CALLS);

  /** {@link #PROFILE} with more system calls. */
  static SandboxProfile.Custom profile(Set<String> more) {
    SeccompPolicy.checkForElements(more);
    Set<String> calls = new HashSet<>(CALLS);
    calls.addAll(more);
    return new SandboxProfile.Custom(calls);
  }

  private final IsolatedChild child;
  private final List<MemberFiles> members;
  private final String sharing;
  private final AtomicReferenceArray<@Nullable Runnable> rings;
  private volatile @Nullable String death;

  private SandboxProcess(IsolatedChild child, List<MemberFiles> members, String sharing) {
    this.child = child;
    this.members = members;
    this.sharing = sharing;
    rings = new AtomicReferenceArray<>(members.size());
  }

  /**
   * Starts it.
   *
   * @param name for messages
   * @param elements one or more, at most {@link ElementTask#MOST}
   * @param classPath of all of them
   * @param profile {@link #LEARN}, one of {@link #profile}, or that with a part of the network
   * @param quota of its control group
   * @param said gets what it was refused, and what it wrote
   */
  static SandboxProcess start(
      Supervisor supervisor,
      String name,
      List<PeerGroup.Member> elements,
      List<Path> classPath,
      SandboxProfile profile,
      Quota quota,
      Consumer<Diagnostic> said)
      throws InterruptedException {
    List<MemberFiles> members = new ArrayList<>();
    IsolatedChild child = null;
    boolean started = false;
    try {
      for (PeerGroup.Member each : elements) {
        members.add(new MemberFiles(each));
      }
      child =
          supervisor.start(
              ElementSandbox.of(name, ElementTask.class.getName(), classPath)
                  .withProfile(profile)
                  .withLimits(ElementSandbox.Limits.ELEMENT)
                  .withQuota(quota)
                  .withLoops(ElementSandbox.Loops.of(elements))
                  .withFds(members.stream().flatMapToInt(MemberFiles::fds).toArray())
                  .withInit(new byte[] {(byte) members.size()}),
              listener(said));
      for (MemberFiles member : members) {
        if (!child.send(member.start().encode())) {
          child.kill("takes no elements");
        }
      }
      child.awaitReady(READY_TIME);
      members.forEach(MemberFiles::join);
      SandboxProcess process = new SandboxProcess(child, members, sharing(elements));
      child.exit().thenAccept(process::ended);
      started = true;
      return process;
    } finally {
      members.forEach(MemberFiles::passed);
      if (!started) {
        members.forEach(MemberFiles::close);
        if (child != null) {
          child.close();
        }
      }
    }
  }

  private static String sharing(List<PeerGroup.Member> elements) {
    return elements.size() == 1
        ? ""
        : " sharing=" + String.join(",", elements.stream().map(PeerGroup.Member::name).toList());
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
        how.kind().name().toLowerCase(Locale.ROOT)
            + " status="
            + how.status()
            + (how.reason().isEmpty() ? "" : " " + how.reason())
            + sharing;
    for (int i = 0; i < rings.length(); i++) {
      Runnable ring = rings.get(i);
      if (ring != null) {
        ring.run();
      }
    }
  }

  /** The process, as this one sees it. */
  int pid() {
    return child.pid();
  }

  @Override
  public Link link(int member) {
    return members.get(member).link();
  }

  @Override
  public void pass(int member, int fd) {
    MemberFiles to = members.get(member);
    try (Arena arena = Arena.ofConfined()) {
      int flags = Socket.MSG_NOSIGNAL | Socket.MSG_DONTWAIT;
      long sent = Scm.sendmsg(to.socket(), arena.allocate(1), 0, 1, new int[] {fd}, flags);
      if (sent != 1 && sent != -Errno.EPIPE && sent != -Errno.ECONNRESET) { // its death follows
        throw new IllegalStateException(
            "element's process takes no descriptor name=" + to.link().name() + " errno=" + -sent);
      }
    }
  }

  @Override
  public Set<FileId> kept(Set<FileId> files) {
    return child.held(files);
  }

  @Override
  public @Nullable String death() {
    return death;
  }

  @Override
  public void onDeath(int member, Runnable ring) {
    rings.set(member, ring);
    if (death != null) {
      ring.run();
    }
  }

  @Override
  public void unblock(int member) {
    tell(ElementTask.UNBLOCK, member);
  }

  private void tell(byte what, int member) {
    boolean unused = child.send(new byte[] {what, (byte) member}); // gone: its death follows
  }

  @Override
  public void kill(String reason) {
    child.kill(reason);
  }

  @Override
  public void leave(int member) {
    tell(ElementTask.LEAVE, member);
    members.get(member).close();
  }

  @Override
  public void close() {
    try {
      child.shutdown(GRACE);
    } catch (InterruptedException e) {
      child.close();
      Thread.currentThread().interrupt();
    }
  }
}
