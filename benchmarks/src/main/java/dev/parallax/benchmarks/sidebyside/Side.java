package dev.parallax.benchmarks.sidebyside;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One of the two engines: how it is called for a pipeline in the common syntax. */
record Side(String name, List<String> command) {
  private static final String GST_LAUNCH = "gst-launch-1.0";

  /** Parallax of this project. */
  static Side parallax() {
    Path root = Path.of(System.getProperty("parallax.root", "")).toAbsolutePath();
    return new Side("Parallax", List.of(root.resolve("parallax").toString(), "launch", "-q"));
  }

  static Side gstreamer() {
    return new Side("GStreamer", List.of(GST_LAUNCH, "-q"));
  }

  boolean isGstreamer() {
    return command.getFirst().equals(GST_LAUNCH);
  }

  /**
   * The command line for a pipeline: its words are separate arguments, as a shell would pass them.
   */
  List<String> launch(String pipeline) {
    return Stream.concat(command.stream(), Stream.of(pipeline.split(" "))).toList();
  }
}
