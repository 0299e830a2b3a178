package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.parallax.annotations.PipelineSpec;
import dev.parallax.model.check.BoundPipeline;
import dev.parallax.model.check.Parameters;
import dev.parallax.model.check.PipelineBinder;
import dev.parallax.model.check.PipelineCheck;
import dev.parallax.model.check.Placeholders;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.processor.CheckedSpec.Accessor;
import dev.parallax.processor.CheckedSpec.Parameter;
import dev.parallax.processor.ElementLookup.Found;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads and checks one interface with {@code @PipelineSpec}. */
final class PipelineSpecReader {
  private static final Set<String> METHODS = Set.of("run", "close", "pipeline", "plans");

  private final Elements elements;
  private final Types types;
  private final ElementLookup lookup;

  PipelineSpecReader(Elements elements, Types types, ElementLookup lookup) {
    this.elements = elements;
    this.types = types;
    this.lookup = lookup;
  }

  /**
   * The checked pipeline.
   *
   * @throws ParallaxException for the first error
   */
  CheckedSpec read(TypeElement type, PipelineSpec spec) {
    checkForm(type);
    ConverterPolicy policy = spec.converters() ? ConverterPolicy.ALLOW : ConverterPolicy.DENY;
    SpecSource source = new SpecSource(lookup, type);
    BoundPipeline bound = PipelineBinder.bind(spec.value(), source, Parameters.LATER);
    PipelineCheck.Checked checked = PipelineCheck.check(bound, policy, source);
    Map<String, TypeName> typesByName = new LinkedHashMap<>();
    bound.elements().forEach(e -> collect(e, bound, type, typesByName));
    return new CheckedSpec(
        type,
        spec.converters(),
        bound,
        checked,
        source,
        parameters(typesByName),
        accessors(bound, source));
  }

  private void checkForm(TypeElement type) {
    boolean plain =
        type.getKind() == ElementKind.INTERFACE
            && type.getTypeParameters().isEmpty()
            && type.getEnclosedElements().stream()
                .noneMatch(e -> e.getModifiers().contains(Modifier.ABSTRACT) && isMethod(e))
            && !elements.getPackageOf(type).isUnnamed();
    if (!plain) {
      throw wrong(
          "a checked pipeline is an interface without abstract methods in a named package",
          "write it as in: interface " + type.getSimpleName() + " {}",
          type);
    }
  }

  private static boolean isMethod(Element member) {
    return member.getKind() == ElementKind.METHOD;
  }

  private static ParallaxException wrong(String fact, String fix, TypeElement type) {
    return Diagnostic.of(
            DiagnosticId.PIPE_SPEC,
            fact + " class=" + type.getQualifiedName() + "\n  fix      " + fix,
            "class",
            type.getQualifiedName().toString())
        .toException();
  }

  /** Types of placeholders in order of appearance; the binder has checked that they agree. */
  private void collect(
      BoundPipeline.Element element,
      BoundPipeline bound,
      TypeElement user,
      Map<String, TypeName> found) {
    if (element.placeholder()) {
      int index = bound.elements().indexOf(element);
      found.put(
          bound.text().elements().get(index).factory(),
          ParameterizedTypeName.get(Names.NODE, WildcardTypeName.subtypeOf(Object.class)));
    }
    for (BoundPipeline.Value value : element.values()) {
      if (value.later()) {
        String text = (String) value.value();
        String whole = Placeholders.whole(text);
        for (String name : Placeholders.in(text)) {
          if (whole != null) {
            found.put(name, typeOf(value.path().property(), user));
          } else {
            found.putIfAbsent(name, ClassName.get(String.class));
          }
        }
      }
    }
  }

  private TypeName typeOf(PropertyDescriptor property, TypeElement user) {
    return switch (property.type()) {
      case BOOLEAN -> TypeName.BOOLEAN;
      case INT -> TypeName.INT;
      case LONG -> TypeName.LONG;
      case FLOAT -> TypeName.FLOAT;
      case DOUBLE -> TypeName.DOUBLE;
      case STRING -> ClassName.get(String.class);
      case ENUM -> enumOf(property.enumClass(), user);
    };
  }

  /** The enum, or text where the application can't name it. */
  private TypeName enumOf(String binaryName, TypeElement user) {
    TypeElement type = elements.getTypeElement(binaryName.replace('$', '.'));
    String home = elements.getPackageOf(user).getQualifiedName().toString();
    return type != null && types.visibleFrom(type.asType(), home)
        ? ClassName.get(type)
        : ClassName.get(String.class);
  }

  private static List<Parameter> parameters(Map<String, TypeName> byName) {
    Set<String> taken = new HashSet<>();
    List<Parameter> parameters = new ArrayList<>();
    byName.forEach((placeholder, type) -> {
      String name = Names.camel(placeholder);
      if (!SourceVersion.isIdentifier(name)) {
        name = "_" + name;
      }
      parameters.add(new Parameter(placeholder, unique(name, taken), type));
    });
    return parameters;
  }

  private static String unique(String name, Set<String> taken) {
    String free = name;
    while (!taken.add(free)) {
      free += "_";
    }
    return free;
  }

  /** Elements with a name of their own and something to control. */
  private static List<Accessor> accessors(BoundPipeline bound, SpecSource source) {
    Set<String> taken = new HashSet<>(METHODS);
    List<Accessor> accessors = new ArrayList<>();
    for (int i = 0; i < bound.elements().size(); i++) {
      @Nullable String name = bound.text().elements().get(i).name();
      BoundPipeline.Element element = bound.elements().get(i);
      if (name == null || element.placeholder()) {
        continue;
      }
      Found found = source.found(element.descriptor().name());
      String method = Names.camel(name);
      if (found.control() && SourceVersion.isIdentifier(method)) {
        accessors.add(
            new Accessor(
                name,
                unique(Names.isObjectMethod(method) ? method + "_" : method, taken),
                control(element.descriptor().builderName())));
      }
    }
    return accessors;
  }

  private static ClassName control(String builder) {
    int dot = builder.lastIndexOf('.');
    return ClassName.get(builder.substring(0, dot), builder.substring(dot + 1), "Control");
  }
}
