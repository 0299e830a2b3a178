package dev.parallax.launch;

import org.jspecify.annotations.Nullable;

/** Help texts, at most 100 columns wide. */
final class Help {
  static final String NAME = "parallax";
  private static final int COLUMNS = 100;
  private static final int INDENT = 27;

  private Help() {}

  static String of(@Nullable Command command) {
    return command == null ? all() : one(command);
  }

  static String usage(@Nullable Command command) {
    if (command == null) {
      return "usage: " + NAME + " COMMAND ...\n";
    }
    String options = command.options().isEmpty() ? "" : " [OPTION...]";
    return ("usage: " + NAME + " " + command.word() + options + " " + command.operand().label())
            .stripTrailing()
        + "\n";
  }

  static String version() {
    String version = Help.class.getPackage().getImplementationVersion();
    return NAME + " " + (version == null ? "(version unknown)" : version) + "\n";
  }

  private static String all() {
    StringBuilder out = new StringBuilder(usage(null));
    out.append("Runs media pipelines, and shows the elements that they are made of.\n\n");
    for (Command command : Command.values()) {
      entry(out, "  " + command.word(), command.summary());
    }
    out.append("\nOptions:\n");
    entry(out, "  -h, --help", "This text; after a command, that command's.");
    entry(out, "  -V, --version", "The version.");
    out.append("\nEnvironment:\n");
    entry(out, "  PARALLAX_CLASSPATH", "Jars with more elements, separated by colons.");
    entry(
        out,
        "  PARALLAX_PLUGIN_PATH",
        "Folders of jars with more elements, which run in sandboxes, separated by colons.");
    entry(
        out,
        "  PARALLAX_BUILD",
        "never: do not build; always: build first; else: build what is missing or older.");
    entry(out, "  PARALLAX_JAVA_OPTS", "More options for java, separated by spaces.");
    return out.toString();
  }

  private static String one(Command command) {
    StringBuilder out = new StringBuilder(usage(command)).append(command.summary()).append("\n\n");
    for (Option option : command.options()) {
      entry(out, "  " + option.title(), option.description());
    }
    entry(out, "  -h, --help", "This text.");
    if (command.operand() == Command.Operand.PIPELINE) {
      out.append("\nThe pipeline is one quoted word or many words, in the syntax of gst-launch.\n");
    }
    if (command == Command.LAUNCH) {
      launch(out);
    }
    return out.toString();
  }

  private static void launch(StringBuilder out) {
    out.append("The first Ctrl-C (or SIGTERM) ends the streams, so that files are finished;\n");
    out.append("the second stops at once.\n");
    out.append("\nExit codes:\n");
    for (ExitCode exit : ExitCode.values()) {
      entry(out, "  " + exit.code(), exit.meaning());
    }
    out.append("\nExample:\n  ").append(NAME);
    out.append(
        " launch \"filesrc location=a.flac ! flacdec ! wavenc ! filesink location=a.wav\"\n");
  }

  private static void entry(StringBuilder out, String title, String text) {
    out.append(title);
    int column = title.length();
    if (column >= INDENT) {
      out.append('\n');
      column = 0;
    }
    out.repeat(' ', INDENT - column);
    column = INDENT;
    for (String word : text.split(" ")) {
      if (column + word.length() > COLUMNS) {
        out.append('\n').repeat(' ', INDENT);
        column = INDENT;
      }
      out.append(column == INDENT ? "" : " ").append(word);
      column += word.length() + 1;
    }
    out.append('\n');
  }
}
