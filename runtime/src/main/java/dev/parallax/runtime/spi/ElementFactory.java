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
  private final @Nullable Path code;
  private volatile @Nullable ElementDescriptor descriptor;

  private ElementFactory(
      String text, Supplier<ElementAdapter> maker, @Nullable Path jar, @Nullable Path code) {
    this.text = text;
    this.maker = maker;
    this.jar = jar;
    this.code = code;
  }

  /**
   * Generated code.
   *
   * @param descriptorText the generated constant
   * @param maker makes an adapter with a new element
   */
  public static ElementFactory of(String descriptorText, Supplier<ElementAdapter> maker) {
    return new ElementFactory(descriptorText, maker, null, null);
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
        null);
  }

  /**
   * An element of a plugin: of a jar that is not on the path.
   *
   * @param itsCode what its classes were loaded from; null when the adapter has a description in
   *     place of the element, and so can't be started: its code is not in this process
   */
  public ElementFactory ofPlugin(Path itsJar, @Nullable Path itsCode) {
    return new ElementFactory(text, maker, itsJar, itsCode);
  }

  /** The plugin's jar, or null when the element is on the path. */
  public @Nullable Path jar() {
    return jar;
  }

  /**
   * What a plugin's classes were loaded from: a copy of its jar that nobody can change, by the
   * number of its descriptor in this process. Null when the element is on the path, or only
   * described.
   */
  public @Nullable Path code() {
    return code;
  }

  /** Whether the element's code is not in this process. */
  public boolean isDescribed() {
    return jar != null && code == null;
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
