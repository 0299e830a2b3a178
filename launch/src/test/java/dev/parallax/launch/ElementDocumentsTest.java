package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.spi.Catalogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The folder {@code docs/elements} is what the elements say of themselves. */
class ElementDocumentsTest {
  private static final boolean WRITE = Boolean.getBoolean("parallax.docs.write");
  private static final String FIX =
      "mvn -q -pl launch -am verify -Dparallax.docs.write=true -Dparallax.stress.skip=true"
          + " -Dtest=ElementDocumentsTest -Dsurefire.failIfNoSpecifiedTests=false";

  private static Path folder() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(root.resolve("parallax"))) {
      root = root.getParent();
      assertThat(root).as("folder with the script parallax").isNotNull();
    }
    return root.resolve("docs/elements");
  }

  @Test
  void shouldEqualTheDescriptorsWhenCommitted() throws IOException {
    Map<String, String> expected = ElementDocuments.all();
    Path folder = Files.createDirectories(folder());
    Set<String> names = new TreeSet<>(expected.keySet());
    try (var files = Files.list(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    for (String name : names) {
      check(folder.resolve(name), expected.get(name));
    }
  }

  private static void check(Path file, @Nullable String text) throws IOException {
    if (WRITE && text != null) {
      Files.writeString(file, text);
    } else if (WRITE) {
      Files.delete(file);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : null)
        .as("docs/elements/%s; fix: %s", file.getFileName(), FIX)
        .isEqualTo(text);
  }

  @Test
  void shouldGiveTheDescriptorsBackWhenTheInventoryIsRead() {
    List<ElementDescriptor> read = new ArrayList<>();
    for (String text : ElementDocuments.all().get("inventory.txt").split("\n\n")) {
      read.add(DescriptorText.parse(text.strip() + "\n"));
    }

    assertThat(read.stream().map(ElementDescriptor::name)).isEqualTo(Catalogs.names());
    for (ElementDescriptor element : read) {
      ElementDescriptor own = Catalogs.require(element.name()).descriptor();
      assertThat(element.ports()).isEqualTo(own.ports());
      assertThat(element.example()).isEqualTo(own.example());
      assertThat(element.properties())
          .allMatch(p -> p.def() != null || own.hints().userCode(), "has a default");
    }
  }
}
