package dev.parallax.elements.std.ipc;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromProbe;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.HostBound;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Probe;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.format.Format;
import dev.parallax.nativeglue.linux.Poll;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.remote.LinkContext;
import dev.parallax.runtime.remote.StreamCodec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stream of an {@code ipcsink} of another program, without a copy: its buffers are that
 * program's memory, read-only, until the last of them is released here. Whoever keeps many of them
 * gets no more than the sink's {@code max-buffers}, and misses what comes meanwhile.
 *
 * <p>The format is the sink's: it is asked for before the pipeline starts, unless {@code caps} say
 * it. Times are moved so that a buffer is due here when it was due there.
 */
@Element(
    name = "ipcsrc",
    summary = "Reads a stream of another program without a copy",
    klass = "Source",
    example =
        "ipcsrc path=tone.ipc caps=audio/x-raw,format=S16LE,rate=44100,channels=1 ! fakesink"
            + "  audiotestsrc num-buffers=20 !"
            + " audio/x-raw,format=S16LE,rate=44100,channels=1 !"
            + " ipcsink path=tone.ipc wait-for-connection=true")
@HostBound
@Hints(processing = Processing.IO_BOUND)
final class IpcSrc {
  private static final long RETRY_NS = 20_000_000L;

  @Property(doc = "path of the sink's socket (shmsrc: socket-path)", required = true)
  String path = "";

  @Property(
      doc = "format of the stream as fixed caps; empty: the sink is asked, which must be there",
      def = "")
  String caps = "";

  @Property(doc = "users whose sink it may be, as numbers with commas between, beside the own one")
  String allowUids = "";

  @Property(doc = "seconds to wait for a sink to be there", min = 0, max = 86_400)
  int connectTimeout = 10;

  @Property(
      doc = "when the sink is gone, or its stream has ended, wait for another one, however long")
  boolean reconnect;

  @Property(doc = "buffers before the end of the stream; -1: no end but the sink's", min = -1)
  int numBuffers = -1;

  @Property(
      doc = "copy each buffer before anything looks at it: the sink could change it meanwhile")
  boolean copy;

  private @Nullable Inlet inlet;
  private int made;

  @Probe
  Format probe() throws IOException {
    Format said = format();
    return said != null ? said : ask();
  }

  private @Nullable Format format() {
    if (caps.isBlank()) {
      return null;
    }
    Caps parsed = Caps.parse(caps);
    if (parsed.alternatives().size() != 1 || !parsed.isFixed()) {
      throw new IllegalArgumentException(
          "caps of ipcsrc are not fixed caps=\"" + caps + "\"; leave them out to ask the sink");
    }
    return Format.of(parsed.alternatives().getFirst());
  }

  /** The pipeline is being prepared: this may wait. */
  private Format ask() throws IOException {
    Endpoint.Local local = new Endpoint.Local(path);
    Users users = Users.of(allowUids);
    long deadline = System.nanoTime() + patienceNs();
    do {
      try (IpcSocket socket = Joining.connect(local, users, IpcSocket.WANTS_FORMAT)) {
        IpcSocket.Message said = socket == null ? null : await(socket, deadline);
        if (said != null && said.type() == IpcSocket.FORMAT) {
          return StreamCodec.readFormat(MemorySegment.ofArray(said.body()));
        }
        if (said != null) {
          throw Joining.refusal(said, path);
        }
      } catch (IpcSocket.Fault e) {
        // It went away meanwhile: another one may come.
      } catch (StreamCodec.Malformed e) {
        throw new IOException("ipcsink has no format path=" + path + ": " + e.getMessage(), e);
      }
      LockSupport.parkNanos(RETRY_NS);
    } while (System.nanoTime() < deadline);
    throw new IOException(
        "no ipcsink tells its format path="
            + path
            + " connect-timeout="
            + connectTimeout
            + "; start it first, or give caps");
  }

  private long patienceNs() {
    return connectTimeout * 1_000_000_000L;
  }

  private static IpcSocket.@Nullable Message await(IpcSocket socket, long deadline)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(Poll.POLLFD_BYTES, 8);
      Poll.set(poll, 0, socket.fd(), Poll.POLLIN);
      long left = (deadline - System.nanoTime()) / 1_000_000;
      Poll.poll(poll, 1, Math.clamp(left, 1000, Integer.MAX_VALUE));
      return socket.receive(0);
    }
  }

  @Start
  void start(Context started) {
    if (!(started instanceof LinkContext links)) {
      throw new IllegalStateException("ipcsrc runs in the host process only");
    }
    made = 0;
    inlet =
        new Inlet(
            links,
            new Inlet.Settings(path, Users.of(allowUids), patienceNs(), reconnect, copy, format()));
  }

  @Produce
  Flow produce(@Output @AnyCaps @FromProbe Emitter<Bytes> out) throws IOException {
    Inlet in = inlet;
    if (in == null || numBuffers >= 0 && made >= numBuffers) {
      return Flow.EOS;
    }
    Flow flow = in.produce(out);
    made += in.takeSent();
    if (flow == Flow.EOS || numBuffers >= 0 && made >= numBuffers) {
      in.close(); // a sink that waits for its readers must not wait for this one
      return Flow.EOS;
    }
    return flow;
  }

  @Reset
  void reset() {
    Inlet in = inlet;
    if (in != null) {
      in.reset();
    }
  }

  @Stop
  void stop() {
    Inlet in = inlet;
    inlet = null;
    if (in != null) {
      in.close();
    }
  }
}
