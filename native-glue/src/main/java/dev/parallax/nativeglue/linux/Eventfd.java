package dev.parallax.nativeglue.linux;

/** {@code sys/eventfd.h}. */
public final class Eventfd {
  /** Not inherited over exec. */
  public static final int EFD_CLOEXEC = 0x80000;

  /** Never blocks. */
  public static final int EFD_NONBLOCK = 0x800;

  private static final int NR_EVENTFD2 = 290;

  private Eventfd() {}

  /** Makes a counter that can be polled; 8-byte reads take it, 8-byte writes add to it. */
  public static int eventfd(int initval, int flags) {
    long r = Sys.call(NR_EVENTFD2, initval, flags, 0);
    if (r < 0) {
      throw new LinuxException(
          (int) -r, "eventfd", "initval=" + initval + " flags=0x" + Integer.toHexString(flags));
    }
    return (int) r;
  }
}
