package dev.parallax.runtime.pipeline;

import dev.parallax.model.check.Parameters;
import dev.parallax.model.check.PipelineBinder;
import dev.parallax.model.check.PipelineCheck;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.runtime.plan.CatalogSource;

/** Checks of pipeline strings against the catalogs on the path. Any thread. */
public final class PipelineStrings {
  private PipelineStrings() {}

  /**
   * Checks a string as the compiler does for {@code @PipelineSpec}: elements, properties, ports and
   * formats. Placeholders may stand for elements and in values. Nothing is made or run.
   *
   * @throws dev.parallax.model.diag.ParallaxException for the first error, with its place
   */
  public static void check(String text, ConverterPolicy policy) {
    CatalogSource elements = new CatalogSource();
    PipelineCheck.check(PipelineBinder.bind(text, elements, Parameters.LATER), policy, elements);
  }
}
