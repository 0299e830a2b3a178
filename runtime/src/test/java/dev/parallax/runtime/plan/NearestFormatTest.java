package dev.parallax.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.Colorimetry;
import dev.parallax.model.format.VideoFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestFormatTest {
  private static final VideoFormat WANTED =
      new VideoFormat(PixelFormat.I420, 640, 480, new Fraction(30, 1));

  private static VideoFormat nearest(String caps) {
    return NearestFormat.of(WANTED, Caps.parse(caps).alternatives().getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "video/x-raw | 640 | 480 | 30/1",
        "video/x-raw,width=1280,height=720,framerate=25/1 | 1280 | 720 | 25/1",
        "video/x-raw,width=[1,320],height=[500,1000] | 320 | 500 | 30/1",
        "video/x-raw,width=[16,4096,16],framerate=[1/1,20/1] | 640 | 480 | 20/1",
        "video/x-raw,width={320,640},framerate={25/1,50/1} | 640 | 480 | 25/1"
      })
  void shouldTakeWhatCapsLeave(String caps, int width, int height, String rate) {
    VideoFormat made = nearest(caps);
    assertThat(made.width()).isEqualTo(width);
    assertThat(made.height()).isEqualTo(height);
    assertThat(made.framerate()).isEqualTo(Fraction.parse(rate));
  }

  @Test
  void shouldKeepTheMeaningOfNumbersWhenTheHeightIsOfHighDefinition() {
    assertThat(nearest("video/x-raw,height=1080").colorimetry()).isEqualTo(Colorimetry.BT601);
  }
}
