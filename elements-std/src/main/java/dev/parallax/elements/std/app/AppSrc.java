package dev.parallax.elements.std.app;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromProbe;
import dev.parallax.annotations.HostBound;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Probe;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.raw.BufferSize;
import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.format.BytesFormat;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the application's data into a pipeline. The actions may be called by any thread, also
 * before the pipeline runs; they copy what they are given. Times are nanoseconds, {@link
 * Buffer#NO_TIME} when unknown.
 */
@Element(
    name = "appsrc",
    summary = "Takes data from the application",
    klass = "Generic/Source",
    javaExample =
        """
        try (Pipeline pipeline = Pipeline.parse("appsrc name=in ! fakesink")) {
          AppSrcElement.Control in = pipeline.find("in", AppSrcElement.Control.class);
          pipeline.prepare();
          pipeline.activate();
          for (int i = 0; i < 10; i++) {
            in.push(new byte[100], i * 20_000_000L, 20_000_000);
          }
          in.endOfStream();
          pipeline.await();
        }
        """)
@HostBound
final class AppSrc {
  @Property(
      doc =
          "format of the data as fixed caps, for example"
              + " audio/x-raw,format=S16LE,rate=48000,channels=2; empty: bytes",
      def = "")
  String caps = "";

  @Property(
      doc = "bytes, and pushes, that may wait before push is refused or waits; 0: no limit",
      min = 0)
  long maxBytes = 200_000;

  @Property(doc = "whether push waits for room instead of being refused")
  boolean block;

  private final AppSrcQueue queue = new AppSrcQueue();

  /** What is asked of a push; any thread. Nothing before the first start: the caps may change. */
  private volatile BufferSize size = new BufferSize(1, 0);

  private @Nullable Context context;

  /**
   * Pushes bytes; waits for room if {@code block} is set.
   *
   * @return whether they were taken: not when there is no room, after {@link #endOfStream}, and
   *     after a stop
   * @throws IllegalArgumentException when they are no picture or no whole samples of the caps; what
   *     was pushed before the start is looked at when it is sent, and fails the pipeline
   */
  @Action
  boolean push(byte[] data, long pts, long duration) throws InterruptedException {
    return push(item(data.clone(), pts, duration));
  }

  /** As {@link #push(byte[], long, long)} with what remains in the buffer, whose position stays. */
  @Action
  boolean push(ByteBuffer data, long pts, long duration) throws InterruptedException {
    return push(item(copy(data), pts, duration));
  }

  /** As {@link #push(byte[], long, long)}. */
  @Action
  boolean push(MemorySegment data, long pts, long duration) throws InterruptedException {
    return push(item(data.toArray(ValueLayout.JAVA_BYTE), pts, duration));
  }

  /** Pushes bytes without ever waiting, whatever {@code block} says. */
  @Action
  boolean offer(byte[] data, long pts, long duration) {
    return queue.offer(item(data.clone(), pts, duration));
  }

  /**
   * As {@link #offer(byte[], long, long)} with what remains in the buffer, whose position stays.
   */
  @Action
  boolean offer(ByteBuffer data, long pts, long duration) {
    return queue.offer(item(copy(data), pts, duration));
  }

  /** As {@link #offer(byte[], long, long)}. */
  @Action
  boolean offer(MemorySegment data, long pts, long duration) {
    return queue.offer(item(data.toArray(ValueLayout.JAVA_BYTE), pts, duration));
  }

  /** Ends the stream after what was pushed. */
  @Action
  void endOfStream() {
    queue.end();
  }

  /** Bytes that wait. */
  @Action
  long level() {
    return queue.level();
  }

  private boolean push(AppSrcQueue.Item item) throws InterruptedException {
    return block ? queue.put(item) : queue.offer(item);
  }

  private AppSrcQueue.Item item(byte[] bytes, long pts, long duration) {
    if (!size.fits(bytes.length)) {
      throw new IllegalArgumentException(misfit(bytes));
    }
    return new AppSrcQueue.Item(bytes, pts, duration);
  }

  private String misfit(byte[] bytes) {
    return "pushed bytes do not fit caps=\"%s\" bytes=%d; %s"
        .formatted(caps, bytes.length, size.rule());
  }

  private static byte[] copy(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(data.position(), bytes);
    return bytes;
  }

  @Probe
  Format probe() {
    if (caps.isBlank()) {
      return new BytesFormat("application/octet-stream");
    }
    Caps parsed = Caps.parse(caps);
    if (parsed.alternatives().size() != 1 || !parsed.isFixed()) {
      throw new IllegalArgumentException(
          "caps of appsrc are not fixed caps=\""
              + caps
              + "\"; give every field one value, for video format, width, height and framerate");
    }
    return Format.of(parsed.alternatives().getFirst());
  }

  @Start
  void start(Context started) {
    context = started;
    size = BufferSize.of(probe());
    queue.open(maxBytes, started.waker());
  }

  @Produce
  Flow produce(@Output @AnyCaps @FromProbe Emitter<Bytes> out) throws StreamException {
    AppSrcQueue.Item item = queue.poll();
    if (item == null) {
      Context c = context;
      return queue.isDrained() || c == null ? Flow.EOS : c.againOnWake();
    }
    byte[] bytes = item.bytes();
    if (!size.fits(bytes.length)) { // pushed before the start
      throw new StreamException(misfit(bytes));
    }
    Bytes buffer = out.acquire(bytes.length);
    buffer.put(bytes, 0, bytes.length);
    return out.send(buffer, item.pts(), item.duration());
  }

  @Reset
  void reset() {
    queue.clear();
  }

  @Stop
  void stop() {
    queue.close();
  }
}
