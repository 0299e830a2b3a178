package dev.parallax.runtime.hand;

import dev.parallax.runtime.pipeline.Pipeline;

/** Prints the cost of a buffer; not a test. */
final class Speed {
  private Speed() {}

  public static void main(String[] args) {
    for (String text :
        new String[] {
          "hsrc num-buffers=%d ! pass ! pass ! pass ! pass ! pass ! hsink",
          "hsrc num-buffers=%d ! queue ! hsink"
        }) {
      for (int round = 0; round < 5; round++) {
        int n = text.contains("queue") ? 5_000_000 : 20_000_000;
        long t = System.nanoTime();
        Pipeline.parse(text.formatted(n)).run();
        System.out.printf("%s %.1f ns%n", text, (System.nanoTime() - t) / (double) n);
      }
    }
  }
}
