package dev.parallax.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.parallax.model.diag.DiagnosticId;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** Writes generated files, in one round of one processor. */
final class Output {
  /**
   * Simple names of {@code java.lang} that generated code uses: a class of the same name in its
   * package hides them.
   */
  private static final List<String> JAVA_LANG =
      List.of(
          "Object",
          "String",
          "Override",
          "Exception",
          "Throwable",
          "Boolean",
          "Integer",
          "Long",
          "Float",
          "Double",
          "IllegalArgumentException",
          "IllegalStateException",
          "Deprecated",
          "SuppressWarnings");

  private final Filer filer;
  private final Elements elements;
  private final Class<?> processor;

  /** Of the module of a package, or of all modules where there are none; looking up is slow. */
  private final Map<String, Optional<ClassName>> generated = new HashMap<>();

  private final Map<String, Boolean> hidden = new HashMap<>();

  Output(ProcessingEnvironment environment, Class<?> processor) {
    filer = environment.getFiler();
    elements = environment.getElementUtils();
    this.processor = processor;
  }

  /** A class to be filled, marked as generated where the annotation for that can be used. */
  TypeSpec.Builder type(ClassName name, Element origin) {
    TypeSpec.Builder type = TypeSpec.classBuilder(name).addOriginatingElement(origin);
    generated
        .computeIfAbsent(name.packageName(), home -> generatedOf(origin))
        .ifPresent(annotation ->
            type.addAnnotation(
                AnnotationSpec.builder(annotation)
                    .addMember("value", "$S", processor.getName())
                    .build()));
    return type;
  }

  private Optional<ClassName> generatedOf(Element origin) {
    return Optional.ofNullable(find(origin, "javax.annotation.processing.Generated"))
        .map(ClassName::get);
  }

  /** A class as the module of {@code origin} sees it: other modules are not searched. */
  private @Nullable TypeElement find(Element origin, String name) {
    ModuleElement module = elements.getModuleOf(origin);
    return module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
  }

  private boolean hides(String home, Element origin) {
    for (String name : JAVA_LANG) {
      if (find(origin, home + "." + name) != null) {
        return true;
      }
    }
    return false;
  }

  /** Writes a class; false, and an error at {@code at}, when its name is taken. */
  boolean write(ClassName name, TypeSpec type, Element at, Report report) {
    JavaFile file =
        JavaFile.builder(name.packageName(), type)
            .indent("  ")
            .skipJavaLangImports(!hidden.computeIfAbsent(name.packageName(), p -> hides(p, at)))
            .build();
    // JavaPoet writes word by word, and a compiler's writers are not made for that.
    String text = file.toString();
    try (Writer writer =
        filer
            .createSourceFile(
                name.canonicalName(), type.originatingElements().toArray(Element[]::new))
            .openWriter()) {
      writer.write(text);
      return true;
    } catch (FilerException e) {
      report.error(
          DiagnosticId.ELEM_NAME_TAKEN,
          at,
          "name of a generated class is taken class="
              + name.canonicalName()
              + "\n  fix: rename that class, or the one it is generated for");
    } catch (IOException e) {
      report.error(
          DiagnosticId.ELEM_WRITE,
          at,
          "generated file can't be written class="
              + name.canonicalName()
              + " cause="
              + e.getMessage());
    }
    return false;
  }

  /** Writes a file among the classes. A file of this name that was written before wins. */
  void resource(String name, String text, Element at, Report report, Element... origins) {
    try (Writer writer =
        filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, origins).openWriter()) {
      writer.write(text);
    } catch (FilerException e) {
      // Two elements of one name: the library's check tells.
    } catch (IOException e) {
      report.error(
          DiagnosticId.ELEM_WRITE,
          at,
          "generated file can't be written file=" + name + " cause=" + e.getMessage());
    }
  }
}
