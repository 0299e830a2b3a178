package dev.parallax.model.check;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.lang.PipelineText;
import org.jspecify.annotations.Nullable;

/** Where the elements of a pipeline string come from: catalogs, or what a compiler sees. */
public interface ElementSource {
  /** The element of this name, or null. */
  @Nullable ElementDescriptor find(String name);

  /** Why {@link #find} found nothing. */
  Diagnostic unknown(String name);

  /**
   * The element that stands for <code>${placeholder}</code>, or null when nothing was given.
   *
   * @param element index of the element in the text
   */
  @Nullable Given given(PipelineText text, int element);

  /**
   * An element that the application gives.
   *
   * @param descriptor what is known of it
   * @param name its own name, or null
   */
  record Given(ElementDescriptor descriptor, @Nullable String name) {}
}
