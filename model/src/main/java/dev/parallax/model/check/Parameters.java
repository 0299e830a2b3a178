package dev.parallax.model.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What placeholders in values of properties mean. */
public sealed interface Parameters {
  /** Nothing: they are text like any other. */
  Parameters LITERAL = new Literal();

  /** Values that come later: the type of each is checked, not its value. */
  Parameters LATER = new Later();

  /** See {@link #LITERAL}. */
  record Literal() implements Parameters {}

  /** See {@link #LATER}. */
  record Later() implements Parameters {}

  /**
   * Values that are known now.
   *
   * @param values values by placeholder
   */
  record Given(Map<String, ?> values) implements Parameters {
    /** Copies the map. */
    public Given {
      values = Map.copyOf(values);
    }

    @Nullable Object value(String name) {
      return values.get(name);
    }
  }
}
