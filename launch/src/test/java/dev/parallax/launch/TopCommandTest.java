package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real pipelines, watched by real {@code parallax top}. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TopCommandTest {
  private static final String ENDLESS =
      "videotestsrc num-buffers=-1 ! video/x-raw,format=I420,width=160,height=120,framerate=50/1 !"
          + " queue ! videoconvert name=c ! video/x-raw,format=RGBA ! fakesink sync=true";

  private static final String SMALL =
      "videotestsrc name=%s num-buffers=%d !"
          + " video/x-raw,format=I420,width=64,height=48,framerate=50/1 ! fakesink sync=true";

  @TempDir Path dir;

  private RealCommand start(String... arguments) throws IOException {
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", dir.toString());
    return RealCommand.start(dir, List.of(), environment, arguments);
  }

  private String top(int code, String... arguments) throws Exception {
    try (RealCommand command = start(arguments)) {
      assertThat(command.await()).as(command.err()).isEqualTo(code);
      return command.out() + command.err();
    }
  }

  private Path socket(RealCommand command) {
    return dir.resolve("parallax/" + command.process().pid() + ".sock");
  }

  private void await(RealCommand command) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(socket(command))) {
      assertThat(command.process().isAlive()).as(command.err()).isTrue();
      assertThat(System.nanoTime()).as("time limit").isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Test
  void shouldShowElementsOfTheOnlyPipelineAndItsProcesses() throws Exception {
    boolean isolates;
    try (RealCommand probe =
        start("launch", "--isolate=identity", "fakesrc num-buffers=1 ! identity ! fakesink")) {
      isolates = probe.await() == 0;
      assertThat(isolates || probe.err().contains("[PLX-SBX-002]")).as(probe.err()).isTrue();
    }
    try (RealCommand pipeline =
        isolates ? start("launch", "--isolate=c", ENDLESS) : start("launch", ENDLESS)) {
      await(pipeline);
      assertThat(Files.getPosixFilePermissions(dir.resolve("parallax")))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));

      Map<String, Object> data =
          JsonReader.object(top(0, "top", "--once", "--json").lines().findFirst().orElseThrow());
      assertThat(((Number) data.get("pid")).longValue()).isEqualTo(pipeline.process().pid());
      assertThat(((Number) data.get("rss-bytes")).longValue()).isGreaterThan(10_000_000);
      Map<?, ?> converter = named((List<?>) data.get("elements"), "c");
      assertThat(((Number) converter.get("in-per-second")).doubleValue()).isPositive();
      assertThat(((Number) converter.get("cpu-percent")).doubleValue()).isNotNegative();
      assertThat(converter.get("state")).isIn("BUSY", "WAIT");
      if (isolates) {
        long child = ((Number) converter.get("process")).longValue();
        assertThat(pipeline.process().descendants().map(ProcessHandle::pid)).contains(child);
        assertThat(((Number) converter.get("rss-bytes")).longValue()).isGreaterThan(10_000_000);
        assertThat(((Number) converter.get("private-bytes")).longValue())
            .isBetween(10_000_000L, ((Number) converter.get("rss-bytes")).longValue());
        assertThat(((Number) converter.get("partial")).intValue()).isZero();
        assertThat(((Number) converter.get("restarts")).intValue()).isZero();
      }
      assertThat(((List<?>) data.get("queues"))).hasSize(1);

      String table = top(0, "top");
      assertThat(table.lines().map(line -> line.split(" +")[0]))
          .contains("ELEMENT", "videotestsrc0", "c", "fakesink0", "QUEUE");
      assertThat(table).doesNotContain("\033");
      if (isolates) {
        assertThat(table).containsPattern("(?m)^c +process \\d+ .* videoconvert$");
      }
      String pid = Long.toString(pipeline.process().pid());
      assertThat(top(0, "top", "--once", pid)).contains("pid " + pid);
      assertThat(top(2, "top", "nothing like it"))
          .contains("no such pipeline is running; there are")
          .contains(pid + "  videotestsrc");

      pipeline.process().destroy();
      assertThat(pipeline.await()).as(pipeline.err()).isZero();
      assertThat(socket(pipeline)).doesNotExist();
    }
  }

  private static Map<?, ?> named(List<?> rows, String name) {
    return rows.stream()
        .map(row -> (Map<?, ?>) row)
        .filter(row -> name.equals(row.get("name")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldAskWhichWhenThereAreSeveralAndSweepWhatAKilledOneLeft() throws Exception {
    try (RealCommand one = start("launch", SMALL.formatted("one", -1));
        RealCommand other = start("launch", SMALL.formatted("other", -1))) {
      await(one);
      await(other);
      assertThat(top(2, "top"))
          .contains("several pipelines are running")
          .contains(one.process().pid() + "  videotestsrc name=one")
          .contains(other.process().pid() + "  videotestsrc name=other");
      one.process().destroyForcibly().waitFor();
      assertThat(socket(one)).exists();
      assertThat(top(0, "top")).contains("\nother ");
      assertThat(socket(one)).doesNotExist();
    }
  }

  @Test
  void shouldRunAllTheSameWhenItsFolderIsNotPrivate() throws Exception {
    Path folder = Files.createDirectory(dir.resolve("parallax"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (RealCommand pipeline = start("launch", SMALL.formatted("one", 30))) {
      assertThat(pipeline.await()).as(pipeline.err()).isZero();
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(top(4, "top")).contains("folder is not this user's alone");
  }

  @Test
  void shouldGoOnWhenASocketOfTheFolderIsALie() throws Exception {
    try (RealCommand pipeline = start("launch", SMALL.formatted("one", -1));
        ServerSocketChannel liar = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      await(pipeline);
      // Alive, but nobody who ever answers.
      liar.bind(
          UnixDomainSocketAddress.of(
              dir.resolve("parallax/" + ProcessHandle.current().pid() + ".sock")));
      assertThat(top(0, "top"))
          .contains("warning: ")
          .contains("pipeline does not answer")
          .contains("\none ");
    }
  }
}
