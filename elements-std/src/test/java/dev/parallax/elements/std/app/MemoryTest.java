package dev.parallax.elements.std.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@ExtendWith(LeakWatcher.class)
class MemoryTest {
  private static final String NAME = "memorytest";

  @TempDir Path dir;

  @AfterEach
  void forget() {
    NamedMemory.forget(NAME);
  }

  private static void run(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
    }
  }

  @Test
  void shouldGiveBackWhatWasWritten() {
    run("testsrc num-buffers=700 size=1000 ! memorysink memory=" + NAME);
    assertThat(NamedMemory.of(NAME).size()).isEqualTo(700_000);
    run("memorysrc blocksize=1000 memory=" + NAME + " ! testsink expect-buffers=700");
    run("testsrc num-buffers=1 size=1000 ! memorysink append=true memory=" + NAME);
    assertThat(NamedMemory.of(NAME).bytes()).hasSize(701_000);
    run("testsrc num-buffers=1 size=1000 ! memorysink memory=" + NAME);
    assertThat(NamedMemory.of(NAME).bytes()).hasSize(1000);
  }

  @Test
  void shouldHaveWhatAFileWouldHaveWhenAMuxerCorrectsItsHeader() throws IOException {
    String tone = "audiotestsrc num-buffers=50 ! wavenc ! ";
    run(tone + "memorysink memory=" + NAME);
    run(tone + "memorysink append=true memory=" + NAME);
    Path file = dir.resolve("tone.wav");
    run(tone + "filesink location=" + file);
    run(tone + "filesink append=true location=" + file);
    assertThat(NamedMemory.of(NAME).bytes()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void shouldWaitForMoreWhileItIsWritten() {
    NamedMemory memory = new NamedMemory();
    try (Pipeline writer =
            Pipeline.parse("appsrc name=a ! ${m}", Map.of("m", StdElements.memorySink(memory)));
        Pipeline reader =
            Pipeline.parse("${m} ! appsink name=s", Map.of("m", StdElements.memorySrc(memory)))) {
      writer.prepare();
      reader.prepare();
      reader.activate();
      writer.activate();
      AppSrcElement.Control src = writer.find("a", AppSrcElement.Control.class);
      AppSinkElement.Control sink = reader.find("s", AppSinkElement.Control.class);
      for (int i = 0; i < 5; i++) {
        assertThat(src.offer(new byte[] {(byte) i}, 0, 0)).isTrue();
        assertThat(pull(sink)).isEqualTo(new byte[] {(byte) i});
      }
      src.endOfStream();
      assertThat(writer.await(10, TimeUnit.SECONDS)).isTrue();
      writer.suspend();
      assertThat(reader.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static byte[] pull(AppSinkElement.Control sink) {
    try {
      AppSample sample = sink.pull(TimeUnit.SECONDS.toNanos(10));
      return sample == null ? new byte[0] : sample.bytes();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldReadBytesOfTheApplication() {
    byte[] bytes = new byte[600_000];
    new Random(1).nextBytes(bytes);
    NamedMemory to = new NamedMemory();
    try (Pipeline pipeline =
        Pipeline.parse(
            "${from} ! ${to}",
            Map.of("from", StdElements.memorySrc(bytes), "to", StdElements.memorySink(to)))) {
      pipeline.run();
      pipeline.run();
    }
    assertThat(to.bytes()).isEqualTo(bytes);
  }

  @Test
  void shouldFailWhenItIsFullOrUnknown() {
    assertThatThrownBy(
            () -> run("nullsrc num-buffers=3 size=100 ! memorysink max-bytes=250 memory=" + NAME))
        .hasMessageContaining("memory is full size=200 more=100 max-bytes=250");
    assertThatThrownBy(() -> run("memorysrc memory=nobody ! fakesink"))
        .hasMessageContaining("no memory has this name memory=\"nobody\"");
  }
}
