package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.nativeglue.linux.Credentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same attacks when the host is an unprivileged user, whose children the broker makes. */
@Timeout(150)
@ExtendWith(NeedsSandbox.class)
class UnprivilegedTest {
  @Test
  void shouldIsolateAsWellWhenTheUserIsNobody(@TempDir Path dir) throws Exception {
    assumeTrue(Credentials.getuid() == 0, "only root can become nobody; AttackTest covers others");
    assumeTrue(Files.isExecutable(OtherJvm.SETPRIV), "setpriv (util-linux) is missing");
    List<String> command = OtherJvm.commandOfNobody(dir, UnprivilegedMain.class);
    Path log = dir.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assumeFalse(said.contains("[PLX-SBX-002]"), said);
    assertThat(said).contains("all attacks were refused");
    assertThat(process.exitValue()).isZero();
  }
}
