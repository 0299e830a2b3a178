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
  private static final Map<TypeElement, SoftReference<Read>> READ = new WeakHashMap<>();

  /**
   * What was read.
   *
   * @param spec the element
   * @param text text of its descriptor
   */
  record Read(ElementSpec spec, String text) {}

  private ReadElements() {}

  static void put(TypeElement type, ElementSpec spec, String text) {
    synchronized (READ) {
      READ.put(type, new SoftReference<>(new Read(spec, text)));
    }
  }

  static @Nullable Read get(TypeElement type) {
    synchronized (READ) {
      SoftReference<Read> read = READ.get(type);
      return read == null ? null : read.get();
    }
  }
}
