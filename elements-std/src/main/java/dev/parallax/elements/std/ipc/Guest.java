package dev.parallax.elements.std.ipc;

import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A program that has connected to a sink and has no link yet. Only the greeter's thread. */
final class Guest implements AutoCloseable {
  private final IpcSocket socket;
  private final long deadlineNs;
  private boolean awaitsFormat;
  private @Nullable LinkFile mine;
  private @Nullable LinkFile theirs;

  Guest(IpcSocket socket, long deadlineNs) {
    this.socket = socket;
    this.deadlineNs = deadlineNs;
  }

  /** What is to be done with it. */
  enum Step {
    WAIT,
    LINK,
    READY,
    OVER
  }

  IpcSocket socket() {
    return socket;
  }

  /** Until then it must have said what it has to say. */
  long deadlineNs() {
    return deadlineNs;
  }

  /** It waits for the sink, and may wait long. */
  boolean awaitsFormat() {
    return awaitsFormat;
  }

  boolean hasLink() {
    return mine != null;
  }

  /**
   * Takes what it says.
   *
   * @param format what the sink has, null when it has none yet
   */
  Step next(byte @Nullable [] format) throws IOException {
    IpcSocket.Message said = socket.receive(0);
    if (said != null) {
      return said(said, format);
    }
    return awaitsFormat && format != null ? tell(format) : Step.WAIT;
  }

  private Step said(IpcSocket.Message said, byte @Nullable [] format) throws IOException {
    if (hasLink()) {
      return said.type() == IpcSocket.READY ? Step.READY : Step.OVER;
    }
    if (said.type() != IpcSocket.HELLO || awaitsFormat) {
      return Step.OVER;
    }
    return switch (IpcSocket.wanted(said.body())) {
      case IpcSocket.WANTS_STREAM -> Step.LINK;
      case IpcSocket.WANTS_FORMAT -> {
        awaitsFormat = true;
        yield format == null ? Step.WAIT : tell(format);
      }
      default -> Step.OVER;
    };
  }

  private Step tell(byte[] format) throws IOException {
    IpcSocket.Sent unused = socket.send(IpcSocket.FORMAT, format);
    return Step.OVER;
  }

  void refuse(String why) throws IOException {
    IpcSocket.Sent unused = socket.send(IpcSocket.REFUSED, why.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes both files, and passes them on. */
  void sendLink(long number, int leases) throws IOException {
    LinkFile out = LinkFile.create(StreamEvents.sinkPlan(leases), number, 1);
    mine = out;
    LinkFile in = LinkFile.create(StreamEvents.sourcePlan(leases), number, 1);
    theirs = in;
    out.mapForWriting();
    byte[] first = out.description();
    byte[] second = in.description();
    byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    if (socket.send(IpcSocket.LINK, both, out.fd(), in.fd()) != IpcSocket.Sent.DONE) {
      throw new IpcSocket.Fault("has gone");
    }
  }

  /** The reader that it has become: it has mapped its file, and nobody else can. */
  Reader reader(String sink) {
    return new Reader(link(sink + " to a reader"), socket);
  }

  Link link(String name) {
    LinkFile out = mine;
    LinkFile in = theirs;
    if (out == null || in == null) {
      throw new IllegalStateException("guest has no link");
    }
    in.mapForReading();
    out.closeFd();
    in.closeFd();
    Link link = Link.open(name, out, in, 1);
    mine = null;
    theirs = null;
    return link;
  }

  @Override
  public void close() {
    socket.close();
    if (mine != null) {
      mine.close();
    }
    if (theirs != null) {
      theirs.close();
    }
  }
}
