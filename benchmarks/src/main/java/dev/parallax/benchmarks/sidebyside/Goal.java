package dev.parallax.benchmarks.sidebyside;

/** What counts as a success. */
sealed interface Goal {
  boolean reached(Samples parallax, Samples gstreamer);

  String text();

  /** Parallax needs at most one of so many parts of GStreamer's time. */
  record Part(int parts) implements Goal {
    @Override
    public boolean reached(Samples parallax, Samples gstreamer) {
      // A difference of two runs that is not positive drowned in noise and shows nothing.
      return parallax.median() > 0 && parallax.median() * parts <= gstreamer.median();
    }

    @Override
    public String text() {
      return parts == 1 ? "not slower" : "at most 1/" + parts;
    }
  }

  /** Parallax needs at most so many milliseconds. */
  record Millis(int millis) implements Goal {
    @Override
    public boolean reached(Samples parallax, Samples gstreamer) {
      return parallax.median() <= millis * 1e6;
    }

    @Override
    public String text() {
      return "at most " + millis + " ms";
    }
  }
}
