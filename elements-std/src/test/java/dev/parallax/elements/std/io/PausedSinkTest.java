package dev.parallax.elements.std.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.StdElements;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sinks in the midst of a buffer that a pipe has no room for. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class PausedSinkTest {
  private static final int SOME = 1000;

  /** What a sink writes into a pipe, by a pipeline that the caller does something with. */
  private static byte[] written(String text, Doing doing) throws Exception {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    try (InputStream in = Files.newInputStream(Path.of("/proc/self/fd/" + pipe[0]))) {
      Unistd.close(pipe[0]);
      byte[] filled = {0};
      var fill =
          StdElements.map(b -> {
            for (int i = 0; i < b.size(); i++) {
              b.set(i, (byte) (filled[0] + i % 251));
            }
            filled[0]++;
          });
      String whole = text.replace("FILE", "/proc/self/fd/" + pipe[1]).replace("FD", "" + pipe[1]);
      try (Pipeline pipeline = Pipeline.parse(whole, Map.of("fill", fill))) {
        pipeline.prepare();
        pipeline.activate();
        byte[] first = in.readNBytes(SOME); // the rest of the buffer finds no room
        doing.with(pipeline);
        FutureTask<byte[]> rest = start(in::readAllBytes);
        pipeline.await();
        pipeline.suspend();
        Unistd.close(pipe[1]);
        byte[] all = java.util.Arrays.copyOf(first, SOME + rest.get().length);
        System.arraycopy(rest.get(), 0, all, SOME, rest.get().length);
        return all;
      }
    }
  }

  private interface Doing {
    void with(Pipeline pipeline) throws Exception;
  }

  private static FutureTask<byte[]> start(Callable<byte[]> what) {
    FutureTask<byte[]> task = new FutureTask<>(what);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private static void pauseThrice(Pipeline pipeline) {
    for (int i = 0; i < 3; i++) {
      pipeline.pause();
      pipeline.activate();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fakesrc num-buffers=2 sizetype=fixed sizemax=300000 ! ${fill} ! fdsink fd=FD",
        "fakesrc num-buffers=2 sizetype=fixed sizemax=300000 ! ${fill} ! filesink location=FILE",
        "fakesrc num-buffers=2 sizetype=fixed sizemax=300000 ! ${fill} ! consolesink fd=FD"
            + " max-bytes=0"
      })
  void shouldLoseNothingWhenPaused(String text) throws Exception {
    byte[] all = written(text, PausedSinkTest::pauseThrice);
    assertThat(all.length).isGreaterThanOrEqualTo(600_000);
    assertThat(all).isEqualTo(written(text, pipeline -> {}));
  }

  /** What was begun is gone, and what comes then begins at its beginning. */
  @Test
  void shouldBeginTheNextBufferAtItsBeginningWhenFlushed() throws Exception {
    String text = "fakesrc num-buffers=2 sizetype=fixed sizemax=300000 ! ${fill} ! fdsink fd=FD";
    byte[] all = written(text, Pipeline::flush);
    int begun = all.length - 600_000; // fakesrc begins anew
    assertThat(begun).isBetween(SOME, 299_999);
    assertThat(all[begun - 1]).isEqualTo((byte) ((begun - 1) % 251));
    assertThat(all[begun]).isEqualTo(all[begun + 251]);
    assertThat((byte) (all[begun + 1] - all[begun])).isEqualTo((byte) 1);
    assertThat(all[all.length - 1] - all[all.length - 2]).isEqualTo(1);
  }
}
