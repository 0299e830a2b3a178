package dev.parallax.elements.std.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.app.AppSrcElement;
import dev.parallax.runtime.pipeline.Pipeline;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Pipelines that the test feeds by {@code appsrc} and reads by {@code journal}. */
public final class Flows {
  private Flows() {}

  public static Pipeline start(String text) {
    Pipeline pipeline = Pipeline.parse(text);
    pipeline.prepare();
    pipeline.activate();
    return pipeline;
  }

  /** One byte with a time of 10 ns for each unit of it. */
  public static void push(Pipeline pipeline, String source, int... values) {
    AppSrcElement.Control src = pipeline.find(source, AppSrcElement.Control.class);
    for (int value : values) {
      assertThat(src.offer(new byte[] {(byte) value}, value * 10L, 10)).isTrue();
    }
  }

  public static void end(Pipeline pipeline, String... sources) {
    for (String source : sources) {
      pipeline.find(source, AppSrcElement.Control.class).endOfStream();
    }
  }

  public static List<String> lines(Pipeline pipeline, String journal) {
    return pipeline.find(journal, JournalElement.Control.class).lines();
  }

  public static void awaitEnd(Pipeline pipeline) {
    assertThat(pipeline.await(10, TimeUnit.SECONDS)).as("the stream ends").isTrue();
  }

  public static void awaitLine(Pipeline pipeline, String journal, String line) {
    await(journal + " has \"" + line + "\"", () -> lines(pipeline, journal).contains(line));
  }

  public static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
