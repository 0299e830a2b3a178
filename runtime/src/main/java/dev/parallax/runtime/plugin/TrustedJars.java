package dev.parallax.runtime.plugin;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ForeignText;
import dev.parallax.runtime.isolation.OwnFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The jars whose code may run in the host process, by the SHA-256 of their contents: another
 * version of a jar is not trusted. A file of lines {@code HASH PATH}, where the path is for people
 * only. It counts only when nobody else may write it. One thread.
 */
public final class TrustedJars {
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Path file;

  /** The list in a file, which need not be there. */
  public TrustedJars(Path file) {
    this.file = file;
  }

  /** That of the user: {@code $XDG_CONFIG_HOME/parallax/trusted} or {@code ~/.config/...}. */
  public static TrustedJars ofUser() {
    return new TrustedJars(UserFolders.config().resolve("parallax/trusted"));
  }

  /**
   * What is in it: for each hash the path that the jar had.
   *
   * @throws dev.parallax.model.diag.ParallaxException PLX-PLUG-004 when the list can't be used
   */
  public Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    try {
      if (!OwnFiles.isOurs(file) || !OwnFiles.isOurs(folder())) {
        throw unusable("it can be written by others; fix: chmod go-w " + file + " " + folder());
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MAX_BYTES);
      }
      if (bytes.length == MAX_BYTES) {
        throw unusable("it is too large max=" + MAX_BYTES);
      }
      for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
        String hash = line.split(" ", 2)[0];
        if (HASH.matcher(hash).matches()) {
          entries.put(hash, line.substring(hash.length()).strip());
        } else if (!line.isBlank()) {
          throw unusable("a line does not begin with a hash");
        }
      }
    } catch (NoSuchFileException e) {
      // Nobody has trusted anything.
    } catch (IOException e) {
      throw unusable(e.toString());
    }
    return entries;
  }

  /** The hashes alone. */
  Set<String> hashes() {
    return entries().keySet();
  }

  private RuntimeException unusable(String why) {
    return Diagnostic.of(
            DiagnosticId.PLUG_TRUST_LIST,
            "list of trusted jars can't be used, so no plugin is trusted file=" + file + ": " + why,
            "file",
            file.toString())
        .toException();
  }

  /**
   * Trusts a plugin's jar as it is now.
   *
   * @return its hash
   * @throws dev.parallax.model.diag.ParallaxException when it is no plugin, or the list can't be
   *     used
   */
  public String trust(Path jar) {
    try {
      PluginJar.read(jar);
      String hash = hash(jar);
      Map<String, String> entries = entries();
      entries.put(hash, ForeignText.line(jar.toAbsolutePath().normalize().toString()));
      write(entries);
      return hash;
    } catch (IOException e) {
      throw Plugins.unreadable(jar, e).toException();
    }
  }

  /**
   * Trusts no longer.
   *
   * @param jar a jar, or a hash when there is no such file
   * @return whether it was trusted
   */
  public boolean revoke(String jar) {
    try {
      Map<String, String> entries = entries();
      boolean was = entries.remove(HASH.matcher(jar).matches() ? jar : hash(Path.of(jar))) != null;
      if (was) {
        write(entries);
      }
      return was;
    } catch (IOException e) {
      throw Plugins.unreadable(Path.of(jar), e).toException();
    }
  }

  private Path folder() {
    return file.toAbsolutePath().resolveSibling("");
  }

  private void write(Map<String, String> entries) throws IOException {
    StringBuilder text = new StringBuilder();
    entries.forEach((hash, jar) -> text.append(hash).append(' ').append(jar).append('\n'));
    Files.createDirectories(folder());
    Path fresh =
        Files.createTempFile(
            folder(),
            "trusted",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** The SHA-256 of a file in hex. */
  static String hash(Path jar) throws IOException {
    try (InputStream in = Files.newInputStream(jar)) {
      MessageDigest digest = digest();
      byte[] buffer = new byte[1 << 16];
      for (int n; (n = in.read(buffer)) > 0; ) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
