package dev.parallax.runtime.spi;

import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostics;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes instances of one element. */
public final class ElementFactory {
  private static volatile @Nullable BiFunction<ElementDescriptor, ElementAdapter, ElementAdapter>
      watch;

  private final String text;
  private final Supplier<ElementAdapter> maker;
  private final @Nullable Path jar;
  private final boolean described;
  private volatile @Nullable ElementDescriptor descriptor;

  private ElementFactory(
      String text, Supplier<ElementAdapter> maker, @Nullable Path jar, boolean described) {
    this.text = text;
    this.maker = maker;
    this.jar = jar;
    this.described = described;
  }

  /**
   * Generated code.
   *
   * @param descriptorText the generated constant
   * @param maker makes an adapter with a new element
   */
  public static ElementFactory of(String descriptorText, Supplier<ElementAdapter> maker) {
    return new ElementFactory(descriptorText, maker, null, false);
  }

  /**
   * Generated code: an element whose constructors all take objects of the application. It can be
   * described, not made.
   *
   * @param descriptorText the generated constant
   */
  public static ElementFactory userCode(String descriptorText) {
    return new ElementFactory(
        descriptorText,
        () -> {
          throw Diagnostics.needsUserCode(DescriptorText.parse(descriptorText).name());
        },
        null,
        false);
  }

  /**
   * An element of a plugin: of a jar that is not on the path.
   *
   * @param described whether the adapter has a description in place of the element, and so can't be
   *     started: its code is not in this process
   */
  public ElementFactory ofPlugin(Path itsJar, boolean described) {
    return new ElementFactory(text, maker, itsJar, described);
  }

  /** The plugin's jar, or null when the element is on the path. */
  public @Nullable Path jar() {
    return jar;
  }

  /** Whether the element's code is not in this process. */
  public boolean isDescribed() {
    return described;
  }

  /** The descriptor, parsed on first use. */
  public ElementDescriptor descriptor() {
    ElementDescriptor d = descriptor;
    if (d == null) {
      d = DescriptorText.parse(text);
      descriptor = d;
    }
    return d;
  }

  /** See {@link DescriptorText#fingerprint}. */
  public long fingerprint() {
    return DescriptorText.fingerprint(text);
  }

  /** A new element in its adapter. */
  public ElementAdapter create() {
    ElementAdapter made = maker.get();
    BiFunction<ElementDescriptor, ElementAdapter, ElementAdapter> watching = watch;
    return watching == null ? made : watching.apply(descriptor(), made);
  }

  /**
   * For test kits: what every element that is made in this process from now on is put behind, a
   * {@link ForwardingAdapter} as a rule; null: nothing, as in production.
   */
  public static void watchAll(
      @Nullable BiFunction<ElementDescriptor, ElementAdapter, ElementAdapter> watcher) {
    watch = watcher;
  }
}
