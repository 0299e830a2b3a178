package dev.parallax.nativeglue.linux;

/**
 * A system call failed. The message has the call, what its error number means, the number with its
 * name, and the arguments.
 */
public final class LinuxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errno;
  private final String call;
  private final String arguments;

  /**
   * Describes a failure.
   *
   * @param errno error number, positive
   * @param call C name of the call
   * @param arguments its arguments as {@code name=value} pairs, may be empty
   */
  public LinuxException(int errno, String call, String arguments) {
    super(
        call
            + " failed: "
            + Errno.text(errno)
            + " errno="
            + Errno.name(errno)
            + "("
            + errno
            + ")"
            + (arguments.isEmpty() ? "" : " ")
            + arguments);
    this.errno = errno;
    this.call = call;
    this.arguments = arguments;
  }

  /** The error number, a constant of {@link Errno}. */
  public int errno() {
    return errno;
  }

  /** The error number's symbolic name. */
  public String errnoName() {
    return Errno.name(errno);
  }

  /** C name of the call. */
  public String call() {
    return call;
  }

  /** The arguments as {@code name=value} pairs. */
  public String arguments() {
    return arguments;
  }
}
