package dev.parallax.runtime.isolation;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The names that a child knows, as a file in the form of {@code /etc/hosts}, to which its JDK is
 * bound: so it asks no name server, whatever the name.
 */
final class HostNames {
  /** In the child's root. */
  static final String FILE = "/etc/hosts";

  /** Binds a JDK to the file ({@code jdk.net.hosts.file} of {@link InetAddress}). */
  static final String OPTION = "-Djdk.net.hosts.file=" + FILE;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");

  private HostNames() {}

  /** What can be no name of a host is left out. */
  static byte[] text(Map<String, List<InetAddress>> names) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(names)
        .forEach((name, addresses) -> {
          if (NAME.matcher(name).matches()) {
            addresses.forEach(
                a -> text.append(a.getHostAddress()).append(' ').append(name).append('\n'));
          }
        });
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
