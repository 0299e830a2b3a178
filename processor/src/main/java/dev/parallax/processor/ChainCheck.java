package dev.parallax.processor;

import com.sun.source.tree.Tree;
import dev.parallax.model.check.BoundPipeline;
import dev.parallax.model.check.ElementSource;
import dev.parallax.model.check.Parameters;
import dev.parallax.model.check.PipelineBinder;
import dev.parallax.model.check.PipelineCheck;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.Diagnostics;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.model.solve.ConverterPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Checks a chain as the runtime does when it is run. */
final class ChainCheck implements ElementSource {
  private static final String STANDARD = "dev.parallax.elements.std.StdElements";

  private final Elements elements;
  private final BuilderTypes builders;
  private final Map<String, ElementDescriptor> used = new HashMap<>();

  /** What is wrong with a chain, and where. */
  record Finding(Diagnostic diagnostic, Tree at) {}

  ChainCheck(Elements elements, BuilderTypes builders) {
    this.elements = elements;
    this.builders = builders;
  }

  /** The first error, or null. */
  @Nullable Finding check(Chain chain) {
    used.clear();
    for (ElementDescriptor descriptor : chain.descriptors()) {
      ElementDescriptor other = used.putIfAbsent(descriptor.name(), descriptor);
      if (other != null && !other.equals(descriptor)) {
        return null; // two elements of one name: no string can tell them apart
      }
    }
    int count = chain.descriptors().size();
    @Nullable BoundPipeline bound = null;
    for (int i = 1; i <= count; i++) {
      try {
        bound = PipelineBinder.bind(chain.text(i), this, Parameters.LATER);
      } catch (ParallaxException e) {
        return new Finding(e.diagnostic(), chain.tree(i - 1));
      }
    }
    if (bound == null) {
      return null;
    }
    try {
      PipelineCheck.check(bound, ConverterPolicy.DENY, this);
      return null;
    } catch (ParallaxException e) {
      return new Finding(e.diagnostic(), chain.tree(place(e.diagnostic(), bound.elements())));
    }
  }

  /** The downstream element of the link that the diagnostic is about, or the one that it names. */
  private static int place(Diagnostic diagnostic, List<BoundPipeline.Element> elements) {
    String link = diagnostic.data().getOrDefault("link", "");
    String named = diagnostic.data().getOrDefault("element", "");
    for (int i = 0; i < elements.size(); i++) {
      String name = elements.get(i).name();
      if (link.contains(" -> " + name + ".") || named.equals(name)) {
        return i;
      }
    }
    return elements.size() - 1;
  }

  @Override
  public @Nullable ElementDescriptor find(String name) {
    ElementDescriptor own = used.get(name);
    return own != null ? own : standard(name);
  }

  /** Converters that a fix may name. */
  private @Nullable ElementDescriptor standard(String name) {
    TypeElement facade = elements.getTypeElement(STANDARD);
    String names = facade == null ? null : BuilderTypes.constant(facade, "ELEMENTS");
    if (names == null) {
      return null;
    }
    for (String builder : names.split(",", -1)) {
      if (builder.toLowerCase(java.util.Locale.ROOT).endsWith("." + name + "element")) {
        TypeElement type = elements.getTypeElement(builder);
        BuilderTypes.Builder found = type == null ? null : builders.of(type.asType());
        return found == null ? null : found.descriptor();
      }
    }
    return null;
  }

  @Override
  public Diagnostic unknown(String name) {
    return Diagnostics.unknownElement(name, used.keySet()).diagnostic();
  }

  @Override
  public @Nullable Given given(PipelineText text, int element) {
    return null;
  }
}
