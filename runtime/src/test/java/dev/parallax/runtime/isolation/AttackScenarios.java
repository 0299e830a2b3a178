package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.nativeglue.linux.Credentials;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Mman;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.remote.FileId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Each claim of docs/security.md about what a child can't do; fails with an assertion. */
final class AttackScenarios implements AutoCloseable {
  private static final int AT_A_TIME = 4;

  private final Supervisor supervisor = Supervisor.open("test");
  private final int input;

  AttackScenarios() {
    input = Mman.memfd_create("input", Mman.MFD_CLOEXEC | Mman.MFD_ALLOW_SEALING);
    Unistd.ftruncate(input, 4096);
    Fcntl.addSeals(
        input,
        Fcntl.F_SEAL_FUTURE_WRITE | Fcntl.F_SEAL_SHRINK | Fcntl.F_SEAL_GROW | Fcntl.F_SEAL_SEAL);
  }

  @Override
  public void close() {
    Unistd.close(input);
    assertThat(supervisor.children()).isEmpty();
    supervisor.close();
  }

  void wantMore() throws Exception {
    Recorder recorder = new Recorder();
    try (IsolatedChild child = start("", recorder)) {
      child.awaitReady(Duration.ofSeconds(30));
      for (String attack : Attacks.REPORTED.keySet()) {
        assertThat(ask(child, recorder, attack)).as(attack).isEqualTo(-Errno.EPERM);
      }
      TreeSet<String> calls = new TreeSet<>();
      Attacks.REPORTED.keySet().forEach(key -> calls.add(Attacks.callOf(key)));
      assertThat(child.refusals().keySet()).containsAll(calls);
      assertThat(recorder.diagnostics)
          .allMatch(d ->
              d.id() == DiagnosticId.SBX_CALL_REFUSED
                  && d.toString().startsWith("[PLX-SBX-004] isolated element ")
                  && d.toString().contains(" made a refused system call call="));
      assertThat(recorder.diagnostics.stream().map(d -> d.data().get("call")).toList())
          .containsAll(calls)
          .doesNotHaveDuplicates();
      assertThat(ask(child, recorder, "map input writable")).isEqualTo(-Errno.EPERM);
      assertThat(ask(child, recorder, "pid")).isEqualTo(1);
      assertThat(ask(child, recorder, "environment")).isEqualTo(3);
      assertThat(child.shutdown(Duration.ofSeconds(20)).kind()).isEqualTo(ChildExit.Kind.DONE);
    }
  }

  void leadOut(int every) throws Exception {
    List<String> attacks = new ArrayList<>();
    for (String each : Attacks.DEADLY.keySet()) {
      if (Math.floorMod(each.hashCode(), every) == 0) {
        attacks.add(each);
      }
    }
    for (int at = 0; at < attacks.size(); at += AT_A_TIME) {
      List<String> some = attacks.subList(at, Math.min(attacks.size(), at + AT_A_TIME));
      List<Recorder> recorders = new ArrayList<>();
      List<IsolatedChild> children = new ArrayList<>();
      for (int i = 0; i < some.size(); i++) {
        recorders.add(new Recorder());
        children.add(start("", recorders.get(i)));
      }
      for (int i = 0; i < some.size(); i++) {
        children.get(i).awaitReady(Duration.ofSeconds(30));
        children.get(i).send(some.get(i).getBytes(StandardCharsets.UTF_8));
      }
      for (int i = 0; i < some.size(); i++) {
        ChildExit exit = children.get(i).exit().get(30, TimeUnit.SECONDS);
        String call = Attacks.callOf(some.get(i));
        assertThat(exit)
            .as(some.get(i))
            .isEqualTo(new ChildExit(ChildExit.Kind.KILLED, 9, "system call " + call));
        assertThat(recorders.get(i).messages).as(some.get(i)).isEmpty();
        assertThat(recorders.get(i).diagnostics)
            .as(some.get(i))
            .singleElement()
            .satisfies(d -> assertThat(d.id()).isEqualTo(DiagnosticId.SBX_KILLED))
            .satisfies(d -> assertThat(d.text()).contains("system call " + call));
      }
    }
  }

  void outerLayers() throws Exception {
    List<String> attacks =
        List.of(
            "uid",
            "gid",
            "openat a file of the user",
            "openat /proc",
            "openat the input for writing",
            "mkdir",
            "unlink",
            "mknod",
            "chmod",
            "setpriority",
            "prlimit64 stack",
            "prlimit64 signals",
            "prctl ambient",
            "tgkill another process",
            "mlock",
            "map input writable",
            "pwrite64");
    Map<String, Long> got = new HashMap<>();
    Recorder recorder = new Recorder();
    try (IsolatedChild child = start("", new SandboxProfile.Learn(), recorder)) {
      child.awaitReady(Duration.ofSeconds(30));
      for (String attack : attacks) {
        got.put(attack, ask(child, recorder, attack));
      }
    }
    boolean own = supervisor.system().ownUsers();
    assertThat(got.get("uid") != Credentials.getuid()).as("uid " + got).isEqualTo(own);
    assertThat(got.get("gid") != Credentials.getgid()).as("gid " + got).isEqualTo(own);
    assertThat(got.get("openat a file of the user"))
        .isIn((long) -Errno.ENOENT, (long) -Errno.EACCES);
    assertThat(got.get("openat /proc")).isIn((long) -Errno.ENOENT, (long) -Errno.EACCES);
    assertThat(got.get("openat the input for writing")).isEqualTo(-Errno.ENOENT);
    assertThat(got.get("mkdir")).isIn((long) -Errno.EROFS, (long) -Errno.EACCES);
    assertThat(got.get("unlink"))
        .isIn((long) -Errno.EROFS, (long) -Errno.EACCES, (long) -Errno.ENOENT);
    assertThat(got.get("mknod"))
        .isIn((long) -Errno.EROFS, (long) -Errno.EACCES, (long) -Errno.EPERM);
    assertThat(got.get("chmod"))
        .isIn((long) -Errno.EROFS, (long) -Errno.EPERM, (long) -Errno.ENOENT);
    assertThat(got.get("setpriority")).isIn((long) -Errno.EPERM, (long) -Errno.EACCES);
    assertThat(got.get("prlimit64 stack")).isEqualTo(-Errno.EPERM);
    assertThat(got.get("prlimit64 signals")).isEqualTo(-Errno.EPERM);
    assertThat(got.get("prctl ambient")).isEqualTo(-Errno.EPERM);
    assertThat(got.get("tgkill another process")).isEqualTo(-Errno.ESRCH);
    assertThat(got.get("mlock")).isIn((long) -Errno.EPERM, (long) -Errno.ENOMEM);
    assertThat(got.get("map input writable")).isEqualTo(-Errno.EPERM);
    assertThat(got.get("pwrite64")).isIn((long) -Errno.EPERM, (long) -Errno.EFBIG);
  }

  /** No call is refused once this one is ready: what holds is the network namespace. */
  void emptyNetwork() throws Exception {
    Recorder recorder = new Recorder();
    try (IsolatedChild child = start("", new SandboxProfile.Learn(), recorder)) {
      child.awaitReady(Duration.ofSeconds(30));
      assertThat(ask(child, recorder, "tcp to the host"))
          .isIn((long) -Errno.ENETUNREACH, (long) -Errno.ECONNREFUSED, (long) -Errno.EACCES);
    }
  }

  /** While it is loaded: neither a way out that would last, nor memory that no limit counts. */
  void keepNothing() throws Exception {
    List<String> attacks =
        List.of(
            "socket tcp",
            "socket vsock",
            "socket unix",
            "socketpair",
            "connect",
            "bind",
            "listen",
            "accept4",
            "setsockopt",
            "sendmsg elsewhere",
            "sendto an address",
            "sendto elsewhere",
            "ioctl TIOCSTI",
            "dup",
            "dup2",
            "close_range",
            "close_range of one thread",
            "flock",
            "fcntl more seals",
            "fcntl lock",
            "fcntl number",
            "fcntl owner",
            "mmap shared anonymous",
            "mmap huge pages",
            "mmap growing down",
            "shmget",
            "semget",
            "msgget",
            "mq_open",
            "io_setup",
            "timer_create",
            "inotify_init1",
            "fanotify_init");
    refusedWhileLoading(attacks);
  }

  /** While it is loaded: what changes files, processes, or its own rights and limits. */
  void changeNothing() throws Exception {
    List<String> attacks =
        List.of(
            "pwrite64",
            "ftruncate",
            "fallocate",
            "sched_setscheduler",
            "setpriority",
            "tgkill another process",
            "rt_sigqueueinfo",
            "prctl no death signal",
            "prctl dumpable",
            "setitimer",
            "timerfd_create",
            "mkdir",
            "unlink",
            "rename",
            "symlink",
            "mknod",
            "chmod",
            "splice",
            "sendfile",
            "mlock",
            "fchdir");
    refusedWhileLoading(attacks);
  }

  /** Each is refused while the attacker is loaded, and told of. */
  private void refusedWhileLoading(List<String> attacks) throws Exception {
    Recorder recorder = new Recorder();
    try (IsolatedChild child = start(String.join("\n", attacks), recorder)) {
      for (String attack : attacks) {
        assertThat(answer(recorder, attack)).as(attack).isEqualTo(-Errno.EPERM);
      }
      child.awaitReady(Duration.ofSeconds(30));
      TreeSet<String> calls = new TreeSet<>();
      attacks.forEach(attack -> calls.add(Attacks.callOf(attack)));
      assertThat(child.refusals().keySet()).isEqualTo(calls);
    }
  }

  /** The profile of elements has {@code fcntl}, and of that no more than it needs. */
  void commandsOfFcntl() throws Exception {
    Recorder recorder = new Recorder();
    try (IsolatedChild child = start("", SandboxProcess.PROFILE, recorder)) {
      child.awaitReady(Duration.ofSeconds(30));
      assertThat(ask(child, recorder, "seals")).isPositive();
      for (String attack : List.of("fcntl lock", "fcntl number", "fcntl owner")) {
        assertThat(ask(child, recorder, attack)).as(attack).isEqualTo(-Errno.EPERM);
      }
    }
  }

  /** What a child keeps is known, whatever it says: as a descriptor, or as a mapping alone. */
  void keptFiles() throws Exception {
    Recorder recorder = new Recorder();
    FileId file = FileId.of(input);
    Set<FileId> both = Set.of(file, new FileId(file.device(), -1));
    try (IsolatedChild child = start("", recorder)) {
      child.awaitReady(Duration.ofSeconds(30));
      assertThat(child.held(both)).containsExactly(file);
      assertThat(ask(child, recorder, "map input")).isPositive();
      assertThat(ask(child, recorder, "close input")).isZero();
      assertThat(child.held(both)).containsExactly(file);
      assertThat(ask(child, recorder, "unmap input")).isZero();
      assertThat(child.held(both)).isEmpty();
      child.shutdown(Duration.ofSeconds(20));
      assertThat(child.held(both)).isEmpty();
    }
  }

  /** One that lives, by the id that the host knows; in both stages of the filter. */
  void siblings() throws Exception {
    Recorder other = new Recorder();
    try (IsolatedChild sibling = start("", other)) {
      sibling.awaitReady(Duration.ofSeconds(30));
      String tgkill = "tgkill sibling " + sibling.pid();
      Recorder learner = new Recorder();
      try (IsolatedChild child = start("", new SandboxProfile.Learn(), learner)) {
        child.awaitReady(Duration.ofSeconds(30));
        assertThat(ask(child, learner, tgkill)).as("without a filter").isEqualTo(-Errno.ESRCH);
      }
      Recorder recorder = new Recorder();
      try (IsolatedChild child = start(tgkill, recorder)) {
        child.awaitReady(Duration.ofSeconds(30));
        assertThat(answer(recorder, tgkill)).as("before it is ready").isEqualTo(-Errno.EPERM);
        assertThat(ask(child, recorder, tgkill)).isEqualTo(-Errno.EPERM);
        child.send(("kill sibling " + sibling.pid()).getBytes(StandardCharsets.UTF_8));
        assertThat(child.exit().get(30, TimeUnit.SECONDS).reason()).isEqualTo("system call kill");
      }
      assertThat(ask(sibling, other, "pid")).as("the sibling lives").isEqualTo(1);
    }
  }

  void leaveEarly() throws Exception {
    for (String attack : List.of("execve", "clone a process", "memfd_create", "seccomp")) {
      Recorder recorder = new Recorder();
      ChildExit exit = start(attack, recorder).exit().get(30, TimeUnit.SECONDS);
      assertThat(exit.reason()).as(attack).isEqualTo("system call " + Attacks.callOf(attack));
      assertThat(recorder.messages).isEmpty();
    }
  }

  void floods() throws Exception {
    assertThat(killedBy("flood of calls")).contains("floods its supervisor with system calls");
    assertThat(killedBy("flood of messages")).contains("floods its supervisor with messages");
    assertThat(killedBy("malformed message")).contains("wrong length");
    assertThat(killedBy("message out of turn")).contains("out of turn");
    assertThat(killedBy("flood of descriptors")).contains("brings descriptors");
  }

  void otherKind() throws Exception {
    Recorder recorder = new Recorder();
    try (IsolatedChild child = start("", recorder)) {
      child.awaitReady(Duration.ofSeconds(30));
      child.send("x32".getBytes(StandardCharsets.UTF_8));
      assertThat(child.exit().get(30, TimeUnit.SECONDS).kind()).isEqualTo(ChildExit.Kind.SIGNALLED);
    }
  }

  void limits() throws Exception {
    Recorder recorder = new Recorder();
    try (IsolatedChild child = start("", recorder)) {
      child.awaitReady(Duration.ofSeconds(30));
      assertThat(ask(child, recorder, "threads"))
          .isBetween(
              1L,
              supervisor.system().ownUsers()
                  ? (long) ElementSandbox.Limits.DEFAULT.threads()
                  : 1024L);
      assertThat(ask(child, recorder, "memory"))
          .isLessThan(ElementSandbox.Limits.DEFAULT.dataBytes() >> 20);
      assertThat(ask(child, recorder, "address space")).isBetween(32L, 64L);
    }
    Recorder other = new Recorder();
    try (IsolatedChild child = start("", other)) {
      child.awaitReady(Duration.ofSeconds(30));
      assertThat(ask(child, other, "queued signals")).isBetween(1L, 64L);
      assertThat(Files.readAllLines(Path.of("/proc/" + child.pid() + "/limits")))
          .anyMatch(line -> line.matches("Max stack size +8388608 +8388608 +bytes *"))
          .anyMatch(line -> line.matches("Max pending signals +64 +64 +signals *"));
    }
  }

  private String killedBy(String attack) throws Exception {
    Recorder recorder = new Recorder();
    try (IsolatedChild child = start("", recorder)) {
      child.awaitReady(Duration.ofSeconds(30));
      child.send(attack.getBytes(StandardCharsets.UTF_8));
      ChildExit exit = child.exit().get(30, TimeUnit.SECONDS);
      assertThat(exit.kind()).isEqualTo(ChildExit.Kind.KILLED);
      assertThat(recorder.diagnostics)
          .filteredOn(d -> d.id() == DiagnosticId.SBX_KILLED)
          .singleElement()
          .satisfies(d -> assertThat(d.text()).contains(exit.reason()));
      return exit.reason();
    }
  }

  private IsolatedChild start(String early, Recorder recorder) {
    return start(early, new SandboxProfile.Compute(), recorder);
  }

  private IsolatedChild start(String early, SandboxProfile profile, Recorder recorder) {
    return supervisor.start(
        ElementSandbox.of("attack", AttackTask.class.getName(), TestClasses.path())
            .withProfile(profile)
            .withFds(input)
            .withInit(early.getBytes(StandardCharsets.UTF_8)),
        recorder);
  }

  private static long ask(IsolatedChild child, Recorder recorder, String attack)
      throws InterruptedException {
    child.send(attack.getBytes(StandardCharsets.UTF_8));
    return answer(recorder, attack);
  }

  private static long answer(Recorder recorder, String attack) throws InterruptedException {
    String answer = recorder.messages.poll(30, TimeUnit.SECONDS);
    assertThat(answer)
        .as(attack + " " + recorder.exits + " " + recorder.lines)
        .startsWith(attack + "=");
    return Long.parseLong(answer.substring(attack.length() + 1));
  }
}
