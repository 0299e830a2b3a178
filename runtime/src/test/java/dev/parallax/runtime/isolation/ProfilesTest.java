package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.nativeglue.linux.Credentials;
import dev.parallax.nativeglue.linux.Errno;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@ExtendWith(NeedsSandbox.class)
class ProfilesTest {
  private static Supervisor supervisor;

  @BeforeAll
  static void open() {
    supervisor = Supervisor.open("test");
  }

  @AfterAll
  static void close() {
    supervisor.close();
  }

  @Test
  void shouldReachExactlyItsFilesWhenTheProfileNamesThem(@TempDir Path dir) throws Exception {
    Path in = file(dir, "in", "input", "rw-r--r--");
    Path out = file(dir, "out", "old", "rw-rw-rw-");
    Path other = file(dir, "other", "secret", "rw-rw-rw-");
    Recorder recorder = new Recorder();
    SandboxProfile profile = new SandboxProfile.WithFiles(List.of(in), List.of(out));
    try (IsolatedChild child = start(profile, recorder)) {
      assertThat(ask(child, recorder, "read " + in)).isEqualTo("input");
      assertThat(ask(child, recorder, "write " + out)).isEqualTo("written");
      assertThat(Files.readString(out)).isEqualTo("new");
      assertThat(ask(child, recorder, "write " + in)).contains("Exception");
      assertThat(ask(child, recorder, "read " + other)).contains("Exception");
      assertThat(ask(child, recorder, "write " + dir.resolve("fresh"))).contains("Exception");
      assertThat(ask(child, recorder, "read /etc/passwd")).contains("Exception");
      assertThat(ask(child, recorder, "call socket")).isEqualTo("" + -Errno.EPERM);
    }
    assertThat(Files.readString(in)).isEqualTo("input");
    assertThat(dir.resolve("fresh")).doesNotExist();
  }

  @Test
  void shouldNameTheFileWhenItsPermissionsKeepItFromTheChild(@TempDir Path dir) throws Exception {
    Path closed = file(dir, "closed", "x", "rw-------");
    SandboxProfile profile = new SandboxProfile.WithFiles(List.of(closed), List.of());
    if (supervisor.system().ownUsers()) {
      assertThatThrownBy(() -> start(profile, new Recorder()))
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("PLX-SBX-006")
          .hasMessageContaining("file=" + closed)
          .hasMessageContaining("chmod o+r");
    } else {
      assertThat(Credentials.getuid()).isNotZero();
      start(profile, new Recorder()).close();
    }
  }

  @Test
  void shouldAllowMoreCallsWhenTheProfileNamesThem() throws Exception {
    Recorder recorder = new Recorder();
    try (IsolatedChild child = start(new SandboxProfile.Custom(Set.of("getppid")), recorder)) {
      assertThat(ask(child, recorder, "call getppid")).isEqualTo("0");
      assertThat(ask(child, recorder, "call getuid")).isEqualTo("" + -Errno.EPERM);
    }
    assertThatThrownBy(() -> new SandboxProfile.Custom(Set.of("execve")))
        .hasMessageContaining("calls=execve");
    assertThatThrownBy(() -> new SandboxProfile.Custom(Set.of("nosuch")))
        .hasMessageContaining("name=nosuch");
  }

  @Test
  void shouldListWhatIsNeededWhenItLearns() throws Exception {
    Recorder recorder = new Recorder();
    try (IsolatedChild child = start(new SandboxProfile.Learn(), recorder)) {
      assertThat(ask(child, recorder, "call getppid")).isEqualTo("0");
      assertThat(ask(child, recorder, "call getppid")).isEqualTo("0");
      assertThat(child.refusals()).containsEntry("getppid", 2L);
      assertThat(recorder.diagnostics)
          .anyMatch(d -> d.text().contains("needs a profile with call=getppid"));
      child.send("call fork".getBytes(StandardCharsets.UTF_8));
      assertThat(child.exit().get(20, TimeUnit.SECONDS).reason()).isEqualTo("system call fork");
    }
  }

  private static IsolatedChild start(SandboxProfile profile, Recorder recorder)
      throws InterruptedException {
    IsolatedChild child =
        supervisor.start(
            ElementSandbox.of("files", FileTask.class.getName(), TestClasses.path())
                .withProfile(profile),
            recorder);
    child.awaitReady(Duration.ofSeconds(20));
    return child;
  }

  private static String ask(IsolatedChild child, Recorder recorder, String what)
      throws InterruptedException {
    child.send(what.getBytes(StandardCharsets.UTF_8));
    return recorder.messages.poll(20, TimeUnit.SECONDS);
  }

  private static Path file(Path dir, String name, String text, String mode) throws Exception {
    Path file = Files.writeString(dir.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
