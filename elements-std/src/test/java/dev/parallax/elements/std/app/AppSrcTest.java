package dev.parallax.elements.std.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.flow.Flows;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the application pushes is looked at, and bounded. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class AppSrcTest {
  private static AppSrcElement.Control source(Pipeline pipeline) {
    return pipeline.find("in", AppSrcElement.Control.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'video/x-raw,format=RGB,width=64,height=64,framerate=30/1', 12288, 10, must have 12288 bytes",
    "'video/x-raw,format=RGB,width=64,height=64,framerate=30/1', 12288, 0, must have 12288 bytes",
    "'audio/x-raw,format=S16LE,rate=48000,channels=2', 8, 7, must be multiples of 4"
  })
  void shouldRefuseWhatIsNoPictureOrWholeSamples(String caps, int good, int bad, String rule)
      throws InterruptedException {
    String text = "appsrc name=in caps=\"" + caps + "\" ! fakesink name=out";
    try (Pipeline pipeline = Flows.start(text)) {
      AppSrcElement.Control in = source(pipeline);
      assertThat(in.push(new byte[good], 0, 10)).isTrue();
      assertThatThrownBy(() -> in.push(new byte[bad], 10, 10))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("pushed bytes do not fit caps=\"" + caps + "\" bytes=" + bad)
          .hasMessageContaining(rule);
      assertThatThrownBy(() -> in.offer(ByteBuffer.allocate(bad), 10, 10))
          .hasMessageContaining(rule);
      assertThatThrownBy(() -> in.offer(MemorySegment.ofArray(new byte[bad]), 10, 10))
          .hasMessageContaining(rule);
      in.endOfStream();
      Flows.awaitEnd(pipeline);
      assertThat(pipeline.snapshot().element("out").buffersIn()).isEqualTo(1);
    }
  }

  @Test
  void shouldFailWhenWhatWasPushedBeforeTheStartDoesNotFit() throws InterruptedException {
    String text = "appsrc name=in caps=audio/x-raw,format=S16LE,rate=8000,channels=2 ! fakesink";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      assertThat(source(pipeline).push(new byte[6], 0, 10)).isTrue();
      assertThatThrownBy(pipeline::run).hasMessageContaining("bytes=6; their bytes must be");
    }
  }

  @Test
  void shouldBoundPushesWithoutBytesToo() {
    AppSrcQueue queue = new AppSrcQueue();
    queue.open(3, () -> {});
    AppSrcQueue.Item empty = new AppSrcQueue.Item(new byte[0], 0, 0);
    for (int i = 0; i < 3; i++) {
      assertThat(queue.offer(empty)).isTrue();
    }
    assertThat(queue.offer(empty)).isFalse();
    assertThat(queue.poll()).isSameAs(empty);
    assertThat(queue.offer(empty)).isTrue();
  }
}
