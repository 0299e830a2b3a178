package dev.parallax.processor;

import dev.parallax.model.check.ElementSource;
import dev.parallax.model.check.GivenElement;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.Diagnostics;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.processor.ElementLookup.Found;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The elements that the compiler sees, for one pipeline. */
final class SpecSource implements ElementSource {
  private final ElementLookup lookup;
  private final Element user;
  private final Map<String, Found> found = new HashMap<>();

  SpecSource(ElementLookup lookup, Element user) {
    this.lookup = lookup;
    this.user = user;
  }

  @Override
  public @Nullable ElementDescriptor find(String name) {
    Found element = lookup.find(name, user);
    if (element == null) {
      return null;
    }
    found.put(name, element);
    return element.descriptor();
  }

  /** An element that {@link #find} found. */
  Found found(String name) {
    Found element = found.get(name);
    if (element == null) {
      throw new IllegalStateException("element was not looked up name=" + name);
    }
    return element;
  }

  @Override
  public Diagnostic unknown(String name) {
    return Diagnostics.unknownElement(name, lookup.names(user)).diagnostic();
  }

  @Override
  public Given given(PipelineText text, int element) {
    return new Given(GivenElement.in(text, element), null);
  }
}
