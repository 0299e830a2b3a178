package dev.parallax.examples.videowall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.examples.Readme;
import dev.parallax.testkit.LeakWatcher;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VideoWallExampleTest {
  @Test
  void shouldMakeOnePictureOfFiveWhenItRuns(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("video-wall.png");
    assertThat(Printed.by(() -> VideoWallExample.main(file.toString())))
        .isEqualTo(Readme.output("12-video-wall"));
    BufferedImage wall = ImageIO.read(file.toFile());
    assertThat(wall.getWidth()).isEqualTo(640);
    assertThat(wall.getHeight()).isEqualTo(480);
    assertThat(colors(wall, 0, 100)).as("bars, no label there").hasSize(1);
    assertThat(colors(wall, 320, 20)).as("a label on black").hasSizeGreaterThan(1);
    assertThat(colors(wall, 560, 200)).as("black beside the ball").hasSize(1);
    assertThat(colors(wall, 250, 200)).as("squares over bars").hasSizeGreaterThan(1);
    assertThat(colors(wall, 0, 300)).as("rings").hasSizeGreaterThan(20);
  }

  @Test
  void shouldWriteVideoWhenAskedForIt(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("wall.y4m");
    VideoWallExample.main(file.toString());
    int frame = "FRAME\n".length() + 640 * 480 * 3 / 2;
    assertThat(Files.size(file) / frame).isEqualTo(60);
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .startsWith("YUV4MPEG2 W640 H480 F30:1");
  }

  /** Colors of 40 x 20 pixels. */
  private static Set<Integer> colors(BufferedImage image, int left, int top) {
    Set<Integer> colors = new HashSet<>();
    for (int y = top; y < top + 20; y++) {
      for (int x = left; x < left + 40; x++) {
        colors.add(image.getRGB(x, y));
      }
    }
    return colors;
  }
}
