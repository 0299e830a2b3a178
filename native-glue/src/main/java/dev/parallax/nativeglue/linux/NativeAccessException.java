package dev.parallax.nativeglue.linux;

/** This JVM can't make system calls; the message says what to change. */
public final class NativeAccessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NativeAccessException(String message) {
    super(message);
  }

  NativeAccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
