package dev.parallax.testkit;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.format.BytesFormat;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.ViewKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What feeds one input of the element in an {@link ElementHarness}. Each method takes effect in
 * order with the others and returns when the element has done all that it does about it, unless
 * that waits for the clock. They throw what the element failed with, as {@link
 * dev.parallax.model.diag.ParallaxException}. The test's thread.
 */
public final class HarnessInput {
  static final String PORT = "out";

  /** What is to be sent next. */
  private sealed interface Item {
    record Data(TestBuffer buffer) implements Item {}

    record Change(Format format) implements Item {}

    record Down(Event.Downstream event) implements Item {}

    record End() implements Item {}
  }

  private final ElementHarness harness;
  private final String port;
  private final Source source = new Source();
  private final ConcurrentLinkedQueue<Item> items = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Event.Upstream> upstream = new ConcurrentLinkedQueue<>();
  private volatile Format first = new BytesFormat("application/octet-stream");
  private volatile @Nullable Context context;
  private volatile boolean ended;

  HarnessInput(ElementHarness harness, String port) {
    this.harness = harness;
    this.port = port;
  }

  /** Name of the element's port. */
  public String port() {
    return port;
  }

  ElementAdapter adapter() {
    return source;
  }

  /** The format of what follows; the first one is known when the pipeline is prepared. */
  public HarnessInput format(Format format) {
    if (harness.isStarted()) {
      return put(new Item.Change(format));
    }
    first = format;
    return this;
  }

  /**
   * As {@link #format(Format)}, as fixed caps: {@code
   * audio/x-raw,format=F32LE,rate=48000,channels=2}.
   */
  public HarnessInput format(String caps) {
    return format(Format.of(Caps.parse(caps).alternatives().getFirst()));
  }

  /** Sends a buffer. */
  public HarnessInput push(TestBuffer buffer) {
    return put(new Item.Data(buffer));
  }

  /** Sends the same buffer so many times. */
  HarnessInput push(TestBuffer buffer, int times) {
    for (int i = 1; i < times; i++) {
      items.add(new Item.Data(buffer));
    }
    return push(buffer);
  }

  /** Sends bytes without times. */
  public HarnessInput push(byte[] bytes) {
    return push(TestBuffer.of(bytes));
  }

  /** Sends bytes; times in ns. */
  public HarnessInput push(byte[] bytes, long pts, long duration) {
    return push(TestBuffer.of(bytes).at(pts, duration));
  }

  /** Sends an event, in order with the buffers. */
  public HarnessInput event(Event.Downstream event) {
    return put(event instanceof Event.Eos ? new Item.End() : new Item.Down(event));
  }

  /** Ends the stream: the element drains. */
  public HarnessInput end() {
    return put(new Item.End());
  }

  /** Whether the stream has ended, by {@link #end} or because the element wants no more. */
  public boolean isEnded() {
    return ended;
  }

  /** Events that the element has sent towards the source since the last call, or let pass. */
  public List<Event.Upstream> upstreamEvents() {
    List<Event.Upstream> all = new ArrayList<>();
    for (Event.Upstream e = upstream.poll(); e != null; e = upstream.poll()) {
      all.add(e);
    }
    return all;
  }

  private HarnessInput put(Item item) {
    harness.start();
    if (ended) {
      throw new IllegalStateException("stream has ended port=" + port + "; flush() begins it anew");
    }
    items.add(item);
    Context c = context;
    if (c != null) {
      c.waker().run();
    }
    harness.settle();
    return this;
  }

  /** Runs on the pipeline's thread. */
  private final class Source extends ElementAdapter {
    private final OutputPad<Bytes> out = output(PORT, ViewKind.BYTES);
    private @Nullable Format told;

    @Override
    public Object element() {
      return HarnessInput.this;
    }

    @Override
    public Format probe() {
      return first;
    }

    @Override
    public void start(Context started) {
      context = started;
      reset();
    }

    @Override
    public void reset() {
      items.clear();
      told = null;
      ended = false;
    }

    @Override
    public Flow produce() {
      Item item = items.poll();
      Context c = context;
      if (item == null || c == null) {
        return c == null ? Flow.EOS : c.againOnWake();
      }
      if (told == null) {
        tell(first);
      }
      Flow flow =
          switch (item) {
            case Item.Data(TestBuffer buffer) -> send(buffer);
            case Item.Change(Format format) -> tell(format);
            case Item.Down(Event.Downstream event) -> {
              out.event(event);
              yield Flow.OK;
            }
            case Item.End end -> Flow.EOS;
          };
      ended = flow == Flow.EOS;
      return flow;
    }

    private Flow tell(Format format) {
      out.format(format);
      told = format;
      first = format;
      return Flow.OK;
    }

    private Flow send(TestBuffer from) {
      byte[] bytes = from.bytes();
      Bytes to = out.acquire(Math.max(1, bytes.length));
      to.put(bytes, 0, bytes.length);
      to.pts(from.pts());
      to.dts(from.dts());
      to.duration(from.duration());
      to.flags(from.flags());
      to.metadata(from.metadata());
      return out.send(to);
    }

    @Override
    public boolean onEvent(Event event) {
      return event instanceof Event.Upstream up && upstream.add(up);
    }
  }
}
