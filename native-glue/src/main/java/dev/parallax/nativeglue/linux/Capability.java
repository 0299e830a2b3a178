package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** {@code linux/capability.h}: the calling thread's capabilities, one bit each. */
public final class Capability {
  /** Mounts, namespaces and much else. */
  public static final int CAP_SYS_ADMIN = 21;

  private static final int LINUX_CAPABILITY_VERSION_3 = 0x20080522;
  private static final int NR_CAPGET = 125;
  private static final int NR_CAPSET = 126;
  private static final int HEADER_BYTES = 8;
  private static final int DATA_BYTES = 24;

  private Capability() {}

  /**
   * Three sets.
   *
   * @param effective those that count now
   * @param permitted those that may be made effective
   * @param inheritable those that a program with file capabilities may keep
   */
  public record Sets(long effective, long permitted, long inheritable) {
    /** No capability at all. */
    public static final Sets NONE = new Sets(0, 0, 0);
  }

  /** The calling thread's sets. */
  public static Sets capget() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(DATA_BYTES, 8);
      check(Sys.call(NR_CAPGET, header(arena), data.address(), 0), "capget");
      return new Sets(get(data, 0), get(data, 4), get(data, 8));
    }
  }

  /** Sets the calling thread's sets. */
  public static void capset(Sets sets) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(DATA_BYTES, 8);
      set(data, 0, sets.effective());
      set(data, 4, sets.permitted());
      set(data, 8, sets.inheritable());
      check(Sys.call(NR_CAPSET, header(arena), data.address(), 0), "capset");
    }
  }

  private static long header(Arena arena) {
    MemorySegment header = arena.allocate(HEADER_BYTES, 8);
    header.set(ValueLayout.JAVA_INT, 0, LINUX_CAPABILITY_VERSION_3);
    return header.address();
  }

  private static long get(MemorySegment data, int at) {
    return Integer.toUnsignedLong(data.get(ValueLayout.JAVA_INT, at))
        | (long) data.get(ValueLayout.JAVA_INT, at + 12L) << 32;
  }

  private static void set(MemorySegment data, int at, long value) {
    data.set(ValueLayout.JAVA_INT, at, (int) value);
    data.set(ValueLayout.JAVA_INT, at + 12L, (int) (value >>> 32));
  }

  private static void check(long r, String call) {
    if (r < 0) {
      throw new LinuxException((int) -r, call, "");
    }
  }
}
