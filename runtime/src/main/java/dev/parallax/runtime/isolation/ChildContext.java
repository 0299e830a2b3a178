package dev.parallax.runtime.isolation;

import java.util.Optional;

/** What a {@link ChildTask} has: its descriptors, its first bytes, and messages. */
public final class ChildContext {
  /** Largest message of {@link #send}, in bytes. */
  public static final int MAX_MESSAGE = ControlMessage.MAX_BODY;

  private final ControlSocket control;
  private final ChildInit init;
  private boolean ended;

  ChildContext(ControlSocket control, ChildInit init) {
    this.control = control;
    this.init = init;
  }

  /** The bytes given to the supervisor for this child, at most 3,000. */
  public byte[] init() {
    return init.init().clone();
  }

  /** How many descriptors were passed. */
  public int fdCount() {
    return init.fds();
  }

  /** Descriptor {@code index} of those passed, in their order. The task's own: it may close it. */
  public int fd(int index) {
    if (index < 0 || index >= init.fds()) {
      throw new IndexOutOfBoundsException("fd index=" + index + " count=" + init.fds());
    }
    return ChildInit.FIRST_FD + index;
  }

  /**
   * Sends bytes to the supervisor, which kills a child that floods it. Any thread; never blocks.
   *
   * @return false when the supervisor takes no more at the moment
   */
  public boolean send(byte[] message) {
    return control.send(new ControlMessage(ControlMessage.Type.DATA, message));
  }

  /**
   * Waits for bytes of the supervisor.
   *
   * @return empty once the child is to end, then for ever
   */
  public Optional<byte[]> receive() {
    while (!ended) {
      ControlSocket.Received received = control.receive(-1, 0);
      if (received == null || received.message().type() == ControlMessage.Type.SHUTDOWN) {
        ended = true;
      } else if (received.message().type() == ControlMessage.Type.DATA) {
        return Optional.of(received.message().body());
      }
    }
    return Optional.empty();
  }
}
