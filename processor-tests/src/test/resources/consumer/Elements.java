package consumer;

import dev.parallax.annotations.*;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.BytesFormat;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PacketFormat;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.*;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One element of every shape. */
final class Elements {
  private Elements() {}

  enum Order {
    UP,
    UP_AND_DOWN
  }

  /** Counts in bytes: one-to-one source. */
  @Element(name = "count", summary = "Counts */ in bytes \\u000a @see <b>nothing</b>")
  @Seekable
  static final class Count {
    @Property(def = "3", doc = "buffers, -1: no end")
    int numBuffers;

    @Property long first;
    @Property float factor = 1;
    @Property double offset;
    @Property boolean fail;
    @Property String label = "x";
    @Property Order order = Order.UP;
    int made;
    boolean reset;

    @Produce
    @BytesCaps("application/x-count")
    Flow make(@Output Bytes out) {
      if (made == numBuffers) {
        return Flow.EOS;
      }
      if (fail) {
        throw new IllegalStateException("asked to fail made=" + made);
      }
      out.resize(1);
      out.set(0, (byte) (first + made * factor + offset));
      out.pts(made);
      made++;
      return Flow.OK;
    }

    @OnEvent
    boolean seek(Event.Seek seek) {
      made = 0;
      return true;
    }

    @Reset
    void reset() {
      reset = true;
    }

    @Query
    long position() {
      return made;
    }
  }

  /** Source by emitter, returning nothing. */
  @Element(name = "burst")
  @Hints(live = true, restart = Restart.FATAL)
  static final class Burst {
    int left = 2;

    @Produce
    Flow make(@Output Emitter<Bytes> out) {
      if (left-- == 0) {
        return Flow.EOS;
      }
      for (int i = 0; i < 3; i++) {
        Bytes bytes = out.acquire();
        bytes.resize(1);
        bytes.set(0, (byte) i);
        out.send(bytes, i, 1);
      }
      return Flow.OK;
    }
  }

  /** In place, with a property that changes. */
  @Element(name = "plus")
  @RtSafe
  static final class Plus {
    @Properties final Step step = new Step();

    int changes;
    private final List<String> notes = new ArrayList<>();

    @Transform
    void add(@InOut Bytes bytes) {
      for (long i = 0; i < bytes.size(); i++) {
        bytes.set(i, (byte) (bytes.get(i) + step.by));
      }
    }

    @Changed({"by", "order"})
    void changed() {
      changes++;
    }

    @Action
    synchronized <T extends CharSequence> int note(T handle, String... more) throws java.io.IOException {
      notes.add(handle.toString());
      notes.addAll(List.of(more));
      return notes.size();
    }
  }

  /** Properties of several elements. */
  static final class Step {
    @Property(def = "1", live = true, min = -10, max = 10)
    int by;

    @Property(live = true)
    Order order = Order.UP;
  }

  /** In place, only looking, again and again. */
  @Element(name = "look")
  static final class Look {
    long seen;
    @Nullable Context context;
    boolean waited;

    @Start
    void start(Context started) {
      context = started;
    }

    @Transform
    Flow look(@InOut(readOnly = true) View view) {
      if (!waited && context != null) {
        waited = true;
        return context.againAt(context.now());
      }
      seen += view.size();
      return Flow.OK;
    }
  }

  /** One to one. */
  @Element(name = "negate")
  static final class Negate {
    @Transform
    @Same("*")
    void negate(@Input Bytes in, @Output Bytes out) {
      out.resize(in.size());
      for (long i = 0; i < in.size(); i++) {
        out.set(i, (byte) -in.get(i));
      }
    }
  }

  /** One to many. */
  @Element(name = "twice")
  static final class Twice {
    int held;

    @Configure
    void configure(Format in, Setup setup) {
      setup.outputBytes(64).holds(1);
    }

    @Transform
    Flow twice(@Input Bytes in, @Output Emitter<Bytes> out) {
      out.forward(in);
      out.forward(in);
      held++;
      return Flow.OK;
    }

    @Drain
    void drain(Emitter<Bytes> out) {
      Bytes last = out.acquire();
      last.resize(1);
      last.set(0, (byte) held);
      out.send(last, 0, 0);
    }
  }

  /** Request outputs. */
  @Element(name = "fan")
  static final class Fan {
    @Output(name = "out_%u", presence = Presence.REQUEST)
    OutputPorts<View> out;

    @Transform
    @Same
    void fan(@Input View in) {
      for (OutputPort<View> port : out) {
        port.forward(in);
      }
    }
  }

  /** Request inputs, each buffer as it comes. */
  @Element(name = "gather")
  static final class Gather {
    @Input(name = "in_%u", presence = Presence.REQUEST)
    InputPorts<Bytes> inputs;

    @Configure
    void configure(InputPort<Bytes> port, Format format, Setup setup) {
      setup.holds(port.index());
    }

    @Transform(sync = Sync.ORDERED)
    void gather(InputPort<Bytes> from, Bytes buffer, @Output Emitter<Bytes> out) {
      out.forward(buffer);
    }
  }

  /** Several inputs of different views. */
  @Element(name = "mux")
  static final class Mux {
    @Input(name = "video_%u", presence = Presence.REQUEST)
    InputPorts<Packet> video;

    @Input(name = "bytes", optional = true)
    InputPort<Bytes> bytes;

    @Configure
    void packets(InputPort<Packet> port, PacketFormat format) {}

    @Configure
    void bytes(@Input(name = "bytes") BytesFormat format) {}

    @Transform(sync = Sync.ORDERED)
    Flow mux(InputPort<? extends View> from, View buffer, @Output Bytes out) {
      out.resize(0);
      return Flow.OK;
    }
  }

  /** Aligned, over a template. */
  @Element(name = "sum")
  static final class Sum {
    @Input(name = "in_%u", presence = Presence.REQUEST)
    InputPorts<Bytes> inputs;

    @Transform(sync = Sync.ALIGNED, mode = SyncMode.STRICT)
    void sum(@Output Bytes out) {
      int sum = 0;
      for (InputPort<Bytes> port : inputs) {
        Bytes head = port.head();
        sum += head == null ? 0 : head.get(0);
      }
      out.resize(1);
      out.set(0, (byte) sum);
    }
  }

  /** Aligned, over single inputs. */
  @Element(name = "zip")
  static final class Zip {
    @Transform(sync = Sync.ALIGNED)
    Flow zip(@Input Bytes left, @Input(optional = true) Bytes right, @Output Emitter<Bytes> out) {
      out.forward(left);
      return Flow.OK;
    }
  }

  /** Sometimes outputs. */
  @Element(name = "split")
  static final class Split {
    @Output(name = "part_%u", presence = Presence.SOMETIMES)
    OutputPorts<Bytes> parts;

    @Nullable OutputPort<Bytes> even;
    @Nullable OutputPort<Bytes> odd;

    @Transform
    @FromStream
    void split(@Input Bytes in) {
      if (even == null) {
        even = parts.open("even", new BytesFormat("application/x-count"));
        odd = parts.open("odd", new BytesFormat("application/x-count"));
        parts.complete();
      }
      (in.get(0) % 2 == 0 ? even : odd).forward(in);
    }
  }

  /** Takes code, in two ways. */
  @Element(name = "apply")
  static final class Apply {
    private final List<Consumer<? super Bytes>> code;

    Apply(Consumer<? super Bytes> one) {
      code = List.of(one);
    }

    @SafeVarargs
    Apply(int times, Consumer<? super Bytes>... many) {
      List<Consumer<? super Bytes>> all = new ArrayList<>();
      for (Consumer<? super Bytes> one : many) {
        all.add(one);
      }
      code = all;
    }

    @Transform
    void apply(@InOut Bytes bytes) {
      code.forEach(c -> c.accept(bytes));
    }
  }

  /** Video, with every relation. */
  @Element(name = "camera")
  static final class Camera {
    @Property(def = "320") int width;

    @Produce
    @VideoCaps(format = {PixelFormat.RGB, PixelFormat.I420}, framerate = @FractionRange(prefer = "30/1"))
    @FromProperty(field = "width", property = "width")
    @FromProbe("height")
    @FromStream("framerate")
    void shoot(@Output VideoFrame out) {}

    @Probe
    VideoFormat probe() {
      return VideoFormat.of(PixelFormat.RGB, 320, 240, dev.parallax.model.caps.Fraction.parse("30/1"));
    }

    @Unblock
    void wake() {}
  }

  /** Two views, two formats. */
  @Element(name = "scope")
  static final class Scope {
    @Configure
    void configure(AudioFormat sound, @Output VideoFormat picture, Setup setup) {
      setup.latency(0, 1);
    }

    @Transform
    void draw(@Input AudioBlock sound, @Output VideoFrame picture) {}
  }

  /** Uses what the compiler warns of. */
  @Deprecated
  @Element(name = "old")
  static final class Old {
    @Deprecated @Property int level;

    Old() {}

    @SuppressWarnings("rawtypes")
    Old(List raw) {}

    @Deprecated
    @Action
    void act() {}

    @Consume
    void take(@Input(delivery = Delivery.LATEST, bound = 1) View view) {}
  }

  /** Inherits its parts. */
  abstract static class Base {
    @Property(live = true)
    int switchOver;

    @Property(name = "default")
    int handle;

    @Consume
    Flow take(@Input Bytes bytes) {
      return take(bytes, bytes.get(0));
    }

    abstract Flow take(Bytes bytes, int first);
  }

  /** Collects what arrives. */
  @Element(name = "collect")
  static final class Collect extends Base {
    final StringBuilder text = new StringBuilder();

    @Override
    Flow take(Bytes bytes, int first) {
      synchronized (text) {
        text.append(first).append(' ');
      }
      return Flow.OK;
    }

    @Action
    String text() {
      synchronized (text) {
        return text.toString();
      }
    }
  }
}
