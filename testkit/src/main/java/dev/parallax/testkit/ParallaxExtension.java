package dev.parallax.testkit;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link ParallaxTest} asks for, but for the leak watcher. JUnit makes it. */
public final class ParallaxExtension implements BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ParallaxExtension.class);

  /** JUnit makes it. */
  public ParallaxExtension() {}

  /** The nearest one: a nested class without its own has that of the class around it. */
  private static Optional<ParallaxTest> annotation(ExtensionContext context) {
    Optional<ParallaxTest> own =
        AnnotationSupport.findAnnotation(context.getTestClass(), ParallaxTest.class);
    return own.isPresent() ? own : context.getParent().flatMap(ParallaxExtension::annotation);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Optional<ParallaxTest> wanted = annotation(context);
    if (wanted.map(ParallaxTest::checked).orElse(false)
        && !Boolean.getBoolean("parallax.checked")) {
      throw new AssertionError(
          "test wants checked mode and this JVM is not in it\n"
              + "  fix: give the tests' JVM -Dparallax.checked=true, with Surefire by"
              + " <argLine>-Dparallax.checked=true</argLine>");
    }
    if (wanted.map(ParallaxTest::realTime).orElse(true)) {
      context.getStore(NAMESPACE).put("sanitizer", RtSanitizer.start());
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    RtSanitizer sanitizer = context.getStore(NAMESPACE).remove("sanitizer", RtSanitizer.class);
    if (sanitizer != null) {
      sanitizer.close();
      if (context.getExecutionException().isEmpty()) {
        sanitizer.check();
      }
    }
  }
}
