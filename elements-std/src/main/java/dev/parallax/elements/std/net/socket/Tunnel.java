package dev.parallax.elements.std.net.socket;

import java.io.IOException;

/** What is said to a proxy so that it passes bytes on to a server (RFC 9110, section 9.3.6). */
public interface Tunnel {
  /** The server, whose name its certificate has. */
  String host();

  /** The request, with the empty line at its end. */
  byte[] request();

  /**
   * Looks at the answer.
   *
   * @param head start line and fields
   * @throws IOException when the proxy refuses
   */
  void answered(String head) throws IOException;
}
