package dev.parallax.elements.std.flow;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.View;

/**
 * A boundary between two threads with a bounded queue. The planner makes the link from the
 * properties; the class has nothing to do at run time.
 */
@Element(
    name = "queue",
    summary = "Queues buffers between two threads",
    klass = "Generic",
    example =
        "videotestsrc num-buffers=10 ! queue max-size-buffers=4 ! videoconvert ! "
            + "video/x-raw,format=RGB ! fakesink")
@RtSafe
final class Queue {
  @Property(doc = "buffers that may wait; 0: as many as a link can hold", min = 0, live = true)
  int maxSizeBuffers = 200;

  @Property(doc = "bytes that may wait; 0: no limit", min = 0, live = true)
  long maxSizeBytes = 10 << 20;

  @Property(
      doc = "nanoseconds that may wait, for buffers with times; 0: no limit",
      min = 0,
      live = true)
  long maxSizeTime = 1_000_000_000;

  @Property(
      doc = "buffers that have to wait before one goes on; a full queue and the end don't wait",
      min = 0,
      live = true)
  int minThresholdBuffers;

  @Property(doc = "bytes that have to wait before a buffer goes on", min = 0, live = true)
  long minThresholdBytes;

  @Property(doc = "nanoseconds that have to wait before a buffer goes on", min = 0, live = true)
  long minThresholdTime;

  @Property(doc = "what happens when it is full", def = "no")
  QueueLeaky leaky = QueueLeaky.NO;

  @Property(
      doc = "when the stream ends, discard what waits, so that the end comes at once",
      live = true)
  boolean flushOnEos;

  @Property(doc = "buffers and events that wait now; setting it has no effect", min = 0)
  int currentLevelBuffers;

  @Property(doc = "bytes that wait now; setting it has no effect", min = 0)
  long currentLevelBytes;

  @Property(doc = "nanoseconds that wait now; setting it has no effect", min = 0)
  long currentLevelTime;

  @Transform
  @Same("*")
  void pass(@InOut(readOnly = true, volatileOk = true) View buffer) {}
}
