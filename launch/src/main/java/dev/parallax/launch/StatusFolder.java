package dev.parallax.launch;

import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.isolation.OwnFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where running pipelines have their sockets: {@code $XDG_RUNTIME_DIR/parallax}, or {@code
 * /tmp/parallax-UID}. Nobody but the user may enter it.
 */
final class StatusFolder {
  private static final String NAME = "parallax";
  private static final Pattern SOCKET = Pattern.compile("([1-9][0-9]{0,9})\\.sock");
  private static final int MAX_SOCKETS = 4096;

  private StatusFolder() {}

  /**
   * A socket of a process that may have ended.
   *
   * @param path the socket
   * @param pid who made it, as its name says
   */
  record Socket(Path path, long pid) {}

  /** This user's folder; it need not be there. */
  static Path path() throws IOException {
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    return runtime != null && runtime.startsWith("/") && Files.isDirectory(Path.of(runtime))
        ? Path.of(runtime, NAME)
        : Path.of("/tmp", NAME + "-" + OwnFiles.me());
  }

  /** Where this process has its socket; makes the folder. */
  static Path socket() throws IOException {
    Path folder = path();
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rwx------");
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(mode));
    } catch (FileAlreadyExistsException e) {
      if (!isPrivate(folder)) {
        throw new IOException("folder is not this user's alone folder=" + folder, e);
      }
    }
    return folder.resolve(Unistd.getpid() + ".sock");
  }

  /** Whether it is a directory, no link to one, of this user, that nobody else may enter. */
  static boolean isPrivate(Path folder) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    long owner =
        Integer.toUnsignedLong(
            (int) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    return found.isDirectory()
        && owner == OwnFiles.me()
        && PosixFilePermissions.toString(found.permissions()).endsWith("------");
  }

  /**
   * Sockets of this user.
   *
   * @param everybody those of all users too, if this is root
   */
  static List<Socket> sockets(boolean everybody) throws IOException {
    List<Socket> all = new ArrayList<>();
    Path own = path();
    if (Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
      if (!isPrivate(own)) {
        throw new IOException("folder is not this user's alone folder=" + own);
      }
      add(all, own);
    }
    if (everybody && OwnFiles.me() == 0) {
      for (Path user : list(Path.of("/run/user"), "*")) {
        add(all, user.resolve(NAME));
      }
      for (Path folder : list(Path.of("/tmp"), NAME + "-*")) {
        add(all, folder);
      }
    }
    return all;
  }

  private static void add(List<Socket> all, Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path each : list(folder, "*.sock")) {
      Matcher named = SOCKET.matcher(each.getFileName().toString());
      if (named.matches() && all.stream().noneMatch(s -> s.path().equals(each))) {
        all.add(new Socket(each, Long.parseLong(named.group(1))));
      }
    }
  }

  private static List<Path> list(Path folder, String glob) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
      for (Path each : files) {
        if (found.size() == MAX_SOCKETS) {
          break;
        }
        found.add(each);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Nobody has run anything.
    }
    return found;
  }

  /** Whether its process has ended; then it is deleted, if it is this user's. */
  static boolean sweep(Socket socket) throws IOException {
    boolean ended = !Files.exists(Path.of("/proc", Long.toString(socket.pid())));
    if (ended && path().equals(socket.path().getParent())) {
      Files.deleteIfExists(socket.path());
    }
    return ended;
  }
}
