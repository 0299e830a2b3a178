package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks at pipelines while they run. */
final class Running {
  private static final long PATIENCE_S = 10;

  private Running() {}

  static Stream<String> elements(Predicate<Subject> which) {
    return Subject.all().stream()
        .filter(name -> {
          try (Subject subject = new Subject(name, Path.of("."))) {
            return which.test(subject);
          }
        });
  }

  static boolean has(Pipeline pipeline, String element) {
    return pipeline.snapshot().elements().stream().anyMatch(e -> e.name().equals(element));
  }

  /** Buffers that elements have taken and sent. */
  static long flow(Pipeline pipeline) {
    return pipeline.snapshot().elements().stream()
        .mapToLong(e -> e.buffersIn() + e.buffersOut())
        .sum();
  }

  static void awaitFlow(Pipeline pipeline) {
    await("buffers flow", moves(pipeline));
    assertThat(pipeline.error()).as("why nothing flows").isNull();
  }

  /** Turns true when some buffers have flowed from now on, or when the pipeline has failed. */
  static BooleanSupplier moves(Pipeline pipeline) {
    long before = flow(pipeline);
    return () -> flow(pipeline) > before + 10 || pipeline.error() != null;
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  static void awaitEnd(Pipeline pipeline) {
    assertThat(pipeline.await(PATIENCE_S, TimeUnit.SECONDS)).as("the stream ends").isTrue();
  }
}
