package dev.parallax.elements.std.net.socket;

import dev.parallax.nativeglue.linux.Sockaddr;
import dev.parallax.nativeglue.linux.Socket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Addresses as the JDK has them, and as the kernel wants them. */
public final class Addresses {
  private Addresses() {}

  /** Writes an address; gives its length. */
  public static int put(MemorySegment to, InetAddress address, int port) {
    return address instanceof Inet6Address six
        ? Sockaddr.putIn6(to, six.getAddress(), port, six.getScopeId())
        : Sockaddr.putIn(to, address.getAddress(), port);
  }

  /** Writes the path of a local socket; gives its length. */
  public static int put(MemorySegment to, Endpoint.Local local) throws IOException {
    byte[] path = local.path().getBytes(StandardCharsets.UTF_8);
    if (path.length == 0 || path.length > Sockaddr.UNIX_PATH_MAX) {
      throw new IOException(
          "path of a local socket has 1 to "
              + Sockaddr.UNIX_PATH_MAX
              + " bytes bytes="
              + path.length
              + " path=\""
              + local.path()
              + "\"; take a shorter one");
    }
    if (local.path().indexOf('\0') >= 0) {
      throw new IOException("path of a local socket has a zero character");
    }
    return Sockaddr.putUn(to, path);
  }

  /** Address family. */
  public static int family(InetAddress address) {
    return address instanceof Inet4Address ? Socket.AF_INET : Socket.AF_INET6;
  }

  /** The address if {@code host} is one, or empty (any); null when it is a name. */
  static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host.isEmpty() ? "0.0.0.0" : host);
    } catch (IllegalArgumentException e) {
      return null; // a name
    }
  }

  /** {@code host:port} of an address that the kernel wrote, or what family it is of. */
  static String text(MemorySegment from) {
    int family = Sockaddr.family(from);
    if (family != Socket.AF_INET && family != Socket.AF_INET6) {
      return "local peer";
    }
    try {
      String host = InetAddress.getByAddress(Sockaddr.address(from)).getHostAddress();
      return new Endpoint.Inet(host, Sockaddr.port(from)).text();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("address has a wrong length", e);
    }
  }

  /** Index of a network interface; 0 for an empty name: the system's choice. */
  public static int interfaceIndex(String name) throws IOException {
    if (name.isEmpty()) {
      return 0;
    }
    NetworkInterface found = NetworkInterface.getByName(name);
    if (found == null) {
      throw new IOException("no network interface has this name multicast-iface=" + name);
    }
    return found.getIndex();
  }
}
