package dev.parallax.runtime.isolation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the attack that a message names and sends the result. */
@SuppressWarnings("restricted") // it is the attacker
public final class AttackTask implements ChildTask {
  private static final int FLOOD = 20_000;
  private static final byte[] DATA = {
    0x50, 0x4c, 1, (byte) ControlMessage.Type.DATA.ordinal(), 0, 0, 0, 0
  };

  private RawCall raw;

  @Override
  public void prepare(ChildContext context) {
    raw = new RawCall();
    Attacks.REPORTED.size();
    String early = new String(context.init(), StandardCharsets.UTF_8);
    for (String attack : early.isEmpty() ? new String[0] : early.split("\n")) {
      context.send((attack + "=" + attack(attack)).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void run(ChildContext context) throws Exception {
    for (Optional<byte[]> got; (got = context.receive()).isPresent(); ) {
      String name = new String(got.get(), StandardCharsets.UTF_8);
      context.send((name + "=" + attack(name)).getBytes(StandardCharsets.UTF_8));
    }
  }

  private long attack(String name) {
    if (Attacks.REPORTED.containsKey(name)) {
      return Attacks.REPORTED.get(name).applyAsLong(raw);
    }
    if (Attacks.DEADLY.containsKey(name)) {
      return Attacks.DEADLY.get(name).applyAsLong(raw);
    }
    String[] words = name.split(" ");
    if (words.length == 3 && words[1].equals("sibling")) {
      long pid = Long.parseLong(words[2]);
      return words[0].equals("tgkill") ? raw.call("tgkill", pid, pid, 9) : raw.call("kill", pid, 9);
    }
    return special(name);
  }

  private long special(String name) {
    return switch (name) {
      case "uid" -> raw.call("getuid");
      case "gid" -> raw.call("getgid");
      case "pid" -> raw.call("getpid");
      case "environment" -> System.getenv().size();
      case "map input writable" -> raw.call("mmap", 0, 4096, 3, 1, Attacks.INPUT, 0);
      case "x32" -> raw.call(0x40000000L | 39);
      case "tcp to the host" -> {
        long fd = raw.call("socket", 2, 1, 0);
        yield fd < 0 ? fd : raw.call("connect", fd, loopback(), 16);
      }
      case "flood of calls" -> {
        for (int i = 0; i < FLOOD; i++) {
          raw.call("pipe2", 0, 0);
        }
        yield 0;
      }
      case "flood of messages" -> {
        yield flood(DATA, 0);
      }
      case "malformed message" -> flood(new byte[] {1, 2, 3}, 1);
      case "message out of turn" -> flood(new byte[] {0x50, 0x4c, 1, 0, 0, 0, 0, 0}, 1);
      case "flood of descriptors" -> descriptors();
      case "memory" -> memory();
      case "address space" -> addressSpace();
      case "seals" -> raw.call("fcntl", Attacks.INPUT, 1034, 0);
      case "touched memory" -> touchedMemory();
      case "threads" -> threads();
      case "queued signals" -> queuedSignals();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private long loopback() {
    long address = raw.memory(16);
    java.lang.foreign.MemorySegment.ofAddress(address)
        .reinterpret(16)
        .copyFrom(
            java.lang.foreign.MemorySegment.ofArray(
                new byte[] {2, 0, 0, 22, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}));
    return address;
  }

  /** Sends {@code count} raw messages, or as many as there may be. */
  private long flood(byte[] message, int count) {
    try (var arena = java.lang.foreign.Arena.ofConfined()) {
      var bytes = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, message);
      long header = messageHeader(arena, bytes.address(), message.length);
      for (int i = 0; i < (count == 0 ? FLOOD : count); i++) {
        raw.call("sendmsg", ChildInit.CONTROL_FD, header, 0x4000);
      }
      return 0;
    }
  }

  private static long messageHeader(java.lang.foreign.Arena arena, long bytes, long length) {
    var l = java.lang.foreign.ValueLayout.JAVA_LONG;
    var iov = arena.allocate(16, 8);
    iov.set(l, 0, bytes);
    iov.set(l, 8, length);
    var header = arena.allocate(56, 8);
    header.set(l, 16, iov.address());
    header.set(l, 24, 1);
    return header.address();
  }

  private long descriptors() {
    try (var arena = java.lang.foreign.Arena.ofConfined()) {
      var bytes = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, DATA);
      long header = messageHeader(arena, bytes.address(), 8);
      var l = java.lang.foreign.ValueLayout.JAVA_LONG;
      var i = java.lang.foreign.ValueLayout.JAVA_INT;
      var control = arena.allocate(48, 8);
      control.set(l, 0, 16 + 8);
      control.set(i, 8, 1);
      control.set(i, 12, 1);
      control.set(i, 16, 0);
      control.set(i, 20, Attacks.INPUT);
      var h = java.lang.foreign.MemorySegment.ofAddress(header).reinterpret(56);
      h.set(l, 32, control.address());
      h.set(l, 40, 24);
      for (int n = 0; n < 64; n++) {
        raw.call("sendmsg", ChildInit.CONTROL_FD, header, 0x4000);
      }
      return 0;
    }
  }

  /** MiB of private memory that it gets, at most 4 GiB. */
  private long memory() {
    long chunks = 0;
    while (chunks < 256 && raw.call("mmap", 0, 16 << 20, 3, 0x22, -1, 0) > 0) {
      chunks++;
    }
    return chunks * 16;
  }

  /** GiB of addresses that it gets without asking for memory, at most 256. */
  private long addressSpace() {
    long chunks = 0;
    while (chunks < 256 && raw.call("mmap", 0, 1L << 30, 1, 0x4022, -1, 0) > 0) {
      chunks++;
    }
    return chunks;
  }

  /** MiB of private memory that it gets and uses, at most 384. */
  private long touchedMemory() {
    long chunks = 0;
    for (long at;
        chunks < 24 && (at = raw.call("mmap", 0, 16 << 20, 3, 0x22, -1, 0)) > 0;
        chunks++) {
      java.lang.foreign.MemorySegment.ofAddress(at).reinterpret(16 << 20).fill((byte) 1);
    }
    return chunks * 16;
  }

  /** Signals to itself that it blocks, so that each waits; at most 1,000. */
  private long queuedSignals() {
    raw.call("rt_sigprocmask", 0, raw.filled(8), 0, 8);
    long pid = raw.call("getpid");
    long tid = raw.call("gettid");
    long sent = 0;
    while (sent < 1000 && raw.call("tgkill", pid, tid, 40) == 0) {
      sent++;
    }
    return sent;
  }

  private static long threads() {
    AtomicLong started = new AtomicLong();
    try {
      for (int i = 0; i < 20_000; i++) {
        Thread.ofPlatform()
            .daemon()
            .stackSize(64 << 10)
            .start(() -> {
              started.incrementAndGet();
              java.util.concurrent.locks.LockSupport.park();
            });
      }
    } catch (OutOfMemoryError e) {
      return started.get();
    }
    return started.get();
  }
}
