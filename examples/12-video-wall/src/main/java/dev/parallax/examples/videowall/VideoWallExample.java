package dev.parallax.examples.videowall;

import dev.parallax.runtime.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.List;

/** Four sources with labels in two rows and columns, and a small picture over their middle. */
public final class VideoWallExample {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  private VideoWallExample() {}

  /**
   * Runs the example.
   *
   * @param args the file to write, {@code video-wall.png} if none is named; two seconds of video if
   *     it ends in {@code .y4m}
   */
  public static void main(String... args) {
    Path file = Path.of(args.length > 0 ? args[0] : "video-wall.png");
    boolean video = file.toString().endsWith(".y4m");
    try (Pipeline pipeline = Pipeline.parse(wall(video ? 60 : 1, file, video))) {
      pipeline.run();
    }
    System.out.println(file.getFileName() + ": five pictures in one");
  }

  private static String wall(int frames, Path file, boolean video) {
    List<String> patterns = List.of("smpte75", "ball", "zone-plate kx2=20 ky2=20", "gradient");
    StringBuilder text = new StringBuilder("compositor name=wall background=black");
    for (int i = 0; i < patterns.size(); i++) {
      text.append(
          " sink_%1$d::xpos=%2$d sink_%1$d::ypos=%3$d".formatted(i, i % 2 * WIDTH, i / 2 * HEIGHT));
    }
    text.append(
        " sink_4::xpos=%d sink_4::ypos=%d sink_4::width=160 sink_4::height=120 sink_4::alpha=0.8"
            .formatted(WIDTH - 80, HEIGHT - 60));
    text.append(
        (video ? " ! y4menc" : " ! videoconvert ! pngenc")
            + " ! filesink location=\""
            + file
            + "\"");
    for (String pattern : patterns) {
      text.append(source(pattern, frames))
          .append(" ! textoverlay text=\"" + pattern.split(" ")[0] + "\" valignment=top ! wall.");
    }
    return text.append(source("checkers-8", frames) + " ! timeoverlay ! wall.").toString();
  }

  private static String source(String pattern, int frames) {
    return "  videotestsrc pattern=%s num-buffers=%d ! video/x-raw,format=I420,width=%d,height=%d,framerate=30/1"
        .formatted(pattern, frames, WIDTH, HEIGHT);
  }
}
