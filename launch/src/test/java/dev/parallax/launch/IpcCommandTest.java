package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Separately started programs that share a stream; any of them may be killed. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IpcCommandTest {
  private static final String VIDEO =
      "videotestsrc num-buffers=%d ! video/x-raw,format=I420,width=160,height=120,framerate=30/1 !"
          + " ";
  private static final long FRAME = 160 * 120 * 3 / 2;

  @TempDir Path dir;

  private RealCommand launch(String pipeline) throws IOException {
    return RealCommand.start(dir, "launch", pipeline);
  }

  private RealCommand sink(int buffers, String more) throws IOException {
    return launch(VIDEO.formatted(buffers) + "ipcsink path=" + dir.resolve("s") + " " + more);
  }

  private RealCommand reader(String more, Path out) throws IOException {
    return launch("ipcsrc path=" + dir.resolve("s") + " " + more + " ! filesink location=" + out);
  }

  private static void await(String what, RealCommand command, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as("waiting until %s: %s", what, command.err())
          .isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static void awaitGrowth(RealCommand command, Path file) {
    long before = size(file);
    await(file + " grows", command, () -> size(file) > before + 3 * FRAME);
  }

  private static long descriptors(RealCommand command) throws IOException {
    try (Stream<Path> fds = Files.list(Path.of("/proc/" + command.process().pid() + "/fd"))) {
      return fds.count();
    }
  }

  @Test
  void shouldGiveTheSameBytesWhenAStreamGoesThroughTwoPrograms() throws Exception {
    Path there = dir.resolve("there.raw");
    Path here = dir.resolve("here.raw");
    try (RealCommand direct = launch(VIDEO.formatted(60) + "filesink location=" + here);
        RealCommand sink = sink(60, "wait-for-connection=true delivery=every sync=false");
        RealCommand reader = reader("", there)) {
      assertThat(direct.await()).as(direct.err()).isZero();
      assertThat(sink.await()).as(sink.err()).isZero();
      assertThat(reader.await()).as(reader.err()).isZero();
    }
    assertThat(there).hasSameBinaryContentAs(here);
  }

  @Test
  void shouldGoOnWhenReadersAreKilledAndComeLate() throws Exception {
    Path first = dir.resolve("first.raw");
    Path second = dir.resolve("second.raw");
    Path third = dir.resolve("third.raw");
    try (RealCommand sink = sink(-1, "");
        RealCommand a = reader("", first);
        RealCommand b = reader("", second)) {
      awaitGrowth(a, first);
      awaitGrowth(b, second);
      long open = descriptors(sink);
      a.process().destroyForcibly().waitFor();
      awaitGrowth(b, second);
      await(
          "the sink has closed what was the killed one's",
          sink,
          () -> {
            try {
              return descriptors(sink) < open;
            } catch (IOException e) {
              return false;
            }
          });
      try (RealCommand late = reader("num-buffers=10", third)) {
        assertThat(late.await()).as(late.err()).isZero();
        assertThat(third).hasSize(10 * FRAME);
      }
      assertThat(sink.process().isAlive()).isTrue();

      sink.process().destroyForcibly().waitFor();
      assertThat(b.await()).isEqualTo(ExitCode.STREAM.code());
      assertThat(b.err()).contains("ipcsink is lost");
    }
  }

  @Test
  void shouldReadOnFromTheNextSinkWhenOneIsKilled() throws Exception {
    Path out = dir.resolve("out.raw");
    try (RealCommand killed = sink(-1, "");
        RealCommand reader = reader("reconnect=true", out)) {
      awaitGrowth(reader, out);
      killed.process().destroyForcibly().waitFor();
      assertThat(dir.resolve("s")).exists();
      try (RealCommand next = sink(-1, "")) {
        await("the next one replaces the socket", next, () -> reader.err().contains("is lost"));
        awaitGrowth(reader, out);
        assertThat(next.process().isAlive()).isTrue();
        reader.process().destroy();
        assertThat(reader.await()).as(reader.err()).isZero();
        assertThat(size(out) % FRAME).isZero();
      }
    }
  }
}
