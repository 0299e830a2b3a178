package dev.parallax.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
  @Test
  void shouldBeInfiniteWhenPicturesAreEqual() {
    byte[] picture = {1, 2, (byte) 200, 4};

    assertThat(Answers.psnrOfBars(picture, picture.clone())).isInfinite();
  }

  @Test
  void shouldFollowTheDefinitionWhenEveryByteIsOffByOne() {
    // 10 log10(255^2 / 1)
    assertThat(
            Answers.psnrOfBars(new byte[] {0, (byte) 255, 0, 0}, new byte[] {1, (byte) 254, 9, 9}))
        .isCloseTo(48.13, within(0.01));
  }

  @Test
  void shouldFailWhenAnEngineLosesBuffers() {
    // Writes 999 buffers of 16 bytes to the file that the pipeline's last word names.
    Side lossy =
        new Side(
            "lossy",
            List.of("bash", "-c", "file=${@: -1}; head -c 15984 /dev/zero >${file#location=}"));

    assertThatIllegalStateException()
        .isThrownBy(() -> Answers.check(lossy, lossy, List.of()))
        .withMessageContaining("buffers were lost")
        .withMessageContaining("arrived=999");
  }
}
