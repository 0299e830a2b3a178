package dev.parallax.model.diag;

/** Every diagnostic of Parallax, at compile time and at run time. The code of a constant never changes. */
public enum DiagnosticId {
  /** A text is not caps. */
  CAPS_SYNTAX("PLX-CAPS-001", "not caps"),
  /** Two linked ports have no format in common. */
  CAPS_NO_COMMON("PLX-CAPS-003", "ports have no format in common");

  private final String code;
  private final String title;

  DiagnosticId(String code, String title) {
    this.code = code;
    this.title = title;
  }

  /** Stable code, for example {@code PLX-CAPS-003}. */
  public String code() {
    return code;
  }

  /** What it says in a few words. */
  public String title() {
    return title;
  }
}
