package dev.parallax.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.descriptor.CatalogText;
import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.lang.PipelineParser;
import dev.parallax.model.lang.PipelineText;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pipelines that documents show: they parse, and their elements and properties exist. */
class ElementsOfDocumentsTest {
  /** A command of a document with its pipeline as one quoted word. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "parallax (?:launch|explain|graph)((?: -\\S+)*)\\s+([\"'])(.*?)\\2", Pattern.DOTALL);

  @Test
  void shouldExistWhenAPipelineOfADocumentNamesAnElement() throws IOException {
    Map<String, ElementDescriptor> elements = elements();
    assertThat(elements).as("elements of the catalogs").containsKeys("fakesrc", "fakesink");
    List<String> wrong = new ArrayList<>();
    for (Path document : Repository.files(".md")) {
      for (MatchResult command : COMMAND.matcher(Repository.read(document)).results().toList()) {
        String pipeline = command.group(3).replaceAll("\\\\\\n\\s*", "");
        problems(pipeline, elements).forEach(problem -> wrong.add(document + ": " + problem));
      }
    }
    assertThat(wrong).as("pipelines of documents that would not run").isEmpty();
  }

  @Test
  void shouldNameWhatIsMissingWhenAPipelineIsWrong() throws IOException {
    Map<String, ElementDescriptor> elements = elements();

    assertThat(problems("fakesrc num-buffers=1 ! fakesink", elements)).isEmpty();
    assertThat(problems("fakesrc ! nosuchsink", elements)).containsExactly("no element nosuchsink");
    assertThat(problems("fakesrc nosuch=1 ! fakesink", elements))
        .containsExactly("no property fakesrc.nosuch");
    assertThat(problems("audiomixer sink_0::volume=1 ! fakesink", elements)).isEmpty();
    assertThat(problems("audiomixer sink_0::nosuch=1 ! fakesink", elements))
        .containsExactly("no property audiomixer.sink_0::nosuch");
    assertThat(problems("fakesrc ! !", elements)).singleElement().asString().contains("PLX-PIPE");
  }

  private static List<String> problems(String pipeline, Map<String, ElementDescriptor> elements) {
    PipelineText text;
    try {
      text = PipelineParser.parse(pipeline);
    } catch (ParallaxException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
    List<String> problems = new ArrayList<>();
    for (PipelineText.Element element : text.elements()) {
      ElementDescriptor descriptor = elements.get(element.factory());
      if (descriptor == null) {
        problems.add("no element " + element.factory());
        continue;
      }
      for (PipelineText.Assignment assignment : element.properties()) {
        if (!has(descriptor, assignment.property())) {
          problems.add("no property " + element.factory() + "." + assignment.property());
        }
      }
    }
    return problems;
  }

  /** Of the element, or, as {@code sink_0::volume}, of one of its ports. */
  private static boolean has(ElementDescriptor element, String property) {
    int split = property.indexOf("::");
    return split < 0
        ? element.propertyIndex(property) >= 0
        : element.ports().stream()
            .filter(port -> port.matches(property.substring(0, split)))
            .flatMap(port -> port.properties().stream())
            .anyMatch(p -> p.name().equals(property.substring(split + 2)));
  }

  /**
   * Elements of all modules' catalogs by name, read from the built classes without loading them.
   */
  private static Map<String, ElementDescriptor> elements() throws IOException {
    Map<String, ElementDescriptor> elements = new TreeMap<>();
    for (String module : Repository.modules()) {
      Path classes = Path.of(module, "target/classes");
      Path catalog = classes.resolve(CatalogText.RESOURCE);
      if (!Repository.exists(catalog)) {
        continue;
      }
      for (CatalogText.Row row : CatalogText.parse(Repository.read(catalog))) {
        Path builder = classes.resolve(row.builderName().replace('.', '/') + ".class");
        elements.put(row.name(), DescriptorText.parse(descriptor(builder)));
      }
    }
    return elements;
  }

  private static String descriptor(Path builder) throws IOException {
    ClassModel model = ClassFile.of().parse(Repository.root().resolve(builder));
    for (FieldModel field : model.fields()) {
      if (field.fieldName().equalsString("DESCRIPTOR")) {
        return field
            .findAttribute(Attributes.constantValue())
            .map(value -> value.constant().constantValue().toString())
            .orElseThrow();
      }
    }
    throw new IllegalStateException("builder has no constant DESCRIPTOR class=" + builder);
  }
}
