package dev.parallax.runtime.hand;

import dev.parallax.annotations.Restart;
import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.spi.Catalog;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ElementFactory;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.ViewKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Elements with adapters written by hand, so that the executor is tested without the processor. */
public final class Hand implements Catalog {
  private static final Caps STREAM = Caps.parse("application/octet-stream");

  @Override
  public String library() {
    return "hand";
  }

  @Override
  public List<String> names() {
    return List.of("fail", "hook", "hsink", "hsrc", "pass", "queue");
  }

  @Override
  public ElementFactory find(String name) {
    return switch (name) {
      case "hsrc" ->
          ByHand.factory(
              name,
              Restart.AUTO,
              ElementDescriptor.Kind.SOURCE,
              List.of(ByHand.out(STREAM, false)),
              List.of(ByHand.number("num-buffers", "-1")),
              Source::new);
      case "hsink" ->
          ByHand.factory(
              name,
              Restart.AUTO,
              ElementDescriptor.Kind.SINK,
              List.of(ByHand.in(Caps.ANY, false)),
              List.of(),
              Sink::new);
      case "pass", "queue" ->
          ByHand.factory(
              name,
              Restart.AUTO,
              ElementDescriptor.Kind.TRANSFORM,
              List.of(ByHand.in(Caps.ANY, true), ByHand.out(Caps.ANY, true)),
              List.of(ByHand.number("max-size-buffers", "200")),
              Pass::new);
      case "hook" ->
          ByHand.factory(
              name,
              Restart.AUTO,
              ElementDescriptor.Kind.TRANSFORM,
              List.of(ByHand.in(Caps.ANY, true), ByHand.out(Caps.ANY, true)),
              List.of(ByHand.number("value", "0")),
              Hook::new);
      case "fail" ->
          ByHand.factory(
              name,
              Restart.AUTO,
              ElementDescriptor.Kind.TRANSFORM,
              List.of(ByHand.in(Caps.ANY, true), ByHand.out(Caps.ANY, true)),
              List.of(ByHand.number("after", "0")),
              Fail::new);
      default -> null;
    };
  }

  static final class Source extends ElementAdapter {
    /**
     * Is told the number of the buffer that comes next, and has each be larger than the one before,
     * so that it lies in an arena of its own.
     */
    static volatile @Nullable IntConsumer growing;

    private final OutputPad<Bytes> out = output("out", ViewKind.BYTES);
    private int numBuffers = -1;
    private long made;

    @Override
    public Object element() {
      return this;
    }

    @Override
    public Object get(int property) {
      return numBuffers;
    }

    @Override
    public void set(int property, Object value) {
      numBuffers = (Integer) value;
    }

    @Override
    public void start(dev.parallax.runtime.element.Context context) {
      made = 0;
    }

    @Override
    public Flow produce() {
      if (made == numBuffers) {
        return Flow.EOS;
      }
      IntConsumer next = growing;
      if (next != null) {
        next.accept((int) made);
        Bytes large = out.acquire(10_000L << made);
        large.pts(made++);
        return out.send(large);
      }
      Buffer buffer = out.acquireBuffer();
      buffer.pts(made++);
      return out.push(buffer);
    }
  }

  static final class Pass extends ElementAdapter {
    private final InputPad<View> in = input("in", ViewKind.VIEW);
    private final OutputPad<View> out = output("out", ViewKind.VIEW);
    private int size = 200;
    private long seen;

    @Override
    public Object element() {
      return this;
    }

    @Override
    public Object get(int property) {
      return size;
    }

    @Override
    public void set(int property, Object value) {
      size = (Integer) value;
    }

    @Override
    public Flow process(InputPad<?> from, Buffer buffer) {
      View view = in.bind(buffer);
      try {
        seen += view.size() + 1;
      } catch (Throwable t) {
        in.unbind();
        buffer.close();
        throw t;
      }
      in.unbind();
      return out.push(buffer);
    }
  }

  /** Passes buffers on, and does what a test wants. */
  static final class Hook extends ElementAdapter {
    /** What may go wrong. */
    interface Step {
      void run() throws Exception;
    }

    static volatile Step onStart = () -> {};
    static volatile Step onStop = () -> {};
    static volatile Step onBuffer = () -> {};
    static volatile Step onChanged = () -> {};
    static volatile Step onReset = () -> {};
    static volatile Runnable onUnblock = () -> {};
    static volatile @Nullable Runnable beforeWait;
    static volatile boolean acquires;
    static volatile boolean acquiring;
    static volatile int repeats;
    static volatile int configured;
    static volatile dev.parallax.runtime.element.@Nullable Context context;

    private final InputPad<View> in = input("in", ViewKind.VIEW);
    private final OutputPad<View> out = output("out", ViewKind.VIEW);
    private int value;

    static void clear() {
      onStart = onStop = onBuffer = onChanged = onReset = () -> {};
      onUnblock = () -> {};
      beforeWait = null;
      acquires = false;
      acquiring = false;
      repeats = 0;
      configured = 0;
      context = null;
    }

    @Override
    public Object element() {
      return this;
    }

    @Override
    public Object get(int property) {
      return value;
    }

    @Override
    public void set(int property, Object changed) {
      value = (Integer) changed;
    }

    @Override
    public void changed(int property) throws Exception {
      onChanged.run();
    }

    @Override
    public void start(dev.parallax.runtime.element.Context context) throws Exception {
      Hook.context = context;
      Runnable work = beforeWait;
      if (work != null) {
        context.beforeWait(work);
      }
      onStart.run();
    }

    @Override
    public void stop() throws Exception {
      onStop.run();
    }

    @Override
    public void reset() throws Exception {
      onReset.run();
    }

    @Override
    public void unblock() {
      onUnblock.run();
    }

    @Override
    public void configure(InputPad<?> changed, dev.parallax.runtime.element.Setup setup) {
      configured++;
    }

    @Override
    public Flow process(InputPad<?> from, Buffer buffer) throws Exception {
      try {
        in.bind(buffer);
        if (acquires) {
          acquiring = true;
          View kept = out.acquire();
          acquiring = false;
          onBuffer.run();
          kept.close();
        } else {
          onBuffer.run();
        }
      } catch (Throwable t) {
        in.unbind();
        buffer.close();
        throw t;
      }
      in.unbind();
      for (int i = 0; i < repeats; i++) {
        out.push(buffer.share());
      }
      return out.push(buffer);
    }
  }

  static final class Fail extends ElementAdapter {
    private final InputPad<View> in = input("in", ViewKind.VIEW);
    private final OutputPad<View> out = output("out", ViewKind.VIEW);
    private int after;

    @Override
    public Object element() {
      return this;
    }

    @Override
    public Object get(int property) {
      return after;
    }

    @Override
    public void set(int property, Object value) {
      after = (Integer) value;
    }

    @Override
    public Flow process(InputPad<?> from, Buffer buffer) {
      if (after-- == 0) {
        buffer.close();
        throw new IllegalArgumentException("unit is damaged unit=7 offset=0x30 port=" + in.name());
      }
      return out.push(buffer);
    }
  }

  static final class Sink extends ElementAdapter {
    static final List<Sink> ALL = new ArrayList<>();
    private final InputPad<View> in = input("in", ViewKind.VIEW);
    volatile long count;
    volatile long disorder;

    Sink() {
      synchronized (ALL) {
        ALL.add(this);
      }
    }

    @Override
    public Object element() {
      return this;
    }

    @Override
    public Flow process(InputPad<?> from, Buffer buffer) {
      try {
        View view = in.bind(buffer);
        if (view.pts() != count) {
          disorder++;
        }
        count++;
      } finally {
        in.unbind();
        buffer.close();
      }
      return Flow.OK;
    }
  }
}
