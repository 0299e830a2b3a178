package dev.parallax.runtime.plan;

import dev.parallax.model.check.ElementSource;
import dev.parallax.model.check.GivenElement;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;
import dev.parallax.runtime.spi.ElementNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Elements of the catalogs on the path, and those that the application gives. */
public final class CatalogSource implements ElementSource {
  private final Map<String, ? extends ElementNode<?>> placeholders;
  private final boolean later;

  /** Elements in place of placeholders come later: nothing is known of them. */
  public CatalogSource() {
    placeholders = Map.of();
    later = true;
  }

  CatalogSource(Map<String, ? extends ElementNode<?>> placeholders) {
    this.placeholders = placeholders;
    later = false;
  }

  @Override
  public @Nullable ElementDescriptor find(String name) {
    ElementFactory factory = Catalogs.find(name);
    return factory == null ? null : factory.descriptor();
  }

  @Override
  public Diagnostic unknown(String name) {
    return Catalogs.unknown(name).diagnostic();
  }

  @Override
  public @Nullable Given given(PipelineText text, int element) {
    if (later) {
      return new Given(GivenElement.in(text, element), null);
    }
    ElementNode<?> node = placeholders.get(text.elements().get(element).factory());
    return node == null ? null : new Given(node.descriptor(), node.givenName());
  }

  ElementNode<?> placeholder(String name) {
    ElementNode<?> node = placeholders.get(name);
    if (node == null) {
      throw new IllegalStateException("placeholder was not checked name=" + name);
    }
    return node;
  }
}
