package dev.parallax.model.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.CapsText;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.diag.ParallaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColorimetryTest {
  private static final Fraction RATE = new Fraction(25, 1);

  private static VideoFormat of(String caps) {
    return (VideoFormat)
        Format.of(CapsText.parseMedia("video/x-raw,width=64,framerate=25/1," + caps));
  }

  @ParameterizedTest
  @CsvSource({
    "bt601,2:4:16:4",
    "bt709,2:3:5:1",
    "smpte240m,2:5:6:5",
    "sRGB,1:1:7:1",
    "bt2020,2:6:11:7",
    "bt2020-10,2:6:13:7",
    "bt2100-pq,2:6:14:7",
    "bt2100-hlg,2:6:15:7"
  })
  void shouldHaveTheNumbersOfGStreamerWhenItHasAName(String name, String numbers) {
    assertThat(Colorimetry.parse(numbers)).isEqualTo(Colorimetry.parse(name)).hasToString(name);
  }

  @Test
  void shouldStayNumbersWhenItHasNoName() {
    assertThat(Colorimetry.parse("1:4:0:0")).hasToString("1:4:0:0").isEqualTo(Colorimetry.GRAY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bt602", "1:2:3", "9:1:1:1", "1:9:1:1", "-1:1:1:1", "1:1:999:1", ":::"})
  void shouldRefuseWhenTextIsSomethingElse(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Colorimetry.parse(text));
  }

  @Test
  void shouldFollowTheHeightWhenCapsSayNothing() {
    assertThat(of("format=I420,height=576").colorimetry()).isEqualTo(Colorimetry.BT601);
    assertThat(of("format=I420,height=576").chromaSite()).isEqualTo(ChromaSite.JPEG);
    assertThat(of("format=I420,height=578").colorimetry()).isEqualTo(Colorimetry.BT709);
    assertThat(of("format=I420,height=578").chromaSite()).isEqualTo(ChromaSite.MPEG2);
    assertThat(of("format=RGB,height=2160").colorimetry()).isEqualTo(Colorimetry.SRGB);
    assertThat(of("format=GRAY8,height=2160").colorimetry()).isEqualTo(Colorimetry.GRAY);
  }

  @Test
  void shouldFillWhatIsUnknownWhenCapsSayAPart() {
    VideoFormat format = of("format=NV12,height=720,colorimetry=1:0:5:1");
    assertThat(format.colorimetry())
        .isEqualTo(new Colorimetry(ColorRange.FULL, ColorMatrix.BT709, 5, 1));
  }

  @Test
  void shouldSayNothingInCapsWhenItIsTheDefault() {
    assertThat(VideoFormat.of(PixelFormat.I420, 64, 720, RATE).toCaps().fields())
        .doesNotContainKeys("colorimetry", "chroma-site");
    assertThat(of("format=I420,height=720,colorimetry=bt601,chroma-site=jpeg").toCaps())
        .hasToString(
            "video/x-raw,format=I420,width=64,height=720,framerate=25/1,colorimetry=bt601,chroma-site=jpeg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"colorimetry=bt602", "chroma-site=left", "colorimetry=1"})
  void shouldRefuseCapsWhenNamesAreUnknown(String field) {
    assertThatThrownBy(() -> of("format=I420,height=48," + field))
        .isInstanceOf(ParallaxException.class);
  }
}
