package dev.parallax.runtime.remote;

import dev.parallax.annotations.Restart;
import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.hand.ByHand;
import dev.parallax.runtime.spi.Catalog;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ElementFactory;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.ViewKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements whose processes end when a test wants it. */
public final class Mortal implements Catalog {
  /** Where an element is; what throws here ends its peer, and nobody closes anything. */
  interface Fate {
    void at(String step, long pts, Context context) throws Exception;
  }

  static final Fate NONE = (step, pts, context) -> {};

  static volatile Fate fate = NONE;
  static final List<String> TOLD = Collections.synchronizedList(new ArrayList<>());
  static final List<Long> SEEN = Collections.synchronizedList(new ArrayList<>());
  static final List<Long> DISCONT = Collections.synchronizedList(new ArrayList<>());

  static void clear() {
    fate = NONE;
    TOLD.clear();
    SEEN.clear();
    DISCONT.clear();
  }

  private static final Caps STREAM = Caps.parse("application/octet-stream");

  @Override
  public String library() {
    return "mortal";
  }

  @Override
  public List<String> names() {
    return List.of("mfatal", "mmake", "mortal", "mresync", "msink", "msrc");
  }

  @Override
  public @Nullable ElementFactory find(String name) {
    return switch (name) {
      case "msrc" ->
          ByHand.factory(
              name,
              Restart.AUTO,
              ElementDescriptor.Kind.SOURCE,
              List.of(ByHand.out(STREAM, false)),
              List.of(ByHand.number("num-buffers", "-1"), ByHand.number("key-interval", "1")),
              Source::new);
      case "mmake" ->
          ByHand.factory(
              name,
              Restart.STATELESS,
              ElementDescriptor.Kind.SOURCE,
              List.of(ByHand.out(STREAM, false)),
              List.of(ByHand.number("num-buffers", "-1"), ByHand.number("key-interval", "1")),
              Source::new);
      case "msink" ->
          ByHand.factory(
              name,
              Restart.AUTO,
              ElementDescriptor.Kind.SINK,
              List.of(ByHand.in(Caps.ANY, true)),
              List.of(),
              Sink::new);
      case "mortal" -> transform(name, Restart.AUTO);
      case "mresync" -> transform(name, Restart.RESYNC);
      case "mfatal" -> transform(name, Restart.FATAL);
      default -> null;
    };
  }

  private static ElementFactory transform(String name, Restart restart) {
    return ByHand.factory(
        name,
        restart,
        ElementDescriptor.Kind.TRANSFORM,
        List.of(ByHand.in(Caps.ANY, true), ByHand.out(Caps.ANY, true)),
        List.of(
            ByHand.number("value", "0"),
            ByHand.number("outputs", "1"),
            ByHand.number("copies", "0")),
        Transform::new);
  }

  static final class Source extends ElementAdapter {
    private final OutputPad<Bytes> out = output("out", ViewKind.BYTES);
    private final int[] values = {-1, 1};
    private long made;
    private @Nullable Context context;

    @Override
    public void start(Context own) {
      context = own;
    }

    @Override
    public Object element() {
      return this;
    }

    @Override
    public Object get(int property) {
      return values[property];
    }

    @Override
    public void set(int property, Object value) {
      values[property] = (Integer) value;
    }

    @Override
    public boolean onEvent(Event event) {
      if (event instanceof Event.ForceKeyUnit) {
        TOLD.add("force-key-unit");
        return true;
      }
      return false;
    }

    @Override
    public Flow produce() throws Exception {
      if (made == values[0]) {
        return Flow.EOS;
      }
      at("produce");
      Buffer buffer = out.acquireBuffer();
      buffer.segment().set(java.lang.foreign.ValueLayout.JAVA_LONG, 0, made);
      buffer.range(0, Long.BYTES);
      buffer.flags(made % values[1] == 0 ? 0 : Buffer.DELTA);
      buffer.pts(made);
      Flow flow = out.push(buffer);
      at("made");
      made++;
      return flow;
    }

    private void at(String step) throws Exception {
      Context own = context;
      if (own == null) {
        throw new IllegalStateException("not started");
      }
      fate.at(step, made, own);
    }
  }

  /** Sends each buffer on as often as it is told, itself or a copy. */
  static final class Transform extends ElementAdapter {
    private final InputPad<View> in = input("in", ViewKind.VIEW);
    private final OutputPad<View> out = output("out", ViewKind.VIEW);
    private final int[] values = {0, 1, 0};
    private @Nullable Context context;

    @Override
    public Object element() {
      return this;
    }

    @Override
    public Object get(int property) {
      return values[property];
    }

    @Override
    public void set(int property, Object value) {
      values[property] = (Integer) value;
    }

    private void at(String step, long pts) throws Exception {
      Context own = context;
      if (own == null) {
        throw new IllegalStateException("not started");
      }
      fate.at(step, pts, own);
    }

    @Override
    public void start(Context own) throws Exception {
      context = own;
      TOLD.add("start value=" + values[0]);
      at("start", -1);
    }

    @Override
    public void configure(@Nullable InputPad<?> changed, Setup setup) throws Exception {
      TOLD.add("configure " + (in.format() != null) + " " + (out.fixedFormat() != null));
      at("configure", -1);
    }

    @Override
    public boolean onEvent(Event event) throws Exception {
      TOLD.add(event.getClass().getSimpleName());
      at("event", -1);
      return false;
    }

    @Override
    public void changed(int property) throws Exception {
      at("changed", values[property]);
    }

    @Override
    public void drain() throws Exception {
      at("drain", -1);
    }

    @Override
    public void stop() throws Exception {
      at("stop", -1);
    }

    @Override
    public Flow process(InputPad<?> from, Buffer buffer) throws Exception {
      long pts = buffer.pts();
      try {
        at("process", pts);
        for (int i = 1; i < values[1]; i++) {
          Flow unused = out.push(buffer.share());
          at("between", pts);
        }
        if (values[2] > 0) {
          Flow unused = out.push(copyOf(buffer));
        }
      } catch (Throwable t) {
        buffer.close();
        throw t;
      }
      if (values[2] > 0) {
        buffer.close();
      } else {
        Flow unused = out.push(buffer);
      }
      at("shown", pts);
      return Flow.OK;
    }

    private Buffer copyOf(Buffer buffer) {
      Buffer copy = out.acquireBuffer();
      copy.copyFrom(buffer);
      return copy;
    }
  }

  static final class Sink extends ElementAdapter {
    private final InputPad<View> in = input("in", ViewKind.VIEW);

    @Override
    public Object element() {
      return this;
    }

    @Override
    public Flow process(InputPad<?> from, Buffer buffer) {
      try {
        long number =
            buffer.readOnlySegment().get(java.lang.foreign.ValueLayout.JAVA_LONG, buffer.offset());
        if (number != buffer.pts() || from != in) {
          throw new IllegalArgumentException(
              "buffer has other bytes pts=" + buffer.pts() + " bytes=" + number);
        }
        SEEN.add(number);
        if ((buffer.flags() & Buffer.DISCONT) != 0) {
          DISCONT.add(number);
        }
      } finally {
        buffer.close();
      }
      return Flow.OK;
    }
  }
}
