package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.Scm;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages between this process and its broker, which is our own code under our own user; malformed
 * ones are an error all the same. One message is at most 128 KiB. Sending is for any thread,
 * receiving for one.
 */
final class BrokerWire {
  private static final int MAX_BYTES = 128 << 10;
  private static final int MAX_FDS = 192;
  private static final int MAX_ITEMS = 4096;

  private final int fd;
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment out = arena.allocate(MAX_BYTES, 8);
  private final MemorySegment in = arena.allocate(MAX_BYTES, 8);

  BrokerWire(int fd) {
    this.fd = fd;
  }

  /** What is said. */
  sealed interface Message {
    /** The broker is there. */
    record Hello() implements Message {}

    /** To the broker: make a child, or only try out. */
    record Launch(int number, boolean tryOut, String name, SpawnPlan plan) implements Message {}

    /** From the broker: the child is there; its pidfd comes along unless it was a try. */
    record Launched(int number, int pid, int pidfd) implements Message {}

    /** From the broker: a step failed. */
    record Failed(int number, String step, int errno, String text) implements Message {}

    /** From the broker: the child has ended. */
    record Ended(int number, Pidfd.Exit exit) implements Message {}
  }

  synchronized void send(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Integer> fds = new ArrayList<>();
    try {
      write(new DataOutputStream(bytes), message, fds);
    } catch (IOException e) {
      throw new UncheckedIOException("message can't be written", e);
    }
    if (bytes.size() > MAX_BYTES) {
      throw new IllegalArgumentException("class path is too long bytes=" + bytes.size());
    }
    MemorySegment.copy(bytes.toByteArray(), 0, out, ValueLayout.JAVA_BYTE, 0, bytes.size());
    int[] all = fds.stream().mapToInt(i -> i).toArray();
    long r;
    do {
      r = Scm.sendmsg(fd, out, 0, bytes.size(), all, Socket.MSG_NOSIGNAL);
    } while (r == -Errno.EINTR);
    if (r < 0) {
      throw new LinuxException((int) -r, "sendmsg", "bytes=" + bytes.size());
    }
  }

  /** Waits for a message; null at the end. */
  @Nullable Message receive() {
    Scm.Received received;
    do {
      received = Scm.recvmsg(fd, in, 0, MAX_BYTES, MAX_FDS, 0);
    } while (received.result() == -Errno.EINTR);
    if (received.result() <= 0) {
      return null;
    }
    boolean good = false;
    try {
      byte[] bytes = in.asSlice(0, received.result()).toArray(ValueLayout.JAVA_BYTE);
      Message message = read(new DataInputStream(new ByteArrayInputStream(bytes)), received.fds());
      good = true;
      return message;
    } catch (IOException e) {
      throw new UncheckedIOException("message of the broker is malformed", e);
    } finally {
      if (!good) {
        for (int each : received.fds()) {
          Unistd.close(each);
        }
      }
    }
  }

  private static void write(DataOutputStream out, Message message, List<Integer> fds)
      throws IOException {
    switch (message) {
      case Message.Hello() -> out.writeByte(0);
      case Message.Launch(int number, boolean tryOut, String name, SpawnPlan plan) -> {
        out.writeByte(1);
        out.writeInt(number);
        out.writeBoolean(tryOut);
        out.writeUTF(name);
        writePlan(out, plan, fds);
      }
      case Message.Launched(int number, int pid, int pidfd) -> {
        out.writeByte(2);
        out.writeInt(number);
        out.writeInt(pid);
        if (pidfd >= 0) {
          fds.add(pidfd);
        }
      }
      case Message.Failed(int number, String step, int errno, String text) -> {
        out.writeByte(3);
        out.writeInt(number);
        out.writeUTF(step);
        out.writeInt(errno);
        out.writeUTF(text);
      }
      case Message.Ended(int number, Pidfd.Exit exit) -> {
        out.writeByte(4);
        out.writeInt(number);
        out.writeInt(exit.code());
        out.writeInt(exit.status());
      }
    }
  }

  private static Message read(DataInputStream in, int[] fds) throws IOException {
    return switch (in.readByte()) {
      case 0 -> new Message.Hello();
      case 1 -> new Message.Launch(in.readInt(), in.readBoolean(), in.readUTF(), readPlan(in, fds));
      case 2 -> new Message.Launched(in.readInt(), in.readInt(), fds.length == 1 ? fds[0] : -1);
      case 3 -> new Message.Failed(in.readInt(), in.readUTF(), in.readInt(), in.readUTF());
      case 4 -> new Message.Ended(in.readInt(), new Pidfd.Exit(in.readInt(), in.readInt()));
      default -> throw new IOException("unknown type");
    };
  }

  private static void writePlan(DataOutputStream out, SpawnPlan plan, List<Integer> fds)
      throws IOException {
    writeStrings(out, plan.argv());
    writeStrings(out, plan.env());
    out.writeInt(plan.binds().size());
    for (SpawnPlan.Bind bind : plan.binds()) {
      out.writeUTF(bind.source());
      out.writeUTF(bind.target());
      out.writeByte(bind.kind().ordinal());
    }
    out.writeInt(plan.fds().length);
    for (int each : plan.fds()) {
      fds.add(each);
    }
    out.writeInt(plan.copies().size());
    for (SpawnPlan.Copy copy : plan.copies()) {
      fds.add(copy.fd());
      out.writeLong(copy.bytes());
      out.writeUTF(copy.target());
    }
    out.writeLong(plan.id());
    out.writeInt(plan.namespaces());
    out.writeInt(plan.landlockAbi());
    out.writeInt(plan.nice());
    out.writeInt(plan.limits().size());
    for (SpawnPlan.Limit limit : plan.limits()) {
      out.writeInt(limit.resource());
      out.writeLong(limit.value());
    }
  }

  private static SpawnPlan readPlan(DataInputStream in, int[] received) throws IOException {
    List<String> argv = readStrings(in);
    List<String> env = readStrings(in);
    List<SpawnPlan.Bind> binds = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      binds.add(
          new SpawnPlan.Bind(
              in.readUTF(), in.readUTF(), SpawnPlan.Kind.values()[in.readUnsignedByte()]));
    }
    int[] fds = new int[count(in)];
    int copies = count(in);
    if (fds.length + copies != received.length) {
      throw new IOException("wrong number of descriptors");
    }
    System.arraycopy(received, 0, fds, 0, fds.length);
    List<SpawnPlan.Copy> copied = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      copied.add(new SpawnPlan.Copy(received[fds.length + i], in.readLong(), in.readUTF()));
    }
    long id = in.readLong();
    int namespaces = in.readInt();
    int landlock = in.readInt();
    int nice = in.readInt();
    List<SpawnPlan.Limit> limits = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      limits.add(new SpawnPlan.Limit(in.readInt(), in.readLong()));
    }
    return new SpawnPlan(argv, env, binds, copied, fds, id, namespaces, landlock, nice, limits);
  }

  private static void writeStrings(DataOutputStream out, List<String> strings) throws IOException {
    out.writeInt(strings.size());
    for (String each : strings) {
      out.writeUTF(each);
    }
  }

  private static List<String> readStrings(DataInputStream in) throws IOException {
    List<String> strings = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      strings.add(in.readUTF());
    }
    return strings;
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_ITEMS) {
      throw new IOException("wrong count " + count);
    }
    return count;
  }
}
