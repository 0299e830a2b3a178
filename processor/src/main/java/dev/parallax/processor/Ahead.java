package dev.parallax.processor;

import com.palantir.javapoet.JavaFile;
import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.rtcheck.RtCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipFile;

/**
 * Loads the classes that processors need on another thread while the compiler reads sources. A
 * compiler loads processors anew for each compilation, also one that lives long; these classes are
 * most of what they cost then.
 */
final class Ahead {
  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final String SUFFIX = ".class";

  private Ahead() {}

  /** Begins once. Does nothing where classes are in folders. */
  static void begin() {
    if (BEGUN.compareAndSet(false, true)) {
      ForkJoinPool.commonPool()
          .execute(() ->
              List.of(JavaFile.class, ElementProcessor.class, DescriptorText.class, RtCheck.class)
                  .forEach(Ahead::loadJarOf));
    }
  }

  private static void loadJarOf(Class<?> one) {
    CodeSource source = one.getProtectionDomain().getCodeSource();
    try (ZipFile jar = new ZipFile(Path.of(source.getLocation().toURI()).toFile())) {
      jar.stream()
          .map(entry -> entry.getName())
          .filter(Ahead::isNeeded)
          .forEach(name -> load(name.substring(0, name.length() - SUFFIX.length())));
    } catch (IOException | java.net.URISyntaxException | RuntimeException e) {
      return; // They are loaded when they are needed.
    }
  }

  /** Most compilations have neither wire records nor typed chains. */
  private static boolean isNeeded(String entry) {
    return entry.endsWith(SUFFIX)
        && !entry.endsWith("-info.class")
        && !entry.startsWith("dev/parallax/processor/Wire")
        && !entry.startsWith("dev/parallax/processor/Chain");
  }

  private static void load(String name) {
    try {
      Class.forName(name.replace('/', '.'), true, Ahead.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return; // Who needs it will say so.
    }
  }
}
