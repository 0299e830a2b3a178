package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.parallax.model.check.BoundPipeline;
import dev.parallax.model.check.PipelineCheck;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A pipeline that was checked, and what its class will have.
 *
 * @param type the annotated interface
 * @param converters whether converters may be inserted
 * @param bound elements and values
 * @param checked ports and formats
 * @param source where the elements were found
 * @param parameters placeholders in order of appearance
 * @param accessors elements with names
 */
record CheckedSpec(
    TypeElement type,
    boolean converters,
    BoundPipeline bound,
    PipelineCheck.Checked checked,
    SpecSource source,
    List<Parameter> parameters,
    List<Accessor> accessors) {
  /**
   * A placeholder.
   *
   * @param placeholder its name in the string
   * @param name name of the parameter
   * @param type type of the parameter
   */
  record Parameter(String placeholder, String name, TypeName type) {}

  /**
   * A method for an element.
   *
   * @param element its name in the pipeline
   * @param method name of the method
   * @param control its control interface
   */
  record Accessor(String element, String method, ClassName control) {}

  /** The generated class, named after the interface without its outer classes. */
  static ClassName className(TypeElement type) {
    return ClassName.get(ClassName.get(type).packageName(), type.getSimpleName() + "Pipeline");
  }
}
