package dev.parallax.elements.std.net;

import dev.parallax.annotations.Property;
import dev.parallax.elements.std.net.socket.Tls;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whom a client trusts, and who it is. */
final class TlsClient {
  @Property(doc = "file with certificates that are trusted (PKCS#12, JKS or PEM); empty: the JDK's")
  String tlsTrustStore = "";

  @Property(doc = "password of the trust store")
  String tlsTrustPassword = "";

  @Property(doc = "file with the own key and certificate (PKCS#12 or JKS); empty: none")
  String tlsKeyStore = "";

  @Property(doc = "password of the key store and its key")
  String tlsKeyPassword = "";

  @Property(doc = "name that the server's certificate must have; empty: the host's")
  String tlsServerName = "";

  @Property(doc = "check the server's certificate and name; without, anybody may be the server")
  boolean tlsVerify = true;

  /** Reads the stores; null unless TLS is wanted. */
  @Nullable Tls open(boolean wanted) throws IOException {
    return wanted
        ? Tls.open(
            new Tls.Settings(
                tlsTrustStore,
                tlsTrustPassword,
                tlsKeyStore,
                tlsKeyPassword,
                tlsServerName,
                tlsVerify))
        : null;
  }
}
