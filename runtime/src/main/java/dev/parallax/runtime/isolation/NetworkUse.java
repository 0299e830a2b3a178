package dev.parallax.runtime.isolation;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says which addresses elements of a library need, so that they can be isolated. A library that has
 * such elements provides one ({@link java.util.ServiceLoader}). It runs in the host and is trusted;
 * of plugins that are not, nobody asks.
 */
public interface NetworkUse {
  /** Names of the elements that it knows. */
  Set<String> elements();

  /**
   * The addresses, names and files that follow from an element's properties. Names are looked up
   * here, for at most some seconds; one that nobody knows is left out, and the element will say so.
   * What is wrong with a property is for the element to say, too.
   *
   * @param element one of {@link #elements}
   * @param property gives the value of a property by its name, null when it has none
   */
  SandboxProfile.WithNetwork of(String element, Function<String, @Nullable Object> property);
}
