package dev.parallax.runtime.isolation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Body of {@link ControlMessage.Type#INIT}: what the child is to do.
 *
 * @param taskClass binary name of a {@link ChildTask}
 * @param fds how many descriptors it has from {@link #FIRST_FD} on
 * @param moreCalls names of system calls that its profile allows
 * @param network whether its filter has the rules for the network
 * @param filtered false only for training, which runs no untrusted code
 * @param init bytes for the task
 */
record ChildInit(
    String taskClass,
    int fds,
    Set<String> moreCalls,
    boolean network,
    boolean filtered,
    byte[] init) {
  /** The control socket. */
  static final int CONTROL_FD = 3;

  /** The first of the task's descriptors. */
  static final int FIRST_FD = 4;

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(taskClass);
      out.writeInt(fds);
      out.writeUTF(String.join(" ", new TreeSet<>(moreCalls)));
      out.writeBoolean(network);
      out.writeBoolean(filtered);
      out.write(init);
    } catch (IOException e) {
      throw new UncheckedIOException("a task's name is too long", e);
    }
    return bytes.toByteArray();
  }

  static ChildInit decode(byte[] body) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      String task = in.readUTF();
      int fds = in.readInt();
      String calls = in.readUTF();
      boolean network = in.readBoolean();
      boolean filtered = in.readBoolean();
      return new ChildInit(
          task,
          fds,
          calls.isEmpty() ? Set.of() : Set.of(calls.split(" ")),
          network,
          filtered,
          in.readAllBytes());
    } catch (IOException e) {
      throw new ControlMessage.ProtocolException("first message is malformed");
    }
  }
}
