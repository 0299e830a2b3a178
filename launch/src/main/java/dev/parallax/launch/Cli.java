package dev.parallax.launch;

import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.nativeglue.linux.NativeAccess;
import dev.parallax.runtime.element.JvmFlags;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.pipeline.Explanation;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.plugin.Plugins;
import dev.parallax.runtime.plugin.TrustedJars;
import dev.parallax.runtime.remote.RestartPolicy;
import dev.parallax.runtime.spi.Catalogs;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Reads the command line and does what it asks for. */
final class Cli {
  private static final double MAX_SECONDS = 1e6;

  private final PrintStream out;
  private final PrintStream err;

  Cli(PrintStream out, PrintStream err) {
    this.out = new HarmlessStream(out);
    this.err = new HarmlessStream(err);
  }

  /** Runs the command; never throws. */
  ExitCode run(String... args) {
    try {
      return run(Arrays.asList(args));
    } catch (UsageException e) {
      err.println("error: " + e.getMessage());
      err.print(Help.usage(e.command()));
      Command command = e.command();
      err.println(
          "help:  " + Help.NAME + (command == null ? "" : " " + command.word()) + " --help");
      return ExitCode.USAGE;
    } catch (RuntimeException | Error e) {
      Failure failure = Failure.of(e);
      err.println("error: " + failure.line());
      return failure.exit();
    }
  }

  private ExitCode run(List<String> words) throws UsageException {
    if (words.isEmpty()) {
      throw new UsageException(null, "a command is missing");
    }
    String first = words.getFirst();
    Command command = Command.of(first);
    if (command != null) {
      return run(Arguments.parse(command, words.subList(1, words.size())));
    }
    return switch (first) {
      case "-h", "--help", "help" ->
          print(Help.of(words.size() > 1 ? Command.of(words.get(1)) : null));
      case "-V", "--version" -> print(Help.version());
      default -> throw new UsageException(null, "there is no command " + first);
    };
  }

  private ExitCode run(Arguments given) throws UsageException {
    if (given.has(Arguments.HELP)) {
      return print(Help.of(given.command()));
    }
    return switch (given.command()) {
      case LAUNCH -> launch(given);
      case TOP -> TopCommand.run(given, out, err);
      case TRUST -> TrustCommand.run(given, out);
      case INSPECT, LIST, EXPLAIN, GRAPH -> describe(given);
      case LEARN ->
          new Learn(Isolated.learning(given), out, err)
              .run(PipelineWords.join(given.operands()), ElementWords.of(given));
      case CHECK ->
          new Check(out, err).run(given.operands(), Plugins.named(given.value("--plugins")));
      case RTCHECK -> RtCheckCommand.run(given, out, err);
      case COMPLETION -> print(Completion.script(given.operands().getFirst()));
    };
  }

  private ExitCode describe(Arguments given) throws UsageException {
    try (Plugins plugins =
        Plugins.add(
            Plugins.folders(given.value("--plugins")),
            TrustedJars.ofUser(),
            Isolated.of(given)::trusts,
            told -> err.println("warning: " + told))) {
      if (given.command() == Command.INSPECT) {
        HarmlessStream.raw(out, inspect(given.operands())); // may have colours
        out.flush();
        return ExitCode.OK;
      }
      return print(description(given));
    }
  }

  private static String description(Arguments given) throws UsageException {
    return switch (given.command()) {
      case LIST -> ElementList.text();
      case EXPLAIN -> explained(given);
      case GRAPH ->
          "mermaid".equals(given.value("--format"))
              ? explanation(given).mermaid()
              : explanation(given).dot();
      default -> throw new IllegalStateException("command describes nothing " + given.command());
    };
  }

  private ExitCode launch(Arguments given) throws UsageException {
    LaunchOptions options = launchOptions(given);
    JvmFlags.warnOnce();
    // Linking system calls takes 25 ms of one core; the other reads and negotiates the pipeline
    // meanwhile.
    Thread linking = new Thread(Cli::linkSystemCalls, "parallax-link");
    linking.setDaemon(true);
    linking.start();
    return new Launch(options, out, err).run();
  }

  private static void linkSystemCalls() {
    try {
      NativeAccess.require();
    } catch (RuntimeException | LinkageError e) {
      // Whoever makes the first call is told the same, with its consequences.
    }
  }

  private ExitCode print(String text) {
    out.print(text);
    out.flush();
    return ExitCode.OK;
  }

  private static LaunchOptions launchOptions(Arguments given) throws UsageException {
    boolean quiet = given.has("--quiet");
    boolean verbose = given.has("--verbose");
    if (quiet && verbose) {
      throw new UsageException(given.command(), "--quiet and --verbose exclude each other");
    }
    return new LaunchOptions(
        PipelineWords.join(given.operands()),
        given.has("--convert"),
        Isolated.of(given),
        ElementWords.of(given),
        restarts(given),
        Plugins.folders(given.value("--plugins")),
        StreamPart.of(given),
        millis(given, "--eos-timeout", 0),
        given.has("--progress"),
        given.has("--json"),
        quiet
            ? ConsoleReporter.Verbosity.QUIET
            : verbose ? ConsoleReporter.Verbosity.VERBOSE : ConsoleReporter.Verbosity.NORMAL);
  }

  private static RestartPolicy restarts(Arguments given) throws UsageException {
    RestartPolicy standard = RestartPolicy.STANDARD;
    long limit = millis(given, "--hang-limit", standard.hangLimit().toMillis());
    String count = given.value("--restarts");
    if (count != null && !count.matches("[0-9]{1,3}|1000")) {
      throw new UsageException(
          given.command(), "--restarts is a number from 0 to 1000, not " + count);
    }
    String afterwards = given.value("--after-restarts");
    return standard
        .with(
            switch (afterwards == null ? "fail" : afterwards) {
              case "bypass" -> RestartPolicy.Afterwards.BYPASS;
              case "drop" -> RestartPolicy.Afterwards.DROP;
              default -> RestartPolicy.Afterwards.ERROR;
            })
        .withHangLimit(Duration.ofMillis(limit))
        .withRestarts(count == null ? standard.restarts() : Integer.parseInt(count));
  }

  private static long millis(Arguments given, String option, long otherwise) throws UsageException {
    String text = given.value(option);
    if (text == null) {
      return otherwise;
    }
    double seconds;
    try {
      seconds = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      seconds = Double.NaN;
    }
    if (!(seconds >= 0 && seconds <= MAX_SECONDS)) {
      throw new UsageException(
          given.command(), option + " is a number of seconds from 0 to 1000000, not " + text);
    }
    return (long) Math.ceil(seconds * 1000);
  }

  private static String inspect(List<String> elements) {
    Ink ink = Terminal.colours(Terminal.OUT) ? Ink.COLOURED : Ink.PLAIN;
    return elements.isEmpty()
        ? ElementPage.all(ink)
        : ElementPage.of(Catalogs.require(elements.getFirst()), ink);
  }

  private static String explained(Arguments given) throws UsageException {
    Isolated isolated = Isolated.of(given);
    Processes processes = new Processes(isolated);
    try (Isolation isolation = isolated.placement(processes::isolates, d -> {});
        Pipeline pipeline = Pipeline.parse(PipelineWords.join(given.operands()))) {
      ElementWords.of(given).check(pipeline);
      pipeline.placement(isolation);
      pipeline.converters(given.has("--convert") ? ConverterPolicy.ALLOW : ConverterPolicy.DENY);
      return pipeline.explain().text() + processes.text(isolation);
    }
  }

  private static Explanation explanation(Arguments given) throws UsageException {
    Isolated isolated = Isolated.of(given);
    try (Isolation isolation = isolated.placement(isolated::isolates, d -> {});
        Pipeline pipeline = Pipeline.parse(PipelineWords.join(given.operands()))) {
      ElementWords.of(given).check(pipeline);
      pipeline.placement(isolation);
      pipeline.converters(given.has("--convert") ? ConverterPolicy.ALLOW : ConverterPolicy.DENY);
      return pipeline.explain();
    }
  }
}
