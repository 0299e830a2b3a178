package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.memory.Doorbell;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Servers when the process has no descriptors left: they turn clients away, say so a few times, go
 * on with those they have, and serve again when there are some. The limit of this process is
 * lowered for a moment, by prlimit(1).
 */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DescriptorsTest {
  private static final int CLIENTS = 40;

  /** Enough to start prlimit(1) with, when they are free again. */
  private static final int SPARE = 100;

  @BeforeAll
  static void warm() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "no prlimit(1) on this machine");
    Net.warm();
    for (String entry : System.getProperty("java.class.path").split(":")) {
      if (Files.isDirectory(Path.of(entry))) {
        loadAll(Path.of(entry));
      }
    }
  }

  /** A class from a folder, unlike one from a jar, costs a descriptor when it is first needed. */
  private static void loadAll(Path folder) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(f -> f.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('/', '.').replace(".class", "");
      if (name.startsWith("dev.parallax.") && !name.endsWith("-info")) {
        Class.forName(name, false, DescriptorsTest.class.getClassLoader());
      }
    }
  }

  /** The soft limit of open files; the hard one stays, so that it can go back. */
  private static void limit(String soft) throws Exception {
    String pid = Long.toString(ProcessHandle.current().pid());
    Process process =
        new ProcessBuilder("/usr/bin/prlimit", "--pid", pid, "--nofile=" + soft + ":").start();
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
    process.getInputStream().close();
    process.getErrorStream().close();
  }

  private static String softLimit() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
      if (line.startsWith("Max open files")) {
        return line.split("\\s+")[3];
      }
    }
    throw new IOException("/proc/self/limits has no open files");
  }

  /** Takes all descriptors that are left. */
  private static List<Integer> exhaust() {
    List<Integer> all = new ArrayList<>();
    while (true) {
      try {
        all.add(Unistd.dup(0));
      } catch (LinuxException e) {
        assertThat(e.errno()).isEqualTo(Errno.EMFILE);
        return all;
      }
    }
  }

  private interface Check {
    void run() throws Exception;
  }

  /**
   * Connects many clients while no descriptor is left, sees them turned away, then runs a check.
   */
  private static void turnedAway(int port, Check meanwhile) throws Exception {
    List<SocketChannel> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(SocketChannel.open()); // has its descriptor from now on
    }
    try {
      withoutDescriptors(() -> {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (SocketChannel client : clients) {
          client.connect(new InetSocketAddress("127.0.0.1", port));
          assertThat(client.read(one)).as("client is turned away").isEqualTo(-1);
        }
        meanwhile.run();
      });
    } finally {
      for (SocketChannel client : clients) {
        client.close();
      }
    }
  }

  private static void withoutDescriptors(Check check) throws Exception {
    String before = softLimit();
    List<Integer> taken = List.of();
    try {
      int next = Unistd.dup(0);
      Unistd.close(next);
      limit(Integer.toString(next + SPARE));
      taken = exhaust();
      check.run();
    } finally {
      taken.forEach(Unistd::close);
      limit(before);
    }
  }

  private static Net.Running sending(String sink) {
    return Net.running(
        "fakesrc sizetype=fixed sizemax=100 ! identity sleep-time=1000 ! "
            + sink
            + " name=x port=0");
  }

  @Test
  void shouldServeOnWhenATcpServerSinkHasNoDescriptors() throws Exception {
    try (Net.Running r = sending("tcpserversink")) {
      var control = r.pipeline.find("x", TcpServerSinkElement.Control.class);
      try (Socket one = Net.connect(r.port())) {
        Net.await("it has joined", () -> control.clients() == 1);
        assertThat(one.getInputStream().readNBytes(500)).hasSize(500); // all that it needs is there
        turnedAway(r.port(), () -> assertThat(one.getInputStream().readNBytes(5000)).hasSize(5000));
        assertAccountedFor(r, control, TcpServerSinkElement.Control::clientsRefused);
        try (Socket two = Net.connect(r.port())) {
          Net.await("the next one has joined", () -> control.clients() == 2);
          assertThat(two.getInputStream().readNBytes(500)).hasSize(500);
        }
      }
    }
  }

  @Test
  void shouldServeOnWhenAWebSocketServerSinkHasNoDescriptors() throws Exception {
    try (Net.Running r = sending("websocketserversink")) {
      var control = r.pipeline.find("x", WebSocketServerSinkElement.Control.class);
      try (Socket one = WsBytes.open(r.port())) {
        Net.await("it has joined", () -> control.clients() == 1);
        assertThat(WsBytes.read(one).payload()).hasSize(100);
        turnedAway(r.port(), () -> assertThat(WsBytes.read(one).payload()).hasSize(100));
        assertAccountedFor(r, control, WebSocketServerSinkElement.Control::clientsRefused);
        try (Socket two = WsBytes.open(r.port())) {
          assertThat(WsBytes.read(two).payload()).hasSize(100);
        }
      }
    }
  }

  private static <C> void assertAccountedFor(Net.Running r, C control, ToLongFunction<C> refused) {
    Net.await("all are counted", () -> refused.applyAsLong(control) >= CLIENTS);
    assertThat(refused.applyAsLong(control)).isEqualTo(CLIENTS);
    assertThat(r.warnings)
        .hasSizeBetween(1, 10)
        .allMatch(w -> w.contains("no descriptors are left"));
    assertThat(r.pipeline.error()).isNull();
  }

  @Test
  void shouldWaitForTheNextWhenATcpServerSourceHasNoDescriptors() throws Exception {
    try (Net.Running r = Net.running("tcpserversrc name=x port=0 reconnect=true ! ${sink}")) {
      // Its buffers are descriptors, too: without any it fails, and its clients are reset.
      assertThat(r.pipeline.settle(15, TimeUnit.SECONDS)).as("it waits for clients").isTrue();
      turnedAway(r.port(), () -> assertThat(r.receivedBytes()).isZero());
      assertThat(r.warnings).hasSize(1);
      assertThat(r.warnings.get(0)).contains("no descriptors are left");
      Net.await("all are counted", () -> dropped(r) >= CLIENTS);
      assertThat(dropped(r)).isEqualTo(CLIENTS);
      try (Socket next = Net.connect(r.port())) {
        next.getOutputStream().write(new byte[7]);
        Net.await("it is served", () -> r.receivedBytes() == 7);
      }
      assertThat(r.pipeline.error()).isNull();
    }
  }

  private static long dropped(Net.Running r) {
    return r.pipeline.snapshot().elements().stream()
        .filter(e -> e.name().equals("x"))
        .findFirst()
        .orElseThrow()
        .dropped();
  }

  /** Politely, though there are descriptors: this server has one client at a time. */
  @Test
  void shouldTurnAwayAndCountWhenATcpServerSourceHasItsClient() throws Exception {
    try (Net.Running r = Net.running("tcpserversrc name=x port=0 ! ${sink}");
        Socket one = Net.connect(r.port())) {
      one.getOutputStream().write(1);
      Net.await("it is served", () -> r.receivedBytes() == 1);
      for (int i = 0; i < 600; i++) {
        try (Socket more = Net.connect(r.port())) {
          assertThat(more.getInputStream().read()).isEqualTo(-1);
        }
      }
      assertThat(dropped(r)).isEqualTo(600);
      one.getOutputStream().write(2);
      Net.await("it is still served", () -> r.receivedBytes() == 2);
    }
  }

  /** The first wait for a descriptor makes one to be woken by, unless none is left. */
  @Test
  void shouldWaitWhenTheBellHasNoDescriptor() throws Exception {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    AtomicBoolean ready = new AtomicBoolean();
    try (Doorbell bell = Doorbell.futex();
        Arena arena = Arena.ofConfined()) {
      bell.spins(0);
      withoutDescriptors(() -> {
        long soon = System.nanoTime() + 30_000_000;
        assertThat(bell.awaitReadable(pipe[0], ready::get, soon)).isFalse();
        assertThat(System.nanoTime() - soon).isNotNegative();
        Thread ringer =
            Thread.ofPlatform()
                .start(() -> {
                  ready.set(true);
                  bell.ring();
                });
        while (!bell.awaitReadable(pipe[0], ready::get, Long.MAX_VALUE)) {
          Thread.onSpinWait();
        }
        ringer.join();
        Unistd.write(pipe[1], arena.allocate(1), 0, 1);
        assertThat(bell.awaitReadable(pipe[0], () -> false, Long.MAX_VALUE)).isFalse();
      });
      assertThat(bell.awaitReadable(pipe[0], () -> false, Long.MAX_VALUE)).isFalse();
    } finally {
      Unistd.close(pipe[0]);
      Unistd.close(pipe[1]);
    }
  }
}
