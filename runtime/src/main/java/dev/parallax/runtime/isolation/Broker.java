package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Spawn;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Our side of the broker. A JVM, having threads, can't enter a user namespace, so the program
 * {@code unshare} enters one and becomes {@link BrokerMain}.
 *
 * <p>One thread starts it, reads its messages and waits for it: the broker's death signal is bound
 * to that thread.
 */
final class Broker implements ChildLauncher {
  private static final List<String> PROGRAMS = List.of("/usr/bin/unshare", "/bin/unshare");
  private static final int START_SECONDS = 20;

  private final CompletableFuture<Boolean> hello = new CompletableFuture<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<Spawner.Launched>> launches =
      new ConcurrentHashMap<>();
  private final Map<Integer, CompletableFuture<Pidfd.Exit>> exits = new ConcurrentHashMap<>();
  private final BrokerWire wire;
  private final int socket;
  private final Thread thread;
  private volatile boolean gone;

  private Broker(String program) {
    int[] pair = Scm.socketpair(Scm.SOCK_SEQPACKET | Socket.SOCK_CLOEXEC);
    socket = pair[0];
    wire = new BrokerWire(socket);
    thread = Thread.ofPlatform().daemon().name("plx-broker").start(() -> serve(program, pair[1]));
  }

  /**
   * Starts it.
   *
   * @throws Spawner.SpawnException when it does not get ready
   */
  static Broker start() throws Spawner.SpawnException {
    String program =
        PROGRAMS.stream()
            .filter(p -> Files.isExecutable(Path.of(p)))
            .findFirst()
            .orElseThrow(() ->
                new Spawner.SpawnException(
                    "new user namespace", 0, "the program unshare (util-linux) is missing"));
    Broker broker = new Broker(program);
    try {
      if (broker.hello.get(START_SECONDS, TimeUnit.SECONDS)) {
        return broker;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      broker.close();
      throw new Spawner.SpawnException("broker", 0, String.valueOf(e.getCause()));
    }
    broker.close();
    throw new Spawner.SpawnException(
        "new user namespace", 0, program + " --user --map-current-user --keep-caps failed");
  }

  @Override
  public boolean ownIds() {
    return false;
  }

  @Override
  public CompletableFuture<Spawner.Launched> launch(SpawnPlan plan, String name) {
    return ask(plan, name, false);
  }

  @Override
  public CompletableFuture<Spawner.Launched> tryOut(SpawnPlan plan) {
    return ask(plan, "probe", true);
  }

  /** Ends it and with it all its children. */
  @Override
  public void close() {
    Socket.shutdown(socket, Socket.SHUT_RDWR);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Spawner.Launched> ask(SpawnPlan plan, String name, boolean tryOut) {
    int number = numbers.incrementAndGet();
    CompletableFuture<Spawner.Launched> result = new CompletableFuture<>();
    launches.put(number, result);
    if (!tryOut) {
      exits.put(number, new CompletableFuture<>());
    }
    try {
      wire.send(new BrokerWire.Message.Launch(number, tryOut, name, plan));
    } catch (LinuxException e) {
      fail(number, new Spawner.SpawnException("broker", e.errno(), "the broker is gone"));
    }
    if (gone) {
      fail(number, new Spawner.SpawnException("broker", 0, "the broker is gone"));
    }
    return result;
  }

  private void serve(String program, int other) {
    int pidfd = -1;
    try {
      try {
        int pid = spawn(program, other);
        pidfd = Pidfd.pidfd_open(pid, 0);
      } finally {
        Unistd.close(other);
      }
      for (BrokerWire.Message message; (message = wire.receive()) != null; ) {
        handle(message);
      }
    } catch (Throwable t) {
      hello.completeExceptionally(t);
    } finally {
      end(pidfd);
    }
  }

  private void handle(BrokerWire.Message message) {
    switch (message) {
      case BrokerWire.Message.Hello() -> hello.complete(true);
      case BrokerWire.Message.Launched(int number, int pid, int pidfd) -> {
        CompletableFuture<Pidfd.Exit> exit = exits.get(number);
        CompletableFuture<Spawner.Launched> launch = launches.remove(number);
        if (launch == null) {
          throw new IllegalStateException("broker answers what was not asked number=" + number);
        }
        launch.complete(
            new Spawner.Launched(pid, pidfd, exit == null ? new CompletableFuture<>() : exit));
      }
      case BrokerWire.Message.Failed(int number, String step, int errno, String text) ->
          fail(number, new Spawner.SpawnException(step, errno, text));
      case BrokerWire.Message.Ended(int number, Pidfd.Exit exit) -> {
        CompletableFuture<Pidfd.Exit> waiting = exits.remove(number);
        if (waiting != null) {
          waiting.complete(exit);
        }
      }
      case BrokerWire.Message.Launch launch ->
          throw new IllegalStateException("broker asks number=" + launch.number());
    }
  }

  private void fail(int number, Spawner.SpawnException cause) {
    exits.remove(number);
    CompletableFuture<Spawner.Launched> launch = launches.remove(number);
    if (launch != null) {
      launch.completeExceptionally(cause);
    }
  }

  private void end(int pidfd) {
    gone = true;
    hello.complete(false);
    if (pidfd >= 0) {
      Pidfd.pidfd_send_signal(pidfd, Pidfd.SIGKILL);
      Pidfd.waitid(pidfd);
      Unistd.close(pidfd);
    }
    Unistd.close(socket);
    for (Integer number : List.copyOf(launches.keySet())) {
      fail(number, new Spawner.SpawnException("broker", 0, "the broker is gone"));
    }
    // The kernel has killed its children with it.
    exits.values().forEach(e -> e.complete(new Pidfd.Exit(Pidfd.CLD_KILLED, Pidfd.SIGKILL)));
    exits.clear();
  }

  private static int spawn(String program, int socket) throws IOException {
    int devNull = Fcntl.openat(Fcntl.AT_FDCWD, "/dev/null", Fcntl.O_RDWR | Fcntl.O_CLOEXEC, 0);
    try {
      List<String> argv = new ArrayList<>();
      argv.addAll(List.of(program, "--user", "--map-current-user", "--keep-caps"));
      argv.add(ChildFiles.javaHome().resolve("bin/java").toString());
      argv.addAll(SpawnPlans.FLAGS);
      argv.add("-Xmx32m");
      argv.add("-cp");
      argv.add(
          ChildFiles.ownClassPath().stream()
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator)));
      argv.add(BrokerMain.class.getName());
      int[] fds = {devNull, devNull, 2, socket};
      return Spawn.posix_spawn(argv, List.of("LANG=C.UTF-8"), fds, above(fds));
    } finally {
      Unistd.close(devNull);
    }
  }

  private static int above(int[] fds) {
    int above = 0;
    for (int fd : fds) {
      above = Math.max(above, fd + 1);
    }
    return above;
  }
}
