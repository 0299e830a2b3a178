package dev.parallax.memory.link;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.SharedArena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a test's link: a thread of the test or a process of its own. It gets all its
 * files over a socket, in either case.
 */
final class Peer implements LinkHandler, AutoCloseable {
  /** Kind of the event that ends the peer. */
  static final int END = 9;

  static final int PARTS = 10;

  /** The socket has no part in the doorbell. */
  private static final long LOOK_NS = 20_000_000L;

  private static final long MAX_ARENA = 1L << 30;
  private static final int ARENA_DESCRIPTION = 88;

  private final Wire wire;
  private final Role role;
  private final LinkFile own;
  private final Link link;
  private final FixedBufferPool pool;
  private final Doorbell bell = Doorbell.futex();
  private final List<Buffer> held = new ArrayList<>();
  private final Deque<Runnable> backlog = new ArrayDeque<>();
  private final BooleanSupplier dead;
  private boolean ended;
  private int attached;

  private Peer(
      Wire wire, Role role, LinkFile own, Link link, FixedBufferPool pool, BooleanSupplier dead) {
    this.dead = dead;
    this.wire = wire;
    this.role = role;
    this.own = own;
    this.link = link;
    this.pool = pool;
    pool.own(bell);
    link.own(bell);
  }

  /** Arguments: path of the socket, role. */
  public static void main(String[] args) {
    int exit = 1;
    try (Wire wire = Wire.connect(Path.of(args[0]))) {
      run(wire, Role.valueOf(args[1]), () -> false);
      exit = 0;
    } catch (Throwable t) {
      t.printStackTrace();
    }
    Runtime.getRuntime().halt(exit);
  }

  /** Until it is told to end, or to stop dead. */
  static void run(Wire wire, Role role, BooleanSupplier dead) {
    Wire.Message hello = wire.receive();
    byte[] told = hello.bytes();
    int[] fds = hello.fds();
    int at = LinkHeader.BYTES;
    LinkFile own = LinkFile.received(fds[1], Arrays.copyOfRange(told, at, 2 * at)).mapForWriting();
    LinkFile host = LinkFile.received(fds[0], Arrays.copyOfRange(told, 0, at)).mapForReading();
    int arenas = 2 * at;
    byte[] hostArena = Arrays.copyOfRange(told, arenas, arenas + ARENA_DESCRIPTION);
    byte[] ownArena = Arrays.copyOfRange(told, arenas + ARENA_DESCRIPTION, told.length);
    FixedBufferPool pool = FixedBufferPool.adopt("peer", fds[3], ownArena);
    Link link = Link.open("host", own, host, 2);
    try (Peer peer = new Peer(wire, role, own, link, pool, dead)) {
      link.attach(0, SharedArena.attach(fds[2], hostArena, MAX_ARENA));
      link.export(pool.arena());
      wire.send(new byte[] {1});
      peer.work();
    }
  }

  private void work() {
    if (role == Role.SCRIBBLER) {
      new Scribbler(own, pool).run(dead);
      return;
    }
    while (!ended && !dead.getAsBoolean()) {
      attachMore();
      bell.await(() -> link.isReady() || dead.getAsBoolean(), System.nanoTime() + LOOK_NS);
      turn();
      for (Runnable next = backlog.poll(); next != null; next = backlog.poll()) {
        next.run();
      }
      link.flush();
    }
  }

  /** An arena that came over the socket since. */
  private void attachMore() {
    Wire.Message more = wire.tryReceive();
    if (more.fds().length == 1) {
      link.attach(++attached, SharedArena.attach(more.fds()[0], more.bytes(), MAX_ARENA));
      wire.send(new byte[] {1});
    }
  }

  private void turn() {
    link.poll(this, Link.MAX_TURN);
    link.flush();
  }

  /** A handler only queues: what it waits for, a slot for instance, comes through the link, too. */
  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    int port = entry.port();
    int seq = entry.seq();
    MemorySegment metadata = kept(entry);
    backlog.add(() -> input(buffer, port, seq, metadata));
  }

  private static MemorySegment kept(LinkEntry entry) {
    return MemorySegment.ofArray(Seen.bytes(entry));
  }

  private static long size(@Nullable MemorySegment bytes) {
    return bytes == null ? 0 : bytes.byteSize();
  }

  private void input(Buffer buffer, int port, int seq, MemorySegment metadata) {
    link.working(seq);
    switch (role) {
      case SLICER -> slice(buffer, port, seq);
      case COPIER -> copy(buffer, port, seq, metadata);
      case HOLDER -> held.add(buffer);
      default -> send(buffer, port, seq, seq, Link.DONE, metadata);
    }
    link.resting();
  }

  private void slice(Buffer buffer, int port, int seq) {
    long part = buffer.length() / PARTS;
    for (int i = 0; i < PARTS; i++) {
      Buffer slice = buffer.share();
      slice.range(buffer.offset() + i * part, part);
      send(slice, port, i + 1, seq, 0, null);
    }
    buffer.close();
    await(() -> link.done(seq));
  }

  private void copy(Buffer buffer, int port, int seq, MemorySegment metadata) {
    await(pool::hasFree);
    if (dead.getAsBoolean()) {
      buffer.close();
      return;
    }
    Buffer copy = Objects.requireNonNull(pool.tryAcquire());
    MemorySegment.copy(
        buffer.readOnlySegment(), buffer.offset(), copy.segment(), 0, buffer.length());
    copy.range(0, buffer.length());
    copy.copyTimingFrom(buffer);
    buffer.close();
    send(copy, port, seq, seq, Link.DONE, metadata);
  }

  private void send(
      Buffer buffer, int port, int seq, int cause, int flags, @Nullable MemorySegment metadata) {
    await(() -> link.send(buffer, port, seq, cause, flags, metadata, size(metadata)));
  }

  private void await(BooleanSupplier sent) {
    while (!sent.getAsBoolean() && !dead.getAsBoolean()) {
      turn();
      Thread.yield();
    }
  }

  @Override
  public void onDone(int seq) {}

  @Override
  public void onEvent(LinkEntry entry) {
    int port = entry.port();
    int kind = entry.kind();
    int seq = entry.seq();
    long first = entry.first();
    long second = entry.second();
    long third = entry.third();
    MemorySegment bytes = kept(entry);
    backlog.add(() -> {
      ended |= kind == END;
      await(() -> link.event(port, kind, seq, seq, first, second, third, bytes, size(bytes)));
    });
  }

  @Override
  public void onProperty(LinkEntry entry) {
    int port = entry.port();
    int index = entry.kind();
    long first = entry.first();
    MemorySegment bytes = kept(entry);
    backlog.add(() -> await(() -> link.property(port, index, first, 0, 0, bytes, size(bytes))));
  }

  @Override
  public void close() {
    held.forEach(Buffer::close);
    link.close();
    pool.close();
    bell.close();
  }
}
