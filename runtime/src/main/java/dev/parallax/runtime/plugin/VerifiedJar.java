package dev.parallax.runtime.plugin;

import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Mman;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.spi.Catalog;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A copy of a trusted jar that nobody can change: what is loaded, here and in a process of its own,
 * is what was hashed. It stays open as long as the process lives, as its classes do.
 */
final class VerifiedJar {
  private static final int SEALS =
      Fcntl.F_SEAL_WRITE | Fcntl.F_SEAL_GROW | Fcntl.F_SEAL_SHRINK | Fcntl.F_SEAL_SEAL;

  private final int fd;
  private final String hash;

  private VerifiedJar(int fd, String hash) {
    this.fd = fd;
    this.hash = hash;
  }

  static VerifiedJar copy(Path jar) throws IOException {
    int fd = Mman.memfd_create("plx-plugin", Mman.MFD_CLOEXEC | Mman.MFD_ALLOW_SEALING);
    try {
      MessageDigest digest = TrustedJars.digest();
      try (OutputStream out = new DigestOutputStream(Files.newOutputStream(path(fd)), digest)) {
        Files.copy(jar, out);
      }
      Fcntl.addSeals(fd, SEALS);
      return new VerifiedJar(fd, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | RuntimeException e) {
      Unistd.close(fd);
      throw e;
    }
  }

  private static Path path(int fd) {
    return Path.of("/proc/self/fd/" + fd);
  }

  /** The copy. */
  Path path() {
    return path(fd);
  }

  /** SHA-256 in hex. */
  String hash() {
    return hash;
  }

  /** Loads and runs its code: its catalogs. */
  List<Catalog> load() throws IOException {
    ClassLoader loader =
        new URLClassLoader(new URL[] {path().toUri().toURL()}, VerifiedJar.class.getClassLoader());
    List<Catalog> own = new ArrayList<>();
    for (Catalog catalog : ServiceLoader.load(Catalog.class, loader)) {
      if (catalog.getClass().getClassLoader() == loader) {
        own.add(catalog);
      }
    }
    return own;
  }

  void close() {
    Unistd.close(fd);
  }
}
