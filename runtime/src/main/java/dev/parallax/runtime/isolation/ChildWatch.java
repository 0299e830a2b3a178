package dev.parallax.runtime.isolation;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.Poll;
import dev.parallax.nativeglue.linux.Seccomp;
import dev.parallax.nativeglue.linux.SyscallNumbers;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.remote.RateLimit;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that watches one child: reads what it writes and sends, answers its filter's
 * questions, and tells how it ended. What comes from the child is hostile: messages and questions
 * are limited in size and per second, and one too many ends it.
 */
final class ChildWatch implements Runnable {
  /** Messages in one second. */
  static final int MESSAGES_PER_SECOND = 2000;

  /** Different addresses of one child that are reported. */
  static final int MOST_ADDRESSES = 32;

  /** Refused calls, and those for the network, in one second. */
  static final int CALLS_PER_SECOND = 5000;

  private static final int OUTPUT_BYTES = 4096;
  private static final int READS_AT_A_TIME = 16;
  private static final int DEAF_MS = 2000;
  private static final short GONE = Poll.POLLHUP | Poll.POLLERR | Poll.POLLNVAL;

  private static final int CONTROL = 0;
  private static final int OUTPUT = 1;
  private static final int PROCESS = 2;
  private static final int LISTENER = 3;
  private static final int ENTRIES = 4;

  private final IsolatedChild child;
  private final SandboxListener listener;
  private final ControlSocket control;
  private final CompletableFuture<Pidfd.Exit> exit;
  private final Supplier<String> atEnd;
  private final boolean learn;
  private final @Nullable NetworkGate network;
  private final int[] fds;
  private final RateLimit messages = new RateLimit(MESSAGES_PER_SECOND);
  private final RateLimit calls = new RateLimit(CALLS_PER_SECOND);
  private boolean ready;
  private boolean done;
  private boolean deaf;
  private int addresses;
  private String failure = "";

  /**
   * Takes over descriptors.
   *
   * @param atEnd is told once that the process has ended, and gives why the kernel has ended it, or
   *     nothing
   * @param profile of the child
   * @param fds the pipe of output, a pidfd
   */
  ChildWatch(
      IsolatedChild child,
      SandboxListener listener,
      ControlSocket control,
      CompletableFuture<Pidfd.Exit> exit,
      Supplier<String> atEnd,
      SandboxProfile profile,
      int... fds) {
    this.child = child;
    this.listener = listener;
    this.control = control;
    this.exit = exit;
    this.atEnd = atEnd;
    this.learn = profile instanceof SandboxProfile.Learn;
    this.network =
        profile instanceof SandboxProfile.WithNetwork some ? new NetworkGate(some, fds[1]) : null;
    this.fds = new int[] {control.fd(), fds[0], fds[1], -1};
  }

  @Override
  public void run() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate((long) ENTRIES * Poll.POLLFD_BYTES, 8);
      MemorySegment buf = arena.allocate(Math.max(OUTPUT_BYTES, Seccomp.NOTIF_BYTES), 8);
      boolean alive = true;
      while (alive) {
        for (int i = 0; i < ENTRIES; i++) {
          Poll.set(poll, i, fds[i], Poll.POLLIN);
        }
        if (Poll.poll(poll, ENTRIES, deaf ? DEAF_MS : -1) == 0) {
          child.kill("closed its control socket");
          deaf = false;
        }
        // Its end is looked at last: whatever it sent before is there by then.
        alive = Poll.revents(poll, PROCESS) == 0;
        if (Poll.revents(poll, LISTENER) != 0) {
          question(buf, Poll.revents(poll, LISTENER));
        }
        if (Poll.revents(poll, CONTROL) != 0) {
          readControl(alive);
        }
        if (Poll.revents(poll, OUTPUT) != 0) {
          readOutput(buf, Poll.revents(poll, OUTPUT));
        }
      }
    } catch (Throwable t) {
      child.kill("its supervisor failed: " + t);
    } finally {
      end();
    }
  }

  private void readControl(boolean alive) {
    try {
      do {
        int most = network == null && fds[LISTENER] < 0 && !ready ? 1 : 0;
        ControlSocket.Received received = control.receive(0, most);
        if (received == null) {
          close(CONTROL);
          // A process that is just ending closes this first.
          deaf = alive && child.killReason() == null;
          return;
        }
        if (!messages.take(System.nanoTime())) {
          closeAll(received.fds());
          throw new ControlMessage.ProtocolException("floods its supervisor with messages");
        }
        message(received);
      } while (!alive);
    } catch (ControlMessage.ProtocolException e) {
      if (alive) {
        violation(String.valueOf(e.getMessage()));
      }
    }
  }

  private void message(ControlSocket.Received received) {
    ControlMessage message = received.message();
    if (message.type() == ControlMessage.Type.FILTERED && fds[LISTENER] < 0 && !ready) {
      if (network != null) {
        fds[LISTENER] = network.listener(message.number());
        return;
      }
      if (received.fds().length == 1) {
        fds[LISTENER] = received.fds()[0];
        return;
      }
    }
    closeAll(received.fds());
    if (received.fds().length > 0) {
      throw new ControlMessage.ProtocolException("message brings descriptors");
    }
    switch (message.type()) {
      case READY -> becomeReady();
      case DATA -> listener.message(message.body());
      case DONE -> done = true;
      case FAILED -> failure = escaped(message.body());
      default ->
          throw new ControlMessage.ProtocolException("message is out of turn type=" + message);
    }
  }

  /** From here on the answer to the filter's questions is no. */
  private void becomeReady() {
    if (ready || fds[LISTENER] < 0) {
      throw new ControlMessage.ProtocolException("is ready without a filter, or twice");
    }
    ready = true;
    control.send(ControlMessage.of(ControlMessage.Type.RUN));
    child.becameReady();
    listener.ready();
  }

  /** A call that the filter does not decide. */
  private void question(MemorySegment notif, short revents) {
    if ((revents & Poll.POLLIN) == 0) {
      close(LISTENER);
      return;
    }
    int r = Seccomp.receive(fds[LISTENER], notif);
    if (r != 0) {
      if (r != -Errno.ENOENT && r != -Errno.EINTR) {
        violation("filter's listener is not one errno=" + Errno.name(-r));
      }
      return;
    }
    String name = SyscallNumbers.name(Seccomp.number(notif));
    if (network != null && NetworkGate.CALLS.contains(name)) {
      ofNetwork(network, name, notif);
      return;
    }
    SeccompPolicy.Answer answer = SeccompPolicy.answer(name, ready, learn);
    if (answer == SeccompPolicy.Answer.CONTINUE) {
      Seccomp.proceed(fds[LISTENER], notif);
      return;
    }
    boolean habit = answer == SeccompPolicy.Answer.REFUSE && JvmHabits.is(name, ready, notif);
    boolean first = !habit && child.refusalsOfWatch().add(name);
    if (answer == SeccompPolicy.Answer.KILL) {
      violation("system call " + name);
    } else if (!calls.take(System.nanoTime())) {
      violation("floods its supervisor with system calls, last " + name);
    } else if (first && answer != SeccompPolicy.Answer.REFUSE_QUIETLY) {
      report(name);
    }
    if (answer == SeccompPolicy.Answer.LEARN) {
      Seccomp.proceed(fds[LISTENER], notif);
      return;
    }
    Seccomp.deny(fds[LISTENER], notif, Errno.EPERM);
  }

  /** A call that the supervisor makes itself, or refuses whatever the stage is. */
  private void ofNetwork(NetworkGate gate, String name, MemorySegment notif) {
    if (!calls.take(System.nanoTime())) {
      violation("floods its supervisor with system calls, last " + name);
    } else {
      String refused = gate.answer(name, fds[LISTENER], notif);
      if (refused == null) {
        return;
      }
      boolean counted = addresses < MOST_ADDRESSES;
      if (child.refusalsOfWatch().add(counted ? refused : name)) {
        addresses++;
        report(counted ? refused : name + " of more addresses");
      }
    }
    Seccomp.deny(fds[LISTENER], notif, Errno.EPERM);
  }

  private void report(String call) {
    listener.diagnostic(
        Diagnostic.of(
            DiagnosticId.SBX_CALL_REFUSED,
            "isolated element "
                + child.element()
                + (learn ? " needs a profile with call=" : " made a refused system call call=")
                + call,
            "element",
            child.element(),
            "call",
            call));
  }

  private void violation(String what) {
    if (child.killReason() == null) {
      child.kill(what);
      listener.diagnostic(
          Diagnostic.of(
              DiagnosticId.SBX_KILLED,
              "isolated element " + child.element() + " was killed: " + what,
              "element",
              child.element(),
              "cause",
              what));
    }
    close(CONTROL);
  }

  private void readOutput(MemorySegment buf, short revents) {
    if ((revents & Poll.POLLIN) == 0) {
      if ((revents & GONE) != 0) {
        close(OUTPUT);
      }
      return;
    }
    for (int i = 0; i < READS_AT_A_TIME; i++) {
      long n = Unistd.read(fds[OUTPUT], buf, 0, OUTPUT_BYTES);
      if (n <= 0) {
        return;
      }
      byte[] bytes = buf.asSlice(0, n).toArray(ValueLayout.JAVA_BYTE);
      child.output().take(bytes, bytes.length, System.nanoTime());
    }
  }

  private void end() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buf = arena.allocate(OUTPUT_BYTES);
      if (fds[CONTROL] >= 0) {
        readControl(false);
      }
      if (fds[OUTPUT] >= 0) {
        readOutput(buf, Poll.POLLIN);
      }
      child.output().end(System.nanoTime());
    } finally {
      Pidfd.Exit raw = exit.handle((e, t) -> e == null ? new Pidfd.Exit(0, 0) : e).join();
      for (int i : new int[] {CONTROL, OUTPUT, LISTENER}) {
        close(i);
      }
      ChildExit how = exit(raw, atEnd.get());
      try {
        listener.ended(how);
      } finally {
        child.ended(how);
      }
    }
  }

  private ChildExit exit(Pidfd.Exit raw, String overrun) {
    String killed = child.killReason();
    if (raw.code() != Pidfd.CLD_EXITED) {
      return killed != null
          ? new ChildExit(ChildExit.Kind.KILLED, raw.status(), killed)
          : new ChildExit(
              ChildExit.Kind.SIGNALLED,
              raw.status(),
              overrun.isEmpty() ? "signal " + raw.status() : overrun);
    }
    return done && raw.status() == 0
        ? new ChildExit(ChildExit.Kind.DONE, 0, "")
        : new ChildExit(ChildExit.Kind.FAILED, raw.status(), failure);
  }

  private void close(int entry) {
    if (entry == CONTROL) {
      control.close();
      fds[CONTROL] = -1;
    } else if (fds[entry] >= 0) {
      Unistd.close(fds[entry]);
      fds[entry] = -1;
    }
  }

  private static void closeAll(int[] fds) {
    for (int fd : fds) {
      Unistd.close(fd);
    }
  }

  private static String escaped(byte[] text) {
    StringBuilder escaped = new StringBuilder();
    ChildOutput lines = new ChildOutput(escaped::append);
    byte[] some = text.length > OUTPUT_BYTES ? java.util.Arrays.copyOf(text, OUTPUT_BYTES) : text;
    lines.take(some, some.length, 0);
    lines.end(0);
    return new String(escaped.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
