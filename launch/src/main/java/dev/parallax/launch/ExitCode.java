package dev.parallax.launch;

import dev.parallax.model.diag.DiagnosticId;

/** Exit codes of the command. They are part of its interface: never renumber one. */
enum ExitCode {
  /** All streams have ended, by themselves or after a signal. */
  OK(0, "all streams have ended"),
  /** An element failed, or the streams starve. */
  STREAM(
      1, "an element or a stream failed, what was made before it is kept; rtcheck found something"),
  /** Wrong options, or a pipeline string that can't be built. */
  USAGE(2, "wrong options or pipeline string"),
  /** Caps do not fit. */
  NEGOTIATION(3, "caps do not fit"),
  /** The build, the JVM or a jar prevents the start. */
  SETUP(4, "parallax can't start: build, JVM flags, a damaged jar"),
  /** A defect of Parallax. */
  INTERNAL(70, "a defect of parallax itself"),
  /** Stopped at once by a second SIGINT; 128 + 2 as shells do. */
  INTERRUPTED(130, "stopped at once by a second Ctrl-C, or --eos-timeout is over"),
  /** Stopped at once by a second SIGTERM; 128 + 15 as shells do. */
  TERMINATED(143, "stopped at once by a second SIGTERM");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  String meaning() {
    return meaning;
  }

  /** The code for a diagnostic. */
  static ExitCode of(DiagnosticId id) {
    if (id == DiagnosticId.RT_INPUT) {
      return USAGE;
    }
    if (id == DiagnosticId.RT_JDK) {
      return SETUP;
    }
    return switch (id.family()) {
      case "CAPS" -> NEGOTIATION;
      case "PIPE", "PROP", "GRAPH" -> USAGE;
      case "DESC", "SBX", "PLUG" -> SETUP;
      default -> STREAM;
    };
  }
}
