package dev.parallax.elements.std.net.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.util.function.BooleanSupplier;

/** Looking up names where an element may wait: when it starts. */
public final class Resolving {
  private Resolving() {}

  /** First address of a name; an address is taken as it is, and the empty name means any. */
  public static InetAddress first(String host, BooleanSupplier interrupted) throws IOException {
    return Resolver.resolve(host, interrupted).get(0);
  }
}
