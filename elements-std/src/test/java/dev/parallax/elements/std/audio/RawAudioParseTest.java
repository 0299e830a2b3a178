package dev.parallax.elements.std.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.app.AppSrcElement;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RawAudioParseTest {
  private final List<String> warnings = new ArrayList<>();
  private final List<long[]> blocks = new ArrayList<>();
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();

  private void run(String properties, List<byte[]> pieces) throws InterruptedException {
    var sink =
        StdElements.appSink(b -> {
          byte[] bytes = new byte[(int) b.size()];
          b.copyTo(0, bytes, 0, bytes.length);
          all.writeBytes(bytes);
          blocks.add(new long[] {b.pts(), b.duration(), b.size()});
        });
    try (Pipeline pipeline =
        Pipeline.parse(
            "appsrc name=src ! rawaudioparse " + properties + " ! ${sink}", Map.of("sink", sink))) {
      pipeline
          .bus()
          .listen(m -> {
            if (m instanceof Message.Warning w) {
              warnings.add(w.text());
            }
          });
      AppSrcElement.Control src = pipeline.find("src", AppSrcElement.Control.class);
      pipeline.prepare();
      pipeline.activate();
      for (byte[] piece : pieces) {
        src.push(piece, dev.parallax.memory.Buffer.NO_TIME, dev.parallax.memory.Buffer.NO_TIME);
      }
      src.endOfStream();
      assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"u8, 1, 8000, 1", "s16le, 2, 44100, 4", "s24le, 3, 48000, 9", "f64le, 5, 96000, 40"})
  void shouldCutAtFramesWhenBytesComeAnyhow(String format, int channels, int rate, int frame)
      throws InterruptedException {
    Random random = new Random(5);
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    List<byte[]> pieces = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      byte[] piece = new byte[1 + random.nextInt(i % 3 == 0 ? 5 : 300)];
      random.nextBytes(piece);
      pieces.add(piece);
      sent.writeBytes(piece);
    }
    run("pcm-format=%s num-channels=%d sample-rate=%d".formatted(format, channels, rate), pieces);
    int whole = sent.size() / frame * frame;
    assertThat(all.toByteArray()).isEqualTo(java.util.Arrays.copyOf(sent.toByteArray(), whole));
    long frames = 0;
    for (long[] block : blocks) {
      assertThat(block[2] % frame).isZero();
      assertThat(block[0]).isEqualTo(SampleClock.ns(frames, rate));
      frames += block[2] / frame;
      assertThat(block[0] + block[1]).isEqualTo(SampleClock.ns(frames, rate));
    }
    if (whole == sent.size()) {
      assertThat(warnings).isEmpty();
    } else {
      assertThat(warnings)
          .containsExactly(
              "stream ends inside of a frame bytes=" + sent.size() % frame + " frame=" + frame);
    }
  }

  @Test
  void shouldHaveTheFormatOfItsPropertiesWhenNegotiated() {
    try (Pipeline pipeline =
        Pipeline.parse(
            "fakesrc num-buffers=3 sizetype=fixed sizemax=8 ! rawaudioparse !"
                + " audio/x-raw,format=S16LE,channels=2,rate=44100 ! fakesink")) {
      pipeline.run();
    }
  }
}
