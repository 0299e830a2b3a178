package dev.parallax.elements.std.net;

import dev.parallax.annotations.Property;
import dev.parallax.elements.std.net.socket.Tls;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whether a server encrypts, and with which key. */
final class TlsServer {
  @Property(doc = "encrypt with TLS; needs tls-key-store")
  boolean tls;

  @Property(doc = "file with the own key and certificate (PKCS#12 or JKS)")
  String tlsKeyStore = "";

  @Property(doc = "password of the key store and its key")
  String tlsKeyPassword = "";

  /** Reads the key; null unless TLS is wanted. */
  @Nullable Tls open() throws IOException {
    return Tls.server(tls, tlsKeyStore, tlsKeyPassword);
  }
}
