package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;

/**
 * {@code linux/seccomp.h}: filters of system calls, and the notifications of a filter that asks
 * another process. A {@code struct sock_filter} is 8 bytes: {@code u16 code, u8 jt, u8 jf, u32 k}.
 */
public final class Seccomp {
  /** Filter's answer: the process ends by SIGSYS. */
  public static final int SECCOMP_RET_KILL_PROCESS = 0x80000000;

  /** Filter's answer: the call fails with the error number in the low 16 bits. */
  public static final int SECCOMP_RET_ERRNO = 0x00050000;

  /** Filter's answer: whoever holds the listener decides. */
  public static final int SECCOMP_RET_USER_NOTIF = 0x7fc00000;

  /** Filter's answer: go on. */
  public static final int SECCOMP_RET_ALLOW = 0x7fff0000;

  /** {@link #filter}: for all threads of the process. */
  public static final int SECCOMP_FILTER_FLAG_TSYNC = 1;

  /** {@link #filter}: gives a descriptor for notifications. */
  public static final int SECCOMP_FILTER_FLAG_NEW_LISTENER = 1 << 3;

  /** {@link #filter}: a thread that can't follow is ESRCH, needed for both flags together. */
  public static final int SECCOMP_FILTER_FLAG_TSYNC_ESRCH = 1 << 4;

  /** {@link #filter}: a call that was asked about waits through signals that do not kill. */
  public static final int SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV = 1 << 5;

  /** Bytes of {@code struct sock_filter}. */
  public static final int SOCK_FILTER_BYTES = 8;

  /** Most instructions of one filter ({@code BPF_MAXINSNS}). */
  public static final int BPF_MAXINSNS = 4096;

  /** Bytes of {@code struct seccomp_notif}. */
  public static final int NOTIF_BYTES = 80;

  private static final int SECCOMP_SET_MODE_FILTER = 1;
  private static final int SECCOMP_GET_ACTION_AVAIL = 2;
  private static final int NR_SECCOMP = 317;
  private static final int NR_IOCTL = 16;
  private static final int SOCK_FPROG_BYTES = 16;
  private static final int NOTIF_RESP_BYTES = 24;
  private static final long SECCOMP_IOCTL_NOTIF_RECV = 0xc0502100L;
  private static final long SECCOMP_IOCTL_NOTIF_SEND = 0xc0182101L;
  private static final long SECCOMP_IOCTL_NOTIF_ID_VALID = 0x40082102L;
  private static final long SECCOMP_IOCTL_NOTIF_ADDFD = 0x40182103L;
  private static final int SECCOMP_USER_NOTIF_FLAG_CONTINUE = 1;
  private static final int SECCOMP_ADDFD_FLAG_SEND = 2;
  private static final int NOTIF_ADDFD_BYTES = 24;
  private static final int NR_OF_DATA = 16;

  private Seccomp() {}

  /**
   * Adds a filter to the calling thread, which needs {@link Prctl#PR_SET_NO_NEW_PRIVS} or
   * CAP_SYS_ADMIN.
   *
   * @param program {@code struct sock_filter} after each other, native
   * @return 0, or the listener's descriptor
   */
  public static int filter(int flags, MemorySegment program) {
    long length = program.byteSize() / SOCK_FILTER_BYTES;
    if (!program.isNative() || length == 0 || length > BPF_MAXINSNS) {
      throw new IllegalArgumentException("not a native program instructions=" + length);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fprog = arena.allocate(SOCK_FPROG_BYTES, 8);
      fprog.set(ValueLayout.JAVA_SHORT, 0, (short) length);
      fprog.set(ValueLayout.JAVA_LONG, 8, program.address());
      long r = Sys.call(NR_SECCOMP, SECCOMP_SET_MODE_FILTER, flags, fprog.address());
      if (r < 0) {
        throw new LinuxException(
            (int) -r, "seccomp", "flags=0x" + Integer.toHexString(flags) + " length=" + length);
      }
      return (int) r;
    } finally {
      Reference.reachabilityFence(program);
    }
  }

  /** Whether this kernel knows an answer of filters. */
  public static boolean actionAvailable(int action) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocateFrom(ValueLayout.JAVA_INT, action);
      return Sys.call(NR_SECCOMP, SECCOMP_GET_ACTION_AVAIL, 0, value.address()) == 0;
    }
  }

  /**
   * Takes one notification into {@code notif} ({@link #NOTIF_BYTES}, which this clears). Blocks
   * when there is none.
   *
   * @return 0, or {@code -ENOENT} when the thread is gone, {@code -EINTR}, or another error number
   */
  public static int receive(int listener, MemorySegment notif) {
    notif.asSlice(0, NOTIF_BYTES).fill((byte) 0);
    long r = Sys.call(NR_IOCTL, listener, SECCOMP_IOCTL_NOTIF_RECV, notif.address());
    Reference.reachabilityFence(notif);
    return (int) r;
  }

  /** Lets the call that {@code notif} is about fail with {@code errno}; gives 0 or an error. */
  public static int deny(int listener, MemorySegment notif, int errno) {
    return respond(listener, notif, -errno, 0);
  }

  /**
   * Lets the call that {@code notif} is about go on. What its arguments point at may have changed
   * by then: never decide this by them.
   */
  public static int proceed(int listener, MemorySegment notif) {
    return respond(listener, notif, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE);
  }

  /** Lets the call that {@code notif} is about give 0, without being made; gives 0 or an error. */
  public static int succeed(int listener, MemorySegment notif) {
    return respond(listener, notif, 0, 0);
  }

  /**
   * Whether the call that {@code notif} is about still waits. Only then was what was read of its
   * thread by {@link #thread} that thread's, and not another's that has got its number.
   */
  public static boolean isValid(int listener, MemorySegment notif) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment id = arena.allocate(ValueLayout.JAVA_LONG);
      id.set(ValueLayout.JAVA_LONG, 0, notif.get(ValueLayout.JAVA_LONG, 0));
      return Sys.call(NR_IOCTL, listener, SECCOMP_IOCTL_NOTIF_ID_VALID, id.address()) == 0;
    }
  }

  /**
   * Puts a copy of a descriptor of ours into the process that waits, close-on-exec, and lets its
   * call give that number, in one step.
   *
   * @return the number there, or the error number negated: the call waits still
   */
  public static int addFd(int listener, MemorySegment notif, int srcFd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment addFd = arena.allocate(NOTIF_ADDFD_BYTES, 8);
      addFd.set(ValueLayout.JAVA_LONG, 0, notif.get(ValueLayout.JAVA_LONG, 0));
      addFd.set(ValueLayout.JAVA_INT, 8, SECCOMP_ADDFD_FLAG_SEND);
      addFd.set(ValueLayout.JAVA_INT, 12, srcFd);
      addFd.set(ValueLayout.JAVA_INT, 20, Fcntl.O_CLOEXEC);
      return (int) Sys.call(NR_IOCTL, listener, SECCOMP_IOCTL_NOTIF_ADDFD, addFd.address());
    }
  }

  private static int respond(int listener, MemorySegment notif, int error, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment response = arena.allocate(NOTIF_RESP_BYTES, 8);
      response.set(ValueLayout.JAVA_LONG, 0, notif.get(ValueLayout.JAVA_LONG, 0));
      response.set(ValueLayout.JAVA_INT, 16, error);
      response.set(ValueLayout.JAVA_INT, 20, flags);
      return (int) Sys.call(NR_IOCTL, listener, SECCOMP_IOCTL_NOTIF_SEND, response.address());
    }
  }

  /** Thread that makes the call that {@code notif} is about. */
  public static int thread(MemorySegment notif) {
    return notif.get(ValueLayout.JAVA_INT, 8);
  }

  /** Number of the call that {@code notif} is about. */
  public static int number(MemorySegment notif) {
    return notif.get(ValueLayout.JAVA_INT, NR_OF_DATA);
  }

  /** Argument {@code index} (0 to 5) of the call that {@code notif} is about. */
  public static long argument(MemorySegment notif, int index) {
    return notif.get(ValueLayout.JAVA_LONG, NR_OF_DATA + 16 + 8L * index);
  }
}
