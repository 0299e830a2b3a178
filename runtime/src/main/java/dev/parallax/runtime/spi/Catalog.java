package dev.parallax.runtime.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one jar. Found by {@link java.util.ServiceLoader}. Looking one up loads only that
 * one's classes.
 */
public interface Catalog {
  /** Name of the library. */
  String library();

  /** Names of all elements, sorted. */
  List<String> names();

  /**
   * The factory of an element, or null. Elements that need user code have one too, whose create()
   * refuses.
   */
  @Nullable ElementFactory find(String name);
}
