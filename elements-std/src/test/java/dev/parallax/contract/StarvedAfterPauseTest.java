package dev.parallax.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.remote.ThreadPeer;
import dev.parallax.testkit.LeakWatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Branches that need a larger queue, behind whose muxer an element works in another process: the
 * pause comes while the muxer's thread waits for input and that element is at work.
 */
@Timeout(60)
@ExtendWith(LeakWatcher.class)
class StarvedAfterPauseTest {
  private static final int PACKETS = 30;

  @TempDir Path dir;

  @AfterEach
  void openTheGate() {
    ToyGate.gate.countDown();
  }

  /** One packet of each stream, then all others of the first before those of the second. */
  private Path container() throws IOException {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    records.writeBytes(new byte[] {1, 0, 0, 0, 2, 0, 0, 0, 1, 1, 0, 0, 2, 1, 0, 0});
    for (int stream = 1; stream <= 2; stream++) {
      for (int i = 1; i <= PACKETS; i++) {
        records.writeBytes(new byte[] {(byte) stream, 1, (byte) i, (byte) i});
      }
    }
    return Files.write(dir.resolve("toy.bin"), records.toByteArray());
  }

  /** Whether a domain that is to stand still waits for what is under way elsewhere. */
  private static boolean isSettling() {
    return Thread.getAllStackTraces().values().stream()
        .anyMatch(stack -> calls(stack, "settle") && sleeps(stack));
  }

  private static boolean calls(StackTraceElement[] stack, String method) {
    return Arrays.stream(stack).anyMatch(f -> f.getMethodName().startsWith(method));
  }

  private static boolean sleeps(StackTraceElement[] stack) {
    return Arrays.stream(stack).anyMatch(f -> f.getClassName().endsWith("Doorbell"));
  }

  @Test
  void shouldGrowQueueAfterAPause() throws IOException {
    ToyGate.gate = new CountDownLatch(1);
    try (Pipeline pipeline =
        Pipeline.parse(
            "filesrc location="
                + container()
                + " ! toydemux name=d  d. ! queue max-size-buffers=2 ! toymux name=m  d. ! queue"
                + " max-size-buffers=2 ! m.  m. ! toygate name=g ! toysink name=s")) {
      pipeline.placement((name, element) -> name.equals("g") ? ThreadPeer.LAUNCHER : null);
      pipeline.prepare();
      pipeline.activate();
      assertThat(pipeline.settle(20, TimeUnit.SECONDS)).as("all wait").isTrue();
      CompletableFuture<Void> pausing = CompletableFuture.runAsync(pipeline::pause);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!isSettling()) {
        assertThat(System.nanoTime()).as("until the pause waits").isLessThan(deadline);
        LockSupport.parkNanos(1_000_000);
      }
      ToyGate.gate.countDown();
      pausing.join();
      pipeline.activate();
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).as("the stream ends").isTrue();
      List<ToySink.Seen> seen = pipeline.find("s", ToySinkElement.Control.class).seen();
      assertThat(seen).hasSize(2 * (PACKETS + 1) + 1);
    }
  }
}
