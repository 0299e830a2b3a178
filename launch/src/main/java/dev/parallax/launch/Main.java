package dev.parallax.launch;

/** The command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = new Cli(System.out, System.err).run(args).code();
    System.out.flush();
    System.exit(code);
  }
}
