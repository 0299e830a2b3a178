package dev.parallax.rtcheck;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** SHA-256, in hexadecimal digits. */
final class Digests {
  private Digests() {}

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** Of classes, by name and content, in whatever order and place. */
  static String of(Collection<ClassInfo> classes) {
    List<String> lines =
        classes.stream().map(type -> type.name + " " + of(type.bytes) + "\n").sorted().toList();
    return of(String.join("", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
