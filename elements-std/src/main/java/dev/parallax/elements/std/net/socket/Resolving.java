package dev.parallax.elements.std.net.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Looking up names where an element may wait: when it starts. */
public final class Resolving {
  private Resolving() {}

  /** First address of a name; an address is taken as it is, and the empty name means any. */
  public static InetAddress first(String host, BooleanSupplier interrupted) throws IOException {
    return all(host, interrupted).get(0);
  }

  /** All addresses of a name, at least one; waits for ten seconds at most. */
  public static List<InetAddress> all(String host, BooleanSupplier interrupted) throws IOException {
    return Resolver.resolve(host, interrupted);
  }
}
