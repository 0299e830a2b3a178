package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.Prctl;
import dev.parallax.nativeglue.linux.Resource;
import dev.parallax.nativeglue.linux.Seccomp;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * Main class of a child process.
 *
 * <p>The order is the point: the death signal, then the filter, and only then a class of the
 * element; and its work only when the supervisor has begun the filter's second stage. The spawner
 * has done the rest before this process began: namespaces, root, user, capabilities, and all limits
 * but one.
 */
final class ChildMain {
  /** Exit code: the task has thrown. */
  static final int FAILED = 1;

  /** Exit code: the sandbox could not be completed. */
  static final int NOT_LOCKED_IN = 3;

  /** The first thread's, which RLIMIT_DATA does not count; it only starts the others. */
  private static final long STACK_BYTES = 8L << 20;

  private static final int INIT_TIMEOUT_MS = 10_000;
  private static final int MAX_ERROR_CHARS = 1000;

  private ChildMain() {}

  /** Never returns; the exit code is 0 when the task has returned. */
  public static void main(String[] args) {
    int code = NOT_LOCKED_IN;
    ControlSocket control = new ControlSocket(ChildInit.CONTROL_FD);
    try {
      code = run(control);
    } catch (Throwable t) {
      code = t instanceof TaskException ? FAILED : NOT_LOCKED_IN;
      report(control, t instanceof TaskException && t.getCause() != null ? t.getCause() : t);
    }
    Runtime.getRuntime().halt(code);
  }

  private static int run(ControlSocket control) throws TaskException {
    // The other core does this meanwhile; the filter holds for all threads.
    CompletableFuture<Void> warm = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("prewarm").start(() -> warm(warm));
    Prctl.prctl(Prctl.PR_SET_PDEATHSIG, Pidfd.SIGKILL, 0, 0, 0);
    // A supervisor that died before the line above has closed its end.
    ControlSocket.Received first = control.receive(INIT_TIMEOUT_MS, 0);
    if (first == null || first.message().type() != ControlMessage.Type.INIT) {
      return NOT_LOCKED_IN;
    }
    ChildInit init = ChildInit.decode(first.message().body());
    if (!init.filtered()) {
      return train(control, init, warm);
    }
    if (Prctl.prctl(Prctl.PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) {
      throw new IllegalStateException("no_new_privs is not set");
    }
    Prctl.prctl(Prctl.PR_SET_DUMPABLE, 0, 0, 0, 0);
    // Not the spawner's, as the others are: execve sets this one last.
    Resource.lower(Resource.SELF, Resource.RLIMIT_STACK, STACK_BYTES);
    filter(control, init);
    ChildContext context = new ChildContext(control, init);
    ChildTask task = prepare(init, context);
    warm.join();
    control.send(ControlMessage.of(ControlMessage.Type.READY));
    ControlSocket.Received go = control.receive(INIT_TIMEOUT_MS, 0);
    if (go == null || go.message().type() != ControlMessage.Type.RUN) {
      return NOT_LOCKED_IN;
    }
    try {
      task.run(context);
    } catch (Throwable t) {
      throw new TaskException(t);
    }
    control.send(ControlMessage.of(ControlMessage.Type.DONE));
    return 0;
  }

  private static void warm(CompletableFuture<Void> done) {
    try {
      Prewarm.run();
      done.complete(null);
    } catch (Throwable t) {
      done.completeExceptionally(t);
    }
  }

  private static ChildTask prepare(ChildInit init, ChildContext context) throws TaskException {
    try {
      ChildTask task = load(init.taskClass());
      task.prepare(context);
      return task;
    } catch (Throwable t) {
      throw new TaskException(t);
    }
  }

  private static ChildTask load(String name) throws ReflectiveOperationException {
    return Class.forName(name).asSubclass(ChildTask.class).getDeclaredConstructor().newInstance();
  }

  /** The filter for all threads, and its listener to the supervisor. */
  private static void filter(ControlSocket control, ChildInit init) {
    int flags =
        Seccomp.SECCOMP_FILTER_FLAG_TSYNC
            | Seccomp.SECCOMP_FILTER_FLAG_TSYNC_ESRCH
            | Seccomp.SECCOMP_FILTER_FLAG_NEW_LISTENER
            | Seccomp.SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV;
    int listener;
    try (Arena arena = Arena.ofConfined()) {
      SeccompPolicy policy = new SeccompPolicy(init.moreCalls(), init.network());
      listener = Seccomp.filter(flags, policy.filter(arena, Unistd.getpid(), ChildInit.CONTROL_FD));
    }
    boolean sent =
        init.network()
            ? control.send(ControlMessage.of(ControlMessage.Type.FILTERED, listener))
            : control.send(ControlMessage.of(ControlMessage.Type.FILTERED), listener);
    if (!sent) {
      throw new IllegalStateException("supervisor is gone");
    }
    if (init.network()) {
      awaitAnswer();
    }
    Unistd.close(listener);
  }

  /** A call that only the supervisor answers, which it can once it has taken the listener. */
  private static void awaitAnswer() {
    try {
      Socket.listen(-1, 0);
    } catch (LinuxException e) {
      if (e.errno() != Errno.EBADF) {
        throw e;
      }
    }
  }

  /** The same way through the classes without filters and with a built-in task: for the cache. */
  private static int train(ControlSocket control, ChildInit init, CompletableFuture<Void> warm)
      throws TaskException {
    ChildContext context = new ChildContext(control, init);
    try (Arena arena = Arena.ofConfined()) {
      new SeccompPolicy(init.moreCalls()).filter(arena, Unistd.getpid(), ChildInit.CONTROL_FD);
    }
    prepare(init, context);
    warm.join();
    control.send(ControlMessage.of(ControlMessage.Type.READY));
    // Only an orderly end writes the cache.
    System.exit(0);
    return 0;
  }

  private static void report(ControlSocket control, Throwable t) {
    String text = t.toString();
    byte[] body =
        text.substring(0, Math.min(text.length(), MAX_ERROR_CHARS))
            .getBytes(StandardCharsets.UTF_8);
    try {
      t.printStackTrace();
      control.send(
          new ControlMessage(
              ControlMessage.Type.FAILED,
              Arrays.copyOf(body, Math.min(body.length, ControlMessage.MAX_BODY))));
    } catch (Throwable again) {
      // The exit code tells it as well.
      t.addSuppressed(again);
    }
  }

  private static final class TaskException extends Exception {
    private static final long serialVersionUID = 1L;

    TaskException(Throwable cause) {
      super(cause);
    }
  }
}
