package dev.parallax.elements.std.app;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.HostBound;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.flow.Pacing;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a pipeline's data to the application: by {@code pull}, from any thread, as copies; or
 * without a copy to code given to the constructor, which runs on the element's own thread.
 */
@Element(
    name = "appsink",
    summary = "Gives data to the application",
    klass = "Generic/Sink",
    javaExample =
        """
        try (Pipeline pipeline = Pipeline.parse("audiotestsrc num-buffers=10 ! appsink name=out")) {
          AppSinkElement.Control out = pipeline.find("out", AppSinkElement.Control.class);
          pipeline.prepare();
          pipeline.activate();
          long bytes = 0;
          for (AppSample sample = out.pull(-1); sample != null; sample = out.pull(-1)) {
            bytes += sample.bytes().length;
          }
          pipeline.await();
        }
        """)
@HostBound
final class AppSink {
  @Property(
      doc = "samples that may wait to be pulled (GStreamer: 0, no limit)",
      min = 1,
      max = 1 << 20)
  int maxBuffers = 64;

  @Property(
      doc = "drop the oldest sample when as many wait, instead of making the stream wait",
      live = true)
  boolean drop;

  @Property(doc = "take each buffer at its time (GStreamer: true)", live = true)
  boolean sync;

  private final AppSinkQueue queue = new AppSinkQueue();
  private final @Nullable Consumer<? super Bytes> code;
  private @Nullable Context context;

  /** For {@code pull}. */
  AppSink() {
    code = null;
  }

  /**
   * For code that sees every buffer; then nothing is kept for {@code pull}.
   *
   * @param code runs on the element's own thread; the view is read-only and valid during the call
   */
  AppSink(Consumer<? super Bytes> code) {
    this.code = code;
  }

  /**
   * The oldest sample; waits for one.
   *
   * @param timeoutNs how long, in nanoseconds; negative: until one comes or the stream ends
   * @return null after the time, and at the end of the stream
   */
  @Action
  @Nullable AppSample pull(long timeoutNs) throws InterruptedException {
    return queue.pull(timeoutNs);
  }

  /** The oldest sample, or null when none waits. */
  @Action
  @Nullable AppSample tryPull() {
    return queue.poll();
  }

  /** Whether the stream has ended, or the pipeline was stopped, and every sample was pulled. */
  @Action
  boolean isEos() {
    return queue.isDrained();
  }

  @Start
  void start(Context started) {
    context = started;
    queue.open(started.waker());
  }

  @Consume
  Flow take(@Input @AnyCaps Bytes in) {
    Context c = context;
    if (c == null) {
      throw new IllegalStateException("appsink was not started");
    }
    if (sync && Pacing.isEarly(c, in)) {
      return Pacing.again(c, in);
    }
    Consumer<? super Bytes> user = code;
    if (user != null) {
      user.accept(in);
      return Flow.OK;
    }
    if (queue.isFull(maxBuffers)) {
      if (!drop) {
        return c.againOnWake();
      }
      queue.dropOldest();
      c.countDropped(1);
    }
    byte[] bytes = new byte[Math.toIntExact(in.size())];
    in.copyTo(0, bytes, 0, bytes.length);
    queue.add(new AppSample(bytes, in.format(), in.pts(), in.dts(), in.duration(), in.flags()));
    return Flow.OK;
  }

  @OnEvent
  boolean on(Event.Eos eos) {
    queue.end();
    return false;
  }

  @Reset
  void reset() {
    queue.clear();
  }

  @Stop
  void stop() {
    queue.end();
  }
}
