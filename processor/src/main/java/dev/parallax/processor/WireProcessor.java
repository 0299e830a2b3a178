package dev.parallax.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.parallax.annotations.Wire;
import dev.parallax.model.diag.DiagnosticId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Generates codec and view of each record with {@code @Wire}, and compares the record with its
 * schema file. Each file depends on one record and the records inside it.
 */
@AutoService(Processor.class)
public final class WireProcessor extends AbstractProcessor {
  private final Set<String> deferred = new LinkedHashSet<>();
  private boolean first = true;

  /** For the compiler. */
  public WireProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Wire.class.getCanonicalName());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(WireFile.FOLDER, WireFile.UPDATE);
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
    for (TypeElement type : pending(round)) {
      Report report = new Report(processingEnv.getMessager());
      try {
        one(types, type, report, wait);
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
    return false;
  }

  private List<TypeElement> pending(RoundEnvironment round) {
    List<TypeElement> pending = new ArrayList<>();
    for (String name : deferred) {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      if (type != null) {
        pending.add(type);
      }
    }
    deferred.clear();
    pending.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(Wire.class)));
    return pending;
  }

  private void one(Types types, TypeElement type, Report report, boolean wait) {
    switch (Wholeness.of(types, type)) {
      case HOPELESS -> {}
      case MISSING -> {
        if (wait) {
          deferred.add(type.getQualifiedName().toString());
        } else {
          writeStub(types, type, report.silent());
        }
      }
      case WRONG -> writeStub(types, type, report.silent());
      case WHOLE -> {
        Optional<WireSpec> spec =
            Wholeness.reading(
                () -> Optional.ofNullable(new WireReader(types, report).read(type)),
                Optional.empty());
        if (spec.isPresent()) {
          write(spec.get(), report);
        } else {
          writeStub(types, type, report.silent());
        }
      }
    }
  }

  private void writeStub(Types types, TypeElement type, Report report) {
    if (type.getKind() != ElementKind.RECORD
        || !type.getTypeParameters().isEmpty()
        || !types.accessible(type, type)) {
      return;
    }
    Output output = output();
    WireStubWriter stub = new WireStubWriter(type);
    ClassName codec = WireSpec.codecOf(type);
    output.write(codec, stub.codec(output.type(codec, type)), type, report);
    ClassName view = WireSpec.viewOf(type);
    output.write(view, stub.view(output.type(view, type)), type, report);
  }

  private Output output() {
    return new Output(processingEnv, WireProcessor.class);
  }

  private void write(WireSpec spec, Report report) {
    Output output = output();
    String schema = WireSchema.write(spec);
    ClassName codec = WireSpec.codecOf(spec.type());
    TypeSpec.Builder type = output.type(codec, spec.type());
    suppress(type, spec);
    if (output.write(codec, new WireWriter(spec).write(type, schema), spec.type(), report)) {
      ClassName view = WireSpec.viewOf(spec.type());
      TypeSpec.Builder viewType = output.type(view, spec.type());
      suppress(viewType, spec);
      output.write(view, new WireViewWriter(spec).write(viewType), spec.type(), report);
    }
    guard(spec, schema, report);
  }

  private void suppress(TypeSpec.Builder type, WireSpec spec) {
    Elements elements = processingEnv.getElementUtils();
    boolean deprecated =
        elements.isDeprecated(spec.type())
            || spec.type().getEnclosedElements().stream().anyMatch(elements::isDeprecated)
            || spec.fields().stream()
                .map(f -> WireWriter.core(f.type()))
                .anyMatch(t ->
                    t instanceof WireType.Nested n && elements.isDeprecated(n.type())
                        || t instanceof WireType.Constant c
                            && elements.isDeprecated(
                                processingEnv.getTypeUtils().asElement(c.type())));
    if (deprecated) {
      type.addAnnotation(
          AnnotationSpec.builder(SuppressWarnings.class)
              .addMember("value", "$S", "deprecation")
              .addMember("value", "$S", "removal")
              .build());
    }
  }

  /** Compares the record with its schema file, and writes that when it is asked to. */
  private void guard(WireSpec spec, String schema, Report report) {
    WireFile file = WireFile.of(processingEnv.getElementUtils(), processingEnv.getOptions(), spec);
    if (file == null) {
      return;
    }
    boolean update = "true".equals(processingEnv.getOptions().get(WireFile.UPDATE));
    try {
      String known = file.read();
      if (known == null) {
        if (update) {
          file.write(schema);
        } else if (file.required()) {
          report.error(DiagnosticId.WIRE_FILE, spec.type(), missing(file));
        }
        return;
      }
      WireSchema.Difference difference = WireSchema.compare(spec, known);
      if (difference == null) {
        return;
      }
      if (difference.isGrowth() && update) {
        file.write(schema);
        return;
      }
      tell(spec, file, difference, report);
    } catch (IOException e) {
      report.error(
          DiagnosticId.WIRE_FILE,
          spec.type(),
          "schema file can't be used file="
              + file.path()
              + " cause="
              + e
              + "\n  fix: make it readable, and its folder writable for an update");
    }
  }

  private static String missing(WireFile file) {
    return "schema file can't be used file="
        + file.path()
        + ": it is not there\n"
        + "  fix: compile once with -Aparallax.wire.update=true and commit the file";
  }

  private static void tell(
      WireSpec spec, WireFile file, WireSchema.Difference difference, Report report) {
    var at =
        difference.field().isEmpty()
            ? spec.type()
            : WireReader.component(spec.type(), difference.field());
    Object name = file.path().getFileName();
    String text = difference.text().replace("%s", String.valueOf(name));
    if (difference.isGrowth()) {
      report.warning(difference.id(), at, text);
    } else {
      report.error(difference.id(), at, text);
    }
  }
}
