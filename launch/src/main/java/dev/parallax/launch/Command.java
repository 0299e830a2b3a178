package dev.parallax.launch;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands, their options and operands: what the parser, the help texts and the completion
 * scripts are made of.
 */
enum Command {
  /** Runs a pipeline. */
  LAUNCH(
      "Runs a pipeline to its end.",
      Operand.PIPELINE,
      Option.flag("-v", "--verbose", "Also messages of elements, caps, state changes, counters."),
      Option.flag("-q", "--quiet", "Errors only."),
      Options.CONVERT,
      Options.ISOLATED,
      Options.ISOLATE,
      Options.GROUP,
      Options.TRUST,
      Options.STABLE_INPUTS,
      Options.LIMIT_MEMORY,
      Options.LIMIT_CPU,
      Options.ALLOW_CALLS,
      Options.PLUGINS,
      new Option(
          null,
          "--start",
          "TIME",
          List.of(),
          "Begin here: seconds (12.5) or [hours:]minutes:seconds (1:02:03.5) of the stream. An"
              + " error where a source can't."),
      new Option(
          null, "--stop", "TIME", List.of(), "End the streams here, a time as --start takes it."),
      new Option(
          null,
          "--restarts",
          "N",
          List.of(),
          "Start the process of an isolated element again at most N times in a minute, when it has"
              + " crashed or hangs; 5 without this, 0: never."),
      new Option(
          null,
          "--after-restarts",
          "WHAT",
          List.of("fail", "bypass", "drop"),
          "What then: fail (default), let buffers go past the element when both sides have one"
              + " format, or drop its input."),
      new Option(
          null,
          "--hang-limit",
          "SECONDS",
          List.of(),
          "An isolated element hangs when it makes no progress for so long; 30 without this, 0: it"
              + " may."),
      Option.flag(null, "--progress", "Progress without a terminal too: a line each second."),
      Option.flag(
          null,
          "--json",
          "One JSON object a line on standard output in place of text; on standard error if the"
              + " pipeline writes to standard output."),
      Option.flag(
          "-e",
          "--eos-on-shutdown",
          "End the streams on a signal: always so, accepted for gst-launch users."),
      new Option(
          null,
          "--eos-timeout",
          "SECONDS",
          List.of(),
          "Stop at once if the streams have not ended so long after the first signal; 0 (default):"
              + " wait for ever.")),
  /** Describes elements. */
  INSPECT(
      "Shows an element's ports, caps and properties, or all elements by category.",
      Operand.ELEMENT,
      Options.PLUGINS),
  /** Names elements. */
  LIST("Prints the names of all elements, one per line.", Operand.NONE, Options.PLUGINS),
  /** Describes a pipeline. */
  EXPLAIN(
      "Shows a pipeline's negotiated caps, threads and reasons; runs nothing.",
      Operand.PIPELINE,
      Options.CONVERT,
      Options.ISOLATED,
      Options.ISOLATE,
      Options.GROUP,
      Options.TRUST,
      Options.STABLE_INPUTS,
      Options.LIMIT_MEMORY,
      Options.LIMIT_CPU,
      Options.ALLOW_CALLS,
      Options.PLUGINS),
  /** Finds out what an element's sandbox would have to allow. */
  LEARN(
      "Prints the system calls of isolated elements beyond their profile; for trusted input only.",
      Operand.PIPELINE,
      Options.ISOLATE,
      Options.TRUST),
  /** Draws a pipeline. */
  GRAPH(
      "Draws a pipeline with its negotiated caps; runs nothing.",
      Operand.PIPELINE,
      Options.CONVERT,
      Options.PLUGINS,
      new Option(
          null,
          "--format",
          "FORMAT",
          List.of("dot", "mermaid"),
          "dot (Graphviz, default) or mermaid.")),
  /** Checks pipelines in files. */
  CHECK(
      "Checks the pipelines in files: NAME.pipeline, scripts, documents; runs nothing.",
      Operand.FILES,
      new Option(
          null,
          "--plugins",
          "FOLDERS",
          List.of(),
          "Take the elements of the jars in these folders, too: folders with colons between, and no"
              + " others.")),
  /** Verifies real-time safety. */
  RTCHECK(
      "Verifies on bytecode that what is marked @RtSafe is safe.",
      Operand.FILES,
      new Option(
          null,
          "--class-path",
          "PATHS",
          List.of(),
          "Jars and directories that the classes use, with colons between; those of Parallax are"
              + " known."),
      new Option(
          null,
          "--budget",
          "N",
          List.of(),
          "Fail when more than N methods with @RtTrusted are reached; without it any number may"
              + " be."),
      new Option(
          null,
          "--write-summary",
          "DIRECTORY",
          List.of(),
          "When all is safe, write META-INF/parallax/rt-summary below this directory, one of those"
              + " that are checked."),
      Option.flag(
          null,
          "--no-summaries",
          "Look at the bytecode of the class path also where a jar brings a summary.")),
  /** Watches a pipeline. */
  TOP(
      "Shows what the elements of a running pipeline do: processes, CPU, buffers, queues.",
      Operand.RUNNING,
      Option.flag(null, "--once", "One table, after a second."),
      Option.flag(null, "--json", "A JSON object in place of a table, one a line and second.")),
  /** Trusts plugins. */
  TRUST(
      "Lets plugins run outside of a sandbox, as their jars are now; without a jar it lists them.",
      Operand.JARS,
      Option.flag(null, "--revoke", "Trust these jars no longer: files, or hashes of the list.")),
  /** Serves the shell. */
  COMPLETION("Prints a completion script: source <(parallax completion bash)", Operand.SHELL);

  /** What stands after the options. */
  enum Operand {
    /** Nothing. */
    NONE("", 0, 0),
    /** Words of a pipeline. */
    PIPELINE("PIPELINE...", 1, Integer.MAX_VALUE),
    /** Name of an element. */
    ELEMENT("[ELEMENT]", 0, 1),
    /** Names of files and directories. */
    FILES("FILE...", 1, Integer.MAX_VALUE),
    /** A running pipeline. */
    RUNNING("[PID|TEXT]", 0, 1),
    /** Names of jars. */
    JARS("[JAR...]", 0, Integer.MAX_VALUE),
    /** Name of a shell. */
    SHELL("bash|zsh", 1, 1);

    private final String label;
    private final int least;
    private final int most;

    Operand(String label, int least, int most) {
      this.label = label;
      this.least = least;
      this.most = most;
    }

    String label() {
      return label;
    }

    int least() {
      return least;
    }

    int most() {
      return most;
    }
  }

  /** Options of several commands. */
  private static final class Options {
    static final Option CONVERT =
        Option.flag("-c", "--convert", "Insert converters where caps do not fit.");
    static final Option ISOLATED =
        Option.flag(
            null, "--isolated", "Run each element in a sandboxed process, where that is possible.");
    static final Option ISOLATE =
        new Option(
            null,
            "--isolate",
            "PATTERNS",
            List.of(),
            "Run these elements in sandboxed processes: names in the pipeline or of elements,"
                + " separated by commas, * for any part.");
    static final Option GROUP =
        new Option(
            null,
            "--group",
            "NAME=PATTERNS",
            List.of(),
            "Run these elements in one sandboxed process; can be given several times, for several"
                + " processes. Elements for files and the network, and of plugins that are not"
                + " trusted, are named without *.",
            true);
    static final Option TRUST =
        new Option(
            null,
            "--trust",
            "NAMES",
            List.of(),
            "Run these elements in this process although they are untrusted, or match --isolate.");
    static final Option STABLE_INPUTS =
        Option.flag(
            null,
            "--stable-inputs",
            "Copy all that sandboxed processes send, raw pictures and sound too, before it is"
                + " looked at.");
    static final Option LIMIT_MEMORY =
        new Option(
            null,
            "--limit-memory",
            "MIB",
            List.of(),
            "A sandboxed process that takes more memory than so many MiB is ended by the kernel;"
                + " needs control groups.");
    static final Option ALLOW_CALLS =
        new Option(
            null,
            "--allow-calls",
            "NAMES",
            List.of(),
            "system calls that isolated elements may make as well (parallax learn finds them)");
    static final Option LIMIT_CPU =
        new Option(
            null,
            "--limit-cpu",
            "PERCENT",
            List.of(),
            "A sandboxed process gets at most so much of one processor, 200 for two; needs control"
                + " groups.");
    static final Option PLUGINS =
        new Option(
            null,
            "--plugins",
            "FOLDERS",
            List.of(),
            "Look for jars with more elements here first: folders with colons between.");
  }

  private final String word = name().toLowerCase(java.util.Locale.ROOT);
  private final String summary;
  private final Operand operand;
  private final List<Option> options;

  Command(String summary, Operand operand, Option... options) {
    this.summary = summary;
    this.operand = operand;
    this.options = List.copyOf(Arrays.asList(options));
  }

  String word() {
    return word;
  }

  String summary() {
    return summary;
  }

  Operand operand() {
    return operand;
  }

  List<Option> options() {
    return options;
  }

  static @Nullable Command of(String word) {
    for (Command command : values()) {
      if (command.word.equals(word)) {
        return command;
      }
    }
    return null;
  }
}
