package dev.parallax.processor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Where the compiler on this thread writes classes. A compiler plugin is not told; an annotation
 * processor may ask. Both run on the thread of their compilation.
 */
final class CompilerOutput {
  private static final ThreadLocal<CompilerOutput> WANTED = new ThreadLocal<>();

  private @Nullable Path folder;

  private CompilerOutput() {}

  /** The plugin asks; the answer is there once processors have begun. */
  static CompilerOutput want() {
    CompilerOutput wanted = new CompilerOutput();
    WANTED.set(wanted);
    return wanted;
  }

  /** A processor begins. Does nothing under compilers that have no plugins. */
  static void tell(Filer filer) {
    CompilerOutput wanted = WANTED.get();
    if (wanted == null || wanted.folder != null) {
      return;
    }
    WANTED.remove();
    try {
      URI uri = filer.getResource(StandardLocation.CLASS_OUTPUT, "", "parallax").toUri();
      if ("file".equals(uri.getScheme())) {
        wanted.folder = Path.of(uri).getParent();
      }
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      // Classes do not go to a folder: the step on finished classes judges them.
    }
  }

  /** Null when classes go elsewhere, or no processor has run. */
  @Nullable Path folder() {
    return folder;
  }
}
