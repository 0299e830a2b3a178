package dev.parallax.examples.fileio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.examples.Printed;
import dev.parallax.examples.Readme;
import dev.parallax.testkit.LeakWatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileIoExampleTest {
  @Test
  void shouldWriteAndConvertFilesWhenItRuns() throws Exception {
    List<String> lines = Printed.by(() -> FileIoExample.main());
    assertThat(lines.stream().map(FileIoExampleTest::withoutFolders).toList())
        .isEqualTo(
            Readme.output("07-file-io").stream().map(FileIoExampleTest::withoutFolders).toList());
  }

  @Test
  void shouldMakeWavOfFlacWhenFilesAreGiven(@TempDir Path folder) throws Exception {
    Path flac = corpus().resolve("flac_misc/19875.flac");
    Path wav = folder.resolve("out.wav");
    assertThat(Printed.by(() -> FileIoExample.main(flac.toString(), wav.toString())))
        .containsExactly("out.wav: " + Files.size(wav) + " bytes");

    AudioFileFormat format = AudioSystem.getAudioFileFormat(wav.toFile());
    assertThat(format.getType()).isEqualTo(AudioFileFormat.Type.WAVE);
    assertThat(format.getFrameLength()).isPositive();
  }

  /** Folders differ from one run to the next. */
  private static String withoutFolders(String line) {
    return line.replaceAll("\"/[^\"]*/", "\"").replaceAll("start at /.*", "start at");
  }

  /** Real media lie beside the project; without them the test is skipped. */
  private static Path corpus() {
    String given = System.getProperty("parallax.corpus");
    Path found = given == null ? null : Path.of(given);
    for (Path up = Path.of("").toAbsolutePath(); found == null && up != null; up = up.getParent()) {
      Path beside = up.resolve("shared/corpus");
      found = Files.isDirectory(beside) ? beside : null;
    }
    assumeTrue(found != null, "no corpus: set -Dparallax.corpus or put shared/corpus beside");
    return found;
  }
}
