package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Capability;
import dev.parallax.nativeglue.linux.Credentials;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Landlock;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Mount;
import dev.parallax.nativeglue.linux.Namespaces;
import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.Prctl;
import dev.parallax.nativeglue.linux.Resource;
import dev.parallax.nativeglue.linux.Spawn;
import dev.parallax.nativeglue.linux.Unistd;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The thread that makes one child and lives as long as it does.
 *
 * <p>Namespaces, root, user, capabilities and Landlock are properties of a thread: this one gives
 * them up for itself, and the child that it then spawns has no more. It must not end before the
 * child, whose death signal is bound to it. From the moment it has its own root it can load no
 * class from disk, so all classes of its way are loaded before.
 */
final class Spawner implements Runnable {
  private static final int CAPABILITIES = 64;

  private final SpawnPlan plan;
  private final CompletableFuture<Launched> launched = new CompletableFuture<>();
  private final CompletableFuture<Pidfd.Exit> exit = new CompletableFuture<>();
  private String step = "start";

  private Spawner(SpawnPlan plan) {
    this.plan = plan;
  }

  /**
   * A child that was made.
   *
   * @param pid its id in our namespace
   * @param pidfd the receiver's to close
   * @param exit how it ended, once it has
   */
  record Launched(int pid, int pidfd, CompletableFuture<Pidfd.Exit> exit) {}

  /** A step failed; the thread has ended and nothing is left of what it did. */
  static final class SpawnException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String step;
    private final int errno;

    SpawnException(String step, int errno, String message) {
      super(message);
      this.step = step;
      this.errno = errno;
    }

    String step() {
      return step;
    }

    int errno() {
      return errno;
    }

    /** What a launch has failed with. */
    static SpawnException of(CompletionException e) {
      Throwable cause = e.getCause();
      return cause instanceof SpawnException known
          ? known
          : new SpawnException("spawner", 0, String.valueOf(cause));
    }
  }

  /** Starts the thread; the result is complete once the child exists or a step has failed. */
  static CompletableFuture<Launched> start(SpawnPlan plan, String name) {
    preload();
    Spawner spawner = new Spawner(plan);
    Thread.ofPlatform().daemon().name("plx-spawner-" + name).start(spawner);
    return spawner.launched;
  }

  /** Does all the steps but the last on a thread that then ends: whether they are possible. */
  static CompletableFuture<Launched> tryOut(SpawnPlan plan) {
    preload();
    Spawner spawner = new Spawner(plan);
    Thread.ofPlatform()
        .daemon()
        .name("plx-probe")
        .start(() -> {
          try {
            spawner.restrict();
            spawner.launched.complete(new Launched(0, -1, spawner.exit));
          } catch (LinuxException e) {
            spawner.fail(e.errno(), String.valueOf(e.getMessage()));
          } catch (Throwable t) {
            spawner.fail(0, String.valueOf(t));
          }
        });
    return spawner.launched;
  }

  @Override
  public void run() {
    int pidfd;
    try {
      restrict();
      pidfd = spawn();
    } catch (LinuxException e) {
      fail(e.errno(), String.valueOf(e.getMessage()));
      return;
    } catch (Throwable t) {
      fail(0, String.valueOf(t));
      return;
    }
    try {
      // Whoever hears of the end finds nothing left open.
      exit.complete(ended(pidfd));
    } catch (Throwable t) {
      exit.completeExceptionally(t);
    }
  }

  private static Pidfd.Exit ended(int pidfd) {
    try {
      return Pidfd.waitid(pidfd);
    } finally {
      Unistd.close(pidfd);
    }
  }

  private void fail(int errno, String message) {
    launched.completeExceptionally(new SpawnException(step, errno, message));
  }

  private void restrict() {
    step = "new namespaces";
    Namespaces.unshare(plan.namespaces());
    step = "private root";
    PrivateRoot.enter(plan);
    step = "Landlock rules";
    int ruleset = plan.landlockAbi() > 0 ? rules() : -1;
    step = "nice value";
    Resource.setpriority(0, plan.nice());
    step = "giving up capabilities";
    giveUpCapabilities();
    step = "no new privileges";
    Prctl.prctl(Prctl.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (ruleset >= 0) {
      step = "Landlock";
      Landlock.restrictSelf(ruleset);
      Unistd.close(ruleset);
    }
  }

  private int rules() {
    int ruleset = Landlock.createRuleset(plan.landlockAbi());
    for (SpawnPlan.Bind bind : plan.binds()) {
      allow(ruleset, bind.target(), bind.kind().rights & Landlock.rights(plan.landlockAbi()));
    }
    for (SpawnPlan.Copy copy : plan.copies()) {
      allow(ruleset, copy.target(), Landlock.LANDLOCK_ACCESS_FS_READ_FILE);
    }
    return ruleset;
  }

  private static void allow(int ruleset, String path, long rights) {
    int fd = Fcntl.openat(Fcntl.AT_FDCWD, path, Fcntl.O_PATH | Fcntl.O_CLOEXEC, 0);
    try {
      Landlock.addPathBeneath(ruleset, rights, fd);
    } finally {
      Unistd.close(fd);
    }
  }

  private void giveUpCapabilities() {
    for (int cap = 0; cap < CAPABILITIES; cap++) {
      if (!drop(cap)) {
        break;
      }
    }
    Prctl.prctl(Prctl.PR_CAP_AMBIENT, Prctl.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (plan.id() >= 0) {
      Credentials.clearGroups();
      Credentials.setresgid(plan.id(), plan.id(), plan.id());
      Credentials.setresuid(plan.id(), plan.id(), plan.id());
      if (Credentials.getuid() != plan.id() || Credentials.getgid() != plan.id()) {
        throw new IllegalStateException("thread has another user than it was given");
      }
    }
    Capability.capset(Capability.Sets.NONE);
    if (!Capability.capget().equals(Capability.Sets.NONE)) {
      throw new IllegalStateException("thread still has capabilities " + Capability.capget());
    }
  }

  /** False when the kernel has no such capability. */
  private static boolean drop(int cap) {
    try {
      Prctl.prctl(Prctl.PR_CAPBSET_READ, cap, 0, 0, 0);
    } catch (LinuxException e) {
      if (e.errno() == Errno.EINVAL && cap > 0) {
        return false;
      }
      throw e;
    }
    Prctl.prctl(Prctl.PR_CAPBSET_DROP, cap, 0, 0, 0);
    if (Prctl.prctl(Prctl.PR_CAPBSET_READ, cap, 0, 0, 0) != 0) {
      throw new IllegalStateException("bounding set still has capability " + cap);
    }
    return true;
  }

  private int spawn() {
    step = "start of java";
    int above = 0;
    for (int fd : plan.fds()) {
      above = Math.max(above, fd + 1);
    }
    int pid = Spawn.posix_spawn(plan.argv(), plan.env(), plan.fds(), above);
    step = "limits";
    int pidfd = Pidfd.pidfd_open(pid, 0);
    try {
      for (SpawnPlan.Limit limit : plan.limits()) {
        Resource.lower(pid, limit.resource(), limit.value());
      }
      launched.complete(new Launched(pid, Pidfd.pidfd_open(pid, 0), exit));
      return pidfd;
    } catch (Throwable t) {
      Pidfd.pidfd_send_signal(pidfd, Pidfd.SIGKILL);
      Pidfd.waitid(pidfd);
      Unistd.close(pidfd);
      throw t;
    }
  }

  private static void preload() {
    for (Class<?> each :
        new Class<?>[] {
          Capability.class, Capability.Sets.class, Credentials.class, Errno.class, Fcntl.class,
          Landlock.class, LinuxException.class, Mount.class, Namespaces.class, Pidfd.class,
          Pidfd.Exit.class, Prctl.class, Resource.class, Spawn.class, Unistd.class,
          PrivateRoot.class, SpawnPlan.Kind.class, SpawnException.class, Launched.class
        }) {
      try {
        Class.forName(each.getName(), true, each.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
