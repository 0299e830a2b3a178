package dev.parallax.launch;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ActionDescriptor;
import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.runtime.spi.Catalogs;
import java.util.Map;
import java.util.TreeMap;

/**
 * The committed documents of all elements: a page for each, an index, and an inventory that
 * programs can read. They say what {@link ElementPage} says, except for places in source files,
 * which move too often.
 */
final class ElementDocuments {
  private static final String NOTE =
      "<!-- Made from the elements' descriptors by ElementDocumentsTest; do not edit. -->\n\n";

  private ElementDocuments() {}

  /** All files by name. */
  static Map<String, String> all() {
    Map<String, String> files = new TreeMap<>();
    StringBuilder inventory = new StringBuilder(1 << 16);
    for (String name : Catalogs.names()) {
      ElementDescriptor element = Facts.of(Catalogs.require(name)).withOrigin("");
      files.put(name + ".md", page(element));
      inventory.append(DescriptorText.write(element)).append('\n');
    }
    files.put("inventory.txt", inventory.toString());
    files.put("README.md", index());
    return files;
  }

  private static String index() {
    StringBuilder out = new StringBuilder("# Elements\n\n").append(NOTE);
    out.append("All standard elements by category; `./parallax inspect NAME` shows the same. ");
    out.append("[inventory.txt](inventory.txt) has every fact\nin the text form of descriptors ");
    out.append(
        "(`DescriptorText`), one element after the other. Every example is run by a test.\n");
    Facts.byCategory()
        .forEach((category, elements) -> {
          out.append("\n## ").append(category).append("\n\n| | |\n|---|---|\n");
          for (ElementDescriptor d : elements) {
            out.append("| [").append(d.name()).append("](").append(d.name()).append(".md) | ");
            out.append(cell(d.summary())).append(" |\n");
          }
        });
    return out.toString();
  }

  private static String page(ElementDescriptor element) {
    StringBuilder out = new StringBuilder(2048);
    out.append("# ").append(element.name()).append("\n\n").append(NOTE);
    out.append(element.summary()).append(".\n\n| | |\n|---|---|\n");
    Facts.head(element)
        .forEach((label, value) ->
            out.append("| ").append(label).append(" | ").append(cell(value)).append(" |\n"));
    example(out, element);
    out.append("\n## Ports\n");
    element.ports().forEach(port -> port(out, port));
    if (!element.relations().isEmpty()) {
      out.append('\n');
      element.relations().forEach(r -> item(out, Facts.relation(r)));
    }
    if (!element.properties().isEmpty()) {
      out.append("\n## Properties\n\n| | Type | Default | Meaning |\n|---|---|---|---|\n");
      element.properties().forEach(property -> property(out, "", property));
    }
    if (!element.actions().isEmpty()) {
      String builder = element.builderName();
      String control = builder.substring(builder.lastIndexOf('.') + 1) + ".Control";
      out.append("\n## Actions\n\nFor programs: methods of what `pipeline.find(\"name\", ")
          .append(control)
          .append(".class)` gives, on any thread.\n\n| | Meaning |\n|---|---|\n");
      element.actions().forEach(action -> action(out, action));
    }
    out.append("\n## Execution\n\n");
    DomainAdvice.of(element).forEach(line -> item(out, line));
    return out.toString();
  }

  private static void example(StringBuilder out, ElementDescriptor element) {
    if (!element.example().isEmpty()) {
      out.append("\n## Example\n");
    }
    if (!element.example().pipelines().isEmpty()) {
      out.append("\n```sh\n");
      element.example().pipelines().forEach(p -> out.append(Facts.command(p)).append('\n'));
      out.append("```\n");
    }
    if (!element.example().java().isEmpty()) {
      out.append("\n```java\n").append(element.example().java()).append("\n```\n");
    }
  }

  private static void port(StringBuilder out, PortDescriptor port) {
    out.append("\n**`").append(port.name()).append("`** ").append(Facts.port(port));
    out.append(port.doc().isEmpty() ? "" : ": " + port.doc()).append('\n');
    if (!port.caps().alternatives().isEmpty()) {
      out.append("\n```text\n");
      for (MediaCaps media : port.caps().alternatives()) {
        out.append(media).append('\n');
      }
      out.append("```\n");
    }
    if (!port.properties().isEmpty()) {
      out.append("\nEach port has properties, set behind the element:\n");
      out.append("\n| | Type | Default | Meaning |\n|---|---|---|---|\n");
      port.properties().forEach(p -> property(out, port.name() + "::", p));
    }
  }

  private static void property(StringBuilder out, String prefix, PropertyDescriptor property) {
    String range = Facts.range(property);
    String def = Facts.byDefault(property);
    out.append("| `").append(prefix).append(property.name()).append("` | ");
    out.append(Facts.lower(property.type())).append(range.isEmpty() ? "" : " " + cell(range));
    out.append(" | ");
    out.append(def.isEmpty() || property.required() ? def : '`' + cell(def) + '`').append(" | ");
    out.append(cell(property.doc()));
    out.append(property.live() ? " (may change while running)" : "").append(" |\n");
  }

  private static void action(StringBuilder out, ActionDescriptor action) {
    out.append("| `").append(action.signature()).append("` | ");
    out.append(cell(String.join("<br>", Facts.action(action)))).append(" |\n");
  }

  private static void item(StringBuilder out, String text) {
    out.append("- ").append(text).append('\n');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
