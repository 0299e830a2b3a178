package dev.parallax.runtime.isolation;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.nativeglue.linux.Capability;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Landlock;
import dev.parallax.nativeglue.linux.Seccomp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Tries out whether this system can isolate: it really makes the namespaces and the root and gives
 * up the rights, on a thread that then ends.
 */
public final class SandboxProbe {
  private static final int CAP_SETGID = 6;
  private static final int CAP_SETUID = 7;
  private static final int CAP_SETPCAP = 8;
  private static final long NEEDED =
      1L << Capability.CAP_SYS_ADMIN | 1L << CAP_SETGID | 1L << CAP_SETUID | 1L << CAP_SETPCAP;

  /** What explains a refusal, when it has the value. */
  private record Setting(String file, String value) {}

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1"),
          new Setting("/proc/sys/kernel/unprivileged_userns_clone", "0"),
          new Setting("/proc/sys/user/max_user_namespaces", "0"),
          new Setting("/proc/sys/user/max_mnt_namespaces", "0"),
          new Setting("/proc/sys/user/max_pid_namespaces", "0"),
          new Setting("/proc/sys/user/max_net_namespaces", "0"));

  private SandboxProbe() {}

  /**
   * What was found.
   *
   * @param ownUsers whether each child gets a user of its own (else it has ours, in a user
   *     namespace)
   * @param landlockAbi 0 when the kernel has no Landlock, which is used when it is there
   * @param groups controllers of control groups that can limit a child ({@link Quota}), in order
   */
  public record Result(boolean ownUsers, int landlockAbi, List<String> groups) {
    /** Copies. */
    public Result {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Tries every layer out.
   *
   * @param element for the message
   * @throws ParallaxException with PLX-SBX-002 and the layer that fails
   */
  public static Result probe(String element) {
    try (ChildLauncher launcher = launcher(element)) {
      return probe(element, launcher);
    }
  }

  static ChildLauncher launcher(String element) {
    if ((Capability.capget().effective() & NEEDED) == NEEDED) {
      return new ChildLauncher.Local();
    }
    try {
      return Broker.start();
    } catch (Spawner.SpawnException e) {
      throw refusal(
          element,
          e.step() + ": " + e.getMessage(),
          "allow user namespaces, run as root, or trust the element",
          e.step());
    }
  }

  static Result probe(String element, ChildLauncher launcher) {
    if (!Seccomp.actionAvailable(Seccomp.SECCOMP_RET_USER_NOTIF)
        || !Seccomp.actionAvailable(Seccomp.SECCOMP_RET_KILL_PROCESS)) {
      throw refusal(
          element,
          "the kernel has no seccomp filters with user notification",
          "use Linux 6.1 or newer",
          "seccomp");
    }
    int landlock = Math.min(Landlock.abi(), 6);
    long id = launcher.ownIds() ? ChildIds.take() : -1;
    try (ChildFiles files = new ChildFiles(List.of(), new SandboxProfile.Compute())) {
      launcher.tryOut(SpawnPlans.ofProbe(files, id, landlock)).join();
    } catch (CompletionException e) {
      Spawner.SpawnException cause = Spawner.SpawnException.of(e);
      throw refusal(
          element, cause.step() + ": " + cause.getMessage(), fix(cause.errno()), cause.step());
    } finally {
      if (id >= 0) {
        ChildIds.giveBack(id);
      }
    }
    List<String> groups =
        CgroupPlaces.find().places().keySet().stream().map(CgroupPlaces.Controller::text).toList();
    return new Result(launcher.ownIds(), landlock, groups);
  }

  static ParallaxException refusal(String element, String cause, String fix, String layer) {
    StringBuilder text = new StringBuilder("cannot isolate " + element + ": " + cause);
    for (Setting setting : SETTINGS) {
      if (holds(setting)) {
        String name = setting.file().substring("/proc/sys/".length()).replace('/', '.');
        text.append("\n  because  ").append(name).append('=').append(setting.value());
      }
    }
    text.append("\n  fix      ").append(fix);
    return Diagnostic.of(
            DiagnosticId.SBX_UNAVAILABLE,
            text.toString(),
            "element",
            element,
            "layer",
            layer,
            "cause",
            cause)
        .toException();
  }

  static ParallaxException noGroup(String element, Cgroup.UnavailableException e) {
    return refusal(
        element,
        String.valueOf(e.getMessage()),
        "give this process a control group of its own (systemd-run --user --scope -p Delegate=yes"
            + " ..., or run as root; in a container, mount it writable), or leave the limit out",
        e.layer());
  }

  private static String fix(int errno) {
    if (errno == Errno.EPERM || errno == Errno.EACCES) {
      return "allow it (in a container: --privileged, or --cap-add SYS_ADMIN with a seccomp and"
          + " AppArmor profile that allows mounts), or trust the element";
    }
    if (errno == Errno.ENOSPC) {
      return "raise the limit of namespaces (sysctl user.max_*_namespaces), or trust the element";
    }
    return "use a kernel that has it (Linux 6.1 or newer), or trust the element";
  }

  private static boolean holds(Setting setting) {
    try {
      Path file = Path.of(setting.file());
      return Files.exists(file) && Files.readString(file).trim().equals(setting.value());
    } catch (IOException e) {
      return false;
    }
  }
}
