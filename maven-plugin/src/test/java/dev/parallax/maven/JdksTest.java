package dev.parallax.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {
  @TempDir Path folder;

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    Path java = Files.createFile(home.resolve("bin/java"));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return home;
  }

  @Test
  void shouldTakeTheFirstOf25WhenThereAreSeveral() throws IOException {
    Path old = jdk("a", "17.0.15");
    Path ours = jdk("b", "25.0.3");
    Path also = jdk("c", "25");

    assertThat(Jdks.find(Arrays.asList(null, old, also), folder)).contains(also);
    assertThat(Jdks.find(Arrays.asList(old, folder.resolve("none")), folder)).contains(ours);
  }

  @Test
  void shouldFindNoneWhenThereIsNone() throws IOException {
    jdk("a", "17.0.15");
    jdk("b", "251");
    Files.delete(jdk("c", "25").resolve("release"));
    Files.delete(jdk("d", "25").resolve("bin/java"));

    assertThat(Jdks.find(Arrays.asList(), folder)).isEmpty();
    assertThat(Jdks.find(Arrays.asList(), folder.resolve("none"))).isEmpty();
  }

  @Test
  void shouldQuoteAsTheLauncherReadsWhenAWordHasSpaces() {
    assertThat(ToolMojo.quote("a b\\c\"d")).isEqualTo("\"a b\\\\c\\\"d\"");
  }
}
