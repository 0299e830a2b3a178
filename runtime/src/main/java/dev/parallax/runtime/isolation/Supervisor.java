package dev.parallax.runtime.isolation;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes, watches and ends child processes, each in a sandbox of its own.
 *
 * <p>Every layer is required: when one can't be set up, nothing is started and the error names it.
 * A child has two threads here: the spawner, which gave up all rights before it made the child and
 * whose end is the child's, and the watch, which reads what the child writes. When this process
 * ends in whatever way, its children are killed by the kernel; their mounts go with them.
 *
 * <p>Its methods are for any thread.
 */
public final class Supervisor implements AutoCloseable {
  private static final String OOM_SCORE = "800";
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final SandboxProbe.Result system;
  private final ChildLauncher launcher;
  private final Set<IsolatedChild> children = ConcurrentHashMap.newKeySet();
  private boolean closed;

  private final AotCaches caches;
  private final CgroupPlaces places = CgroupPlaces.find();

  private Supervisor(SandboxProbe.Result system, ChildLauncher launcher, AotCaches caches) {
    this.system = system;
    this.launcher = launcher;
    this.caches = caches;
  }

  /**
   * Tries every layer out. Children start from a cache of classes when one has been made ({@link
   * AotCaches#standard}).
   *
   * @param element for the message
   * @throws ParallaxException with PLX-SBX-002 when this system can't isolate
   */
  public static Supervisor open(String element) {
    return open(element, AotCaches.standard());
  }

  /** As {@link #open(String)}, with other caches. */
  public static Supervisor open(String element, AotCaches caches) {
    ChildLauncher launcher = SandboxProbe.launcher(element);
    try {
      return new Supervisor(SandboxProbe.probe(element, launcher), launcher, caches);
    } catch (RuntimeException | Error e) {
      launcher.close();
      throw e;
    }
  }

  /** What this system offers. */
  public SandboxProbe.Result system() {
    return system;
  }

  /**
   * Starts a child. It is not ready yet: see {@link IsolatedChild#awaitReady}.
   *
   * @throws ParallaxException with PLX-SBX-003 when it can't be made, PLX-SBX-006 when it could not
   *     read one of its files, PLX-SBX-002 when its quota can't be had
   */
  public IsolatedChild start(ElementSandbox sandbox, SandboxListener listener) {
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("supervisor is closed");
      }
    }
    Cgroup group = group(sandbox);
    long id = launcher.ownIds() ? ChildIds.take() : -1;
    boolean started = false;
    try (ChildFiles files = new ChildFiles(sandbox.classPath(), sandbox.profile());
        OpenFds fds = new OpenFds()) {
      if (id >= 0) {
        requireReadable(sandbox.element(), files);
      }
      IsolatedChild child = launch(sandbox, listener, files, fds, id, group);
      started = true;
      return child;
    } finally {
      if (!started && id >= 0) {
        ChildIds.giveBack(id);
      }
      if (!started && group != null) {
        group.close();
      }
    }
  }

  /** Children that have not ended. */
  public List<IsolatedChild> children() {
    return List.copyOf(children);
  }

  /** Kills all children and waits until they have ended. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    children.forEach(child -> child.kill("supervisor closed"));
    children.forEach(IsolatedChild::close);
    launcher.close();
  }

  private IsolatedChild launch(
      ElementSandbox sandbox,
      SandboxListener listener,
      ChildFiles files,
      OpenFds fds,
      long id,
      @Nullable Cgroup group) {
    int[] sockets = Scm.socketpair(Scm.SOCK_SEQPACKET | Socket.SOCK_CLOEXEC);
    int ours = fds.add(sockets[0]);
    fds.add(sockets[1]);
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    int output = fds.add(pipe[0]);
    fds.add(pipe[1]);
    Fcntl.setFlags(output, Fcntl.getFlags(output) | Fcntl.O_NONBLOCK);
    int devNull =
        fds.add(Fcntl.openat(Fcntl.AT_FDCWD, "/dev/null", Fcntl.O_RDONLY | Fcntl.O_CLOEXEC, 0));

    int[] childFds = new int[ChildInit.FIRST_FD + sandbox.fds().length];
    System.arraycopy(new int[] {devNull, pipe[1], pipe[1], sockets[1]}, 0, childFds, 0, 4);
    System.arraycopy(sandbox.fds(), 0, childFds, ChildInit.FIRST_FD, sandbox.fds().length);
    SpawnPlan plan =
        SpawnPlans.of(sandbox, files, childFds, id, system.landlockAbi(), cache(sandbox));
    Spawner.Launched launched =
        launched(sandbox.element(), plan, NUMBERS.incrementAndGet() + "-" + sandbox.element());

    ControlSocket control = new ControlSocket(fds.keep(ours));
    ChildOutput lines = new ChildOutput(listener::output);
    IsolatedChild child =
        new IsolatedChild(sandbox.element(), launched.pid(), launched.pidfd(), control, lines);
    children.add(child);
    ChildWatch watch =
        new ChildWatch(
            child,
            listener,
            control,
            launched.exit(),
            () -> forget(child, id, group),
            sandbox.profile(),
            fds.keep(output),
            launched.pidfd());
    Thread.ofPlatform().daemon().name("plx-watch-" + sandbox.element()).start(watch);
    begin(child, control, sandbox, group);
    return child;
  }

  private Spawner.Launched launched(String element, SpawnPlan plan, String name) {
    try {
      return launcher.launch(plan, name).join();
    } catch (CompletionException e) {
      Spawner.SpawnException cause = Spawner.SpawnException.of(e);
      String what = cause.step() + ": " + cause.getMessage();
      throw new ParallaxException(IsolatedChild.notReady(element, what, List.of()), e);
    }
  }

  /** The last settings from outside, then the first message, without which it does nothing. */
  private static void begin(
      IsolatedChild child, ControlSocket control, ElementSandbox sandbox, @Nullable Cgroup group) {
    try {
      Files.writeString(Path.of("/proc/" + child.pid() + "/oom_score_adj"), OOM_SCORE);
    } catch (IOException e) {
      child.kill("oom_score_adj can't be set: " + e.getMessage());
      return;
    }
    try {
      if (group != null) {
        group.add(child.pid());
      }
    } catch (IOException e) {
      child.kill("it can't be put into its control group: " + e);
      return;
    }
    ChildInit init =
        new ChildInit(
            sandbox.taskClass(),
            sandbox.fds().length,
            sandbox.profile().systemCalls(),
            sandbox.profile() instanceof SandboxProfile.WithNetwork,
            true,
            sandbox.init());
    if (!control.send(new ControlMessage(ControlMessage.Type.INIT, init.encode()))) {
      child.kill("takes no first message");
    }
  }

  /** Gives why the kernel has ended it, or nothing. */
  private String forget(IsolatedChild child, long id, @Nullable Cgroup group) {
    children.remove(child);
    if (id >= 0) {
      ChildIds.giveBack(id);
    }
    if (group == null) {
      return "";
    }
    try (group) {
      return group.overrun();
    }
  }

  /** Null without a quota; one that can't be had is refused. */
  private @Nullable Cgroup group(ElementSandbox sandbox) {
    if (!sandbox.quota().limits()) {
      return null;
    }
    try {
      return Cgroup.make(places, sandbox.quota(), sandbox.limits().threads());
    } catch (Cgroup.UnavailableException e) {
      throw SandboxProbe.noGroup(sandbox.element(), e);
    }
  }

  /** A cache makes the start faster and nothing else: without one it goes as well. */
  private @Nullable Path cache(ElementSandbox sandbox) {
    try {
      return caches.find(sandbox.classPath()).orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  private static void requireReadable(String element, ChildFiles files) {
    String unreadable = files.unreadableByOthers();
    if (unreadable != null) {
      throw Diagnostic.of(
              DiagnosticId.SBX_FILE,
              "isolated element "
                  + element
                  + " cannot read a file that it needs file="
                  + unreadable
                  + "\n  fix      chmod o+r (and o+w if it is to write, o+x for a directory)",
              "element",
              element,
              "file",
              unreadable)
          .toException();
    }
  }
}
