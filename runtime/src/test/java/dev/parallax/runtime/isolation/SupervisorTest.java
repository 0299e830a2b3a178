package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.nativeglue.linux.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(NeedsSandbox.class)
class SupervisorTest {
  private Supervisor supervisor;

  @BeforeEach
  void open() {
    supervisor = Supervisor.open("test");
  }

  @AfterEach
  void close() {
    supervisor.close();
    assertThat(supervisor.children()).isEmpty();
  }

  @Test
  void shouldAnswerAndEndWellWhenItIsAsked() throws Exception {
    Recorder recorder = new Recorder();
    IsolatedChild child = supervisor.start(echo().withInit("now".getBytes()), recorder);
    child.awaitReady(Duration.ofSeconds(20));
    assertThat(child.send("hello".getBytes())).isTrue();
    assertThat(recorder.messages.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
    ChildExit exit = child.shutdown(Duration.ofSeconds(10));
    assertThat(exit).isEqualTo(new ChildExit(ChildExit.Kind.DONE, 0, ""));
    assertThat(child.lastOutput()).contains("prepared now");
    assertThat(child.refusals()).isEmpty();
    assertThat(recorder.diagnostics).isEmpty();
    assertThat(child.send("too late".getBytes())).isFalse();
    assertThat(Files.exists(Path.of("/proc/" + child.pid()))).isFalse();
  }

  @Test
  void shouldTellHowItEndedWhenItEndsByItself() throws Exception {
    Recorder recorder = new Recorder();
    assertThat(after("throw", recorder).exit().get(20, TimeUnit.SECONDS))
        .isEqualTo(
            new ChildExit(
                ChildExit.Kind.FAILED,
                1,
                "java.lang.IllegalStateException: thrown \\u001b[31mon purpose"));
    assertThat(after("exit", recorder).exit().get(20, TimeUnit.SECONDS))
        .isEqualTo(new ChildExit(ChildExit.Kind.FAILED, 5, ""));
    IsolatedChild hanging = after("hang", recorder);
    assertThat(hanging.shutdown(Duration.ofMillis(50)))
        .isEqualTo(new ChildExit(ChildExit.Kind.KILLED, 9, "did not end when it was asked to"));
    assertThat(recorder.exits).hasSize(3);
  }

  @Test
  void shouldEscapeWhatItWritesWhenItIsMeantToDeceive() throws Exception {
    Recorder recorder = new Recorder();
    IsolatedChild child = after("print", recorder);
    child.shutdown(Duration.ofSeconds(10));
    assertThat(child.lastOutput())
        .contains("a line\\u001b[2J", "fake\\u000d[PLX-SBX-005]")
        .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
    assertThat(recorder.lines).isEqualTo(child.lastOutput());
  }

  @Test
  void shouldSayStepAndOutputWhenItDoesNotStart() throws Exception {
    ElementSandbox none = ElementSandbox.of("none", "no.such.Task", TestClasses.path());
    IsolatedChild child = supervisor.start(none, new Recorder());
    assertThatThrownBy(() -> child.awaitReady(Duration.ofSeconds(20)))
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("PLX-SBX-003")
        .hasMessageContaining("isolated element none did not start")
        .hasMessageContaining("no.such.Task");
    assertThat(child.exit().join().kind()).isEqualTo(ChildExit.Kind.FAILED);
  }

  @Test
  void shouldLeaveNoDescriptorThreadOrProcessWhenChildrenHaveEnded() throws Exception {
    after("exit", new Recorder()).exit().get(20, TimeUnit.SECONDS);
    long fds = countOf("/proc/self/fd");
    for (int i = 0; i < 3; i++) {
      after(i == 0 ? "throw" : "exit", new Recorder()).exit().get(20, TimeUnit.SECONDS);
      supervisor.start(echo(), new Recorder()).close();
    }
    assertThat(countOf("/proc/self/fd")).isEqualTo(fds);
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (threads() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(threads()).as("threads of spawners and watches").isZero();
  }

  @Test
  void shouldSurviveWhenAnotherUserKillsItsThreads() throws Exception {
    assumeTrue(Credentials.getuid() == 0, "only root can become nobody");
    assumeTrue(Files.isExecutable(OtherJvm.SETPRIV), "setpriv (util-linux) is missing");
    IsolatedChild child = after("hello", new Recorder());
    int tried = 0;
    try (var tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        if (Files.readString(task.resolve("comm")).startsWith("plx-spawner")) {
          List<String> command = OtherJvm.asNobody();
          command.addAll(List.of("/bin/sh", "-c", "kill -9 " + task.getFileName()));
          Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
          assertThat(kill.inputReader().readLine()).contains("not permitted");
          tried++;
        }
      }
    }
    assertThat(tried).isEqualTo(1);
    assertThat(child.shutdown(Duration.ofSeconds(10)).kind()).isEqualTo(ChildExit.Kind.DONE);
  }

  private IsolatedChild after(String message, Recorder recorder) throws InterruptedException {
    IsolatedChild child = supervisor.start(echo(), recorder);
    child.awaitReady(Duration.ofSeconds(20));
    child.send(message.getBytes(StandardCharsets.UTF_8));
    return child;
  }

  private static long countOf(String directory) throws IOException {
    try (var files = Files.list(Path.of(directory))) {
      return files.count();
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().matches("plx-(spawner|watch).*"))
        .count();
  }

  private static ElementSandbox echo() {
    return ElementSandbox.of("echo", EchoTask.class.getName(), TestClasses.path());
  }
}
