package dev.parallax.launch;

import dev.parallax.runtime.spi.Catalogs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Completion scripts. Names of elements and of their properties are those of this moment's
 * catalogs. Zsh runs the bash script by its own emulation.
 */
final class Completion {
  private Completion() {}

  static String script(String shell) throws UsageException {
    return switch (shell) {
      case "bash" -> bash();
      case "zsh" ->
          "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
              + bash();
      default ->
          throw new UsageException(
              Command.COMPLETION, "there is no completion for " + shell + ", only bash and zsh");
    };
  }

  private static String bash() {
    StringBuilder out = new StringBuilder(8192);
    out.append("# completion of ").append(Help.NAME).append(": source this\n");
    out.append("_parallax_properties() {\n  case $1 in\n");
    for (String element : Catalogs.names()) {
      List<String> names = new ArrayList<>();
      Catalogs.require(element).descriptor().properties().forEach(p -> names.add(p.name() + "="));
      names.add("name=");
      out.append("    ").append(element).append(") echo ").append(quoted(names)).append(" ;;\n");
    }
    out.append("  esac\n}\n");
    out.append(
        """
        _parallax() {
          local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words= element= i
        """);
    out.append("  local elements=").append(quoted(Catalogs.names())).append('\n');
    out.append("  if ((COMP_CWORD == 1)); then\n    words=");
    List<String> commands = new ArrayList<>();
    for (Command command : Command.values()) {
      commands.add(command.word());
    }
    commands.addAll(List.of("--help", "--version"));
    out.append(quoted(commands)).append("\n  else\n    case ${COMP_WORDS[1]} in\n");
    for (Command command : Command.values()) {
      command(out, command);
    }
    out.append(
        """
            esac
          fi
          COMPREPLY=($(compgen -W "$words" -- "$word"))
          [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
          return 0
        }
        """);
    out.append("complete -o default -F _parallax ")
        .append(Help.NAME)
        .append(" ./")
        .append(Help.NAME)
        .append('\n');
    return out.toString();
  }

  private static void command(StringBuilder out, Command command) {
    List<String> options = new ArrayList<>();
    for (Option option : command.options()) {
      options.add(option.name() + (option.takesValue() ? "=" : ""));
      option.choices().forEach(choice -> options.add(option.name() + "=" + choice));
    }
    options.add("--help");
    out.append("      ")
        .append(command.word())
        .append(")\n        if [[ $word == -* ]]; then words=");
    out.append(quoted(options)).append("\n");
    String operands = operands(command.operand());
    if (operands != null) {
      out.append("        else\n").append(operands);
    }
    out.append("        fi ;;\n");
  }

  private static @Nullable String operands(Command.Operand operand) {
    return switch (operand) {
      case NONE, FILES, JARS, RUNNING -> null; // the shell completes paths by itself
      case SHELL -> "          words='bash zsh'\n";
      case ELEMENT -> "          words=$elements\n";
      // After "!" an element, after an element its properties.
      case PIPELINE ->
          """
                    for ((i = 2; i < COMP_CWORD; i++)); do
                      case ${COMP_WORDS[i]} in
                        -*) ;;
                        '!') element= ;;
                        *) [[ $element ]] || element=${COMP_WORDS[i]} ;;
                      esac
                    done
                    if [[ $element ]]; then words="! $(_parallax_properties "$element")"; else words=$elements; fi
          """;
    };
  }

  /** Names come from jars: nothing in them may mean anything to the shell. */
  private static String quoted(List<String> words) {
    List<String> plain =
        words.stream().filter(w -> w.chars().allMatch(Completion::isPlain)).toList();
    return "'" + String.join(" ", plain) + "'";
  }

  private static boolean isPlain(int c) {
    return c < 128
        && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '=' || c == '.');
  }
}
