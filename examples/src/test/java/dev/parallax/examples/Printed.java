package dev.parallax.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a main prints. */
public final class Printed {
  /** A main. */
  @FunctionalInterface
  public interface Main {
    /** Runs it. */
    void run() throws Exception;
  }

  private Printed() {}

  /** Lines on standard output while {@code main} runs. */
  public static List<String> by(Main main) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      main.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
