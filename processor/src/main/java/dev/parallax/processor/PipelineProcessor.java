package dev.parallax.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.ClassName;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.PipelineSpec;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Checks pipeline strings and generates their classes. It is aggregating: a pipeline depends on all
 * elements that it names, wherever they are.
 */
@AutoService(Processor.class)
public final class PipelineProcessor extends AbstractProcessor {
  private final Map<String, TypeElement> specs = new LinkedHashMap<>();
  private final Map<String, TypeElement> own = new LinkedHashMap<>();
  private boolean first = true;

  /** For the compiler. */
  public PipelineProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(PipelineSpec.class.getCanonicalName(), Element.class.getCanonicalName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement type :
        ElementFilter.typesIn(Mirrors.annotated(round, annotations, Element.class))) {
      own.put(type.getQualifiedName().toString(), type);
    }
    for (TypeElement type :
        ElementFilter.typesIn(Mirrors.annotated(round, annotations, PipelineSpec.class))) {
      specs.put(type.getQualifiedName().toString(), type);
    }
    boolean wait = Wholeness.mayStillCome(first, round);
    first = false;
    if (!specs.isEmpty()) {
      check(wait);
    }
    return false;
  }

  /**
   * All errors are final but one: an element of this compilation may name types that are generated
   * later, so what uses it waits.
   */
  private void check(boolean wait) {
    Elements elements = processingEnv.getElementUtils();
    own.replaceAll((name, old) -> again(elements, name, old));
    ElementLookup lookup = new ElementLookup(processingEnv, own.values());
    Types types = new Types(elements, processingEnv.getTypeUtils());
    PipelineSpecReader reader = new PipelineSpecReader(elements, types, lookup);
    Output output = new Output(processingEnv, PipelineProcessor.class);
    specs
        .entrySet()
        .removeIf(entry ->
            done(again(elements, entry.getKey(), entry.getValue()), reader, lookup, output, wait));
  }

  private static TypeElement again(Elements elements, String name, TypeElement old) {
    TypeElement now = elements.getTypeElement(name);
    return now == null ? old : now;
  }

  private boolean done(
      TypeElement type,
      PipelineSpecReader reader,
      ElementLookup lookup,
      Output output,
      boolean wait) {
    Report report = new Report(processingEnv.getMessager());
    PipelineSpec spec = type.getAnnotation(PipelineSpec.class);
    ClassName name = CheckedSpec.className(type);
    if (spec == null || Wholeness.reading(spec::value, "").isEmpty() && isUnreadable(spec)) {
      // The value is no constant: the compiler says so.
      return !wait;
    }
    Diagnostic error = null;
    CheckedSpec checked = null;
    try {
      checked = reader.read(type, spec);
    } catch (ParallaxException e) {
      error = e.diagnostic();
    } catch (RuntimeException e) {
      error =
          Diagnostic.of(
              DiagnosticId.ELEM_INTERNAL,
              "annotation processor failed cause=" + e,
              "cause",
              "" + e);
    }
    if (checked != null) {
      output.write(name, PipelineWriter.write(output.type(name, type), checked), type, report);
      return true;
    }
    String unknown =
        error != null && error.id() == DiagnosticId.PIPE_UNKNOWN_ELEMENT
            ? error.data().getOrDefault("element", "")
            : "";
    if (wait && lookup.mayComeLater(unknown)) {
      return false;
    }
    // An element that is wrong has its own message.
    boolean broken = lookup.isCompiled(unknown);
    if (!broken) {
      tell(type, error, report);
    }
    output.write(name, PipelineWriter.stub(output.type(name, type), type), type, report.silent());
    return true;
  }

  private static boolean isUnreadable(PipelineSpec spec) {
    return Wholeness.reading(
        () -> {
          spec.value();
          return false;
        },
        true);
  }

  private static void tell(TypeElement type, @Nullable Diagnostic error, Report report) {
    if (error != null) {
      report.error(error.id(), type, PipelineSpec.class, "value", error.text());
    }
  }
}
