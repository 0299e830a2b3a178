package dev.parallax.elements.std.ipc;

import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.memory.ArenaException;
import dev.parallax.memory.MemFd;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkFile;
import dev.parallax.memory.link.LinkPlan;
import dev.parallax.model.diag.ForeignText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A source's first words with a sink. What the sink says is checked before it is acted upon. */
final class Joining {
  private static final int MAX_TEXT = 500;
  private static final int MAX_LEASES = 256;
  private static final int FILES = 2;

  private Joining() {}

  /**
   * Connects, and says what is wanted; null when no sink is there now.
   *
   * @throws IOException when somebody is there who must not be
   */
  static @Nullable IpcSocket connect(Endpoint.Local local, Users users, int wanted)
      throws IOException {
    IpcSocket socket = IpcSocket.connect(local);
    if (socket == null) {
      return null;
    }
    try {
      long uid = socket.peerUid();
      if (!users.allow(uid)) {
        throw new IOException(
            "ipcsink is another user's path="
                + local.path()
                + " uid="
                + uid
                + "; name it in allow-uids if it is to be trusted");
      }
      if (socket.hello(wanted) != IpcSocket.Sent.DONE) {
        socket.close();
        return null; // gone already
      }
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** What a sink that refuses says. */
  static IOException refusal(IpcSocket.Message said, String path) {
    byte[] text = Arrays.copyOf(said.body(), Math.min(said.body().length, MAX_TEXT));
    String shown = ForeignText.line(new String(text, StandardCharsets.UTF_8).trim());
    return new IOException("ipcsink refuses: " + shown + " path=" + path);
  }

  /** Maps both files, and makes the link of them. */
  static Link link(IpcSocket.Message said, String name) throws IOException {
    int[] fds = said.fds();
    int half = said.body().length / 2;
    if (fds.length != FILES || said.body().length % 2 != 0) {
      said.closeFds();
      throw new IpcSocket.Fault("gives a wrong link");
    }
    LinkFile theirs = null;
    LinkFile mine = null;
    try {
      try {
        MemFd.trim(fds[0], "link");
        MemFd.trim(fds[1], "link");
      } catch (ArenaException e) {
        said.closeFds();
        throw e;
      }
      try {
        theirs = LinkFile.received(fds[0], Arrays.copyOf(said.body(), half));
      } catch (RuntimeException e) {
        dev.parallax.nativeglue.linux.Unistd.close(fds[1]);
        throw e;
      }
      mine = LinkFile.received(fds[1], Arrays.copyOfRange(said.body(), half, 2 * half));
      checkPlans(theirs.plan(), mine.plan());
      mine.mapForWriting();
      theirs.mapForReading();
      return Link.open(name, mine, theirs, 1);
    } catch (ArenaException | IllegalArgumentException | IOException e) {
      if (theirs != null) {
        theirs.close();
      }
      if (mine != null) {
        mine.close();
      }
      throw new IOException("ipcsink gives a wrong link: " + e.getMessage(), e);
    }
  }

  /** A program that makes larger files would have this one spend memory on them. */
  private static void checkPlans(LinkPlan theirs, LinkPlan mine) throws IpcSocket.Fault {
    int leases = theirs.maxLeases();
    if (leases > MAX_LEASES
        || !theirs.equals(StreamEvents.sinkPlan(leases))
        || !mine.equals(StreamEvents.sourcePlan(leases))) {
      throw new IpcSocket.Fault("has another size than a sink makes: " + theirs + " " + mine);
    }
  }
}
