package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Mman;
import dev.parallax.nativeglue.linux.Prctl;
import dev.parallax.nativeglue.linux.Seccomp;
import dev.parallax.nativeglue.linux.SyscallNumbers;
import dev.parallax.runtime.isolation.BpfProgram.Test;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which system calls a child may make, in two stages with one filter.
 *
 * <p>The filter is complete before any class of the element is loaded: it allows what computing
 * needs, and asks the supervisor about everything else. In stage 1, while jars and libraries are
 * loaded, the supervisor lets most of that pass, but nothing that leads out of the process or stays
 * behind. In stage 2, from "ready" on, it refuses all of it. Nothing that the child does can keep
 * it in stage 1, and every refusal is known by name.
 *
 * <p>A second filter in the child would not do: the kernel has one listener for all filters of a
 * thread, and a first filter that kills or fails a call hides it from the listener of the second.
 *
 * @param more names of calls that are allowed beyond those of {@code compute}
 * @param network whether {@link NetworkRules} are part of it
 */
record SeccompPolicy(Set<String> more, boolean network) {
  /** Calls that end the process: none of them has an innocent use in an element. */
  static final List<String> KILL_LIST =
      words(
          """
          execve execveat fork vfork ptrace process_vm_readv process_vm_writev process_madvise
          process_mrelease kexec_load kexec_file_load init_module finit_module delete_module bpf
          perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register mount umount2
          pivot_root chroot move_mount fsopen fsmount fsconfig fspick open_tree open_tree_attr
          mount_setattr unshare setns add_key request_key keyctl open_by_handle_at
          name_to_handle_at pidfd_getfd pidfd_open pidfd_send_signal kill tkill personality iopl
          ioperm modify_ldt memfd_create memfd_secret setuid setgid setreuid setregid setresuid
          setresgid setgroups setfsuid setfsgid capset reboot swapon swapoff acct quotactl
          quotactl_fd settimeofday clock_settime clock_adjtime adjtimex sethostname setdomainname
          seccomp landlock_create_ruleset landlock_restrict_self lookup_dcookie syslog vhangup
          """);

  /** Calls that computing needs, whose arguments do not matter. */
  private static final List<String> PLAIN =
      words(
          """
          futex_waitv munmap mprotect madvise brk set_robust_list rseq exit exit_group gettid
          getpid getcpu sched_getaffinity sched_yield rt_sigprocmask rt_sigreturn clock_gettime
          gettimeofday clock_getres clock_nanosleep restart_syscall read pread64 lseek close fstat
          poll getrusage
          """);

  /** What the JVM and the C library try by themselves and can do without: refused in silence. */
  private static final Set<String> QUIET =
      Set.copyOf(
          words(
              """
              stat lstat newfstatat statx access readlink mremap sysinfo uname getrandom
              sched_getparam sched_getscheduler
              """));

  /**
   * What reaches beyond the process, or stays behind in kernel memory that no limit counts: refused
   * while jars are loaded as well. Sockets of some kinds (AF_VSOCK) are not bound to a network
   * namespace, and a descriptor that was put in the place of standard output could still be written
   * to later. Numbers stay those of the process: {@code close_range} can give a thread its own.
   * {@code sendto} and {@code sendmsg} pass on the control socket, {@code fcntl} and {@code mmap}
   * with what the filter allows.
   */
  private static final Set<String> NEVER =
      Set.copyOf(
          words(
              """
              socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg
              setsockopt getsockopt ioctl dup dup2 dup3 close_range fcntl flock mmap shmget shmat msgget semget
              mq_open io_setup timer_create inotify_init inotify_init1 fanotify_init prctl
              """));

  /** Commands of {@code fcntl} that pass: F_GETFD, F_SETFD, F_GETFL, F_GET_SEALS. */
  private static final List<Integer> FCNTL = List.of(1, 2, 3, 1034);

  /** The one more that a profile with {@code fcntl} means. Locks, for one, are kernel memory. */
  private static final int F_ADD_SEALS = 1033;

  /** With the network too, to make a socket that does not block, never one that does. */
  private static final int F_SETFL = 4;

  private static final int ALLOW = Seccomp.SECCOMP_RET_ALLOW;
  private static final int ASK = Seccomp.SECCOMP_RET_USER_NOTIF;
  private static final int MISSING = Seccomp.SECCOMP_RET_ERRNO | Errno.ENOSYS;

  private static final int CLONE_THREAD = 0x00010000;
  private static final int CLONE_FILES = 0x00000400;
  private static final int CLONE_NAMESPACES = 0x7e020080;
  private static final int MAP_GROWSDOWN = 0x0100;
  private static final int MAP_HUGETLB = 0x40000;
  private static final int FUTEX_PLAIN = ~0x180;
  private static final List<Integer> FUTEX_WAIT_AND_WAKE = List.of(0, 1, 9, 10);

  /** Keeps a sorted copy. */
  SeccompPolicy {
    more = Set.copyOf(more);
    more.forEach(SyscallNumbers::number);
    if (more.stream().anyMatch(KILL_LIST::contains)) {
      throw new IllegalArgumentException(
          "a profile cannot allow calls that lead out of the sandbox calls="
              + new TreeSet<>(more)
                  .stream().filter(KILL_LIST::contains).collect(Collectors.joining(",")));
    }
  }

  /** Without the network. */
  SeccompPolicy(Set<String> more) {
    this(more, false);
  }

  /**
   * The filter.
   *
   * @param pid the child, as it knows itself
   * @param control descriptor of the socket to the supervisor
   */
  MemorySegment filter(Arena arena, int pid, int control) {
    BpfProgram program = new BpfProgram();
    if (network) {
      NetworkRules.add(program);
    }
    program.ruleAny(number("fcntl"), fcntl(), ALLOW, ASK);
    for (String name : new TreeSet<>(more)) {
      program.rule(number(name), ALLOW);
    }
    program.ruleOneOf(number("futex"), 1, FUTEX_PLAIN, FUTEX_WAIT_AND_WAKE, ALLOW, ASK);
    // Shared anonymous and growing mappings would not count against the limit of memory; huge pages
    // are taken from those that the system has set aside for others.
    int sharedAnonymous = Mman.MAP_SHARED | Mman.MAP_ANONYMOUS;
    int forbidden = MAP_GROWSDOWN | MAP_HUGETLB;
    program.ruleBits(number("mmap"), 3, 0, forbidden, sharedAnonymous, ALLOW, ASK);
    for (String name : PLAIN) {
      program.rule(number(name), ALLOW);
    }
    if (!network) {
      // With the network it could put a socket in the place of the control socket, and `sendmsg`
      // would take that to any address.
      program.ruleOneOf(number("sendmsg"), 0, -1, List.of(control), ALLOW, ASK);
      program.ruleAny(number("sendto"), List.of(message(control)), ALLOW, ASK);
    }
    program.ruleOneOf(number("recvmsg"), 0, -1, List.of(control), ALLOW, ASK);
    program.ruleOneOf(number("write"), 0, -1, List.of(1, 2), ALLOW, ASK);
    // Threads only, and with the descriptors of all: each set of its own would have their limit
    // again, and numbers that mean something else than the supervisor finds.
    int thread = CLONE_THREAD | CLONE_FILES;
    program.ruleBits(number("clone"), 0, thread, CLONE_NAMESPACES, 0, ALLOW, ASK);
    // Its flags are in memory, where a filter can't look; the C library then uses clone.
    program.rule(number("clone3"), MISSING);
    List<Integer> names = List.of(Prctl.PR_SET_NAME, Prctl.PR_SET_VMA);
    program.ruleOneOf(number("prctl"), 0, -1, names, ALLOW, ASK);
    program.ruleOneOf(number("tgkill"), 0, -1, List.of(pid), ALLOW, ASK);
    return program.end(arena, ASK);
  }

  /** What {@link ControlSocket} sends without descriptors. */
  private static List<Test> message(int control) {
    List<Test> tests = new ArrayList<>(Test.isNull(4));
    tests.add(Test.is(0, control));
    tests.add(Test.none(3, ~ControlSocket.FLAGS));
    return tests;
  }

  /** What the supervisor answers. */
  enum Answer {
    /** The call goes on. */
    CONTINUE,
    /** It goes on and is reported. */
    LEARN,
    /** It fails with EPERM, which nobody needs to hear of. */
    REFUSE_QUIETLY,
    /** It fails with EPERM, and is reported. */
    REFUSE,
    /** The child ends. */
    KILL
  }

  /** The answer to a call that the filter asks about. */
  static Answer answer(String name, boolean ready, boolean learn) {
    if (KILL_LIST.contains(name) || name.equals("clone")) {
      return Answer.KILL;
    }
    if (ready && learn) {
      return Answer.LEARN;
    }
    if (ready) {
      return QUIET.contains(name) ? Answer.REFUSE_QUIETLY : Answer.REFUSE;
    }
    // Among them prctl: the death signal is set by now, and nobody takes it back.
    return NEVER.contains(name) || name.startsWith("syscall_") ? Answer.REFUSE : Answer.CONTINUE;
  }

  private List<List<Test>> fcntl() {
    List<List<Test>> commands = new ArrayList<>();
    for (int command : FCNTL) {
      commands.add(List.of(Test.is(1, command)));
    }
    if (network || more.contains("fcntl")) {
      commands.add(List.of(Test.is(1, F_ADD_SEALS)));
    }
    if (network) {
      commands.add(List.of(Test.is(1, F_SETFL), Test.has(2, Fcntl.O_NONBLOCK)));
    }
    return commands;
  }

  /**
   * Refuses calls that no element of a pipeline gets: what passes for the element passes while its
   * jar is loaded as well, and a socket or descriptor of then would be there later.
   *
   * @throws IllegalArgumentException when some of the calls are such
   */
  static void checkForElements(Set<String> calls) {
    String shut =
        new TreeSet<>(calls)
            .stream()
                .filter(name -> NEVER.contains(name) && !name.equals("fcntl"))
                .collect(Collectors.joining(","));
    if (!shut.isEmpty()) {
      throw new IllegalArgumentException(
          "elements cannot have calls that reach beyond their own memory calls=" + shut);
    }
  }

  private static int number(String name) {
    return SyscallNumbers.number(name);
  }

  private static List<String> words(String text) {
    return List.of(text.trim().split("\\s+"));
  }
}
