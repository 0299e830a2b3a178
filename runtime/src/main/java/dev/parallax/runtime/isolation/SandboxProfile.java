package dev.parallax.runtime.isolation;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an isolated element may do beyond computing on the memory that it was given. */
public sealed interface SandboxProfile {
  /** Nothing: no file, no network, no other process. */
  record Compute() implements SandboxProfile {}

  /**
   * Exactly these files, which must exist.
   *
   * @param read files that it may read
   * @param write files that it may read, write and cut
   */
  record WithFiles(List<Path> read, List<Path> write) implements SandboxProfile {
    /** Copies the lists. */
    public WithFiles {
      read = List.copyOf(read);
      write = List.copyOf(write);
    }
  }

  /**
   * Exactly these addresses: TCP as a client or a server, UDP on sockets that are connected or only
   * receive. Sockets never block. Names have these addresses and no others, whatever a name server
   * says later.
   *
   * @param places addresses
   * @param names what look-ups of names give
   * @param read files that it may read, such as trust stores; a relative one by the same path
   * @param more names of system calls as of {@link Custom}
   */
  record WithNetwork(
      List<NetworkPlace> places,
      Map<String, List<InetAddress>> names,
      List<Path> read,
      Set<String> more)
      implements SandboxProfile {
    /** Checks and copies. */
    public WithNetwork {
      places = List.copyOf(places);
      names = Map.copyOf(names);
      read = List.copyOf(read);
      more = new SeccompPolicy(more).more();
      Set<String> ours = new HashSet<>(NetworkGate.CALLS);
      ours.addAll(List.of("sendto", "sendmsg", "sendmmsg", "setsockopt", "accept", "ioctl"));
      ours.retainAll(more);
      if (!ours.isEmpty()) {
        throw new IllegalArgumentException("these would lead to any address calls=" + ours);
      }
    }

    /** Without more system calls. */
    public WithNetwork(
        List<NetworkPlace> places, Map<String, List<InetAddress>> names, List<Path> read) {
      this(places, names, read, Set.of());
    }

    /** With more system calls. */
    public WithNetwork with(Set<String> calls) {
      return new WithNetwork(places, names, read, calls);
    }
  }

  /**
   * What elements of pipelines may do, with more system calls.
   *
   * @param more names as in {@code asm/unistd_64.h}
   * @throws IllegalArgumentException when there is no such call, it leads out of the sandbox, or
   *     would be there for a socket, a second descriptor or memory that nothing limits
   */
  static Custom ofElements(Set<String> more) {
    return SandboxProcess.profile(more);
  }

  /**
   * As {@link Compute}, with more system calls, for a library that needs them. Calls that lead out
   * of the sandbox (execve, ptrace, mount, ...) are refused here as well.
   *
   * @param systemCalls names as in {@code asm/unistd_64.h}
   */
  record Custom(Set<String> systemCalls) implements SandboxProfile {
    /** Checks the names. */
    public Custom {
      systemCalls = new SeccompPolicy(systemCalls).more();
    }
  }

  /**
   * Not a protection: calls beyond those of {@link Compute} pass and are reported and counted
   * ({@link IsolatedChild#refusals}), to find out what a {@link Custom} profile has to name. What
   * leads out of the sandbox is refused all the same, and the other layers stay. Only for input
   * that is trusted.
   *
   * @param known calls that are allowed anyway, and so are not reported
   */
  record Learn(Set<String> known) implements SandboxProfile {
    /** Checks the names. */
    public Learn {
      known = new SeccompPolicy(known).more();
    }

    /** Everything beyond {@link Compute}. */
    public Learn() {
      this(Set.of());
    }
  }

  /** Names of the system calls that it adds to those of computing. */
  default Set<String> systemCalls() {
    return switch (this) {
      case Compute() -> Set.of();
      case Learn(Set<String> known) -> known;
      case Custom custom -> custom.systemCalls();
      case WithNetwork network -> {
        Set<String> all = new HashSet<>(NetworkRules.PLAIN);
        all.addAll(network.more());
        yield all;
      }
      case WithFiles(List<Path> read, List<Path> write) ->
          write.isEmpty()
              ? Set.of("openat", "newfstatat", "stat", "lstat", "access", "fcntl")
              : Set.of(
                  "openat",
                  "newfstatat",
                  "stat",
                  "lstat",
                  "access",
                  "fcntl",
                  "write",
                  "pwrite64",
                  "ftruncate",
                  "fsync",
                  "fdatasync");
    };
  }
}
