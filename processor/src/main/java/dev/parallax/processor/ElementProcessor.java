package dev.parallax.processor;

import com.google.auto.common.SuperficialValidation;
import com.google.auto.service.AutoService;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parallax.annotations.Element;
import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Generates, for each class with {@code @Element}, its typed builder, its adapter and the file that names the builder.
 * Each file depends on one element class only.
 */
@AutoService(Processor.class)
public final class ElementProcessor extends AbstractProcessor {
  private final Set<String> deferred = new LinkedHashSet<>();

  /** For the compiler. */
  public ElementProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Element.class.getCanonicalName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Types types = new Types(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
    List<TypeElement> pending = new ArrayList<>();
    for (String name : deferred) {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      if (type != null) {
        pending.add(type);
      }
    }
    deferred.clear();
    round.getElementsAnnotatedWith(Element.class).stream()
        .filter(TypeElement.class::isInstance)
        .map(TypeElement.class::cast)
        .forEach(pending::add);
    for (TypeElement type : pending) {
      Report report = new Report(processingEnv.getMessager());
      try {
        one(types, type, report, round.processingOver());
      } catch (RuntimeException e) {
        report.error(
            DiagnosticId.ELEM_INTERNAL, type, "annotation processor failed class=" + type + " cause=" + e + " at=" + (e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]));
      }
    }
    return false;
  }

  private void one(Types types, TypeElement type, Report report, boolean last) {
    boolean whole = types.hierarchy(type).stream().allMatch(SuperficialValidation::validateElement);
    if (!whole && !last) {
      deferred.add(type.getQualifiedName().toString());
      return;
    }
    Output output = new Output(processingEnv, ElementProcessor.class);
    if (!whole) {
      // The compiler says what is missing; a stub keeps it from saying more.
      ElementSpec spec = ElementReader.stub(types, type);
      output.write(spec.builder(), new BuilderWriter(spec, "", true).write(output.type(spec.builder(), type)), type, report.silent());
      return;
    }
    ElementSpec read = new ElementReader(types, report).read(type, Origins.of(processingEnv.getElementUtils(), type));
    ElementSpec spec = read == null ? ElementReader.empty(type) : read;
    String descriptor = report.failed() ? "" : descriptor(spec, report);
    boolean stub = report.failed();
    List<String> suppressed = Suppressions.of(spec);
    TypeSpec.Builder builder = output.type(spec.builder(), type);
    suppress(builder, suppressed);
    if (processingEnv.getElementUtils().isDeprecated(type)) {
      builder.addAnnotation(Deprecated.class);
    }
    if (!output.write(spec.builder(), new BuilderWriter(spec, descriptor, stub).write(builder), type, report) || stub) {
      return;
    }
    TypeSpec.Builder adapter = output.type(spec.adapter(), type);
    suppress(adapter, suppressed);
    output.write(spec.adapter(), new AdapterWriter(spec).write(adapter), type, report);
    output.resource("parallax." + spec.name() + ".element", spec.builder().reflectionName() + "\n", type, report, type);
  }

  private static void suppress(TypeSpec.Builder type, List<String> warnings) {
    if (!warnings.isEmpty()) {
      AnnotationSpec.Builder annotation = AnnotationSpec.builder(SuppressWarnings.class);
      warnings.forEach(w -> annotation.addMember("value", "$S", w));
      type.addAnnotation(annotation.build());
    }
  }

  private static String descriptor(ElementSpec spec, Report report) {
    try {
      return DescriptorText.write(spec.descriptor());
    } catch (ParallaxException | IllegalArgumentException e) {
      report.error(
          DiagnosticId.ELEM_TOO_LONG, spec.type(), "descriptor of the element can't be written element=" + spec.name() + " cause=" + e.getMessage() + "\n  fix: shorten documentation texts and lists");
      return "";
    }
  }
}
