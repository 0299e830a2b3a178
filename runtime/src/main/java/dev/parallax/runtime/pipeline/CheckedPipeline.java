package dev.parallax.runtime.pipeline;

import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.runtime.plan.PlannedGraph;
import dev.parallax.runtime.spi.PipelinePlan;
import org.jspecify.annotations.Nullable;

/**
 * Base of the classes that are generated for {@code @PipelineSpec}: a pipeline that the compiler
 * has parsed, checked and negotiated. States are for one thread at a time, see {@link Pipeline}.
 */
public abstract class CheckedPipeline implements AutoCloseable {
  private final Pipeline pipeline;

  /**
   * Generated code.
   *
   * @param arguments values of the plan's parameters, in order
   */
  protected CheckedPipeline(PipelinePlan plan, @Nullable Object... arguments) {
    pipeline = new Pipeline(PlannedGraph.of(plan, arguments));
    if (plan.converters()) {
      pipeline.converters(ConverterPolicy.ALLOW);
    }
  }

  /** The pipeline, for everything that is not here: states, bus, properties by name. */
  public final Pipeline pipeline() {
    return pipeline;
  }

  /** See {@link Pipeline#run}. */
  public final void run() {
    pipeline.run();
  }

  /** How often the compiler's formats were taken at a start, and how often not, and why. */
  public final PlanCounts plans() {
    return pipeline.plans();
  }

  /** See {@link Pipeline#close}. */
  @Override
  public final void close() {
    pipeline.close();
  }
}
