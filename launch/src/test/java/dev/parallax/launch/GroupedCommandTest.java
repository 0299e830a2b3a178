package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Elements that share a process, from the command line; skipped where nothing can be isolated. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupedCommandTest {
  private static final String FRAMES =
      "videotestsrc name=s num-buffers=%d ! video/x-raw,format=I420,width=160,height=120 !"
          + " videoflip name=f method=vertical-flip ! identity name=i ! queue ! videoconvert name=c"
          + " ! video/x-raw,format=RGBA ! filesink name=file location=%s";
  private static final int FRAME_BYTES = 160 * 120 * 4;

  @TempDir Path dir;

  private RealCommand start(String... arguments) throws IOException {
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", dir.toString());
    return RealCommand.start(dir, List.of(), environment, arguments);
  }

  private static int end(RealCommand command) throws InterruptedException {
    int code = command.await();
    String err = command.err();
    assumeFalse(err.contains("[PLX-SBX-002]"), err);
    return code;
  }

  private static void await(RealCommand command, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assumeFalse(command.err().contains("[PLX-SBX-002]"));
      assertThat(command.process().isAlive()).as(command.err()).isTrue();
      assertThat(System.nanoTime()).as("time limit").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void shouldGiveTheSameBytesWhenAllRunInOneProcess() throws Exception {
    Path here = dir.resolve("here.raw");
    Path there = dir.resolve("there.raw");
    try (RealCommand command = start("launch", FRAMES.formatted(20, here))) {
      assertThat(end(command)).as(command.err()).isZero();
    }
    try (RealCommand command =
        start("launch", "--isolated", "--group", "all=*", FRAMES.formatted(20, there))) {
      assertThat(end(command)).as(command.err()).isZero();
      assertThat(command.err()).doesNotContain("refused");
    }
    assertThat(there).hasSameBinaryContentAs(here);
  }

  @Test
  void shouldShowOneProcessAndGoOnInAnotherWhenItIsKilled() throws Exception {
    Path out = dir.resolve("out.raw");
    try (RealCommand command =
        start("launch", "--group=one=i,f", "--group", "one=videoc*", FRAMES.formatted(-1, out))) {
      Path socket = dir.resolve("parallax/" + command.process().pid() + ".sock");
      await(command, () -> size(out) > 0 && Files.exists(socket));
      List<Map<?, ?>> elements = top();
      List<Map<?, ?>> isolated = elements.stream().filter(e -> e.containsKey("process")).toList();
      assertThat(isolated.stream().map(e -> String.valueOf(e.get("name"))))
          .containsExactly("f", "i", "c");
      assertThat(isolated.stream().map(e -> e.get("process")).distinct()).hasSize(1);
      assertThat(isolated.stream().filter(e -> e.containsKey("rss-bytes"))).hasSize(1);

      long child = ((Number) isolated.getFirst().get("process")).longValue();
      ProcessHandle.of(child).orElseThrow().destroyForcibly();
      for (String name : List.of("f", "i", "c")) {
        await(command, () -> command.err().contains(name + ": [PLX-RUN-006] its process has"));
      }
      long before = size(out);
      await(command, () -> size(out) > before + 100 * FRAME_BYTES);
      command.process().destroy();
      assertThat(end(command)).as(command.err()).isZero();
      assertThat(command.err()).contains("signalled status=9 signal 9 sharing=f,i,c; it is");
      assertThat(Files.size(out) % FRAME_BYTES).isZero();
    }
  }

  private List<Map<?, ?>> top() throws Exception {
    try (RealCommand command = start("top", "--once", "--json")) {
      assertThat(command.await()).as(command.err()).isZero();
      Map<String, Object> data = JsonReader.object(command.out().lines().findFirst().orElseThrow());
      return ((List<?>) data.get("elements")).stream().<Map<?, ?>>map(e -> (Map<?, ?>) e).toList();
    }
  }

  @Test
  void shouldExplainWhoShares() throws Exception {
    String text = FRAMES.formatted(2, dir.resolve("x"));
    try (RealCommand command =
        start("explain", "--isolate=s", "--group=one=f,c", "--group", "rest=*", text)) {
      assertThat(command.await()).isZero();
      assertThat(command.out())
          .contains("s in the process of group rest", "c in the process of group one")
          .contains("f  element=videoflip because of --group; group=one; restart=STATELESS\n")
          .contains("s  element=videotestsrc because --isolate names it; group=rest; restart=FATAL")
          .contains("group one  one process for c, f; optimizing compiler and vectors\n")
          .doesNotContain("file in the process");
    }
  }

  @Test
  void shouldLeaveWhoIsTrustedInThisProcess() throws Exception {
    String text = FRAMES.formatted(2, dir.resolve("x"));
    try (RealCommand command = start("explain", "--trust=f", "--group=one=s,f,c", text)) {
      assertThat(command.await()).isZero();
      assertThat(command.out())
          .contains("group one  one process for c, s; ")
          .doesNotContain("f in the process");
    }
  }

  @Test
  void shouldSayWhatAGroupIsWhenItIsNone() throws Exception {
    try (RealCommand command = start("launch", "--group=videoconvert", "fakesrc ! fakesink")) {
      assertThat(command.await()).isEqualTo(ExitCode.USAGE.code());
      assertThat(command.err()).contains("--group is a name of letters", "not videoconvert");
    }
  }
}
