package dev.parallax.launch;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The run from which the AOT cache is made: every command once, and short pipelines of the common
 * kinds. What is loaded here is ready in every later start. Nothing here may touch {@code
 * jdk.incubator.vector}: a cache with such classes can't be made without the module in the boot
 * layer.
 */
public final class Training {
  private Training() {}

  /** Runs with a directory for files, and fails when one of the commands does. */
  public static void main(String[] args) {
    load();
    Path directory = Path.of(args[0]);
    System.setProperty("parallax.vector", "false");
    PrintStream quiet =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    for (List<String> command : commands(directory)) {
      ExitCode exit = new Cli(quiet, System.err).run(command.toArray(String[]::new));
      if (exit != ExitCode.OK) {
        System.err.println("training has failed exit=" + exit + " command=" + command);
        System.exit(exit.code());
      }
    }
  }

  /**
   * What the commands below do not load, or not each time: a class that is not in the cache makes
   * the JVM open its jar or the JDK's own modules.
   */
  private static void load() {
    for (String name : List.of("dev.parallax.launch.Main", ThreadLocalRandom.class.getName())) {
      try {
        Class.forName(name);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("class is missing class=" + name, e);
      }
    }
  }

  private static List<List<String>> commands(Path directory) {
    String wav = directory.resolve("a.wav").toString();
    String copy = directory.resolve("b.wav").toString();
    return List.of(
        List.of("launch", "fakesrc num-buffers=1 ! fakesink"),
        List.of("launch", "-v", "fakesrc num-buffers=20 ! identity ! queue ! fakesink"),
        List.of(
            "launch",
            "audiotestsrc num-buffers=4 ! audioconvert ! wavenc ! filesink location=" + wav),
        List.of(
            "launch",
            "--json",
            "filesrc location=" + wav + " ! wavparse ! wavenc ! filesink location=" + copy),
        List.of(
            "launch",
            "videotestsrc num-buffers=2 ! video/x-raw,format=I420,width=64,height=48 ! tee name=t"
                + " t. ! queue ! fakesink t. ! queue ! fakesink"),
        List.of("inspect"),
        List.of("inspect", "fakesrc"),
        List.of("list"),
        List.of("explain", "fakesrc ! queue ! fakesink"),
        List.of("graph", "fakesrc ! fakesink"),
        List.of("graph", "--format=mermaid", "fakesrc ! fakesink"),
        List.of("--help"),
        List.of("launch", "--help"));
  }
}
