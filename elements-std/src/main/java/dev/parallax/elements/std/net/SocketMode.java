package dev.parallax.elements.std.net;

/** Which side of a connection an element is. */
public enum SocketMode {
  /** It connects. */
  CLIENT,
  /** It listens. */
  SERVER;

  private static final int MOST = 0x1ff;

  /** Reads permissions. */
  public static int octal(String permissions) {
    try {
      int mode = Integer.parseInt(permissions, 8);
      if (mode >= 0 && mode <= MOST) {
        return mode;
      }
    } catch (NumberFormatException e) {
      throw wrong(permissions, e);
    }
    throw wrong(permissions, null);
  }

  private static IllegalArgumentException wrong(
      String permissions, @org.jspecify.annotations.Nullable Exception cause) {
    return new IllegalArgumentException(
        "permissions are octal, 0 to 0777 permissions=" + permissions, cause);
  }
}
