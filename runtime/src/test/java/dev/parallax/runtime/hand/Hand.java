package dev.parallax.runtime.hand;

import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.Delivery;
import dev.parallax.annotations.Latency;
import dev.parallax.annotations.MemoryUse;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Restart;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.SyncMode;
import dev.parallax.annotations.Trust;
import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.Example;
import dev.parallax.model.descriptor.HintsDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.Relation;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Elements with adapters written by hand, so that the executor is tested without the processor. */
public final class Hand implements Catalog {
  private static final HintsDescriptor HINTS =
      new HintsDescriptor(
          Trust.TRUSTED,
          Processing.UNKNOWN,
          Latency.NORMAL,
          MemoryUse.NORMAL,
          Affinity.AUTO,
          true,
          Restart.AUTO,
          false,
          true,
          false,
          false,
          false,
          false,
          false);

  static PortDescriptor in(Caps caps, boolean inPlace) {
    return new PortDescriptor(
        "in",
        PortDescriptor.Direction.INPUT,
        Presence.ALWAYS,
        "View",
        caps,
        Delivery.EVERY,
        16,
        false,
        inPlace,
        inPlace,
        "");
  }

  static PortDescriptor out(Caps caps, boolean inPlace) {
    return new PortDescriptor(
        "out",
        PortDescriptor.Direction.OUTPUT,
        Presence.ALWAYS,
        "View",
        caps,
        Delivery.EVERY,
        16,
        false,
        inPlace,
        inPlace,
        "");
  }

  private static PropertyDescriptor number(String name, String def) {
    return new PropertyDescriptor(
        name,
        PropertyDescriptor.Type.INT,
        "",
        List.of(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        def,
        true,
        false,
        "");
  }

  private static ElementFactory factory(
      String name,
      ElementDescriptor.Kind kind,
      List<PortDescriptor> ports,
      List<PropertyDescriptor> properties,
      List<Relation> relations,
      Supplier<ElementAdapter> maker) {
    ElementDescriptor d =
        new ElementDescriptor(
            name,
            "hand." + name,
            "hand." + name + "Element",
            "",
            "",
            kind,
            Sync.SINGLE,
            SyncMode.AUTO,
            ports,
            properties,
            relations,
            HINTS,
            "",
            Example.NONE);
    return ElementFactory.of(DescriptorText.write(d), maker);
  }

  private static final List<Relation> SAME = List.of(new Relation.Same("", "out", List.of("*")));
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
          factory(
              name,
              ElementDescriptor.Kind.SOURCE,
              List.of(out(STREAM, false)),
              List.of(number("num-buffers", "-1")),
              List.of(),
              Source::new);
      case "hsink" ->
          factory(
              name,
              ElementDescriptor.Kind.SINK,
              List.of(in(Caps.ANY, false)),
              List.of(),
              List.of(),
              Sink::new);
      case "pass", "queue" ->
          factory(
              name,
              ElementDescriptor.Kind.TRANSFORM,
              List.of(in(Caps.ANY, true), out(Caps.ANY, true)),
              List.of(number("max-size-buffers", "200")),
              SAME,
              Pass::new);
      case "hook" ->
          factory(
              name,
              ElementDescriptor.Kind.TRANSFORM,
              List.of(in(Caps.ANY, true), out(Caps.ANY, true)),
              List.of(number("value", "0")),
              SAME,
              Hook::new);
      case "fail" ->
          factory(
              name,
              ElementDescriptor.Kind.TRANSFORM,
              List.of(in(Caps.ANY, true), out(Caps.ANY, true)),
              List.of(number("after", "0")),
              SAME,
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
      onStart = onStop = onBuffer = onChanged = () -> {};
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
