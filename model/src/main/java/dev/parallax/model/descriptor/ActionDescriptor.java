package dev.parallax.model.descriptor;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An operation of the running element, which runs on the caller's thread. Texts are one line of
 * plain text each.
 *
 * @param name name of the method
 * @param parameters parameters in order
 * @param returns type in Java's words, {@code void} for nothing
 * @param returned what is returned; empty if nothing is said
 * @param doc what it does; empty if nothing is said
 */
public record ActionDescriptor(
    String name, List<Parameter> parameters, String returns, String returned, String doc) {
  /**
   * A parameter.
   *
   * @param name name
   * @param type type in Java's words, {@code ...} for a variable number
   * @param doc what it is; empty if nothing is said
   */
  public record Parameter(String name, String type, String doc) {}

  /** Copies the list. */
  public ActionDescriptor {
    parameters = List.copyOf(parameters);
  }

  /** As it is declared, types without packages: {@code boolean push(byte[] data, long pts)}. */
  public String signature() {
    return parameters.stream()
        .map(p -> simple(p.type()) + " " + p.name())
        .collect(Collectors.joining(", ", simple(returns) + " " + name + "(", ")"));
  }

  private static String simple(String type) {
    return type.replaceAll("\\b[a-z_][\\w$]*\\.(?=[A-Za-z_])", "");
  }
}
