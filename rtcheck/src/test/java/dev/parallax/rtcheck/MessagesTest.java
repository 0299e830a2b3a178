package dev.parallax.rtcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every id of the verifier, its whole message with file and line. {@code -Dgolden.update=true}
 * writes {@code messages.expected} anew, to be reviewed.
 */
class MessagesTest {
  private static final Path SOURCES = Path.of("src/test/resources/messages");
  private static final Path GOLDEN = SOURCES.resolve("messages.expected");
  private static final Pattern ID = Pattern.compile("^\\[(PLX-[A-Z]+-\\d+)]", Pattern.MULTILINE);

  @TempDir Path folder;

  private List<String> messages() throws IOException {
    Sources.compile(SOURCES, folder);
    RtReport report = new RtCheck().check(folder).run();
    List<String> messages = new ArrayList<>();
    report.violations().stream()
        .sorted(Comparator.comparingInt(v -> v.root().line() == 0 ? 1 << 16 : v.root().line()))
        .forEach(v -> messages.add(v.diagnostic().toString()));
    messages.add(report.overBudget(0).orElseThrow().toString());
    messages.add(refused(() -> new RtCheck().check(folder.resolve("missing.jar")).run()));
    Path noJar = Files.writeString(folder.resolve("notes.jar"), "a text");
    messages.add(refused(() -> new RtCheck().check(noJar).run()));
    Path noClass = Files.writeString(folder.resolve("Notes.class"), "a text");
    messages.add(refused(() -> new RtCheck().check(noClass).run()));
    messages.add(refused(() -> new RtCheck().check(noJar.resolve("Inner.class")).run()));
    messages.add(refused(() -> JdkTable.load(26)));
    return messages;
  }

  private String refused(Runnable check) {
    ParallaxException refusal = catchThrowableOfType(ParallaxException.class, () -> check.run());
    assertThat(refusal).isNotNull();
    return refusal.diagnostic().toString().replace(folder.toString(), "FOLDER");
  }

  @Test
  void shouldSayWhatAndWhereForEveryId() throws IOException {
    String said = String.join("\n\n", messages()) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, said);
    }
    assertThat(said).isEqualTo(Files.readString(GOLDEN));
    assertThat(ID.matcher(said).results().map(id -> id.group(1)).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DiagnosticId.values())
                .filter(id -> id.family().equals("RT"))
                .map(DiagnosticId::code)
                .toList());
  }
}
