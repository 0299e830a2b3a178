package dev.parallax.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.parallax.model.diag.DiagnosticId;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/** Writes generated files. */
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

  Output(ProcessingEnvironment environment, Class<?> processor) {
    filer = environment.getFiler();
    elements = environment.getElementUtils();
    this.processor = processor;
  }

  /** A class to be filled, marked as generated where the annotation for that can be used. */
  TypeSpec.Builder type(ClassName name, Element origin) {
    TypeSpec.Builder type = TypeSpec.classBuilder(name).addOriginatingElement(origin);
    ModuleElement module = elements.getModuleOf(origin);
    TypeElement generated =
        module == null
            ? elements.getTypeElement("javax.annotation.processing.Generated")
            : elements.getTypeElement(module, "javax.annotation.processing.Generated");
    if (generated != null) {
      type.addAnnotation(
          AnnotationSpec.builder(ClassName.get(generated))
              .addMember("value", "$S", processor.getName())
              .build());
    }
    return type;
  }

  /** Writes a class; false, and an error at {@code at}, when its name is taken. */
  boolean write(ClassName name, TypeSpec type, Element at, Report report) {
    boolean hidden =
        JAVA_LANG.stream()
            .anyMatch(n -> elements.getTypeElement(name.packageName() + "." + n) != null);
    JavaFile file =
        JavaFile.builder(name.packageName(), type)
            .indent("  ")
            .skipJavaLangImports(!hidden)
            .build();
    try {
      file.writeTo(filer);
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
