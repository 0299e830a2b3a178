package dev.parallax.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class ToolMojoTest {
  private final List<String> logged = new ArrayList<>();

  private final class Kept extends SystemStreamLog {
    @Override
    public void info(CharSequence text) {
      logged.add("INFO " + text);
    }

    @Override
    public void warn(CharSequence text) {
      logged.add("WARNING " + text);
    }

    @Override
    public void error(CharSequence text) {
      logged.add("ERROR " + text);
    }
  }

  private int run(String script) throws Exception {
    Kept log = new Kept();
    return ToolMojo.run(List.of("sh", "-c", script), log, log::error);
  }

  @Test
  void shouldWarnWhenACommandSucceedsWithSomethingToSay() throws Exception {
    assertThat(run("echo done; echo careful >&2; echo indeed >&2")).isZero();
    assertThat(logged)
        .containsExactly("INFO done", "WARNING careful" + System.lineSeparator() + "indeed");
  }

  @Test
  void shouldLogAnErrorWhenACommandFails() throws Exception {
    assertThat(run("echo wrong >&2; exit 3")).isEqualTo(3);
    assertThat(logged).containsExactly("ERROR wrong");
  }

  @Test
  void shouldLogNothingWhenACommandSaysNothing() throws Exception {
    assertThat(run("exit 1")).isEqualTo(1);
    assertThat(logged).isEmpty();
  }
}
