package dev.parallax.examples.levelmeter;

import dev.parallax.elements.std.audio.LevelMessage;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import java.util.Locale;

/** The element {@code level} posts how loud it is; the application draws a bar of it. */
public final class LevelMeterExample {
  private static final int WIDTH = 40;

  /** Decibels of full scale at the bar's left end. */
  private static final double FLOOR_DB = -60;

  private LevelMeterExample() {}

  /** Runs the example: of a WAV file if one is named, else of tones that fade. */
  public static void main(String... args) {
    String source =
        args.length > 0
            ? "filesrc location=\"" + args[0] + "\" ! wavparse ! level ! fakesink sync=true"
            : "concat name=c ! level ! fakesink sync=true" + tones(1, 0.5, 0.1, 0.01, 0);
    try (Pipeline pipeline = Pipeline.parse(source)) {
      pipeline.bus().listen(LevelMeterExample::draw);
      pipeline.run();
    }
    System.out.println();
  }

  /** Two tenths of a second of each. */
  private static String tones(double... volumes) {
    StringBuilder text = new StringBuilder();
    for (double volume : volumes) {
      text.append("  audiotestsrc num-buffers=2 samplesperbuffer=4410 volume=").append(volume);
      text.append(" ! audio/x-raw,rate=44100,channels=1 ! c.");
    }
    return text.toString();
  }

  /** On the element's thread. The carriage return brings the next bar to the same line. */
  private static void draw(Message message) {
    if (message instanceof Message.Application(String _, LevelMessage level)) {
      System.out.print(bar(level.rms().getFirst(), level.peak().getFirst()) + '\r');
      System.out.flush();
    }
  }

  private static String bar(double rms, double peak) {
    StringBuilder bar = new StringBuilder("[");
    for (int i = 0; i < WIDTH; i++) {
      bar.append(i < position(rms) ? '#' : i < position(peak) ? '-' : ' ');
    }
    return bar.append(String.format(Locale.ROOT, "] %6.1f dB", Math.max(rms, FLOOR_DB))).toString();
  }

  private static long position(double db) {
    return Math.round(WIDTH * Math.clamp(1 - db / FLOOR_DB, 0, 1));
  }
}
