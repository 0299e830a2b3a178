package dev.parallax.memory.link;

import dev.parallax.memory.ArenaFile;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.SharedArena;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** This end of a test's link, with the peer that it started, a thread or a process. */
final class Host implements AutoCloseable {
  static final int SLOTS = 16;
  static final int SLOT_BYTES = 1000;
  static final int LEASES = 12;
  private static final int METADATA = 1 << 16;
  private static final long LIMIT_NS = 30_000_000_000L;
  private static final AtomicLong IDS = new AtomicLong(1);

  final Link link;
  final Doorbell bell;
  final FixedBufferPool pool;
  private final boolean ownsPool;
  private final Wire wire;
  private final @Nullable Process process;
  private final @Nullable Thread thread;
  private final AtomicBoolean dead;

  private Host(
      Link link,
      Doorbell bell,
      FixedBufferPool pool,
      boolean ownsPool,
      Wire wire,
      @Nullable Process process,
      @Nullable Thread thread,
      AtomicBoolean dead) {
    this.link = link;
    this.bell = bell;
    this.pool = pool;
    this.ownsPool = ownsPool;
    this.wire = wire;
    this.process = process;
    this.thread = thread;
    this.dead = dead;
  }

  static FixedBufferPool pool(Doorbell bell) {
    FixedBufferPool pool = FixedBufferPool.create(PoolConfig.of("host", SLOT_BYTES, SLOTS));
    pool.own(bell);
    return pool;
  }

  /** With a pool and a doorbell of its own. */
  static Host start(Variant variant, Role role) {
    Doorbell bell = Doorbell.futex();
    return start(variant, role, bell, pool(bell), true);
  }

  /** One of several links of a thread. */
  static Host start(Variant variant, Role role, Doorbell bell, FixedBufferPool pool) {
    return start(variant, role, bell, pool, false);
  }

  private static Host start(
      Variant variant, Role role, Doorbell bell, FixedBufferPool pool, boolean ownsPool) {
    AtomicBoolean dead = new AtomicBoolean();
    if (variant == Variant.THREAD) {
      Wire[] pair = Wire.pair();
      Thread thread =
          Thread.ofPlatform()
              .start(() -> {
                try (Wire theirs = pair[1]) {
                  Peer.run(theirs, role, dead::get);
                }
              });
      return join(variant, bell, pool, ownsPool, pair[0], null, thread, dead);
    }
    try {
      Path dir = Files.createTempDirectory("plx");
      Path path = dir.resolve("s");
      try (Wire listening = Wire.listen(path)) {
        Process process = spawn(path, role);
        return join(variant, bell, pool, ownsPool, listening.accept(), process, null, dead);
      } finally {
        Files.deleteIfExists(path);
        Files.delete(dir);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process spawn(Path path, Role role) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xmx64m",
                "-cp",
                System.getProperty("surefire.test.class.path", classPath()),
                Peer.class.getName(),
                path.toString(),
                role.name()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Also of a run on the module path. */
  private static String classPath() {
    String modules = System.getProperty("jdk.module.path", "");
    String tests = Path.of("target", "test-classes").toAbsolutePath().toString();
    String main = Path.of("target", "classes").toAbsolutePath().toString();
    return String.join(":", System.getProperty("java.class.path", ""), modules, main, tests);
  }

  private static Host join(
      Variant variant,
      Doorbell bell,
      FixedBufferPool pool,
      boolean ownsPool,
      Wire wire,
      @Nullable Process process,
      @Nullable Thread thread,
      AtomicBoolean dead) {
    long id = IDS.getAndIncrement();
    LinkPlan plan = LinkPlan.of(LEASES, LEASES, METADATA);
    LinkFile mine = LinkFile.create(plan, id, 1).mapForWriting();
    LinkFile theirs = LinkFile.create(plan, id, 1);
    SharedArena arena = pool.arena();
    try (ArenaFile lent = ArenaFile.create(PoolConfig.of("peer", SLOT_BYTES, SLOTS))) {
      byte[] told =
          join(mine.description(), theirs.description(), arena.description(), lent.description());
      wire.send(told, mine.fd(), theirs.fd(), arena.fd(), lent.fd());
      if (wire.receive().bytes().length != 1) {
        throw new AssertionError("peer has ended before it was ready");
      }
      Link link = Link.open("peer" + id, mine, theirs.mapForReading(), 2);
      link.own(bell);
      link.export(arena);
      link.attach(0, variant.attach(lent));
      return new Host(link, bell, pool, ownsPool, wire, process, thread, dead);
    }
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Takes turns until something is so. */
  void until(String what, LinkHandler handler, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT_NS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not happen within 30 s: " + what + " " + link.stats());
      }
      link.flush();
      bell.await(() -> link.isReady() || condition.getAsBoolean(), end);
      link.poll(handler, Link.MAX_TURN);
    }
    link.flush();
  }

  /** Sends a buffer filled with its number, as soon as that is possible. */
  void send(LinkHandler handler, int seq) {
    until("a slot and a lease", handler, () -> pool.hasFree() && link.canLend(0));
    Buffer buffer = Payload.make(Objects.requireNonNull(pool.tryAcquire()), seq);
    if (!link.send(buffer, seq & 1, seq, 0, 0)) {
      throw new AssertionError("no room though there was");
    }
    link.flush();
  }

  /** Lends memory that another peer writes: that arena goes to this one first. */
  boolean lendOn(Buffer buffer, int seq) {
    SharedArena arena = buffer.arena();
    wire.send(arena.description(), arena.fd());
    if (wire.receive().bytes().length != 1) {
      throw new AssertionError("peer did not attach the arena");
    }
    link.export(arena);
    return link.send(buffer, seq & 1, seq, 0, 0);
  }

  /** Ends the peer at once: a process is killed, a thread does nothing more. */
  void kill() throws InterruptedException {
    dead.set(true);
    if (process != null) {
      process.destroyForcibly();
    }
    waitForEnd();
  }

  boolean isAlive() {
    return process != null ? process.isAlive() : Objects.requireNonNull(thread, "thread").isAlive();
  }

  private void waitForEnd() throws InterruptedException {
    if (process != null) {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("peer did not end");
      }
    } else {
      Objects.requireNonNull(thread, "thread").join(20_000);
    }
  }

  /** Asks the peer to end, and waits for it. */
  void end() throws InterruptedException {
    link.event(0, Peer.END, 0, 0, 0, 0, 0);
    link.flush();
    waitForEnd();
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    link.close();
    wire.close();
    if (ownsPool) {
      pool.close();
      bell.close();
    }
  }
}
