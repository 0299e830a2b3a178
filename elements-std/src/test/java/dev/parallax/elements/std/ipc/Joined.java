package dev.parallax.elements.std.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.StdElements;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.spi.ElementNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A running pipeline, and what came to its {@code ${sink}}. */
final class Joined implements AutoCloseable {
  private static final long PATIENCE_S = 20;

  /** What a sink got. */
  record Got(long pts, long size, int flags, int first, String format) {
    boolean has(int flag) {
      return (flags & flag) != 0;
    }
  }

  final Pipeline pipeline;
  final List<Got> got = new CopyOnWriteArrayList<>();
  final List<String> warnings = new CopyOnWriteArrayList<>();

  private Joined(String text, Map<String, ? extends ElementNode<?>> code, Consumer<Bytes> more) {
    Map<String, ElementNode<?>> all = new HashMap<>(code);
    if (text.contains("${sink}")) {
      all.put(
          "sink",
          StdElements.appSink(in -> {
            got.add(of(in));
            more.accept(in);
          }));
    }
    pipeline = Pipeline.parse(text, all);
    pipeline
        .bus()
        .listen(m -> {
          if (m instanceof Message.Warning w) {
            warnings.add(w.text());
          }
        });
  }

  private static Got of(Bytes in) {
    int first = in.size() == 0 ? -1 : in.get(0);
    return new Got(in.pts(), in.size(), in.flags(), first, in.format().toString());
  }

  static Joined start(String text) {
    return start(text, in -> {});
  }

  static Joined start(String text, Consumer<Bytes> more) {
    return start(text, Map.of(), more);
  }

  /**
   * Starts.
   *
   * @param code elements of the application, by their names in the text
   * @param more is given what comes
   */
  static Joined start(
      String text, Map<String, ? extends ElementNode<?>> code, Consumer<Bytes> more) {
    Joined joined = new Joined(text, code, more);
    try {
      joined.restart();
      return joined;
    } catch (RuntimeException e) {
      joined.close();
      throw e;
    }
  }

  /** From Suspended. */
  void restart() {
    pipeline.prepare();
    pipeline.activate();
  }

  IpcSinkElement.Control sink() {
    return pipeline.find("x", IpcSinkElement.Control.class);
  }

  Snapshot.ElementCounters counters(String name) {
    return pipeline.snapshot().element(name);
  }

  void awaitReaders(int readers) {
    await(readers + " readers are there", () -> sink().readers() == readers);
  }

  void awaitEnd() {
    assertThat(pipeline.await(PATIENCE_S, TimeUnit.SECONDS)).as("the stream ends").isTrue();
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
