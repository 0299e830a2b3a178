package dev.parallax.elements.std.net;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.flow.Pacing;
import dev.parallax.elements.std.io.FilePlace;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Sends each buffer as one datagram to a list of clients that may change at any time; all get it by
 * one call.
 */
@Element(
    name = "multiudpsink",
    summary = "Sends data over the network via UDP to several clients",
    klass = "Sink/Network",
    example =
        "udpsrc port=45107 num-buffers=3 ! fakesink  udpsrc port=45108 num-buffers=3 ! fakesink "
            + " audiotestsrc num-buffers=10 ! multiudpsink clients=127.0.0.1:45107,127.0.0.1:45108")
@Hints(processing = Processing.IO_BOUND)
final class MultiUdpSink {
  @Property(doc = "whom to send to at the start: host:port, separated by commas")
  String clients = "";

  @Property(doc = "own address; empty: the system's choice")
  String bindAddress = "";

  @Property(doc = "own port; 0: a free one", min = 0, max = 65_535)
  int bindPort;

  @Property(doc = "bytes of the kernel's send buffer; 0: the system's default", min = 0)
  int bufferSize;

  @Property(doc = "network interface that multicast leaves by; empty: the system's choice")
  String multicastIface = "";

  @Property(doc = "hops of datagrams", min = 1, max = 255)
  int ttl = 64;

  @Property(doc = "hops of multicast datagrams; 0: this host only", min = 0, max = 255)
  int ttlMc = 1;

  @Property(doc = "whether this host gets its own multicast")
  boolean loop = true;

  @Property(
      doc = "differentiated services code point; -1: the system's default",
      min = -1,
      max = 63)
  int qosDscp = -1;

  @Property(doc = "send each buffer at its time")
  boolean sync = true;

  private final CopyOnWriteArrayList<InetSocketAddress> list = new CopyOnWriteArrayList<>();
  private volatile boolean changed;
  private @Nullable Context context;
  private @Nullable DatagramSender sender;

  @Start
  void start(Context started) throws IOException {
    context = started;
    list.addAllAbsent(DatagramSender.parse(clients, started::interrupted));
    changed = true;
    sender =
        new DatagramSender(
            started,
            new DatagramSender.Options(
                bindAddress, bindPort, bufferSize, multicastIface, ttl, ttlMc, loop, qosDscp));
  }

  /** Sends to one more from the next buffer on; looks the name up on the caller's thread. */
  @Action
  void add(String host, int port) {
    InetSocketAddress client = address(host, port);
    if (list.addIfAbsent(client)) {
      changed = true;
    }
  }

  /** Sends no more to one. */
  @Action
  void remove(String host, int port) {
    if (list.remove(address(host, port))) {
      changed = true;
    }
  }

  /** Sends to nobody. */
  @Action
  void clear() {
    list.clear();
    changed = true;
  }

  private static InetSocketAddress address(String host, int port) {
    try {
      return new InetSocketAddress(DatagramSender.resolve(host, () -> false), port);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Consume
  Flow send(@Input @AnyCaps Bytes in) throws IOException {
    DatagramSender s = sender;
    Context c = context;
    if (s == null || c == null) {
      throw new IllegalStateException("multiudpsink was not started");
    }
    if (FilePlace.of(in) >= 0) {
      return Flow.OK;
    }
    if (sync && Pacing.isEarly(c, in)) {
      return Pacing.again(c, in);
    }
    if (changed && !s.isMidway()) { // else some would get the buffer twice
      changed = false;
      s.clients(List.copyOf(list));
    }
    return s.send(in);
  }

  @Reset
  void reset() {
    DatagramSender s = sender;
    if (s != null) {
      s.rewind();
    }
  }

  @Stop
  void stop() {
    DatagramSender s = sender;
    sender = null;
    if (s != null) {
      s.close();
    }
  }
}
