package dev.parallax.processor;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.WeakHashMap;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Elements that were read without an error, for the next processor that wants them: reading one
 * takes longer than anything else that is done with it but writing. A compiler makes its symbols
 * anew for each round and each compilation, so nothing here is ever older than what it stands for.
 */
final class ReadElements {
  private static final Map<TypeElement, SoftReference<ElementSpec>> READ = new WeakHashMap<>();

  private ReadElements() {}

  static void put(TypeElement type, ElementSpec spec) {
    synchronized (READ) {
      READ.put(type, new SoftReference<>(spec));
    }
  }

  static @Nullable ElementSpec get(TypeElement type) {
    synchronized (READ) {
      SoftReference<ElementSpec> read = READ.get(type);
      return read == null ? null : read.get();
    }
  }
}
