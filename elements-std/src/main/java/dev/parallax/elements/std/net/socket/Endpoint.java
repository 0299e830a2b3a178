package dev.parallax.elements.std.net.socket;

/** A place that one connects to or listens at. */
public sealed interface Endpoint {
  /**
   * A TCP port.
   *
   * @param host name or address
   * @param port 0 to 65535
   */
  record Inet(String host, int port) implements Endpoint {
    @Override
    public String text() {
      return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
  }

  /**
   * A local socket.
   *
   * @param path of the socket's file
   */
  record Local(String path) implements Endpoint {
    @Override
    public String text() {
      return "unix:" + path;
    }
  }

  /** As messages show it. */
  String text();
}
