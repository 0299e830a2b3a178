package dev.parallax.runtime.remote;

import dev.parallax.memory.link.Link;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs elements, its members, as their host has it: each has a link of its own, and
 * they have one death. Any thread, where nothing else is said.
 */
public interface PeerProcess extends AutoCloseable {
  /** The link with a member, which nobody owns yet. */
  Link link(int member);

  /** As {@link Peer#pass}, to a member. */
  void pass(int member, int fd);

  /** As {@link Peer#kept}. */
  default Set<FileId> kept(Set<FileId> files) {
    return Set.of();
  }

  /** Why the process is gone, with all members, or null while it lives. */
  @Nullable String death();

  /** Has {@code ring} called once it is gone, or now if it is. At most one for a member. */
  void onDeath(int member, Runnable ring);

  /** Runs a member's {@code @Unblock} there. */
  void unblock(int member);

  /** Has it end at once, because of {@code reason}; its death follows. */
  void kill(String reason);

  /**
   * A member is to end there, if it has not, and what it had here is freed, but for its link. The
   * others notice nothing. Once for each member, before {@link #close}.
   */
  void leave(int member);

  /** Ends it, whatever it does, and waits for its end. Once. */
  @Override
  void close();
}
