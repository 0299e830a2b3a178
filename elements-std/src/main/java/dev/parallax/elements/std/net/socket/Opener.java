package dev.parallax.elements.std.net.socket;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a {@link Session} gets its connections from. Nothing here waits. */
public sealed interface Opener extends AutoCloseable permits Dialer, Acceptor {
  /** The next connection, or null: wait for the poller, until {@link #deadline} at most. */
  @Nullable Wire open() throws IOException;

  /** Time ({@link System#nanoTime}) to try again whatever the poller says, or MAX_VALUE. */
  long deadline();

  /** While a connection is in use: turns away others. */
  void tend();

  /** Whether it makes connections, which can fail, or waits for others to do so. */
  boolean dials();

  /** Where, for messages. */
  String where();

  @Override
  void close();
}
