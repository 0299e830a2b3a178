package dev.parallax.launch;

import dev.parallax.runtime.spi.Catalogs;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Options and help of every sub-command. Built by hand, and only for the sub-command that is called: reflection over
 * annotations would take longer than a short pipeline runs.
 */
final class CliModel {
  static final String NAME = "parallax";
  static final String VERSION_OPTION = "--version";
  private static final int HELP_COLUMNS = 100;

  /** Asked only by the completion script. */
  private static final Iterable<String> ELEMENTS = () -> Catalogs.names().iterator();

  private CliModel() {}

  /** Formats of pictures. */
  enum Picture {
    /** Graphviz. */
    DOT,
    /** Mermaid. */
    MERMAID
  }

  static String version() {
    String version = CliModel.class.getPackage().getImplementationVersion();
    return NAME + " " + (version == null ? "(version unknown)" : version);
  }

  /** The command with these sub-commands. */
  static CommandLine of(Sub... subs) {
    CommandSpec root = CommandSpec.create().name(NAME);
    root.addOption(help());
    root.addOption(flag("Prints the version.", "-V", VERSION_OPTION));
    root.usageMessage()
        .description("Runs media pipelines, and shows the elements that they are made of.")
        .synopsisSubcommandLabel("COMMAND")
        .footer("", "Environment:", "  PARALLAX_CLASSPATH  jars with more elements, separated by colons",
            "  PARALLAX_BUILD      never: do not build; always: build first (default: when something is missing or newer)",
            "  PARALLAX_JAVA_OPTS  more options for java, separated by spaces");
    for (Sub sub : subs) {
      root.addSubcommand(sub.word(), spec(sub));
    }
    CommandLine line = new CommandLine(root);
    line.setExpandAtFiles(false);
    line.setInterpolateVariables(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(HELP_COLUMNS);
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    return line;
  }

  private static CommandSpec spec(Sub sub) {
    CommandSpec spec = CommandSpec.create().addOption(help());
    spec.usageMessage().description(sub.summary());
    switch (sub) {
      case LAUNCH -> launch(spec);
      case INSPECT -> spec.addPositional(
          PositionalParamSpec.builder().paramLabel("ELEMENT").type(String.class).arity("0..1").index("0")
              .completionCandidates(ELEMENTS).description("Name of an element.").build());
      case LIST -> {
        // Has no options.
      }
      case EXPLAIN -> spec.addOption(convert()).addPositional(pipeline());
      case GRAPH -> spec.addOption(convert()).addPositional(pipeline()).addOption(
          OptionSpec.builder("--format").paramLabel("dot|mermaid").type(Picture.class)
              .description("Format of the picture; dot if not given.").build());
      case COMPLETION -> spec.addPositional(
          PositionalParamSpec.builder().paramLabel("bash|zsh").type(Completion.Shell.class).arity("1").index("0")
              .description("The shell. Use: source <(" + NAME + " completion bash)").build());
    }
    return spec;
  }

  private static void launch(CommandSpec spec) {
    spec.addOption(flag("Messages of elements, caps, state changes, counters.", "-v", "--verbose"));
    spec.addOption(flag("Errors only.", "-q", "--quiet"));
    spec.addOption(convert());
    spec.addOption(
        flag("Progress even if standard output or error is not a terminal: a line each second.", "--progress"));
    spec.addOption(
        flag(
            "One JSON object per line on standard output, in place of text; on standard error when the pipeline writes"
                + " to standard output itself.",
            "--json"));
    spec.addOption(
        flag("End the streams on SIGINT or SIGTERM. Always so; accepted for users of gst-launch.",
            "-e", "--eos-on-shutdown"));
    spec.addOption(
        OptionSpec.builder("--eos-timeout").paramLabel("SECONDS").type(double.class)
            .description("Stop at once when the streams have not ended so long after the first signal;"
                + " 0 (default): wait for ever.").build());
    spec.addPositional(pipeline());
    List<String> footer = new ArrayList<>();
    footer.add("");
    footer.add("The first Ctrl-C (or SIGTERM) ends the streams, so that files are finished; the second stops at once.");
    footer.add("");
    footer.add("Exit codes:");
    for (ExitCode code : ExitCode.values()) {
      footer.add(" ".repeat(5 - Integer.toString(code.code()).length()) + code.code() + "  " + code.meaning());
    }
    footer.add("");
    footer.add("Example:");
    footer.add("  " + NAME + " launch \"filesrc location=a.flac ! flacdec ! wavenc ! filesink location=a.wav\"");
    spec.usageMessage().footer(footer.toArray(String[]::new));
  }

  private static PositionalParamSpec pipeline() {
    return PositionalParamSpec.builder().paramLabel("PIPELINE").type(List.class).auxiliaryTypes(String.class)
        .arity("1..*").index("0..*").completionCandidates(ELEMENTS).description("The pipeline, as one quoted word or as many words.").build();
  }

  private static OptionSpec convert() {
    return flag("Insert converters where caps do not fit.", "-c", "--convert");
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help").usageHelp(true).description("Prints this help.").build();
  }

  private static OptionSpec flag(String description, String name, String... more) {
    return OptionSpec.builder(name, more).type(boolean.class).description(description).build();
  }
}
