package dev.parallax.elements.std.net.socket;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** What is said to one client of a server besides the stream. Nothing here waits. */
public interface Conversation {
  /** Gets the client ready; true when the stream may begin. */
  boolean greet() throws IOException;

  /** Something has come; false: the client has left. */
  boolean listen() throws IOException;

  /** Whether more has come than the last {@link #listen} has looked at: no descriptor tells. */
  default boolean hasMore() {
    return false;
  }

  /** What shall be sent between two units, or null. It stays until it is sent. */
  byte @Nullable [] reply();

  /** {@link #reply} was sent. */
  void replied();

  /** What shall be sent after the last unit; may be empty. */
  byte[] goodbye();

  /** The client has gone; once, by the thread that sees it. */
  default void close() {}

  /** Makes one for each client. */
  interface Factory {
    /** For a new client. */
    Conversation begin(Wire wire);

    /** What a client is told that there is no place for; may be empty. */
    byte[] refusal();
  }

  /** The stream alone: what clients send is thrown away. */
  final class Plain implements Conversation {
    private static final int MOST_READS = 16;
    private static final int BYTES = 16 << 10;
    private static final byte[] NOTHING = {};

    /** For all clients. */
    public static final Factory FACTORY =
        new Factory() {
          @Override
          public Conversation begin(Wire wire) {
            return new Plain(wire);
          }

          @Override
          public byte[] refusal() {
            return NOTHING;
          }
        };

    private final Wire wire;
    private boolean more;

    Plain(Wire wire) {
      this.wire = wire;
    }

    @Override
    public boolean greet() throws IOException {
      return wire.handshake();
    }

    @Override
    public boolean listen() throws IOException {
      more = false;
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment waste = arena.allocate(BYTES, 8);
        for (int i = 0; i < MOST_READS; i++) {
          long n = wire.read(waste, 0, BYTES);
          if (n <= 0) {
            return n != 0;
          }
        }
        more = true;
        return true;
      }
    }

    @Override
    public boolean hasMore() {
      return more;
    }

    @Override
    public byte @Nullable [] reply() {
      return null;
    }

    @Override
    public void replied() {}

    @Override
    public byte[] goodbye() {
      return NOTHING;
    }
  }
}
