package dev.parallax.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Whether what comes out of another process is what went in, as often as it was asked for. */
final class IpcAnswers {
  private static final int BUFFERS = 200;
  private static final int BYTES = 320 * 240 * 3 / 2;
  private static final String PICTURE =
      "videotestsrc pattern=smpte75%s !"
          + " video/x-raw,format=I420,width=320,height=240,framerate=30/1";

  private IpcAnswers() {}

  /**
   * Sends pictures through both engines.
   *
   * @throws IllegalStateException when one is missing or damaged
   */
  static String check(Side parallax, Side gstreamer, Path folder) throws IOException {
    for (Side side : new Side[] {parallax, gstreamer}) {
      Path one = folder.resolve("one");
      TimedProcess.run(
          side.launch(PICTURE.formatted(" num-buffers=1") + " ! filesink location=" + one),
          Duration.ofSeconds(60));
      byte[] expected = Files.readAllBytes(one);
      Path all = folder.resolve("all");
      IpcRun.record(side, PICTURE.formatted(""), BUFFERS, all);
      byte[] came = Files.readAllBytes(all);
      if (expected.length != BYTES || came.length != BUFFERS * BYTES) {
        throw new IllegalStateException(
            "pictures are missing side=%s expected=%d bytes=%d"
                .formatted(side.name(), BUFFERS * BYTES, came.length));
      }
      for (int i = 0; i < BUFFERS; i++) {
        if (!Arrays.equals(came, i * BYTES, (i + 1) * BYTES, expected, 0, BYTES)) {
          throw new IllegalStateException(
              "picture is damaged side=%s picture=%d".formatted(side.name(), i));
        }
      }
    }
    return "answers checked: %d pictures come out of another process as they went in"
        .formatted(BUFFERS);
  }
}
