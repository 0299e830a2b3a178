package dev.parallax.model.diag;

/** Every diagnostic of Parallax, at compile time and at run time. The code of a constant never changes. */
public enum DiagnosticId {
  /** A text is not caps. */
  CAPS_SYNTAX("PLX-CAPS-001", "not caps"),
  /** Two linked ports have no format in common. */
  CAPS_NO_COMMON("PLX-CAPS-003", "ports have no format in common"),

  /** The pipeline string has no element. */
  PIPE_EMPTY("PLX-PIPE-001", "the pipeline is empty"),
  /** Too many characters or elements. */
  PIPE_TOO_LARGE("PLX-PIPE-002", "the pipeline is too large"),
  /** A character that nothing begins with. */
  PIPE_UNEXPECTED("PLX-PIPE-003", "unexpected character"),
  /** A quote is never closed. */
  PIPE_UNTERMINATED_QUOTE("PLX-PIPE-004", "unterminated quote"),
  /** A chain begins or ends with {@code !}. */
  PIPE_DANGLING_LINK("PLX-PIPE-005", "a link has only one end"),
  /** Two {@code !} without anything between them. */
  PIPE_DOUBLE_LINK("PLX-PIPE-006", "two links follow each other"),
  /** A chain begins or ends with caps. */
  PIPE_CAPS_AT_EDGE("PLX-PIPE-007", "a caps filter needs an element on both sides"),
  /** Caps that cannot be parsed or exclude each other. */
  PIPE_BAD_CAPS("PLX-PIPE-008", "caps filter is not valid"),
  /** Two elements of one name. */
  PIPE_DUPLICATE_NAME("PLX-PIPE-009", "name is taken"),
  /** No element has the name. */
  PIPE_UNKNOWN_REFERENCE("PLX-PIPE-010", "no element of this name"),
  /** Bins, presets, URLs as elements. */
  PIPE_UNSUPPORTED("PLX-PIPE-011", "syntax is not supported"),
  /** A placeholder that is not {@code ${name}}, or stands where none can. */
  PIPE_BAD_PLACEHOLDER("PLX-PIPE-012", "placeholder is not valid"),
  /** A property is assigned twice. */
  PIPE_DUPLICATE_PROPERTY("PLX-PIPE-013", "property is set twice"),
  /** A name of an element that is not a name. */
  PIPE_BAD_NAME("PLX-PIPE-014", "not a name"),
  /** A reference without any link. */
  PIPE_UNLINKED_REFERENCE("PLX-PIPE-015", "reference links nothing"),
  /** A named port inside a chain. */
  PIPE_PORT_IN_MIDDLE("PLX-PIPE-016", "named port in the middle of a chain"),
  /** An assignment without an element. */
  PIPE_PROPERTY_ALONE("PLX-PIPE-017", "property without an element"),
  /** An assignment without a value. */
  PIPE_MISSING_VALUE("PLX-PIPE-018", "property without a value");

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
