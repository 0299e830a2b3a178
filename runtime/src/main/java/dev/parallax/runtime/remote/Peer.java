package dev.parallax.runtime.remote;

import dev.parallax.memory.link.Link;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The process that runs an element, as its host has it. */
public interface Peer extends AutoCloseable {
  /** The link with it, which nobody owns yet. */
  Link link();

  /** Passes a descriptor on, which stays the caller's; in order. The link's owner, never blocks. */
  void pass(int fd);

  /**
   * Those of these files that its process still has, open or mapped. The kernel says so, not the
   * process. None, where that can't be known: in this process, and where it may not be looked at.
   * Any thread.
   */
  default Set<FileId> kept(Set<FileId> files) {
    return Set.of();
  }

  /** Why it is gone, or null while it lives. Any thread. */
  @Nullable String death();

  /** Has {@code ring} called once it is gone, or now if it is. Any thread may call it. */
  void onDeath(Runnable ring);

  /** Runs the element's {@code @Unblock} there. Any thread. */
  void unblock();

  /** Has it end at once, because of {@code reason}; its death follows. Any thread, any time. */
  void kill(String reason);

  /**
   * Ends it, whatever it does, and frees what it had. Waits for the end of its process, unless
   * others of its group go on there. Idempotent.
   */
  @Override
  void close();
}
