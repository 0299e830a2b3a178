package dev.parallax.runtime.isolation;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * An address of the network that an isolated element may use.
 *
 * @param use what for
 * @param transport TCP or UDP
 * @param address of the peer, or for {@link Use#LISTEN} the own one, which may be "any"
 * @param port 0 to 65535; 0 is any free one, for {@link Use#LISTEN} only
 */
public record NetworkPlace(Use use, Transport transport, InetAddress address, int port) {
  /** What an address is used for. */
  public enum Use {
    /** To connect to it. */
    CONNECT,
    /** To be connected to there, or to receive datagrams there. */
    LISTEN
  }

  /** Protocol. */
  public enum Transport {
    /** A byte stream. */
    TCP,
    /** Datagrams. */
    UDP
  }

  /** Checks. */
  public NetworkPlace {
    if (port < 0 || port > 0xffff || port == 0 && use == Use.CONNECT) {
      throw new IllegalArgumentException("no such port: port=" + port + " use=" + use);
    }
  }

  /** {@code connect tcp 192.0.2.1:80}; the address in numbers. */
  public String text() {
    return use.name().toLowerCase(java.util.Locale.ROOT) + " " + text(transport, address, port);
  }

  static String text(Transport transport, InetAddress address, int port) {
    String host = address.getHostAddress();
    return transport.name().toLowerCase(java.util.Locale.ROOT)
        + " "
        + (address instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + port;
  }
}
