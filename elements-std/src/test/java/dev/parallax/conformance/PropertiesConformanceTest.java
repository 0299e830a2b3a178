package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every property of every standard element keeps its promises, at each end of its range too. */
@ExtendWith({LeakWatcher.class, Silence.class})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PropertiesConformanceTest {
  @BeforeAll
  static void warm() {
    NetPeer.warm();
  }

  private static final long GLIMPSE_MS = 20;

  @TempDir Path dir;

  static List<String> elements() {
    return Subject.all();
  }

  @ParameterizedTest
  @MethodSource("elements")
  void shouldKeepPropertiesInTheirRanges(String element) {
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline = subject.pipeline(Subject.SOME)) {
      for (PropertyDescriptor property : subject.properties()) {
        Object value = pipeline.get("x", property.name());
        assertThat(value).as(property.name()).isNotNull();
        assertThat(property.doc()).as(property.name()).isNotBlank();
        setAndGet(pipeline, property, value);
        for (Object good : Values.inside(property)) {
          setAndGet(pipeline, property, good);
        }
        pipeline.set("x", property.name(), value);
        for (Object bad : Values.outside(property)) {
          assertThatThrownBy(() -> pipeline.set("x", property.name(), bad))
              .as(property.name() + "=" + bad)
              .isInstanceOf(ParallaxException.class)
              .hasMessageContaining("PLX-PROP-")
              .hasMessageContaining(property.name());
          assertThat(pipeline.get("x", property.name())).isEqualTo(value);
        }
      }
      assertThatThrownBy(() -> pipeline.set("x", "no-such-property", 1))
          .hasMessageContaining("PLX-PROP-");
    }
  }

  private static void setAndGet(Pipeline pipeline, PropertyDescriptor property, Object value) {
    pipeline.set("x", property.name(), value);
    assertThat(String.valueOf(pipeline.get("x", property.name())))
        .as(property.name())
        .isEqualTo(String.valueOf(value));
  }

  @ParameterizedTest
  @MethodSource("elements")
  void shouldChangeOnlyLivePropertiesWhileRunning(String element) {
    try (Subject subject = new Subject(element, dir)) {
      boolean endless = subject.canBeEndless();
      try (Pipeline pipeline = subject.pipeline(endless ? Subject.ENDLESS : Subject.SOME)) {
        pipeline.prepare();
        pipeline.activate();
        for (PropertyDescriptor property : subject.properties()) {
          Object value = pipeline.get("x", property.name());
          if (!property.live()) {
            assertThatThrownBy(() -> pipeline.set("x", property.name(), value))
                .hasMessageContaining("PLX-PROP-");
            continue;
          }
          setAndGet(pipeline, property, value);
          for (Object bad : Values.outside(property)) {
            assertThatThrownBy(() -> pipeline.set("x", property.name(), bad))
                .hasMessageContaining("PLX-PROP-");
          }
        }
        if (endless) {
          Running.awaitFlow(pipeline);
        }
        assertThat(pipeline.error()).isNull();
        setToTheEnds(pipeline, subject.properties());
        if (endless) {
          Running.await("buffers flow or an error says why not", Running.moves(pipeline));
        }
        isForUsers(element, pipeline.error());
      }
    }
  }

  /**
   * The stream may meet each of the values: a crop of the whole picture or a time limit of a
   * millisecond is in the range and ends it, if a buffer comes just then.
   */
  private static void setToTheEnds(Pipeline pipeline, List<PropertyDescriptor> properties) {
    for (PropertyDescriptor property : properties) {
      if (property.live()) {
        Object value = pipeline.get("x", property.name());
        for (Object good : Values.inside(property)) {
          setAndGet(pipeline, property, good);
        }
        pipeline.set("x", property.name(), value);
      }
    }
  }

  /** Each value that a range allows works, or is refused in words for a user. */
  @ParameterizedTest
  @MethodSource("elements")
  void shouldWorkOrSayWhyNotAtTheEndsOfARange(String element) throws Exception {
    List<PropertyDescriptor> properties = new Subject(element, dir).properties();
    for (PropertyDescriptor property : properties) {
      if (property.name().equals("fd")) {
        continue; // the numbers at the ends are somebody else's descriptors
      }
      for (Object value : Values.edges(property)) {
        try (Subject subject = new Subject(element, dir);
            Pipeline pipeline = subject.pipeline(Subject.SOME)) {
          pipeline.set("x", property.name(), value);
          String what = element + " " + property.name() + "=" + value;
          isForUsers(what, glimpse(pipeline));
        }
      }
    }
  }

  /** Runs for a moment; what went wrong, or null. */
  private static @Nullable ParallaxException glimpse(Pipeline pipeline)
      throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    pipeline
        .bus()
        .listen(m -> {
          if (m instanceof Message.Eos || m instanceof Message.Failure) {
            over.countDown();
          }
        });
    try {
      pipeline.prepare();
      pipeline.activate();
    } catch (ParallaxException e) {
      return e;
    }
    // There is nothing to wait for where a stream has no end: the moment only gives it a chance.
    over.await(GLIMPSE_MS, TimeUnit.MILLISECONDS);
    ParallaxException error = pipeline.error();
    pipeline.suspend();
    return error;
  }

  private static void isForUsers(String what, @Nullable ParallaxException error) {
    Throwable cause = error == null ? null : error.getCause();
    if (cause != null) {
      assertThat(cause)
          .as(what)
          .isInstanceOfAny(
              StreamException.class,
              IOException.class,
              IllegalArgumentException.class,
              IllegalStateException.class,
              ParallaxException.class);
    }
  }
}
