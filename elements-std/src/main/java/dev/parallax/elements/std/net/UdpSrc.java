package dev.parallax.elements.std.net;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromProperty;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.net.socket.Addresses;
import dev.parallax.elements.std.net.socket.Datagrams;
import dev.parallax.elements.std.net.socket.Sockets;
import dev.parallax.elements.std.raw.BufferSize;
import dev.parallax.model.format.Format;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Receives datagrams, each in a buffer of its own, straight from the kernel into the buffer. What
 * the kernel drops because its buffer is full is counted as drops of this element.
 */
@Element(
    name = "udpsrc",
    summary = "Receives data over the network via UDP",
    klass = "Source/Network",
    example =
        "udpsrc port=45105 num-buffers=3 ! fakesink"
            + "  audiotestsrc num-buffers=10 ! udpsink host=127.0.0.1 port=45105")
@Hints(processing = Processing.IO_BOUND, live = true)
final class UdpSrc {
  private static final long LOOK_AT_DROPS_NS = 1_000_000_000;

  @Property(doc = "address to receive at, or multicast group to receive")
  String address = "0.0.0.0";

  @Property(doc = "port to receive at; 0: a free one", min = 0, max = 65_535)
  int port = 5004;

  @Property(
      doc = "port that is bound, once the element has started; setting it has no effect",
      min = 0,
      max = 65_535)
  volatile int currentPort;

  @Property(
      doc =
          "format of what comes, for example audio/x-raw,format=S16LE,rate=48000,channels=2; a"
              + " datagram that is not made of whole samples or one picture is dropped and counted",
      def = "application/octet-stream")
  String caps = "application/octet-stream";

  @Property(doc = "join the group when address is one")
  boolean autoMulticast = true;

  @Property(
      doc =
          "network interfaces to join the group on, separated by commas; empty: the"
              + " system's choice")
  String multicastIface = "";

  @Property(doc = "whether other sockets of this host see what is sent to the group from here")
  boolean loop = true;

  @Property(doc = "bytes of the kernel's receive buffer; 0: the system's default", min = 0)
  int bufferSize;

  @Property(
      doc =
          "largest datagram in bytes: longer ones are dropped and counted; smaller values save"
              + " memory (GStreamer: 1492, and takes longer ones)",
      min = 16,
      max = 65_536)
  int mtu = 65_536;

  @Property(doc = "bytes to leave out at the start of each datagram", min = 0, max = 65_536)
  int skipFirstBytes;

  @Property(doc = "several sockets may be bound to the port")
  boolean reuse = true;

  @Property(doc = "post a message when nothing has come for so many nanoseconds; 0: never", min = 0)
  long timeout;

  @Property(doc = "give buffers the running time at which they came")
  boolean doTimestamp = true;

  @Property(doc = "buffers before the end of the stream; -1: no end", min = -1)
  int numBuffers = -1;

  private @Nullable Context context;
  private @Nullable DatagramReceiver receiver;
  private int made;
  private @Nullable Format format;
  private BufferSize size = new BufferSize(1, 0);
  private boolean warned;
  private long lastCame;
  private long lastLook;

  @Start
  void start(Context started) throws IOException {
    context = started;
    made = 0;
    warned = false;
    InetAddress at = DatagramSender.resolve(address, started::interrupted);
    int fd = Datagrams.socket(Addresses.family(at));
    try {
      prepare(fd, at);
      currentPort = Sockets.port(fd);
      receiver = new DatagramReceiver(fd);
    } catch (IOException | RuntimeException e) {
      Sockets.close(fd);
      throw e;
    }
    lastCame = started.now();
    lastLook = lastCame;
  }

  private void prepare(int fd, InetAddress at) throws IOException {
    Socket.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_REUSEADDR, reuse ? 1 : 0);
    if (bufferSize > 0) {
      Datagrams.bufferBytes(fd, true, bufferSize);
    }
    Datagrams.bind(fd, at, port);
    if (at.isMulticastAddress()) {
      Datagrams.loop(fd, Addresses.family(at), loop);
      if (autoMulticast) {
        for (String name : multicastIface.split(",", -1)) {
          Datagrams.join(fd, at, Addresses.interfaceIndex(name.strip()));
        }
      }
    }
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(mtu).outputHolds(DatagramReceiver.BATCH);
  }

  @Produce
  Flow produce(@Output @AnyCaps @FromProperty(field = "*", property = "caps") Emitter<Bytes> out)
      throws IOException {
    DatagramReceiver r = receiver;
    Context c = context;
    if (r == null || c == null) {
      throw new IllegalStateException("udpsrc was not started");
    }
    int left = numBuffers < 0 ? Integer.MAX_VALUE : numBuffers - made;
    if (left <= 0) {
      return Flow.EOS;
    }
    int n = r.receive(out, left);
    if (n == 0) {
      return waitFor(c, r);
    }
    long pts = doTimestamp ? c.runningTime() : -1;
    for (int i = 0; i < n; i++) {
      boolean cutOff = r.isCutOff(i);
      Bytes view = r.take(i);
      if (!cutOff) {
        send(c, out, view, pts);
      } else if (refuse(c, view)) {
        c.warn("datagrams are larger than mtu=" + mtu + ", and dropped; raise it");
      }
    }
    lastCame = timeout > 0 ? c.now() : 0;
    return Flow.OK;
  }

  private void send(Context c, Emitter<Bytes> out, Bytes view, long pts) {
    long bytes = view.size() - skipFirstBytes;
    if (bytes <= 0) { // empty, or nothing but what shall be left out
      view.close();
      return;
    }
    if (view.format() != format) { // seldom
      format = view.format();
      size = BufferSize.of(format);
    }
    if (!size.fits(bytes)) {
      if (refuse(c, view)) {
        c.warn(
            "datagrams do not fit caps=%s, and are dropped; %s bytes=%d"
                .formatted(caps, size.rule(), bytes));
      }
      return;
    }
    made++;
    if (pts >= 0) {
      view.pts(pts);
    }
    if (skipFirstBytes == 0) {
      out.send(view);
      return;
    }
    try (view) {
      out.forward(view, skipFirstBytes, bytes);
    }
  }

  /** Drops a datagram; whether it is the first, of which a warning tells. */
  private boolean refuse(Context c, Bytes view) {
    view.close();
    c.countDropped(1);
    boolean first = !warned;
    warned = true;
    return first;
  }

  private Flow waitFor(Context c, DatagramReceiver r) {
    long now = c.now();
    if (now - lastLook >= LOOK_AT_DROPS_NS) {
      lastLook = now;
      c.countDropped(r.newDrops());
    }
    if (timeout == 0) {
      return c.againWhenReadable(r.fd());
    }
    if (now - lastCame >= timeout) {
      c.post(new UdpTimeout(timeout));
      lastCame = now;
    }
    return c.againWhenReadable(r.fd(), lastCame + timeout);
  }

  @Reset
  void reset() {
    DatagramReceiver r = receiver;
    if (r != null) {
      r.release();
    }
  }

  @Stop
  void stop() {
    DatagramReceiver r = receiver;
    Context c = context;
    receiver = null;
    if (r != null && c != null) {
      c.countDropped(r.newDrops());
      r.close();
    }
  }
}
