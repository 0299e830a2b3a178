package dev.parallax.elements.std.net.socket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS as the properties of an element say it; stores are read once. */
public final class Tls {
  private static final long MAX_STORE_BYTES = 16 << 20;
  private static final String PEM = "-----BEGIN";

  private final SSLContext context;
  private final Settings settings;

  /**
   * What the properties say.
   *
   * @param trustStore certificates that are trusted: a PKCS#12, JKS or PEM file; empty: the JDK's
   * @param trustPassword of the trust store
   * @param keyStore own key and certificate: a PKCS#12 or JKS file; empty: none
   * @param keyPassword of the key store and its key
   * @param serverName name that the server's certificate must have; empty: the host
   * @param verify whether the server's certificate and name are checked
   */
  public record Settings(
      String trustStore,
      String trustPassword,
      String keyStore,
      String keyPassword,
      String serverName,
      boolean verify) {
    /** Plain HTTPS: the JDK's certificates, the host's name. */
    public static final Settings DEFAULT = new Settings("", "", "", "", "", true);
  }

  private Tls(SSLContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  /** Reads the stores. */
  public static Tls open(Settings settings) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(settings), trust(settings), null);
      return new Tls(context, settings);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS can't be set up: " + e.getMessage(), e);
    }
  }

  /** TLS of a client, if it is wanted. */
  public static @Nullable Tls client(boolean wanted, Settings settings) throws IOException {
    return wanted ? open(settings) : null;
  }

  /** TLS of a server, if it is wanted, with its key and certificate. */
  public static @Nullable Tls server(boolean wanted, String keyStore, String keyPassword)
      throws IOException {
    if (!wanted) {
      return null;
    }
    if (keyStore.isEmpty()) {
      throw new IOException(
          "tls needs tls-key-store; give a PKCS#12 or JKS file with a key and its certificate");
    }
    return open(new Settings("", "", keyStore, keyPassword, "", true));
  }

  private static KeyManager @Nullable [] keys(Settings s)
      throws IOException, GeneralSecurityException {
    if (s.keyStore().isEmpty()) {
      return null;
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    char[] password = s.keyPassword().toCharArray();
    keys.init(store(s.keyStore(), password, "tls-key-store"), password);
    return keys.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(Settings s)
      throws IOException, GeneralSecurityException {
    if (!s.verify()) {
      return new TrustManager[] {new TrustAll()};
    }
    if (s.trustStore().isEmpty()) {
      return null;
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store(s.trustStore(), s.trustPassword().toCharArray(), "tls-trust-store"));
    return trust.getTrustManagers();
  }

  private static KeyStore store(String file, char[] password, String property)
      throws IOException, GeneralSecurityException {
    Path path = Path.of(file);
    try {
      if (Files.size(path) > MAX_STORE_BYTES) {
        throw new IOException("it is larger than " + MAX_STORE_BYTES + " bytes");
      }
      byte[] content = Files.readAllBytes(path);
      if (new String(content, StandardCharsets.ISO_8859_1).contains(PEM)) {
        return pem(content);
      }
      return KeyStore.getInstance(path.toFile(), password);
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "cannot read "
              + property
              + "=\""
              + file
              + "\": "
              + e.getMessage()
              + "; give a PKCS#12, JKS or (for trust) PEM file and its password",
          e);
    }
  }

  private static KeyStore pem(byte[] content) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = new ByteArrayInputStream(content)) {
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
    }
    return store;
  }

  /** TLS on a connection to {@code host}. */
  public Wire client(int fd, String peer, String host) throws IOException {
    String name = settings.serverName().isEmpty() ? host : settings.serverName();
    SSLEngine engine = context.createSSLEngine(name, -1);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    if (settings.verify()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (Addresses.literal(name) == null) {
      parameters.setServerNames(List.of(new SNIHostName(name)));
    }
    engine.setSSLParameters(parameters);
    return new TlsWire(new PlainWire(fd, peer), engine);
  }

  /** TLS on a connection that was accepted. */
  public Wire server(int fd, String peer) throws IOException {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return new TlsWire(new PlainWire(fd, peer), engine);
  }

  /** For {@code tls-verify=false}: the user has said so. */
  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(
        java.security.cert.X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(
        java.security.cert.X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(
        java.security.cert.X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        java.security.cert.X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public java.security.cert.X509Certificate[] getAcceptedIssuers() {
      return new java.security.cert.X509Certificate[0];
    }
  }
}
