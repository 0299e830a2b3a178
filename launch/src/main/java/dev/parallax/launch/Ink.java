package dev.parallax.launch;

/** Colours of text, or none. */
enum Ink {
  /** With escape sequences (ECMA-48 SGR). */
  COLOURED,
  /** Text alone. */
  PLAIN;

  String title(String text) {
    return paint("1", text);
  }

  String name(String text) {
    return paint("36", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
  }
}
