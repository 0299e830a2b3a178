package dev.parallax.runtime.isolation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What hostile code tries once the child is locked in. */
final class Attacks {
  /** The descriptor of a sealed input. */
  static final int INPUT = ChildInit.FIRST_FD;

  static final int AT_FDCWD = -100;

  /** Refused with EPERM and reported; the key is what is tried, up to a blank the call's name. */
  static final Map<String, ToLongFunction<RawCall>> REPORTED = new LinkedHashMap<>();

  /** These end the child. */
  static final Map<String, ToLongFunction<RawCall>> DEADLY = new LinkedHashMap<>();

  static {
    Map<String, ToLongFunction<RawCall>> m = REPORTED;
    m.put(
        "openat a file of the user", r -> r.call("openat", AT_FDCWD, r.text("/etc/passwd"), 0, 0));
    m.put("open", r -> r.call("open", r.text("/etc/shadow"), 0, 0));
    m.put("openat /proc", r -> r.call("openat", AT_FDCWD, r.text("/proc"), 0x10000, 0));
    m.put(
        "openat the host's environment",
        r -> r.call("openat", AT_FDCWD, r.text("/proc/1/environ"), 0, 0));
    m.put(
        "openat the input for writing",
        r -> r.call("openat", AT_FDCWD, r.text("/proc/self/fd/4"), 2, 0));
    m.put("getdents64", r -> r.call("getdents64", INPUT, r.memory(1024), 1024));
    m.put("socket tcp", r -> r.call("socket", 2, 1, 0));
    m.put("socket vsock", r -> r.call("socket", 40, 1, 0));
    m.put("socket unix", r -> r.call("socket", 1, 1, 0));
    m.put("socketpair", r -> r.call("socketpair", 1, 1, 0, r.memory(8)));
    m.put("connect", r -> r.call("connect", ChildInit.CONTROL_FD, r.memory(16), 16));
    m.put("bind", r -> r.call("bind", ChildInit.CONTROL_FD, r.memory(16), 16));
    m.put("listen", r -> r.call("listen", ChildInit.CONTROL_FD, 1));
    m.put("setsockopt", r -> r.call("setsockopt", ChildInit.CONTROL_FD, 1, 7, r.memory(4), 4));
    m.put("accept4", r -> r.call("accept4", ChildInit.CONTROL_FD, 0, 0, 0));
    m.put("sendmsg elsewhere", r -> r.call("sendmsg", 1, r.memory(56), 0));
    m.put("recvmsg elsewhere", r -> r.call("recvmsg", 2, r.memory(56), 0));
    m.put(
        "sendto an address",
        r -> r.call("sendto", ChildInit.CONTROL_FD, r.memory(8), 8, 0, r.memory(16), 16));
    m.put("sendto elsewhere", r -> r.call("sendto", INPUT, r.memory(8), 8, 0, 0, 0));
    m.put(
        "sendto out of band", r -> r.call("sendto", ChildInit.CONTROL_FD, r.memory(8), 8, 1, 0, 0));
    m.put("write to the control socket", r -> r.call("write", ChildInit.CONTROL_FD, 0, 0));
    m.put("write to the input", r -> r.call("write", INPUT, r.memory(8), 8));
    m.put("pwrite64", r -> r.call("pwrite64", INPUT, r.memory(8), 8, 0));
    m.put("ftruncate", r -> r.call("ftruncate", INPUT, 1 << 20));
    m.put("fallocate", r -> r.call("fallocate", INPUT, 3, 0, 4096));
    m.put("fcntl more seals", r -> r.call("fcntl", INPUT, 1033, 8));
    m.put("fcntl lock", r -> r.call("fcntl", INPUT, 6, r.memory(32)));
    m.put("fcntl number", r -> r.call("fcntl", INPUT, 0, 1));
    m.put("fcntl owner", r -> r.call("fcntl", INPUT, 8, 1));
    m.put("dup", r -> r.call("dup", ChildInit.CONTROL_FD));
    m.put("dup2", r -> r.call("dup2", 1, ChildInit.CONTROL_FD));
    m.put("close_range", r -> r.call("close_range", 1000, 1001, 0));
    m.put("close_range of one thread", r -> r.call("close_range", 1000, 1001, 2));
    m.put("flock", r -> r.call("flock", INPUT, 2));
    m.put("pipe2", r -> r.call("pipe2", r.memory(8), 0));
    m.put("eventfd2", r -> r.call("eventfd2", 0, 0));
    m.put("epoll_create1", r -> r.call("epoll_create1", 0));
    m.put("inotify_init1", r -> r.call("inotify_init1", 0));
    m.put("fanotify_init", r -> r.call("fanotify_init", 0, 0));
    m.put("timerfd_create", r -> r.call("timerfd_create", 1, 0));
    m.put("ioctl TIOCSTI", r -> r.call("ioctl", 0, 0x5412, r.memory(8)));
    m.put("shmget", r -> r.call("shmget", 0, 4096, 0x3ff));
    m.put("semget", r -> r.call("semget", 0, 32_000, 0x3ff));
    m.put("io_setup", r -> r.call("io_setup", 1024, r.memory(8)));
    m.put("timer_create", r -> r.call("timer_create", 1, 0, r.memory(8)));
    m.put("msgget", r -> r.call("msgget", 0, 0x3ff));
    m.put("mq_open", r -> r.call("mq_open", r.text("q"), 0x42, 0777, 0));
    m.put("sched_setscheduler", r -> r.call("sched_setscheduler", 0, 1, r.memory(8)));
    m.put("setpriority", r -> r.call("setpriority", 0, 0, -20));
    m.put("prlimit64", r -> r.call("prlimit64", 0, 2, r.memory(16), 0));
    m.put("prlimit64 stack", r -> r.call("prlimit64", 0, 3, r.filled(16), 0));
    m.put("prlimit64 signals", r -> r.call("prlimit64", 0, 11, r.filled(16), 0));
    m.put("prctl dumpable", r -> r.call("prctl", 4, 1));
    m.put("prctl no death signal", r -> r.call("prctl", 1, 0));
    m.put("prctl ambient", r -> r.call("prctl", 47, 2, 21, 0, 0));
    m.put("tgkill another process", r -> r.call("tgkill", 4711, 4711, 9));
    m.put("rt_sigqueueinfo", r -> r.call("rt_sigqueueinfo", 1, 9, r.memory(128)));
    m.put("rt_sigaction", r -> r.call("rt_sigaction", 31, 0, r.memory(64), 8));
    m.put("setitimer", r -> r.call("setitimer", 0, r.memory(32), 0));
    m.put("mkdir", r -> r.call("mkdir", r.text("/x"), 0777));
    m.put("unlink", r -> r.call("unlink", r.text("/classes/0.jar")));
    m.put("rename", r -> r.call("rename", r.text("/classes"), r.text("/x")));
    m.put("symlink", r -> r.call("symlink", r.text("/a"), r.text("/b")));
    m.put("mknod", r -> r.call("mknod", r.text("/x"), 0x2000 | 0666, 1 << 8 | 3));
    m.put("chmod", r -> r.call("chmod", r.text("/classes/0.jar"), 0777));
    m.put("splice", r -> r.call("splice", INPUT, 0, 1, 0, 16, 0));
    m.put("sendfile", r -> r.call("sendfile", 1, INPUT, 0, 16));
    m.put("futex requeue", r -> r.call("futex", r.memory(8), 3, 1, 1, r.memory(8), 0));
    m.put("futex compare and requeue", r -> r.call("futex", r.memory(8), 4, 1, 1, r.memory(8), 0));
    m.put("futex lock_pi", r -> r.call("futex", r.memory(8), 6, 0, 0, 0, 0));
    m.put("mmap shared anonymous", r -> r.call("mmap", 0, 4096, 3, 0x21, -1, 0));
    m.put("mmap huge pages", r -> r.call("mmap", 0, 2 << 20, 3, 0x40022, -1, 0));
    m.put("mmap growing down", r -> r.call("mmap", 0, 4096, 3, 0x122, -1, 0));
    m.put("mlock", r -> r.call("mlock", r.memory(4096), 4096));
    m.put("arch_prctl", r -> r.call("arch_prctl", 0x1002, 0));
    m.put("fchdir", r -> r.call("fchdir", INPUT));

    m = DEADLY;
    m.put("execve", r -> r.call("execve", r.text("/bin/sh"), 0, 0));
    m.put("execveat", r -> r.call("execveat", AT_FDCWD, r.text("/bin/sh"), 0, 0, 0));
    m.put("fork", r -> r.call("fork"));
    m.put("vfork", r -> r.call("vfork"));
    m.put("clone a process", r -> r.call("clone", 17, 0, 0, 0, 0));
    m.put("clone a thread with its own descriptors", r -> r.call("clone", 0x10900, 0, 0, 0, 0));
    m.put("clone a thread of other users", r -> r.call("clone", 0x10400 | 0x10000000, 0, 0, 0, 0));
    m.put("ptrace the parent", r -> r.call("ptrace", 16, 1, 0, 0));
    m.put(
        "process_vm_readv",
        r -> r.call("process_vm_readv", 1, r.memory(16), 1, r.memory(16), 1, 0));
    m.put(
        "process_vm_writev",
        r -> r.call("process_vm_writev", 1, r.memory(16), 1, r.memory(16), 1, 0));
    m.put("kill a sibling", r -> r.call("kill", -1, 9));
    m.put("tkill", r -> r.call("tkill", 4711, 9));
    m.put("io_uring_setup", r -> r.call("io_uring_setup", 4, r.memory(128)));
    m.put("mount", r -> r.call("mount", r.text("x"), r.text("/"), r.text("tmpfs"), 0, 0));
    m.put("bpf", r -> r.call("bpf", 0, r.memory(64), 64));
    m.put("keyctl", r -> r.call("keyctl", 0, 0));
    m.put("memfd_create", r -> r.call("memfd_create", r.text("x"), 0));
    m.put("unshare", r -> r.call("unshare", 0x10000000));
    m.put("setns", r -> r.call("setns", INPUT, 0));
    m.put("perf_event_open", r -> r.call("perf_event_open", r.memory(128), 0, -1, -1, 0));
    m.put("userfaultfd", r -> r.call("userfaultfd", 0));
    m.put("pidfd_open", r -> r.call("pidfd_open", 1, 0));
    m.put("setresuid", r -> r.call("setresuid", 0, 0, 0));
    m.put("capset", r -> r.call("capset", r.memory(8), r.memory(24)));
    m.put("seccomp", r -> r.call("seccomp", 1, 8, r.memory(16)));
    m.put("init_module", r -> r.call("init_module", r.memory(8), 8, r.text("")));
    m.put("open_by_handle_at", r -> r.call("open_by_handle_at", AT_FDCWD, r.memory(64), 0));
  }

  private Attacks() {}

  /** The call's name in a key. */
  static String callOf(String key) {
    return key.split(" ")[0];
  }
}
