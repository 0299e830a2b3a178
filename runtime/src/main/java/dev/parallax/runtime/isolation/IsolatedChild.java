package dev.parallax.runtime.isolation;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.remote.FileId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A child process. Its methods are for any thread. */
public final class IsolatedChild implements AutoCloseable {
  private static final Duration KILL_TIME = Duration.ofSeconds(10);

  private final String element;
  private final int pid;
  private final ControlSocket control;
  private final ChildOutput output;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private final CompletableFuture<ChildExit> exit = new CompletableFuture<>();
  private final Refusals refusals = new Refusals();

  /** Guarded by this: once closed, the number may be that of another file. */
  private int pidfd;

  private @Nullable String killReason;

  IsolatedChild(String element, int pid, int pidfd, ControlSocket control, ChildOutput output) {
    this.element = element;
    this.pid = pid;
    this.pidfd = pidfd;
    this.control = control;
    this.output = output;
  }

  /** Name of its element. */
  public String element() {
    return element;
  }

  /** Its process id, as this process sees it. */
  public int pid() {
    return pid;
  }

  /**
   * Waits until it is locked in; kills it when that takes too long.
   *
   * @throws dev.parallax.model.diag.ParallaxException with PLX-SBX-003 when it never gets there
   */
  public void awaitReady(Duration timeout) throws InterruptedException {
    String cause;
    try {
      if (ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      cause = "it ended before: " + exit.get(KILL_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      kill("not ready in time");
      cause = "it took longer than ms=" + timeout.toMillis();
    } catch (ExecutionException e) {
      cause = String.valueOf(e.getCause());
    }
    throw notReady(element, cause, output.lastLines()).toException();
  }

  /**
   * Sends bytes to its task.
   *
   * @return false when it is gone or takes no more at the moment
   */
  public boolean send(byte[] message) {
    return control.send(new ControlMessage(ControlMessage.Type.DATA, message));
  }

  /** Asks it to end, kills it when it has not after {@code grace}, and waits until it has. */
  public ChildExit shutdown(Duration grace) throws InterruptedException {
    control.send(ControlMessage.of(ControlMessage.Type.SHUTDOWN));
    try {
      return exit.get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      kill("did not end when it was asked to");
      return exit.orTimeout(KILL_TIME.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Ends it at once. The first reason given is that of its {@link ChildExit}. */
  public synchronized void kill(String reason) {
    if (killReason == null) {
      killReason = reason;
    }
    if (pidfd >= 0) {
      Pidfd.pidfd_send_signal(pidfd, Pidfd.SIGKILL);
    }
  }

  /** Those of these files that it has, open or mapped; none once it has ended. */
  public synchronized Set<FileId> held(Set<FileId> files) {
    return pidfd < 0 ? Set.of() : HeldFiles.of(pid, pidfd, files);
  }

  /** How it ended, once it has. */
  public CompletableFuture<ChildExit> exit() {
    return exit.copy();
  }

  /** Refused system calls by name, with how often. */
  public Map<String, Long> refusals() {
    return refusals.counts();
  }

  /** The last 64 KiB that it wrote, escaped; not trusted. */
  public List<String> lastOutput() {
    return output.lastLines();
  }

  /** Kills it and waits until it has ended. */
  @Override
  public void close() {
    kill("closed");
    exit.copy().orTimeout(KILL_TIME.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  ChildOutput output() {
    return output;
  }

  Refusals refusalsOfWatch() {
    return refusals;
  }

  void becameReady() {
    ready.complete(true);
  }

  /** Once, when the process has ended. */
  void ended(ChildExit how) {
    synchronized (this) {
      Unistd.close(pidfd);
      pidfd = -1;
    }
    ready.complete(false);
    exit.complete(how);
  }

  synchronized @Nullable String killReason() {
    return killReason;
  }

  static Diagnostic notReady(String element, String cause, List<String> output) {
    String said = output.isEmpty() ? "nothing" : "\n    " + String.join("\n    ", tail(output));
    return Diagnostic.of(
        DiagnosticId.SBX_NOT_READY,
        "isolated element " + element + " did not start: " + cause + "\n  it wrote " + said,
        "element",
        element,
        "cause",
        cause);
  }

  private static List<String> tail(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - 10), lines.size());
  }
}
