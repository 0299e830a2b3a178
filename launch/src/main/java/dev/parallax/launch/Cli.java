package dev.parallax.launch;

import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.runtime.pipeline.Explanation;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.spi.Catalogs;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reads the command line and calls what it asks for. */
final class Cli {
  private static final double MAX_SECONDS = 1e6;

  private final PrintStream out;
  private final PrintStream err;

  Cli(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command; never throws for wrong arguments or pipelines. */
  ExitCode run(String... args) {
    Sub only = args.length == 0 ? null : Sub.of(args[0]);
    CommandLine line = only == null ? CliModel.of(Sub.values()) : CliModel.of(only);
    try {
      return dispatch(line.parseArgs(args));
    } catch (ParameterException e) {
      err.println("error: " + e.getMessage());
      err.print("usage: " + e.getCommandLine().getHelp().synopsis(0));
      err.println("help:  " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
      return ExitCode.USAGE;
    }
  }

  private ExitCode dispatch(ParseResult root) {
    ParseResult sub = root.subcommand();
    ParseResult asked = sub == null ? root : sub;
    CommandLine line = asked.commandSpec().commandLine();
    if (asked.isUsageHelpRequested()) {
      out.print(line.getUsageMessage());
      return ExitCode.OK;
    }
    if (root.hasMatchedOption(CliModel.VERSION_OPTION)) {
      out.println(CliModel.version());
      return ExitCode.OK;
    }
    Sub command = sub == null ? null : Sub.of(sub.commandSpec().name());
    if (sub == null || command == null) {
      throw new ParameterException(line, "a command is missing");
    }
    return switch (command) {
      case LAUNCH -> new Launch(launchOptions(line, sub), out, err).run();
      case INSPECT -> guarded(() -> inspect(sub.matchedPositionalValue(0, null)));
      case LIST -> guarded(() -> String.join("\n", Catalogs.names()) + "\n");
      case EXPLAIN -> guarded(() -> explanation(sub).text());
      case GRAPH -> guarded(() -> graph(sub));
      case COMPLETION -> guarded(() -> Completion.script(sub.matchedPositionalValue(0, Completion.Shell.BASH)));
    };
  }

  private static LaunchOptions launchOptions(CommandLine line, ParseResult parsed) {
    boolean quiet = parsed.hasMatchedOption("--quiet");
    boolean verbose = parsed.hasMatchedOption("--verbose");
    if (quiet && verbose) {
      throw new ParameterException(line, "--quiet and --verbose exclude each other");
    }
    double seconds = parsed.matchedOptionValue("--eos-timeout", 0.0);
    if (!(seconds >= 0 && seconds <= MAX_SECONDS)) {
      throw new ParameterException(line, "--eos-timeout is not within 0 and " + (long) MAX_SECONDS + " seconds: " + seconds);
    }
    return new LaunchOptions(
        pipeline(parsed),
        parsed.hasMatchedOption("--convert"),
        (long) Math.ceil(seconds * 1000),
        parsed.hasMatchedOption("--progress"),
        parsed.hasMatchedOption("--json"),
        quiet
            ? ConsoleReporter.Verbosity.QUIET
            : verbose ? ConsoleReporter.Verbosity.VERBOSE : ConsoleReporter.Verbosity.NORMAL);
  }

  private static String pipeline(ParseResult parsed) {
    return PipelineWords.join(parsed.matchedPositionalValue(0, List.<String>of()));
  }

  private static String inspect(@Nullable String element) {
    Ink ink = Terminal.colours(Terminal.OUT) ? Ink.COLOURED : Ink.PLAIN;
    return element == null ? ElementPage.all(ink) : ElementPage.of(Catalogs.require(element).descriptor(), ink);
  }

  private static Explanation explanation(ParseResult parsed) {
    try (Pipeline pipeline = Pipeline.parse(pipeline(parsed))) {
      pipeline.converters(parsed.hasMatchedOption("--convert") ? ConverterPolicy.ALLOW : ConverterPolicy.DENY);
      return pipeline.explain();
    }
  }

  private static String graph(ParseResult parsed) {
    Explanation explanation = explanation(parsed);
    return switch (parsed.matchedOptionValue("--format", CliModel.Picture.DOT)) {
      case DOT -> explanation.dot();
      case MERMAID -> explanation.mermaid();
    };
  }

  /** Makes a text. */
  private interface Text {
    String make();
  }

  private ExitCode guarded(Text text) {
    try {
      out.print(text.make());
      out.flush();
      return ExitCode.OK;
    } catch (RuntimeException | Error e) {
      Failure failure = Failure.of(e);
      err.println("error: " + failure.line());
      return failure.exit();
    }
  }
}
