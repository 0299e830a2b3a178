package dev.parallax.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.parallax.model.diag.DiagnosticId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every refusal of the processors: id, text, file and line, and nothing besides. Each {@code
 * refusals/X.java} is compiled with code that uses the generated builder and facade, so a missing
 * stub would show as a further error. Expected messages are in {@code refusals/X.expected}; {@code
 * -Dgolden.update=true} writes them anew, to be reviewed.
 */
class RefusalTest {
  private static final Path FOLDER = Path.of("src/test/resources/refusals");
  private static final Pattern ELEMENT =
      Pattern.compile("@Element\\([^)]*\\)[\\s\\S]*?(?:class|enum|record|interface) (\\w+)");
  private static final Set<DiagnosticId> ELSEWHERE =
      Set.of(
          DiagnosticId.ELEM_INTERNAL,
          DiagnosticId.ELEM_WRITE,
          DiagnosticId.ELEM_LATE,
          DiagnosticId.ELEM_LIBRARY_MISSING,
          DiagnosticId.ELEM_LIBRARY_NAME,
          DiagnosticId.ELEM_LIBRARY_PROVIDES,
          DiagnosticId.ELEM_LIBRARY_TWICE);

  private static final JavaFileObject LIBRARY =
      JavaFileObjects.forSourceString(
          "refused.package-info",
          "@dev.parallax.annotations.ElementLibrary(name = \"RefusedElements\")\n"
              + "package refused;\n");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".java"))
          .map(n -> n.replace(".java", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldRefuseWithOneMessageWhenElementIsWrong(String name) throws IOException {
    String source = Files.readString(FOLDER.resolve(name + ".java"));
    List<JavaFileObject> sources =
        new ArrayList<>(
            List.of(LIBRARY, JavaFileObjects.forSourceString("refused." + name, source)));
    if (!name.equals("NameTaken")) {
      sources.add(JavaFileObjects.forSourceString("refused.Use", use(source)));
    }
    Compilation compilation =
        javac()
            .withProcessors(new ElementProcessor(), new LibraryProcessor())
            .withOptions(
                "-Xlint:all,-processing,-rawtypes,-auxiliaryclass", "--should-stop=ifError=FLOW")
            .compile(sources);
    String actual =
        compilation.diagnostics().stream()
            .filter(d -> d.getKind() != Diagnostic.Kind.NOTE)
            .map(RefusalTest::line)
            .collect(Collectors.joining());
    Path golden = FOLDER.resolve(name + ".expected");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
    assertThat(actual.lines().filter(l -> l.contains(".java:")))
        .as("one root cause, one message")
        .hasSize(1);
  }

  private static String use(String source) {
    Matcher element = ELEMENT.matcher(source);
    assertThat(element.find()).isTrue();
    String name = element.group(1);
    return "package refused;\nfinal class Use {\n  Object builder = new %sElement();\n  Object facade = RefusedElements.%s();\n}\n"
        .formatted(name, name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
  }

  private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject file = diagnostic.getSource();
    String place =
        file == null
            ? "nowhere"
            : file.getName().replaceAll(".*/", "") + ":" + diagnostic.getLineNumber();
    return place
        + ": "
        + diagnostic.getKind().toString().toLowerCase(Locale.ROOT)
        + ": "
        + diagnostic.getMessage(Locale.ROOT)
        + "\n";
  }

  @Test
  void shouldReachEveryIdOfElementClasses() throws IOException {
    Set<String> reached = new TreeSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".expected")).toList()) {
        Matcher id = Pattern.compile("\\[(PLX-[A-Z]+-\\d+)]").matcher(Files.readString(file));
        assertThat(id.find()).as("%s has an id", file).isTrue();
        reached.add(id.group(1));
      }
    }
    Set<String> wanted = new TreeSet<>();
    for (DiagnosticId id : DiagnosticId.values()) {
      boolean ofClasses = id.code().matches("PLX-(ELEM|PORT)-.*|PLX-(CAPS|PROP)-1..");
      if (ofClasses && !ELSEWHERE.contains(id)) {
        wanted.add(id.code());
      }
    }
    assertThat(reached).isEqualTo(wanted);
  }
}
