package dev.parallax.launch;

import dev.parallax.model.diag.NearMisses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words of the command line, taken apart as GNU programs do: options anywhere, {@code --name=value}
 * or {@code --name value}, flags of one letter in one word ({@code -vc}), {@code --} ends the
 * options.
 *
 * @param command the command
 * @param options given options by long name; flags have an empty value, several values are
 *     separated by line feeds
 * @param operands other words in order
 */
record Arguments(Command command, Map<String, String> options, List<String> operands) {
  static final String HELP = "--help";

  /** Between values of one option. */
  private static final String BETWEEN = "\n";

  /** Takes the words after the command's own apart. */
  static Arguments parse(Command command, List<String> words) throws UsageException {
    Arguments result = new Arguments(command, new HashMap<>(), new ArrayList<>());
    boolean ended = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (ended || word.length() < 2 || word.charAt(0) != '-') {
        result.operands.add(word);
      } else if (word.equals("--")) {
        ended = true;
      } else if (word.startsWith("--")) {
        i += result.option(word, i + 1 < words.size() ? words.get(i + 1) : null);
      } else {
        result.letters(word);
      }
    }
    result.check();
    return result;
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  @Nullable String value(String option) {
    return options.get(option);
  }

  /** All values of an option that may be given several times, in order. */
  List<String> values(String option) {
    String given = value(option);
    return given == null ? List.of() : List.of(given.split(BETWEEN));
  }

  /** Takes one long option; 1 when it has taken the next word as its value. */
  private int option(String word, @Nullable String next) throws UsageException {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (name.equals(HELP)) {
      options.put(HELP, "");
      return 0;
    }
    Option option = find(name);
    if (!option.takesValue()) {
      if (equals >= 0) {
        throw new UsageException(command, name + " takes no value");
      }
      options.put(option.name(), "");
      return 0;
    }
    String value = equals < 0 ? next : word.substring(equals + 1);
    if (value == null) {
      throw new UsageException(command, name + " needs a value: " + option.label());
    }
    if (!option.choices().isEmpty() && !option.choices().contains(value)) {
      throw new UsageException(
          command, name + " is one of " + String.join(", ", option.choices()) + ", not " + value);
    }
    String before = option.repeats() ? options.get(option.name()) : null;
    options.put(option.name(), before == null ? value : before + BETWEEN + value);
    return equals < 0 ? 1 : 0;
  }

  private void letters(String word) throws UsageException {
    for (int i = 1; i < word.length(); i++) {
      String letter = "-" + word.charAt(i);
      options.put(letter.equals("-h") ? HELP : find(letter).name(), "");
    }
  }

  private Option find(String name) throws UsageException {
    for (Option option : command.options()) {
      if (option.is(name)) {
        return option;
      }
    }
    String near = NearMisses.hint(name, command.options().stream().map(Option::name).toList());
    throw new UsageException(
        command, command.word() + " has no option " + name + (near.isEmpty() ? "" : "; " + near));
  }

  private void check() throws UsageException {
    if (has(HELP)) {
      return;
    }
    if (operands.size() < command.operand().least()) {
      throw new UsageException(command, command.word() + " needs " + command.operand().label());
    }
    if (operands.size() > command.operand().most()) {
      throw new UsageException(
          command, "there is a word too many: " + operands.get(command.operand().most()));
    }
  }
}
