package dev.parallax.elements.std.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@ExtendWith(LeakWatcher.class)
class TestElementsTest {
  @ParameterizedTest
  @EnumSource
  void shouldNoticeEveryBitThatChanges(TestPattern pattern) {
    for (int size : new int[] {16, 17, 24, 31}) {
      byte[] bytes = new byte[size + 3];
      MemorySegment all = MemorySegment.ofArray(bytes);
      NumberedBuffer.write(all, 3, size, 77, pattern);
      assertThat(NumberedBuffer.number(all, 3)).isEqualTo(77);
      assertThat(NumberedBuffer.isWhole(all, 3, size)).isTrue();
      for (int bit = 0; bit < 8 * size; bit++) {
        bytes[3 + bit / 8] ^= (byte) (1 << (bit % 8));
        assertThat(NumberedBuffer.isWhole(all, 3, size)).as("bit " + bit).isFalse();
        bytes[3 + bit / 8] ^= (byte) (1 << (bit % 8));
      }
    }
  }

  @Test
  void shouldCountUpWhenThePatternIsCounter() {
    byte[] bytes = new byte[16 + 11];
    NumberedBuffer.write(MemorySegment.ofArray(bytes), 0, bytes.length, 250, TestPattern.COUNTER);
    for (int i = 16; i < bytes.length; i++) {
      assertThat(bytes[i] & 0xff).isEqualTo((250 + i - 16) & 0xff);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "testsrc num-buffers=50 ! testsink name=s expect-buffers=50",
        "testsrc num-buffers=50 pattern=random size=1001 ! queue max-size-buffers=2 ! testsink"
            + " name=s expect-buffers=50",
        "testsrc num-buffers=50 interval=1000 is-live=true ! testsink name=s expect-buffers=50"
      })
  void shouldVerifyWhenNothingIsLost(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
      pipeline.run();
      TestSinkElement.Control sink = pipeline.find("s", TestSinkElement.Control.class);
      assertThat(sink.verified()).isEqualTo(50);
      assertThat(sink.lost()).isZero();
    }
  }

  @Test
  void shouldFailWhenABufferIsMissing() {
    long[] seen = {0};
    var filter = StdElements.filter(v -> seen[0]++ != 3);
    String text = "testsrc num-buffers=9 ! ${f} ! testsink";
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("f", filter))) {
      assertThatThrownBy(pipeline::run)
          .hasMessageContaining("do not follow each other number=4 expected=3");
    }
  }

  @Test
  void shouldCountWhenLossIsAllowed() {
    long[] seen = {0};
    var filter = StdElements.filter(v -> seen[0]++ % 3 == 0);
    String text = "testsrc num-buffers=10 ! ${f} ! testsink name=s allow-loss=true";
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("f", filter))) {
      pipeline.run();
      TestSinkElement.Control sink = pipeline.find("s", TestSinkElement.Control.class);
      assertThat(sink.verified()).isEqualTo(4);
      assertThat(sink.lost()).isEqualTo(6);
      assertThat(sink.late()).isZero();
    }
  }

  @Test
  void shouldFailWhenABufferIsDamagedOrTooFew() {
    var damage = StdElements.map(b -> b.set(20, (byte) (b.get(20) + 1)));
    try (Pipeline pipeline =
        Pipeline.parse("testsrc num-buffers=9 ! ${d} ! testsink", Map.of("d", damage))) {
      assertThatThrownBy(pipeline::run).hasMessageContaining("buffer is damaged");
    }
    try (Pipeline pipeline = Pipeline.parse("testsrc num-buffers=9 ! testsink expect-buffers=10")) {
      assertThatThrownBy(pipeline::run).hasMessageContaining("buffers=9 expected=10");
    }
    try (Pipeline pipeline = Pipeline.parse("nullsrc size=3 ! testsink")) {
      assertThatThrownBy(pipeline::run).hasMessageContaining("too small");
    }
  }

  @Test
  void shouldCountWhenTheSinkIsNull() {
    try (Pipeline pipeline = Pipeline.parse("nullsrc num-buffers=7 size=70000 ! nullsink name=s")) {
      pipeline.run();
      NullSinkElement.Control sink = pipeline.find("s", NullSinkElement.Control.class);
      assertThat(sink.buffers()).isEqualTo(7);
      assertThat(sink.bytes()).isEqualTo(490_000);
    }
  }
}
