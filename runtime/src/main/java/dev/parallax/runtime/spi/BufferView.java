package dev.parallax.runtime.spi;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.View;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A reusable flyweight over a buffer. Unbound, every accessor throws: that is how a view that
 * outlives its call is noticed.
 */
abstract class BufferView implements View {
  private static final int READ = 0;
  private static final int WRITE = 1;

  /** Times, flags and metadata, but not bytes. */
  private static final int WRITE_HEADER = 2;

  private @Nullable Buffer buffer;

  /** One word, since it is looked at for every buffer of every element. */
  private int may = READ;

  private @Nullable Format format;
  private @Nullable ViewPool pool;
  private boolean pooled;
  private boolean lent;
  private boolean taken;

  /** Called when the port's format changed. */
  void formatChanged(Format changed) {}

  final void home(@Nullable ViewPool home) {
    pool = home;
  }

  /** Marks a view that lives in its pool, not in the call. */
  final void pooled(ViewPool home) {
    pool = home;
    pooled = true;
  }

  final @Nullable ViewPool home() {
    return pool;
  }

  final void format(@Nullable Format changed) {
    if (changed != null && changed != format) {
      format = changed;
      TrustedSteps.changed(this, changed);
    }
  }

  /** What a view is for that {@link #show} binds: an output's own to write, an input's to read. */
  final void writable(boolean write) {
    may = write ? WRITE : READ;
  }

  /** Binds a pad's own view, which is always for the same. */
  final void show(Buffer target) {
    buffer = target;
  }

  final void bind(Buffer target, boolean write) {
    bind(target, write ? WRITE : READ);
  }

  private void bind(Buffer target, int may) {
    buffer = target;
    if (this.may != may) {
      this.may = may;
    }
  }

  /** Binds a buffer whose times, flags and metadata may be set, but not its bytes. */
  final void bindHeader(Buffer target) {
    bind(target, WRITE_HEADER);
  }

  final void unbind() {
    buffer = null;
  }

  /** Binds an input's buffer that the element may {@link #take} over. */
  final void lend(Buffer target) {
    if (taken) {
      throw new IllegalStateException(
          "buffer was taken by reuse() and the method returned AGAIN: it can't be processed again");
    }
    buffer = target;
    lent = true;
  }

  /** The buffer, which this view gives up; null when it was not lent or may not be written. */
  final @Nullable Buffer take() {
    Buffer b = live();
    if (!lent || !b.isWritable()) {
      return null;
    }
    buffer = null;
    lent = false;
    taken = true;
    return b;
  }

  /** Ends {@link #lend}; whether the buffer was taken, and belongs to somebody else now. */
  final boolean settle() {
    boolean gone = taken;
    buffer = null;
    lent = false;
    taken = false;
    return gone;
  }

  /** Whether a buffer of the other view has its payload where one of this view's has it. */
  boolean liesLike(BufferView other) {
    return !(format instanceof VideoFormat) && !(other.format instanceof VideoFormat);
  }

  final boolean hasFormatOf(BufferView other) {
    return format != null && (format == other.format || TrustedSteps.same(format, other.format));
  }

  final boolean isBound() {
    return buffer != null;
  }

  /** The buffer, checked: the view is live. */
  final Buffer live() {
    Buffer b = buffer;
    if (b == null) {
      throw expired();
    }
    return b;
  }

  final Buffer writable() {
    Buffer b = live();
    if (may != WRITE) {
      throw new IllegalStateException(
          "view is read-only: it is an input; acquire an output or declare @InOut");
    }
    return b;
  }

  /** The buffer, checked: its times, flags and metadata may be set. */
  final Buffer header() {
    return may == WRITE_HEADER ? live() : writable();
  }

  private static IllegalStateException expired() {
    return new IllegalStateException(
        "view used after its call, after send or after close; keep it with retain() to use it"
            + " later");
  }

  /** The segment, checked. */
  final MemorySegment raw() {
    Buffer b = live();
    return may == WRITE ? b.segment() : b.readOnlySegment();
  }

  final long base() {
    return live().offset();
  }

  @Override
  public final MemorySegment segment() {
    return raw();
  }

  @Override
  public final long offset() {
    return live().offset();
  }

  @Override
  public final long size() {
    return live().length();
  }

  @Override
  public void resize(long bytes) {
    Buffer b = writable();
    b.range(b.offset(), bytes);
  }

  @Override
  public final long capacity() {
    Buffer b = live();
    return b.capacity() - b.offset();
  }

  /** The format, whatever its type. */
  final Format anyFormat() {
    Format f = format;
    if (f == null) {
      throw new IllegalStateException(
          "port has no format yet; announce it with Emitter.format first");
    }
    return f;
  }

  @Override
  public final long pts() {
    return live().pts();
  }

  @Override
  public final void pts(long ns) {
    header().pts(ns);
  }

  @Override
  public final long dts() {
    return live().dts();
  }

  @Override
  public final void dts(long ns) {
    header().dts(ns);
  }

  @Override
  public final long duration() {
    return live().duration();
  }

  @Override
  public final void duration(long ns) {
    header().duration(ns);
  }

  @Override
  public final int flags() {
    return live().flags();
  }

  @Override
  public final void flags(int flags) {
    header().flags(flags);
  }

  @Override
  public final Metadata metadata() {
    return live().metadata() instanceof Metadata m ? m : Metadata.EMPTY;
  }

  @Override
  public final void metadata(Metadata metadata) {
    header().metadata(metadata.isEmpty() ? null : metadata);
  }

  /** A pooled view of the same kind on a second header. */
  final BufferView retainView() {
    Buffer shared = live().share();
    ViewPool p = pool;
    if (p == null) {
      shared.close();
      throw new IllegalStateException("view can't be retained: it belongs to no port");
    }
    BufferView view = p.take();
    view.format(format);
    view.bind(shared, false);
    return view;
  }

  @Override
  public final void close() {
    Buffer b = live();
    ViewPool p = pool;
    if (p == null || !pooled) {
      throw new IllegalStateException(
          "view of the current call is closed by the runtime; close only retained or acquired"
              + " views");
    }
    unbind();
    p.give(this);
    TrustedSteps.close(b);
  }

  @Override
  public final String toString() {
    Buffer b = buffer;
    return getClass().getSimpleName()
        + (b == null ? "[expired]" : "[" + b.length() + " bytes pts=" + b.pts() + "]");
  }
}
