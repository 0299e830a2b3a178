package dev.parallax.elements.std.flac;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5, which every Java platform has. */
final class Md5 {
  private Md5() {}

  static MessageDigest create() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("java platform has no MD5", e);
    }
  }
}
