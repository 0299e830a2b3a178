package dev.parallax.launch;

/** The command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = new Cli(System.out, System.err).run(args).code();
    System.out.flush();
    System.err.flush();
    // Not exit(): it looks for a logger first (12 ms). Nothing is left to be done: the pipeline is
    // closed.
    Runtime.getRuntime().halt(code);
  }
}
