package dev.parallax.runtime.spi;

import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.RtTrusted;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.OutputPort;
import dev.parallax.runtime.element.View;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An output port as the adapter sees it.
 *
 * @param <V> view of the port
 */
public final class OutputPad<V extends View> implements OutputPort<V> {
  private static final VarHandle BUFFERS = counter("buffers");
  private static final VarHandle BYTES = counter("bytes");
  private static final VarHandle DROPPED = counter("dropped");
  private static final VarHandle COPIES = counter("copies");

  private final String name;
  private final ViewKind<V> kind;
  private final PadHost host;
  private final ViewPool pool;
  private final BufferView view;
  private @Nullable Downstream peer;
  private @Nullable Format format;
  private @Nullable BufferSource source;
  private long frameBytes;
  private boolean done;
  private long stampPts = Buffer.NO_TIME;
  private long stampDuration = Buffer.NO_TIME;
  private long buffers;
  private long bytes;
  private long dropped;
  private long copies;

  OutputPad(String name, ViewKind<V> kind, PadHost host) {
    this.name = name;
    this.kind = kind;
    this.host = host;
    pool = new ViewPool(kind);
    view = kind.make();
    view.home(pool);
    view.writable(true);
  }

  // ---- generated code: one-to-one and in place

  /** A free buffer, sized for a whole picture if the port carries raw video, else empty. */
  public Buffer acquireBuffer() {
    return prepared(supply(0));
  }

  private Buffer prepared(Buffer buffer) {
    if (frameBytes > 0) {
      buffer.range(0, frameBytes);
    }
    if (stampPts != Buffer.NO_TIME) {
      buffer.pts(stampPts);
      buffer.duration(stampDuration);
    }
    return buffer;
  }

  /** The writable flyweight on {@code buffer}, until {@link #unbind}. */
  public V bind(Buffer buffer) {
    view.show(buffer);
    return ViewKind.cast(kind, view);
  }

  /** The format, for {@code @Configure}. */
  public <F extends Format> F format(Class<F> type) {
    return ViewKind.format(format, type, name);
  }

  /** Ends the flyweight. */
  public void unbind() {
    view.unbind();
  }

  /**
   * {@code buffer} itself if it may be written, else a copy (counted), the original being closed.
   */
  public Buffer writable(Buffer buffer) {
    if (buffer.isWritable()) {
      return buffer;
    }
    try {
      return copy(buffer);
    } finally {
      buffer.close();
    }
  }

  /** Sends a buffer, taking it over. */
  @RtSafe
  public Flow push(Buffer buffer) {
    BUFFERS.setOpaque(this, buffers + 1);
    BYTES.setOpaque(this, bytes + buffer.length());
    Downstream to = peer;
    if (to == null) {
      DROPPED.setOpaque(this, dropped + 1);
      TrustedSteps.close(buffer);
      return Flow.OK;
    }
    Flow result = to.push(buffer);
    if (result == Flow.EOS) {
      done = true;
    }
    return result;
  }

  // ---- authors: OutputPort

  @Override
  public String name() {
    return name;
  }

  @Override
  @RtSafe
  public V acquire() {
    return acquired(acquireBuffer());
  }

  @Override
  @RtSafe
  public V acquire(long minBytes) {
    return acquired(prepared(supply(minBytes)));
  }

  private V acquired(Buffer buffer) {
    BufferView v = pool.take();
    v.format(format);
    v.bind(buffer, true);
    return ViewKind.cast(kind, v);
  }

  @Override
  @RtSafe
  public Flow send(V view) {
    if (!(view instanceof BufferView v) || v.home() != pool) {
      throw new IllegalStateException("view was not acquired from this port port=" + name);
    }
    Buffer buffer = v.header();
    v.unbind();
    pool.give(v);
    return push(buffer);
  }

  @Override
  @RtSafe
  public Flow forward(View in) {
    return isDone() ? Flow.EOS : push(share(((BufferView) in).live()));
  }

  @Override
  @RtSafe
  public Flow forward(View in, long offset, long length) {
    return isDone() ? Flow.EOS : push(part(in, offset, length));
  }

  @Override
  @RtSafe
  public Flow forward(View in, long offset, long length, long pts, long duration) {
    if (isDone()) {
      return Flow.EOS;
    }
    Buffer part = part(in, offset, length);
    part.pts(pts);
    part.duration(duration);
    return push(part);
  }

  @Override
  @RtSafe
  public V share(View in, long offset, long length) {
    Buffer part = part(in, offset, length);
    BufferView v = pool.take();
    v.format(format);
    v.bindHeader(part);
    return ViewKind.cast(kind, v);
  }

  @Override
  @RtSafe
  public @Nullable V reuse(View in) {
    BufferView from = (BufferView) in;
    boolean same = view.hasFormatOf(from);
    Buffer taken = same || view.liesLike(from) ? from.take() : null;
    if (taken == null) {
      return null;
    }
    if (!same) {
      taken.layout(null); // it names the other format, at the same places
    }
    return acquired(taken);
  }

  private Buffer part(View in, long offset, long length) {
    Buffer from = ((BufferView) in).live();
    Objects.checkFromIndexSize(offset, length, from.length());
    Buffer part = share(from);
    part.range(part.offset() + offset, length);
    return part;
  }

  /** A second header, or a copy (counted) when the slot has no header left. */
  private Buffer share(Buffer from) {
    Buffer shared = from.tryShare();
    return shared != null ? shared : copy(from);
  }

  private Buffer copy(Buffer from) {
    Buffer copy = supply(from.length());
    copy.copyFrom(from);
    COPIES.setOpaque(this, copies + 1);
    return copy;
  }

  @Override
  public void format(Format announced) {
    if (announced != format && !TrustedSteps.same(announced, format)) {
      host.announce(this, announced);
    }
  }

  @Override
  public boolean accepts(Format proposed) {
    return TrustedSteps.same(proposed, format) || host.accepts(this, proposed);
  }

  @Override
  public VideoFormat nearest(VideoFormat wanted) {
    return host.nearest(this, wanted);
  }

  @Override
  public void gap(long pts, long duration) {
    send(TrustedSteps.gap(pts, duration));
  }

  @Override
  public void event(Event event) {
    if (event instanceof Event.Downstream down) {
      send(down);
    } else {
      throw new IllegalArgumentException(
          "event goes upstream, an output sends downstream event=" + event);
    }
  }

  @Override
  @RtSafe
  public boolean linked() {
    return peer != null;
  }

  @Override
  public void end() {
    send(Event.Eos.EOS);
    peer = null;
  }

  // ---- executor

  @RtTrusted(
      reason =
          "takes a slot of a pool that was made before; waits when none is free, and makes the pool"
              + " at the first buffer")
  private Buffer supply(long minBytes) {
    BufferSource from = source;
    if (from == null) {
      from = host.bufferSource(this);
      source = from;
    }
    return from.acquire(minBytes);
  }

  /** A new run: no format, not linked, nothing sent. */
  void begin() {
    peer = null;
    done = false;
    format = null;
    view.format(null);
    frameBytes = 0;
    source = null;
    stampPts = Buffer.NO_TIME;
    stampDuration = Buffer.NO_TIME;
    BUFFERS.setOpaque(this, 0L);
    BYTES.setOpaque(this, 0L);
    DROPPED.setOpaque(this, 0L);
    COPIES.setOpaque(this, 0L);
  }

  /** Sets where buffers come from; null: ask the host again. */
  public void source(@Nullable BufferSource from) {
    source = from;
  }

  /** Closes the views that are out. */
  void closeViews() {
    pool.closeAll();
  }

  /** Passes an event on. */
  public void send(Event.Downstream event) {
    Downstream to = peer;
    if (to != null) {
      to.event(event);
    }
  }

  /** What the pad leads to, or null. */
  public @Nullable Downstream peer() {
    return peer;
  }

  /** Links the pad. */
  public void connect(@Nullable Downstream to) {
    peer = to;
    done = false;
  }

  /** Sets the format of what follows. */
  public void fixFormat(Format changed) {
    format = changed;
    view.format(changed);
    frameBytes = changed instanceof VideoFormat video ? PlaneLayout.of(video).size() : 0;
  }

  /** Format, or null while open. */
  public @Nullable Format fixedFormat() {
    return format;
  }

  /** Times given to the buffers acquired next: those of an ALIGNED element's interval. */
  public void stamp(long pts, long duration) {
    stampPts = pts;
    stampDuration = duration;
  }

  /** Presentation time that {@link #stamp} gave, or {@link Buffer#NO_TIME}. */
  public long stampPts() {
    return stampPts;
  }

  /** Duration that {@link #stamp} gave. */
  public long stampDuration() {
    return stampDuration;
  }

  /** Sends the fixed format on. */
  public void sendCaps(Object negotiation) {
    Downstream to = peer;
    Format f = format;
    if (to != null && f != null) {
      to.caps(f, negotiation);
    }
  }

  /** Generated code: EOS once downstream has said so, else OK. */
  public Flow lastFlow() {
    return done ? Flow.EOS : Flow.OK;
  }

  /** Forgets that downstream wanted no more, after a flush. */
  public void resetFlow() {
    done = false;
  }

  /** Buffers sent. Any thread. */
  public long buffers() {
    return (long) BUFFERS.getOpaque(this);
  }

  /** Bytes sent. Any thread. */
  public long bytes() {
    return (long) BYTES.getOpaque(this);
  }

  /** Buffers dropped because nothing is linked. Any thread. */
  public long dropped() {
    return (long) DROPPED.getOpaque(this);
  }

  /** Buffers copied before writing. Any thread. */
  public long copies() {
    return (long) COPIES.getOpaque(this);
  }

  /** Acquired views that were neither sent nor closed. Only the element's own thread. */
  public int outstanding() {
    return pool.out();
  }

  /** Whether nothing that is sent arrives: everybody linked wants no more. */
  public boolean isDone() {
    return peer != null && done;
  }

  private static VarHandle counter(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(OutputPad.class, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
