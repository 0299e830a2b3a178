package dev.parallax.nativeglue.linux;

/** Error numbers of Linux (asm-generic/errno-base.h, errno.h). */
public final class Errno {
  private Errno() {}
}
