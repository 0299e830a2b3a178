package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.annotations.Sync;
import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.descriptor.ElementDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One golden file for each kind of generated file. {@code -Dgolden.update=true} writes them anew,
 * to be reviewed.
 */
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final String LIBRARY =
      "@dev.parallax.annotations.ElementLibrary(name = \"GoldenElements\")\npackage golden;\n";

  @TempDir private Path folder;

  private Map<String, String> generated() throws IOException {
    Workspace work = new Workspace(folder);
    work.source("src", "golden.package-info", LIBRARY);
    work.source("src", "golden.Gain", Files.readString(FOLDER.resolve("Gain.java")));
    assertThat(work.javac("out", "", work.sources("src"), "-Werror")).isEmpty();
    Map<String, String> files = new TreeMap<>(work.tree("gen-out"));
    work.tree("out")
        .forEach((name, text) -> {
          if (!name.endsWith(".class")) {
            files.put(name, text);
          }
        });
    return files;
  }

  @Test
  void shouldGenerateTheseFilesWhenElementIsCompiled() throws IOException {
    Map<String, String> files = generated();
    assertThat(files.keySet())
        .containsExactly(
            "META-INF/parallax/elements",
            "META-INF/services/dev.parallax.runtime.spi.Catalog",
            "golden/GainElement.java",
            "golden/GoldenElements.java",
            "golden/GoldenElementsCatalog.java",
            "parallax.gain.element");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path golden = FOLDER.resolve(file.getKey().replaceAll(".*/", "") + ".golden");
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(golden, file.getValue());
      }
      assertThat(file.getValue()).as(file.getKey()).isEqualTo(Files.readString(golden));
    }
  }

  @Test
  void shouldWriteDescriptorThatModelReads() throws IOException {
    String builder = generated().getOrDefault("golden/GainElement.java", "");
    String constant =
        builder.substring(
            builder.indexOf("DESCRIPTOR = ") + 13,
            builder.indexOf("\"\"\";\n", builder.indexOf("DESCRIPTOR = ")) + 3);
    assertThat(constant).startsWith("\"\"\"\n").endsWith("\"\"\"");
    String text = constant.substring(4, constant.length() - 3).stripIndent().translateEscapes();
    ElementDescriptor gain = DescriptorText.parse(text);
    assertThat(gain.name()).isEqualTo("gain");
    assertThat(gain.className()).isEqualTo("golden.Gain");
    assertThat(gain.builderName()).isEqualTo("golden.GainElement");
    assertThat(gain.origin()).isEqualTo("Gain.java:29");
    assertThat(gain.example().pipelines())
        .hasSize(2)
        .startsWith("audiotestsrc num-buffers=9 ! gain gain=0.5 ! fakesink");
    assertThat(gain.example().java())
        .isEqualTo("audioTestSrc().to(gain())\n    .to(fakeSink()).run();");
    assertThat(gain.sync()).isEqualTo(Sync.SINGLE);
    assertThat(gain.kind()).isEqualTo(ElementDescriptor.Kind.TRANSFORM);
    assertThat(gain.inputs().getFirst().caps())
        .hasToString("audio/x-raw,format=F32LE,rate=[8000,192000]");
    assertThat(gain.properties())
        .extracting("name")
        .containsExactly("gain", "curve", "ramp-length");
    assertThat(gain.hints().rtSafe()).isTrue();
  }
}
