package dev.parallax.elements.std.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.app.AppSrcElement;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AudioResampleTest {
  private record Block(long pts, long duration, int flags, int bytes) {}

  private final List<Block> blocks = new ArrayList<>();

  private List<Block> run(String text) {
    blocks.clear();
    try (Pipeline pipeline = Pipeline.parse(text + " ! ${sink}", Map.of("sink", sink()))) {
      pipeline.run();
    }
    return blocks;
  }

  private dev.parallax.elements.std.app.AppSinkElement sink() {
    return StdElements.appSink(
        b -> blocks.add(new Block(b.pts(), b.duration(), b.flags(), (int) b.size())));
  }

  private void assertContinuous(int from, int to) {
    long next = blocks.get(from).pts;
    for (Block block : blocks.subList(from, to)) {
      assertThat(block.pts).isEqualTo(next);
      next += block.duration;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "U8,1,44100,48000",
    "S8,2,48000,44100",
    "S16LE,2,44100,48000",
    "S24LE,3,96000,8000",
    "S32LE,1,8000,96000",
    "F32LE,6,44100,48001",
    "F64LE,2,32000,11025"
  })
  void shouldGiveEverySampleItsTimeWhenRatesDiffer(String format, int channels, int in, int out) {
    run(
        "audiotestsrc num-buffers=9 samplesperbuffer=1000 ! audio/x-raw,format=%s,channels=%d,rate=%d"
                .formatted(format, channels, in)
            + " ! audioresample ! audio/x-raw,rate="
            + out);
    AudioFormat f = AudioFormat.of(SampleFormat.valueOf(format), out, channels);
    long frames = blocks.stream().mapToLong(Block::bytes).sum() / f.bytesPerFrame();
    assertThat(frames).isEqualTo(Math.ceilDiv(9000L * out, (long) in));
    assertThat(blocks.get(0).pts).isZero();
    assertContinuous(0, blocks.size());
    Block last = blocks.getLast();
    assertThat(last.pts + last.duration).isEqualTo(SampleClock.ns(frames, out));
  }

  @Test
  void shouldPassBuffersWhenRatesAreEqual() {
    run("audiotestsrc num-buffers=5 ! audioresample");
    assertThat(blocks).hasSize(5).allSatisfy(b -> assertThat(b.bytes).isEqualTo(2048));
  }

  @Test
  void shouldSendSeveralBlocksWhenTheRateRisesMuch() {
    run(
        "audiotestsrc num-buffers=2 samplesperbuffer=100 ! audio/x-raw,format=S16LE,rate=8 !"
            + " audioresample quality=0 ! audio/x-raw,rate=40000");
    assertThat(blocks.stream().mapToLong(Block::bytes).sum()).isEqualTo(200L * 5000 * 2);
    assertThat(blocks).hasSizeGreaterThan(20);
    assertContinuous(0, blocks.size());
  }

  @Test
  void shouldTellItsLatency() throws StreamException {
    long[] told = new long[2];
    Setup setup =
        (Setup)
            Proxy.newProxyInstance(
                Setup.class.getClassLoader(),
                new Class<?>[] {Setup.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("latency");
                  told[0] = (long) arguments[0];
                  told[1] = (long) arguments[1];
                  return proxy;
                });
    new AudioResample()
        .configure(
            AudioFormat.of(SampleFormat.S16LE, 8000, 1),
            AudioFormat.of(SampleFormat.S16LE, 48_000, 1),
            setup);
    assertThat(told).containsOnly(5_000_000); // 40 samples
  }

  @Test
  void shouldBeginAnewWhenTimesJump() throws InterruptedException {
    String text =
        "appsrc name=src caps=audio/x-raw,format=S16LE,rate=8000,channels=1 ! audioresample !"
            + " audio/x-raw,rate=16000 ! ${sink}";
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("sink", sink()))) {
      AppSrcElement.Control src = pipeline.find("src", AppSrcElement.Control.class);
      pipeline.prepare();
      pipeline.activate();
      long second = 1_000_000_000L;
      src.push(new byte[1600], 0, second / 10);
      src.push(new byte[1600], second / 10 + 5_000_000, second / 10); // within the tolerance
      src.push(new byte[1600], 9 * second, second / 10);
      src.endOfStream();
      assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
    }
    int jump = 0;
    while (blocks.get(jump).pts < 9 * 1_000_000_000L) {
      jump++;
    }
    assertContinuous(0, jump);
    assertContinuous(jump, blocks.size());
    assertThat(blocks.subList(0, jump).stream().mapToInt(Block::bytes).sum()).isEqualTo(6400);
    assertThat(blocks.subList(jump, blocks.size()).stream().mapToInt(Block::bytes).sum())
        .isEqualTo(3200);
    assertThat(blocks.get(jump).pts).isEqualTo(9 * 1_000_000_000L);
    assertThat(blocks.get(jump).flags & Buffer.DISCONT).isNotZero();
    assertThat(blocks.get(0).flags & Buffer.DISCONT).isZero();
  }

  @Test
  void shouldFollowWhenTheInputChangesItsRate() {
    run("changingrate num-buffers=12 every=4 ! audioresample ! audio/x-raw,rate=48000");
    long frames = blocks.stream().mapToLong(Block::bytes).sum() / 2;
    assertThat(frames).isEqualTo(12 * 480);
    assertContinuous(0, blocks.size());
  }

  @Test
  void shouldFailWithBothRatesWhenTheRatioIsTooLarge() {
    assertThatThrownBy(() ->
            run(
                "audiotestsrc num-buffers=1 ! audio/x-raw,rate=100000000 ! audioresample !"
                    + " audio/x-raw,rate=1"))
        .hasMessageContaining("ratio of rates is too large in=100000000 out=1");
  }
}
