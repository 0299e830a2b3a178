package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(NeedsSandbox.class)
class AotCachesTest {
  @Test
  void shouldBeUsedOnlyWhenItIsOfTheseJarsAndCanBeTrusted(@TempDir Path dir) throws Exception {
    Path log = dir.resolve("log");
    Process process =
        new ProcessBuilder(
                OtherJvm.command(dir, AotMain.class, dir.resolve("cache/aot").toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(log)).contains("cache was made and used");
  }
}
