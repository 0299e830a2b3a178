package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.lang.PipelineParser;
import dev.parallax.model.lang.PipelinePrinter;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.model.lang.PipelineText.Assignment;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every standard element has an example, and each of its pipelines and statements runs to its end.
 *
 * <p>Files that examples name relative to the working folder are in one of the test's own, and what
 * they read from and write to standard streams are files there.
 */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExamplesTest {
  private static final Set<String> FILES = Set.of("location", "path", "socket-path");
  private static final String STANDARD_STREAM = "fd";

  @TempDir Path dir;
  private final List<Integer> fds = new ArrayList<>();

  static List<String> elements() {
    return Subject.all();
  }

  @BeforeAll
  static void warm() {
    NetPeer.warm();
  }

  @BeforeEach
  void makeInputs() throws IOException {
    Files.write(dir.resolve("stdin"), new byte[5000]);
  }

  @AfterEach
  void closeStreams() {
    fds.forEach(Unistd::close);
  }

  @ParameterizedTest
  @MethodSource("elements")
  void shouldRunToTheEndWhenItIsAnExample(String name) throws Exception {
    ElementDescriptor element = Catalogs.require(name).descriptor();
    assertThat(element.example().isEmpty())
        .as("%s has no example; fix: @Element(example = ...) or javaExample = ...", name)
        .isFalse();
    for (String pipeline : element.example().pipelines()) {
      run(pipeline);
    }
    List<PipelineText> texts =
        element.example().pipelines().stream().map(PipelineParser::parse).toList();
    assertThat(
            texts.isEmpty()
                || texts.stream()
                    .flatMap(t -> t.elements().stream())
                    .anyMatch(e -> e.factory().equals(name)))
        .as("the example shows the element")
        .isTrue();
    if (!element.example().java().isEmpty()) {
      assertThat(ExampleCompiler.compile(element, dir).call()).isEqualTo("ran");
    }
  }

  private void run(String example) {
    PipelineText text = PipelineParser.parse(example);
    List<PipelineText.Element> elements = text.elements().stream().map(this::inFolder).toList();
    PipelineText redirected = new PipelineText(example, elements, text.links());
    try (Pipeline pipeline = Pipeline.parse(PipelinePrinter.print(redirected))) {
      pipeline.run();
      assertThat(pipeline.snapshot().elements())
          .as("something flows in %s", example)
          .anyMatch(e -> e.buffersIn() > 0);
    }
  }

  private PipelineText.Element inFolder(PipelineText.Element element) {
    List<Assignment> properties = new ArrayList<>();
    for (Assignment a : element.properties()) {
      boolean file = FILES.contains(a.property()) && !a.value().contains("://");
      String value = file ? dir.resolve(a.value()).toString() : a.value();
      properties.add(new Assignment(a.property(), value, a.span()));
    }
    ElementDescriptor d = Catalogs.require(element.factory()).descriptor();
    if (d.propertyIndex(STANDARD_STREAM) >= 0) {
      properties.removeIf(a -> a.property().equals(STANDARD_STREAM));
      String fd = Integer.toString(d.inputs().isEmpty() ? stdin() : stdout());
      properties.add(new Assignment(STANDARD_STREAM, fd, element.span()));
    }
    return new PipelineText.Element(
        element.factory(), element.placeholder(), element.name(), properties, element.span());
  }

  private int stdin() {
    return open("stdin", Fcntl.O_RDONLY);
  }

  private int stdout() {
    return open("stdout", Fcntl.O_WRONLY | Fcntl.O_CREAT | Fcntl.O_TRUNC);
  }

  private int open(String name, int flags) {
    String path = dir.resolve(name).toString();
    int fd = Fcntl.openat(Fcntl.AT_FDCWD, path, flags | Fcntl.O_CLOEXEC, 0600);
    fds.add(fd);
    return fd;
  }
}
