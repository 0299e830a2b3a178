package dev.parallax.testkit;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ElementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Watches the processing methods of real-time safe elements while tests run: whether they allocate,
 * wait, or read and write. All elements that are made in this process between {@link #start} and
 * {@link #close} are watched, in every pipeline; what elements behind them on the same thread do is
 * not counted as theirs.
 *
 * <p>Waiting, reading and writing is a fault when more than {@value #STRAY} calls did it, without
 * the first {@value #WARM_UP} of each element: loading a class does it, too. Allocation is judged
 * after {@value #STEADY} calls, because code that is not compiled yet allocates in the JDK's own
 * methods: an element is safe that has made {@value #CLEAN} calls in a row without any. {@link
 * ElementHarness#soak} makes so many calls.
 *
 * <p>It sees what runs, not what might; {@code parallax rtcheck} proves the rest. Waits inside of
 * native code that the element calls itself are not seen, nor elements on virtual threads.
 *
 * <p>One at a time in a process, like the counters of open files and threads: tests that run in
 * parallel would be blamed for each other.
 */
public final class RtSanitizer implements AutoCloseable {
  /** Calls of an element that are not judged. */
  public static final int WARM_UP = 4;

  /** So many calls may wait or read without being told. */
  public static final int STRAY = 2;

  /** Calls of an element's class after which allocation is judged. */
  public static final int STEADY = 20_000;

  /** So many calls in a row without allocation are steady state. */
  public static final int CLEAN = 500;

  private static final AtomicReference<@Nullable RtSanitizer> RUNNING = new AtomicReference<>();

  private final ConcurrentLinkedQueue<ThreadMeter> made = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<ThreadMeter> meters = ThreadLocal.withInitial(this::make);
  private final Map<String, RtRecord> records = new ConcurrentHashMap<>();

  private RtSanitizer() {}

  /**
   * Begins to watch.
   *
   * @throws IllegalStateException when another one watches
   */
  public static RtSanitizer start() {
    RtSanitizer sanitizer = new RtSanitizer();
    if (!RUNNING.compareAndSet(null, sanitizer)) {
      throw new IllegalStateException(
          "another RtSanitizer watches; close it first, and run these tests one after the other");
    }
    ElementFactory.watchAll(sanitizer::watched);
    return sanitizer;
  }

  private ThreadMeter make() {
    ThreadMeter meter = new ThreadMeter();
    made.add(meter);
    return meter;
  }

  ThreadMeter meter() {
    return meters.get();
  }

  private ElementAdapter watched(ElementDescriptor element, ElementAdapter adapter) {
    ProcessingMethod method = ProcessingMethod.of(element, adapter.element().getClass());
    return new WatchedAdapter(
        adapter,
        element.kind() == ElementDescriptor.Kind.SOURCE,
        this,
        method.isRtSafe()
            ? records.computeIfAbsent(
                element.className(), name -> new RtRecord(element.name(), method.name()))
            : null);
  }

  /** What was found so far. Any thread. */
  public List<RtFinding> findings() {
    return records.values().stream().flatMap(RtRecord::findings).toList();
  }

  /** Calls of real-time safe methods that were judged so far. Any thread. */
  public long judged() {
    return records.values().stream().mapToLong(RtRecord::judged).sum();
  }

  /** Whether the element's class has been seen to allocate nothing in steady state. Any thread. */
  boolean isSteady(String className) {
    RtRecord record = records.get(className);
    return record == null || record.isSteady();
  }

  /** The one that watches, or null. */
  static @Nullable RtSanitizer running() {
    return RUNNING.get();
  }

  /** Whether this kernel counts reading and writing, so that it is seen. */
  public boolean seesIo() {
    return meter().seesIo();
  }

  /**
   * Fails with all that was found.
   *
   * @throws AssertionError with element, method and what it did
   */
  public void check() {
    List<RtFinding> found = findings();
    if (!found.isEmpty()) {
      StringBuilder text = new StringBuilder("real-time sections are not safe:");
      found.forEach(f -> text.append("\n  ").append(f));
      text.append("\n  fix: parallax rtcheck names the calls that do it; memory belongs in")
          .append(" @Configure, waiting in Context.againAt and its siblings");
      throw new AssertionError(text);
    }
  }

  /** Ends watching. Elements that were made before go on unwatched. */
  @Override
  public void close() {
    if (RUNNING.get() == this) {
      ElementFactory.watchAll(null);
      made.forEach(ThreadMeter::close);
      made.clear();
      RUNNING.set(null);
    }
  }
}
