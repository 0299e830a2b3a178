package dev.parallax.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.RtSafe;
import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Generates, for each class with {@code @Element}, its typed builder, its adapter and the file that
 * names the builder. Each file depends on one element class only.
 */
@AutoService(Processor.class)
public final class ElementProcessor extends AbstractProcessor {
  private final Set<String> deferred = new LinkedHashSet<>();
  private final Set<String> stubs = new LinkedHashSet<>();
  private boolean first = true;

  /** For the compiler. */
  public ElementProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    // @RtSafe only so that RtPlugin is told where classes go.
    return Set.of(Element.class.getCanonicalName(), RtSafe.class.getCanonicalName());
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    CompilerOutput.tell(environment.getFiler());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Types types = new Types(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
    boolean wait = Wholeness.mayStillCome(first, round);
    first = false;
    Output output = new Output(processingEnv, ElementProcessor.class);
    for (TypeElement type : pending(annotations, round)) {
      Report report = new Report(processingEnv.getMessager());
      try {
        one(types, output, type, report, wait);
      } catch (RuntimeException e) {
        report.error(
            DiagnosticId.ELEM_INTERNAL,
            type,
            "annotation processor failed class="
                + type
                + " cause="
                + e
                + " at="
                + (e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]));
      }
    }
    if (round.processingOver()) {
      stubs.forEach(name -> checkStillMissing(types, name));
    }
    return false;
  }

  private List<TypeElement> pending(
      Set<? extends TypeElement> annotations, RoundEnvironment round) {
    List<TypeElement> pending = new ArrayList<>();
    for (String name : deferred) {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      if (type != null) {
        pending.add(type);
      }
    }
    deferred.clear();
    pending.addAll(ElementFilter.typesIn(Mirrors.annotated(round, annotations, Element.class)));
    return pending;
  }

  private void one(Types types, Output output, TypeElement type, Report report, boolean wait) {
    Wholeness wholeness = Wholeness.of(types, type);
    switch (wholeness) {
      case HOPELESS -> {}
      case MISSING -> {
        if (wait) {
          deferred.add(type.getQualifiedName().toString());
        } else {
          stubs.add(type.getQualifiedName().toString());
          writeStub(types, output, type, report.silent());
        }
      }
      case WRONG -> writeStub(types, output, type, report.silent());
      case WHOLE -> {
        Optional<ElementSpec> spec =
            Wholeness.reading(() -> Optional.of(read(types, type, report)), Optional.empty());
        spec.ifPresentOrElse(
            read -> write(read, output, report),
            () -> writeStub(types, output, type, report.silent()));
      }
    }
  }

  /** The compiler says what is wrong; a stub keeps it from saying more. */
  private static void writeStub(Types types, Output output, TypeElement type, Report report) {
    ElementSpec spec = ElementReader.stub(types, type);
    output.write(
        spec.builder(),
        new BuilderWriter(spec, "", true).write(output.type(spec.builder(), type)),
        type,
        report);
  }

  /** A stub must never get into a program: the compiler must have found what is missing, too. */
  private void checkStillMissing(Types types, String name) {
    TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
    if (type != null && Wholeness.of(types, type) == Wholeness.WHOLE) {
      new Report(processingEnv.getMessager())
          .error(
              DiagnosticId.ELEM_LATE,
              type,
              "types that the element names were generated too late class="
                  + name
                  + "\n  fix: generate them in the first round, or compile them before");
    }
  }

  private ElementSpec read(Types types, TypeElement type, Report report) {
    ElementSpec read =
        new ElementReader(types, report)
            .read(type, Origins.of(processingEnv.getElementUtils(), type));
    return read == null ? ElementReader.empty(type) : read;
  }

  private void write(ElementSpec spec, Output output, Report report) {
    TypeElement type = spec.type();
    String descriptor = report.failed() ? "" : descriptor(spec, report);
    boolean stub = report.failed();
    if (!stub) {
      ReadElements.put(type, spec, descriptor);
    }
    TypeSpec.Builder builder = output.type(spec.builder(), type);
    suppress(builder, Suppressions.of(spec));
    if (processingEnv.getElementUtils().isDeprecated(type)) {
      builder.addAnnotation(Deprecated.class);
    }
    if (!output.write(
            spec.builder(), new BuilderWriter(spec, descriptor, stub).write(builder), type, report)
        || stub) {
      return;
    }
    output.resource(
        "parallax." + spec.name() + ".element",
        spec.builder().reflectionName() + "\n",
        type,
        report,
        type);
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
          DiagnosticId.ELEM_TOO_LONG,
          spec.type(),
          "descriptor of the element can't be written element="
              + spec.name()
              + " cause="
              + e.getMessage()
              + "\n  fix: shorten documentation texts and lists");
      return "";
    }
  }
}
