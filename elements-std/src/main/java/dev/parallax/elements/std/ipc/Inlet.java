package dev.parallax.elements.std.ipc;

import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.memory.ArenaException;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.MemFd;
import dev.parallax.memory.SharedArena;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkHandler;
import dev.parallax.memory.link.LinkViolation;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.remote.LinkContext;
import dev.parallax.runtime.remote.StreamCodec;
import dev.parallax.runtime.spi.ViewBuffers;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The source's side of {@code ipcsrc}: joins a sink, and sends on what comes. All on the source's
 * thread. A buffer that it sends is a lease: the last one who closes it has it given back to the
 * sink, the next time that this thread looks.
 *
 * <p>All that comes is hostile: the link checks entries, the codec what they carry, and this class
 * that events make sense. Whatever is wrong ends the connection.
 */
final class Inlet implements LinkHandler, AutoCloseable {
  private static final int MOST_EVENTS = 64;
  private static final long LOOK_NS = 100_000_000L;
  private static final long RETRY_NS = 50_000_000L;
  private static final long ANSWER_NS = 5_000_000_000L;
  private static final long MAX_ARENA_BYTES = 4L << 30;
  private static final long MAX_BYTES = 8L << 30;
  private static final int MAX_ARENAS = 64;

  private final LinkContext context;
  private final Settings settings;
  private final Endpoint.Local local;
  private final StreamCodec codec = new StreamCodec();
  private final @Nullable SharedArena[] arenas = new @Nullable SharedArena[MAX_ARENAS];
  private final MappedArenas mapped = new MappedArenas(MAX_BYTES);
  private final BooleanSupplier ready = this::isReady;
  private @Nullable IpcSocket socket;
  private @Nullable Link link;
  private @Nullable Emitter<Bytes> out;
  private @Nullable Format format;
  private @Nullable IOException wrong;
  private Flow flow = Flow.OK;
  private long sinkBy;
  private long answerBy;
  private boolean joined;
  private boolean ended;
  private boolean taken;
  private int expected;
  private boolean discont;

  /** The sink's segment, its base counted from the clock's zero; null: it has told none. */
  private Event.@Nullable Segment segment;

  /** Whether a flush has made the pipeline forget it. */
  private boolean segmentLost;

  /**
   * How it deals with the sink.
   *
   * @param path of the sink's socket
   * @param users whose sink it may be
   * @param patienceNs how long to wait for a sink to be there
   * @param reconnect whether to wait for another when one is gone or has ended, without a limit
   * @param copies whether each buffer is copied before anybody looks at it
   * @param wanted the one format, or null for any
   */
  record Settings(
      String path,
      Users users,
      long patienceNs,
      boolean reconnect,
      boolean copies,
      @Nullable Format wanted) {}

  Inlet(LinkContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
    local = new Endpoint.Local(settings.path());
    sinkBy = context.now() + settings.patienceNs();
  }

  /** Buffers sent by the last call: 0 or 1. */
  int takeSent() {
    int sent = taken ? 1 : 0;
    taken = false;
    return sent;
  }

  /** Sends what has come; one buffer at a time. */
  Flow produce(Emitter<Bytes> to) throws IOException {
    out = to;
    try {
      return link != null ? take() : socket != null ? answer() : connect();
    } catch (IpcSocket.Fault e) {
      return e.isEnd() ? gone(e) : lost("it " + e.getMessage(), e);
    } catch (LinkViolation | StreamCodec.Malformed | ArenaException e) {
      return lost("it broke the rules: " + e.getMessage(), e);
    }
  }

  // ---- joining

  private Flow connect() throws IOException {
    IpcSocket made = Joining.connect(local, settings.users(), IpcSocket.WANTS_STREAM);
    if (made == null) {
      checkPatience();
      return context.againAt(context.now() + RETRY_NS);
    }
    socket = made;
    answerBy = context.now() + ANSWER_NS;
    return answer();
  }

  private void checkPatience() throws IOException {
    if (context.now() >= sinkBy && !(joined && settings.reconnect())) {
      throw new IOException(
          "no ipcsink is there path="
              + settings.path()
              + "; start it, or wait longer by connect-timeout");
    }
  }

  private Flow answer() throws IOException {
    IpcSocket from = socket;
    IpcSocket.Message said = from == null ? null : from.receive(2);
    if (from == null || said == null) {
      return from != null && context.now() < answerBy
          ? context.againWhenReadable(from.fd(), answerBy)
          : lost("it does not answer", null);
    }
    if (said.type() == IpcSocket.REFUSED) {
      said.closeFds();
      throw Joining.refusal(said, settings.path());
    }
    if (said.type() != IpcSocket.LINK) {
      said.closeFds();
      throw new IpcSocket.Fault("says something else than was asked");
    }
    Link made = Joining.link(said, context.name());
    link = made;
    made.own(context.bell());
    IpcSocket.Sent unused = from.send(IpcSocket.READY, new byte[0]);
    ended = false;
    format = null;
    expected = 0;
    discont = true;
    segment = null;
    segmentLost = false;
    Arrays.fill(arenas, null);
    return take();
  }

  /** A sink has gone: one that gave nothing was about to end, and is none. */
  private Flow gone(@Nullable Exception cause) throws IOException {
    if (format != null) {
      return lost("it has gone before the end of its stream", cause);
    }
    leave();
    checkPatience();
    return context.againAt(context.now() + RETRY_NS);
  }

  /** A sink is gone: without it there is an end, or another one. */
  private Flow lost(String why, @Nullable Exception cause) throws IOException {
    leave();
    if (!settings.reconnect()) {
      throw new IOException(
          "ipcsink is lost: "
              + why
              + " path="
              + settings.path()
              + "; reconnect=true waits for another one",
          cause);
    }
    context.warn("ipcsink is lost: " + why + " path=" + settings.path());
    return context.againAt(context.now() + RETRY_NS);
  }

  private void leave() {
    Link from = link;
    link = null;
    if (from != null) {
      from.close(); // what was sent on stays valid until it is closed
    }
    IpcSocket with = socket;
    socket = null;
    if (with != null) {
      with.close();
    }
    if (format != null) {
      format = null;
      sinkBy = context.now() + settings.patienceNs();
    }
  }

  // ---- taking

  private boolean isReady() {
    Link from = link;
    try {
      return from == null || from.isReady();
    } catch (LinkViolation e) {
      return true; // the next look finds it, too
    }
  }

  private Flow take() throws IOException {
    Link from = link;
    if (from == null) {
      throw new IllegalStateException("there is no link");
    }
    taken = false;
    flow = Flow.OK;
    int entries = 0;
    while (!taken && !ended && entries < MOST_EVENTS && from.poll(this, 1) > 0) {
      entries++;
      if (wrong != null) {
        IOException e = wrong;
        wrong = null;
        throw e;
      }
    }
    from.flush();
    if (ended) {
      leave();
      return settings.reconnect() ? context.againAt(context.now() + RETRY_NS) : Flow.EOS;
    }
    if (entries > 0) {
      return flow;
    }
    return isOver() ? gone(null) : waitForMore();
  }

  private Flow waitForMore() {
    return context.againWhen(ready, context.now() + LOOK_NS);
  }

  /** The sink has gone, and all that it sent before was taken. */
  private boolean isOver() {
    IpcSocket with = socket;
    Link from = link;
    return with != null && with.isHungUp() && from != null && !from.isReady();
  }

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    Format now = format;
    if (now == null) {
      buffer.close();
      wrong = new IpcSocket.Fault("sends a buffer before its format");
      return;
    }
    try {
      codec.readExtras(entry, buffer, now);
    } catch (RuntimeException e) {
      buffer.close();
      throw e;
    }
    countMissed(entry.seq(), buffer);
    if (segmentLost) {
      tellSegment();
    }
    taken = true;
    flow = settings.copies() ? copy(buffer) : ViewBuffers.push(emitter(), buffer);
  }

  /** Into memory of this process, which the sink can't change. */
  private Flow copy(Buffer lease) {
    try {
      Bytes copy = emitter().acquire(lease.length());
      context.countCopied(1);
      return ViewBuffers.fill(emitter(), copy, lease);
    } finally {
      lease.close();
    }
  }

  /** The sink numbers what it would have sent. */
  private void countMissed(int seq, Buffer buffer) {
    int missed = seq - expected;
    if (expected != 0 && missed > 0) {
      context.countDropped(missed);
    }
    expected = seq + 1;
    if (discont) {
      discont = false;
      buffer.flags(buffer.flags() | Buffer.DISCONT);
    }
  }

  private Emitter<Bytes> emitter() {
    Emitter<Bytes> to = out;
    if (to == null) {
      throw new IllegalStateException("ipcsrc has no output");
    }
    return to;
  }

  @Override
  public void onEvent(LinkEntry entry) {
    try {
      switch (entry.kind()) {
        case StreamEvents.FORMAT -> format(StreamCodec.readFormat(entry));
        case StreamEvents.EVENT -> event(StreamCodec.readEvent(entry), entry.first());
        case StreamEvents.ATTACH -> attach(entry.first());
        case StreamEvents.DETACH -> detach(entry.first());
        case StreamEvents.END -> ended = true;
        default -> wrong = new IpcSocket.Fault("sends an unknown event kind=" + entry.kind());
      }
    } catch (IOException e) {
      wrong = e;
    }
  }

  private void format(Format next) throws IOException {
    Format wanted = settings.wanted();
    if (wanted != null && !wanted.equals(next)) {
      throw new IOException(
          "ipcsink has another format than caps say: format="
              + next
              + " caps="
              + wanted
              + "; leave caps out, or convert behind ipcsrc");
    }
    emitter().format(next);
    format = next;
    joined = true;
  }

  private void event(Event.Downstream event, long sinkBase) throws IOException {
    switch (event) {
      case Event.Segment s -> {
        segment = new Event.Segment(s.rate(), s.start(), s.stop(), s.base() + sinkBase);
        tellSegment();
      }
      case Event.Eos eos ->
          throw new IpcSocket.Fault("ends its stream in another way than it must");
      default -> {
        if (segmentLost) {
          tellSegment();
        }
        emitter().event(event);
      }
    }
  }

  /**
   * Times count from when each program began, or was flushed: a segment's are moved, so that what
   * was due in the sink at some moment is due here at the same.
   */
  private void tellSegment() {
    Event.Segment s = segment;
    segmentLost = false;
    if (s != null) {
      long base = context.now() - context.runningTime();
      emitter().event(new Event.Segment(s.rate(), s.start(), s.stop(), s.base() - base));
    }
  }

  /** A flush: running time begins anew, and the sink does not know. */
  void reset() {
    segmentLost = true;
  }

  // ---- arenas

  private static int index(long first) throws IpcSocket.Fault {
    if (first < 0 || first >= MAX_ARENAS) {
      throw new IpcSocket.Fault("has no such arena index=" + first);
    }
    return (int) first;
  }

  /** It came before the event that says so. */
  private void attach(long first) throws IOException {
    int index = index(first);
    IpcSocket from = socket;
    Link to = link;
    IpcSocket.Message said = from == null ? null : from.receive(1);
    if (said == null || to == null || said.type() != IpcSocket.ARENA || said.fds().length != 1) {
      if (said != null) {
        said.closeFds();
      }
      throw new IpcSocket.Fault("names an arena that did not come");
    }
    if (arenas[index] != null) {
      said.closeFds();
      throw new IpcSocket.Fault("names an arena twice index=" + index);
    }
    try {
      MemFd.trim(said.fds()[0], "arena");
    } catch (ArenaException e) {
      said.closeFds();
      throw e;
    }
    SharedArena arena =
        SharedArena.attach(
            said.fds()[0], said.body(), Math.min(MAX_ARENA_BYTES, mapped.bytesLeft()));
    arenas[index] = arena;
    mapped.add(arena);
    to.attach(index, arena);
  }

  private void detach(long first) throws IOException {
    int index = index(first);
    Link from = link;
    if (from != null) {
      from.detach(index);
    }
    arenas[index] = null;
  }

  @Override
  public void onDone(int number) {
    wrong = new IpcSocket.Fault("answers what nobody asked");
  }

  @Override
  public void onProperty(LinkEntry entry) {
    wrong = new IpcSocket.Fault("sends a property");
  }

  @Override
  public void close() {
    leave();
  }
}
