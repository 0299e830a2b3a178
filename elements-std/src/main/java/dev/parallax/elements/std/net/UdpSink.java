package dev.parallax.elements.std.net;

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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends each buffer as one datagram, without a copy, to host and port and all others. */
@Element(
    name = "udpsink",
    summary = "Sends data over the network via UDP",
    klass = "Sink/Network",
    example =
        "udpsrc port=45106 num-buffers=3 ! fakesink"
            + "  audiotestsrc num-buffers=10 ! udpsink host=127.0.0.1 port=45106")
@Hints(processing = Processing.IO_BOUND)
final class UdpSink {
  @Property(doc = "host or multicast group to send to")
  String host = "localhost";

  @Property(doc = "port to send to", min = 1, max = 65_535)
  int port = 5004;

  @Property(doc = "more to send to: host:port, separated by commas")
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

  private @Nullable Context context;
  private @Nullable DatagramSender sender;

  @Start
  void start(Context started) throws IOException {
    context = started;
    DatagramSender made =
        new DatagramSender(
            started,
            new DatagramSender.Options(
                bindAddress, bindPort, bufferSize, multicastIface, ttl, ttlMc, loop, qosDscp));
    sender = made;
    try {
      List<InetSocketAddress> all = new ArrayList<>();
      all.add(new InetSocketAddress(DatagramSender.resolve(host, started::interrupted), port));
      all.addAll(DatagramSender.parse(clients, started::interrupted));
      made.clients(all);
    } catch (IOException | RuntimeException e) {
      stop();
      throw e;
    }
  }

  @Consume
  Flow send(@Input(volatileOk = true) @AnyCaps Bytes in) throws IOException {
    DatagramSender s = sender;
    Context c = context;
    if (s == null || c == null) {
      throw new IllegalStateException("udpsink was not started");
    }
    if (FilePlace.of(in) >= 0) {
      return Flow.OK;
    }
    return sync && Pacing.isEarly(c, in) ? Pacing.again(c, in) : s.send(in);
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
