package dev.parallax.elements.std.ipc;

import dev.parallax.nativeglue.linux.Credentials;
import java.util.HashSet;
import java.util.Set;

/**
 * Users whose programs may be at the other end.
 *
 * @param uids their numbers
 */
record Users(Set<Long> uids) {
  private static final int MOST = 64;
  private static final long MAX_UID = 0xffff_fffeL;

  /** This process's own user, and those of the text: numbers with commas between. */
  static Users of(String text) {
    Set<Long> uids = new HashSet<>();
    uids.add(Credentials.getuid());
    for (String part : text.isBlank() ? new String[0] : text.split(",", MOST)) {
      uids.add(number(part.strip(), text));
    }
    return new Users(Set.copyOf(uids));
  }

  private static long number(String part, String text) {
    try {
      long uid = Long.parseLong(part);
      if (uid >= 0 && uid <= MAX_UID) {
        return uid;
      }
    } catch (NumberFormatException e) {
      throw wrong(text, e);
    }
    throw wrong(text, null);
  }

  private static IllegalArgumentException wrong(
      String text, @org.jspecify.annotations.Nullable Exception cause) {
    return new IllegalArgumentException(
        "users are numbers with commas between (id -u NAME tells one) allow-uids=\"" + text + "\"",
        cause);
  }

  boolean allow(long uid) {
    return uids.contains(uid);
  }
}
