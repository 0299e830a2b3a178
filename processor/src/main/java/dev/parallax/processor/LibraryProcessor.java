package dev.parallax.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.ClassName;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.ElementLibrary;
import dev.parallax.model.descriptor.CatalogText;
import dev.parallax.model.diag.DiagnosticId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Generates facade, catalog and registration of a jar's elements. Elements that this compilation
 * sees as class files only, because it was given a part of the sources, stay in.
 */
@AutoService(Processor.class)
public final class LibraryProcessor extends AbstractProcessor {
  /**
   * Set to {@code optional}, elements without a library are fine: they are used by their builders
   * only.
   */
  static final String OPTION = "parallax.library";

  private static final String SERVICE = "META-INF/services/" + Names.CATALOG.reflectionName();

  private final Map<String, PackageElement> libraries = new LinkedHashMap<>();
  private final Map<String, TypeElement> found = new TreeMap<>();

  /**
   * Classes given to the compiler; one of them may have the name of a builder, which is then not
   * generated.
   */
  private final Set<String> sources = new HashSet<>();

  private boolean first = true;
  private boolean done;
  private @Nullable Library library;

  /** For the compiler. */
  public LibraryProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Element.class.getCanonicalName(), ElementLibrary.class.getCanonicalName());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(OPTION);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Report report = new Report(processingEnv.getMessager());
    for (var e : Mirrors.annotated(round, annotations, ElementLibrary.class)) {
      if (e instanceof PackageElement home) {
        libraries.put(home.getQualifiedName().toString(), home);
      }
    }
    Types types = new Types(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
    for (TypeElement type :
        ElementFilter.typesIn(Mirrors.annotated(round, annotations, Element.class))) {
      if (Wholeness.of(types, type) != Wholeness.HOPELESS) {
        found.put(type.getQualifiedName().toString(), type);
      }
    }
    boolean wait = Wholeness.mayStillCome(first, round);
    if (first) {
      first = false;
      ElementFilter.typesIn(round.getRootElements())
          .forEach(t -> sources.add(t.getQualifiedName().toString()));
    }
    try {
      write(types, report, wait);
    } catch (RuntimeException e) {
      done = true;
      report.error(DiagnosticId.ELEM_INTERNAL, any(), "annotation processor failed cause=" + e);
    }
    if (round.processingOver() && library != null && !round.errorRaised()) {
      checkProvides(library, report);
    }
    return false;
  }

  /** Writes what depends on names at once, and the facade when all types in constructors exist. */
  private void write(Types types, Report report, boolean wait) {
    if (done || (libraries.isEmpty() && found.isEmpty())) {
      return;
    }
    Output output = new Output(processingEnv, LibraryProcessor.class);
    Library known = library;
    if (known == null) {
      known = read(types, report);
      library = known;
      if (known == null) {
        done = true;
        return;
      }
      writeCatalog(known, output, report);
    }
    if (!wait || isWhole()) {
      done = true;
      Library current = known.again(types, processingEnv.getElementUtils());
      output.write(
          current.facade(),
          new LibraryWriter(current).facade(output.type(current.facade(), current.home())),
          current.home(),
          report);
    }
  }

  private javax.lang.model.element.Element any() {
    return libraries.isEmpty()
        ? found.values().iterator().next()
        : libraries.values().iterator().next();
  }

  /** Whether all types in constructors exist; some may be generated in this round. */
  private boolean isWhole() {
    Elements elements = processingEnv.getElementUtils();
    found.replaceAll(
        (name, old) -> elements.getTypeElement(name) == null ? old : elements.getTypeElement(name));
    return found.values().stream()
        .flatMap(type -> ElementFilter.constructorsIn(type.getEnclosedElements()).stream())
        .noneMatch(Wholeness::hasMissing);
  }

  /** The library of this compilation, or null when there is none or it can't be one. */
  private @Nullable Library read(Types types, Report report) {
    PackageElement home = home(report);
    if (home == null) {
      return null;
    }
    String name = Wholeness.reading(home.getAnnotation(ElementLibrary.class)::name, "");
    if (!SourceVersion.isIdentifier(name) || SourceVersion.isKeyword(name) || home.isUnnamed()) {
      report.error(
          DiagnosticId.ELEM_LIBRARY_NAME,
          home,
          ElementLibrary.class,
          "name",
          "library's name is not the simple name of a class name=\""
              + name
              + "\"\n  fix: write it as in MyElements");
      return null;
    }
    ClassName facade = ClassName.get(home.getQualifiedName().toString(), name);
    new EarlierElements(processingEnv, facade).addTo(found);
    List<Library.Entry> entries =
        found.values().stream()
            .filter(type -> !sources.contains(ElementSpec.builderOf(type).canonicalName()))
            .map(type -> Library.Entry.of(types, type, facade.packageName()))
            .sorted(
                Comparator.comparing(Library.Entry::name)
                    .thenComparing(e -> e.builder().reflectionName()))
            .toList();
    return new Library(home, facade, withoutTwins(entries, report));
  }

  private static void writeCatalog(Library library, Output output, Report report) {
    PackageElement home = library.home();
    output.write(
        library.catalog(),
        new LibraryWriter(library).catalog(output.type(library.catalog(), home)),
        home,
        report);
    javax.lang.model.element.Element[] origins =
        library.entries().stream()
            .map(Library.Entry::type)
            .toArray(javax.lang.model.element.Element[]::new);
    output.resource(SERVICE, library.catalog().reflectionName() + "\n", home, report, origins);
    output.resource(CatalogText.RESOURCE, CatalogText.write(rows(library)), home, report, origins);
  }

  private static List<CatalogText.Row> rows(Library library) {
    return library.entries().stream()
        .filter(e -> ElementReader.NAME.matcher(e.name()).matches())
        .map(e ->
            new CatalogText.Row(
                e.name(), e.builder().reflectionName(), library.facade().reflectionName()))
        .toList();
  }

  private static List<Library.Entry> withoutTwins(List<Library.Entry> entries, Report report) {
    Map<String, List<Library.Entry>> byName =
        entries.stream()
            .collect(Collectors.groupingBy(Library.Entry::name, TreeMap::new, Collectors.toList()));
    for (List<Library.Entry> twins : byName.values()) {
      if (twins.size() > 1) {
        Library.Entry second = twins.get(1);
        report.error(
            DiagnosticId.ELEM_LIBRARY_TWICE,
            second.type(),
            Element.class,
            "name",
            "two elements of the library have the same name name="
                + second.name()
                + " classes="
                + twins.get(0).type()
                + ", "
                + second.type()
                + "\n  fix: rename one");
      }
    }
    return byName.values().stream().map(List::getFirst).toList();
  }

  /**
   * The package that names the library: of this compilation, or compiled before, in or above an
   * element's package.
   */
  private @Nullable PackageElement home(Report report) {
    if (libraries.isEmpty()) {
      found.values().forEach(this::findCompiled);
    }
    if (libraries.isEmpty()) {
      TypeElement first = found.values().iterator().next();
      if (!"optional".equals(processingEnv.getOptions().get(OPTION))) {
        report.warning(
            DiagnosticId.ELEM_LIBRARY_MISSING,
            first,
            "elements belong to no library, so pipeline strings can't find them elements="
                + found.keySet()
                + "\n"
                + "  fix: annotate a package-info: @ElementLibrary(name = \"MyElements\"), or"
                + " compile with -A"
                + OPTION
                + "=optional if builders are enough");
      }
      return null;
    }
    List<PackageElement> all = List.copyOf(libraries.values());
    if (all.size() > 1) {
      report.error(
          DiagnosticId.ELEM_LIBRARY_NAME,
          all.get(1),
          ElementLibrary.class,
          null,
          "two packages of a jar are libraries packages="
              + all
              + "\n  fix: keep one @ElementLibrary");
    }
    return all.getFirst();
  }

  private void findCompiled(TypeElement type) {
    String name = processingEnv.getElementUtils().getPackageOf(type).getQualifiedName().toString();
    while (!name.isEmpty()) {
      PackageElement candidate = processingEnv.getElementUtils().getPackageElement(name);
      if (candidate != null && Mirrors.has(candidate, ElementLibrary.class)) {
        libraries.put(name, candidate);
        return;
      }
      name = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
    }
  }

  /** On the module path, a catalog that the module does not provide is never found. */
  private void checkProvides(Library library, Report report) {
    ModuleElement module = processingEnv.getElementUtils().getModuleOf(library.home());
    if (module == null || module.isUnnamed()) {
      return;
    }
    boolean provided =
        ElementFilter.providesIn(module.getDirectives()).stream()
            .filter(
                p -> p.getService().getQualifiedName().contentEquals(Names.CATALOG.canonicalName()))
            .flatMap(p -> p.getImplementations().stream())
            .anyMatch(t -> t.getQualifiedName().contentEquals(library.catalog().canonicalName()));
    if (!provided) {
      report.error(
          DiagnosticId.ELEM_LIBRARY_PROVIDES,
          module,
          "module does not provide its catalog module="
              + module.getQualifiedName()
              + " catalog="
              + library.catalog().canonicalName()
              + "\n  fix: add to module-info.java: provides "
              + Names.CATALOG.canonicalName()
              + " with "
              + library.catalog().canonicalName()
              + ";");
    }
  }
}
