package dev.parallax.runtime.element;

/**
 * Whether this process is the sandbox of an element that has addresses of the network. Its sockets
 * work as elsewhere, with one difference: an address can be given to them only by {@code connect}
 * and {@code bind}, never along with data ({@code sendto}, {@code sendmsg}, {@code sendmmsg}).
 */
public final class NetworkSandbox {
  private static final String PROPERTY = "parallax.isolation.network";

  /** Option of the JVM of such a process. */
  public static final String OPTION = "-D" + PROPERTY + "=true";

  private static final boolean HERE = Boolean.getBoolean(PROPERTY);

  private NetworkSandbox() {}

  /** Whether it is one. Always the same. */
  public static boolean here() {
    return HERE;
  }
}
