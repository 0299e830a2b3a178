package dev.parallax.testkit;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.ViewKind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What came out of one output of the element in an {@link ElementHarness}. The test's thread. */
public final class HarnessOutput {
  static final String PORT = "in";

  private final ElementHarness harness;
  private final String port;
  private final Sink sink = new Sink();
  private final ConcurrentLinkedQueue<TestBuffer> buffers = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Event.Downstream> events = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Format format;
  private volatile boolean ended;
  private volatile boolean refusing;
  private volatile long limit = Long.MAX_VALUE;
  private volatile long bytes;

  HarnessOutput(ElementHarness harness, String port) {
    this.harness = harness;
    this.port = port;
  }

  /** Name of the element's port. */
  public String port() {
    return port;
  }

  ElementAdapter adapter() {
    return sink;
  }

  /**
   * The next buffer that came out.
   *
   * @throws AssertionError when there is none, with what the element waits for
   */
  public TestBuffer pull() {
    TestBuffer next = tryPull();
    if (next == null) {
      throw new AssertionError("no buffer came out of port=" + port + "; " + harness.state());
    }
    return next;
  }

  /** The next buffer that came out, or null. */
  public @Nullable TestBuffer tryPull() {
    harness.start();
    return buffers.poll();
  }

  /** All buffers that came out since the last call. */
  public List<TestBuffer> pullAll() {
    List<TestBuffer> all = new ArrayList<>();
    for (TestBuffer b = tryPull(); b != null; b = tryPull()) {
      all.add(b);
    }
    return all;
  }

  /** All events that came out since the last call, stream-start and segment among them. */
  public List<Event.Downstream> events() {
    List<Event.Downstream> all = new ArrayList<>();
    for (Event.Downstream e = events.poll(); e != null; e = events.poll()) {
      all.add(e);
    }
    return all;
  }

  /** The format that came out last, or null before the first. */
  public @Nullable Format format() {
    return format;
  }

  /** Whether the stream has ended. */
  public boolean isEnded() {
    return ended;
  }

  /** From the next buffer on, the sink wants no more: as behind an element that has seen enough. */
  public HarnessOutput refuse() {
    refusing = true;
    return this;
  }

  /** After so many bytes the sink wants no more: for elements that may send without an end. */
  HarnessOutput limit(long most) {
    limit = most;
    return this;
  }

  long bytes() {
    return bytes;
  }

  /** Runs on the pipeline's thread. */
  private final class Sink extends ElementAdapter {
    private final InputPad<View> in = input(PORT, ViewKind.VIEW);

    @Override
    public Object element() {
      return HarnessOutput.this;
    }

    @Override
    public Flow process(InputPad<?> from, Buffer buffer) {
      try {
        Format now = in.format();
        format = now;
        if (refusing || bytes >= limit) {
          return Flow.EOS;
        }
        bytes += buffer.length();
        MemorySegment payload = buffer.readOnlySegment().asSlice(buffer.offset(), buffer.length());
        buffers.add(
            new TestBuffer(
                payload.toArray(ValueLayout.JAVA_BYTE),
                buffer.pts(),
                buffer.dts(),
                buffer.duration(),
                buffer.flags(),
                buffer.metadata() instanceof Metadata m ? m : Metadata.EMPTY,
                now));
        return Flow.OK;
      } finally {
        buffer.close();
      }
    }

    @Override
    public boolean onEvent(Event event) {
      if (event instanceof Event.Downstream down) {
        ended |= down instanceof Event.Eos;
        events.add(down);
      }
      return false;
    }

    @Override
    public void configure(@Nullable InputPad<?> changed, dev.parallax.runtime.element.Setup setup) {
      format = in.format();
    }

    @Override
    public void reset() {
      buffers.clear();
      ended = false;
      refusing = false;
    }
  }
}
