package dev.parallax.runtime.spi;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/**
 * An input port as the adapter sees it.
 *
 * @param <V> view of the port
 */
public final class InputPad<V extends View> implements InputPort<V> {
  /** Each call has a view of its own then, so that one which is kept is never bound again. */
  private static final boolean CHECKED = Boolean.getBoolean("parallax.checked");

  private final String name;
  private final int index;
  private final ViewKind<V> kind;
  private final ViewPool pool;
  private BufferView view;
  private @Nullable Format format;
  private boolean eos;
  private @Nullable Buffer head;
  private boolean held;
  private boolean holdable;
  private final BufferView headView;
  private final @Nullable Object settings;

  InputPad(String name, int index, ViewKind<V> kind, @Nullable PortSettings settings) {
    this.settings = settings == null ? null : settings.values();
    this.name = name;
    this.index = index;
    this.kind = kind;
    pool = new ViewPool(kind);
    view = kind.make();
    view.home(pool);
    headView = kind.make();
    headView.home(pool);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public @Nullable Format format() {
    return format;
  }

  @Override
  public boolean eos() {
    return eos;
  }

  @Override
  public <S> S settings(Class<S> type) {
    if (!type.isInstance(settings)) {
      throw new IllegalStateException(
          "port has no such settings port="
              + name
              + " type="
              + type.getName()
              + "\n  fix: name them by @Input(settings = ...)");
    }
    return type.cast(settings);
  }

  @Override
  public @Nullable V head() {
    return head == null ? null : ViewKind.cast(kind, headView);
  }

  @Override
  public void hold(boolean waits) {
    if (!holdable) {
      throw new IllegalStateException(
          "port can't be held: its element is not SELECTED port=" + name);
    }
    held = waits;
  }

  /**
   * Generated code: this pad as one whose views are known.
   *
   * @throws IllegalStateException when its views are others
   */
  @SuppressWarnings("unchecked") // kinds are singletons, one for each view
  public <W extends View> InputPad<W> as(ViewKind<W> wanted) {
    if (kind != wanted) {
      throw new IllegalStateException(
          "port has other views port=" + name + " is=" + kind.name() + " wanted=" + wanted.name());
    }
    return (InputPad<W>) this;
  }

  /** Generated code: the format, for {@code @Configure}. */
  public <F extends Format> F format(Class<F> type) {
    return ViewKind.format(format, type, name);
  }

  /** Generated code: the read-only flyweight on {@code buffer}, until {@link #unbind}. */
  public V bind(Buffer buffer) {
    if (CHECKED) {
      renew();
    }
    view.show(buffer);
    return ViewKind.cast(kind, view);
  }

  /** Generated code: as {@link #bind}, of a buffer that the element may take over. */
  public V lend(Buffer buffer) {
    if (CHECKED) {
      renew();
    }
    view.lend(buffer);
    return ViewKind.cast(kind, view);
  }

  private void renew() {
    view = kind.make();
    view.home(pool);
    view.format(format);
  }

  /** Generated code: ends {@link #lend} and closes the buffer unless it was taken over. */
  public void settle(Buffer buffer) {
    if (!view.settle()) {
      buffer.close();
    }
  }

  /** Generated code: ends the flyweight. */
  public void unbind() {
    view.unbind();
  }

  /** A new run: nothing has come yet. */
  void begin() {
    format = null;
    view.format(null);
    headView.format(null);
    eos = false;
    head = null;
    held = false;
    holdable = false;
  }

  /** Executor: whether {@link #hold} is possible. */
  public void holdable(boolean may) {
    holdable = may;
  }

  /** Executor: what {@link #hold} said last. */
  public boolean held() {
    return held;
  }

  /** The buffer that {@link #head} shows, or null. */
  public @Nullable Buffer headBuffer() {
    return head;
  }

  /** Executor: closes the views that are out. */
  void closeViews() {
    pool.closeAll();
  }

  /** Executor: sets the format. */
  public void format(Format changed) {
    format = changed;
    view.format(changed);
    headView.format(changed);
  }

  /** Executor: marks the end of the stream, or takes the mark back after a flush. */
  public void eos(boolean ended) {
    eos = ended;
  }

  /** Executor: the buffer that {@link #head} shows, or null. The executor owns it. */
  public void head(@Nullable Buffer buffer) {
    head = buffer;
    if (buffer == null) {
      headView.unbind();
    } else {
      headView.show(buffer);
    }
  }
}
