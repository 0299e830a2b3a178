package dev.parallax.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The formatter's own command line, as {@code ./format --check} calls it. */
class FormatTest {
  @Test
  void shouldEqualTheFormattersOutputWhenAJavaFileIsOurs() throws Exception {
    List<Path> sources = Repository.javaSources();
    assertThat(sources).as("java files").hasSizeGreaterThan(100);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments =
        Stream.concat(
                Stream.of("--dry-run"),
                sources.stream().map(file -> Repository.root().resolve(file).toString()))
            .toArray(String[]::new);

    new Main(new PrintWriter(out, true), new PrintWriter(err, true), InputStream.nullInputStream())
        .format(arguments);

    List<String> unformatted =
        out.toString()
            .lines()
            .map(line -> Repository.root().relativize(Path.of(line)).toString())
            .toList();
    assertThat(err.toString()).as("files that the formatter cannot read").isEmpty();
    assertThat(unformatted).as("files to format; fix: ./format").isEmpty();
  }
}
