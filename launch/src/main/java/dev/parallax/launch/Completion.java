package dev.parallax.launch;

import picocli.AutoComplete;
import picocli.CommandLine;

/** Completion scripts: options, sub-commands and the elements of this moment's catalogs. */
final class Completion {
  private Completion() {}

  /** Shells. */
  enum Shell {
    /** GNU bash. */
    BASH,
    /** Z shell, by its emulation of bash completion. */
    ZSH
  }

  static String script(Shell shell) {
    CommandLine line = CliModel.of(Sub.values());
    String script = AutoComplete.bash(CliModel.NAME, line);
    return shell == Shell.BASH ? script : "autoload -U +X compinit && compinit\n" + script;
  }
}
