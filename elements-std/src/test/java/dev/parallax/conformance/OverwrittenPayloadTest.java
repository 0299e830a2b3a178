package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.annotations.Presence;
import dev.parallax.contract.Overwritten;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.remote.PeerLauncher;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.remote.ThreadPeer;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.typed.Values;
import dev.parallax.testkit.FuzzElement;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An element in another process changes what it has sent, while those behind it look: who takes
 * apart bytes gets a copy that nobody changes; raw media are not copied.
 */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OverwrittenPayloadTest {
  private static final int SOME = 20;
  private static final String RAW = "videotestsrc num-buffers=20 ! " + Samples.SMALL_VIDEO;
  private static final String BYTES = "fakesrc num-buffers=20 sizetype=fixed sizemax=100";

  /** They lead to places outside of the test. */
  private static final Set<String> PLACES = Set.of("location", "fd", "host", "port", "path", "uri");

  @TempDir Path dir;

  @BeforeEach
  void begin() {
    Overwritten.reset();
  }

  /** Those that are named {@code remote...} run elsewhere. */
  private record Elsewhere(boolean copiesAll) implements Placement {
    @Override
    public @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element) {
      return name.startsWith("remote") ? ThreadPeer.LAUNCHER : null;
    }

    @Override
    public boolean trusts(String name, ElementDescriptor element) {
      return true;
    }
  }

  private static Pipeline placed(Pipeline pipeline, boolean copiesAll) {
    return pipeline.placement(new Elsewhere(copiesAll));
  }

  private static long copies(Pipeline pipeline, String element) {
    return pipeline.snapshot().element(element).copies();
  }

  // ---- whoever takes bytes apart

  static Stream<String> parsers() {
    return Subject.all().stream().filter(name -> fits(Catalogs.require(name).descriptor()));
  }

  private static boolean fits(ElementDescriptor element) {
    return FuzzElement.takesBytes(element)
        && !element.inputs().getFirst().volatileOk()
        && !Partners.has(element)
        && !Samples.media(element.inputs().getFirst()).equals(Values.MEDIA_TYPE)
        && element.properties().stream().noneMatch(PropertyDescriptor::required)
        && element.properties().stream().noneMatch(p -> PLACES.contains(p.name()));
  }

  @Test
  void shouldKnowTheParsers() {
    assertThat(parsers().toList())
        .contains("flacdec", "pngdec", "jpegdec", "wavparse", "y4mdec", "rawvideoparse");
  }

  /** It ends, or says that the stream is damaged, and has seen nothing change. */
  @ParameterizedTest
  @MethodSource("parsers")
  void shouldSeeOnePayloadWhenItChangesBehindTheOutput(String element) {
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline =
            subject.pipeline(
                subject.feed() + " ! toyflip name=remote ! toywatch", Map.of(), "fakesink")) {
      placed(pipeline, false);
      try {
        pipeline.run();
      } catch (ParallaxException e) {
        assertThat(isMeant(e.getCause())).as(e.toString()).isTrue();
      }
      assertThat(Overwritten.looked()).isPositive();
      assertThat(Overwritten.changed()).as(element).isZero();
      assertThat(copies(pipeline, "remote")).isEqualTo(Overwritten.looked());
    }
  }

  /** The stream is damaged, or says what no format can be; null: its negotiation failed. */
  private static boolean isMeant(@Nullable Throwable cause) {
    return cause == null
        || cause instanceof StreamException
        || cause instanceof IOException
        || cause instanceof ParallaxException
        || cause.getClass() == IllegalArgumentException.class;
  }

  // ---- raw media

  static Stream<String> takersOfRaw() {
    return Subject.all().stream().filter(name -> isRaw(Catalogs.require(name).descriptor()));
  }

  private static boolean isRaw(ElementDescriptor element) {
    return !element.hints().userCode()
        && !Partners.has(element)
        && element.inputs().size() == 1
        && element.inputs().getFirst().presence() == Presence.ALWAYS
        && element.outputs().stream().allMatch(p -> p.presence() == Presence.ALWAYS)
        && MediaCaps.isRaw(Samples.media(element.inputs().getFirst()))
        && element.properties().stream().noneMatch(PropertyDescriptor::required)
        && element.properties().stream().noneMatch(p -> PLACES.contains(p.name()));
  }

  /** Whatever pictures and sound become meanwhile: no element minds. */
  @ParameterizedTest
  @MethodSource("takersOfRaw")
  void shouldEndInOrderWhenRawMediaChangeUnderneath(String element) {
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline =
            subject.pipeline(subject.feed() + " ! toyflip name=remote", Map.of(), "fakesink")) {
      placed(pipeline, false).run();
      assertThat(copies(pipeline, "remote")).as(element).isZero();
    }
  }

  @Test
  void shouldSeeChangesOfRawMediaWithoutACopy() {
    try (Pipeline pipeline =
        Pipeline.parse(RAW + " ! toyflip name=remote ! toywatch until=true ! fakesink")) {
      placed(pipeline, false).run();
      assertThat(Overwritten.changed()).isEqualTo(SOME);
      assertThat(copies(pipeline, "remote")).isZero();
    }
  }

  @Test
  void shouldSeeChangesWhereNobodyMinds() {
    try (Pipeline pipeline =
        Pipeline.parse(
            "fakesrc num-buffers=20 sizetype=fixed sizemax=100 ! toyflip name=remote"
                + " ! toywatch until=true ! identity ! tee ! fakesink")) {
      placed(pipeline, false).run();
      assertThat(Overwritten.changed()).isEqualTo(SOME);
      assertThat(copies(pipeline, "remote")).isZero();
    }
  }

  @Test
  void shouldCopyRawMediaWhenNativeCodeTakesThem() {
    try (Pipeline pipeline =
        Pipeline.parse(RAW + " ! toyflip name=remote ! toywatch ! toynative")) {
      placed(pipeline, false).run();
      assertThat(Overwritten.changed()).isZero();
      assertThat(copies(pipeline, "remote")).isEqualTo(SOME);
    }
  }

  @Test
  void shouldCopyOnceWhenOneOfSeveralBranchesNeedsIt() {
    try (Pipeline pipeline =
        Pipeline.parse(
            RAW
                + " ! toyflip name=remote ! queue ! tee name=t"
                + "  t. ! queue ! toywatch ! toynative  t. ! queue ! toywatch ! fakesink")) {
      placed(pipeline, false).run();
      assertThat(Overwritten.looked()).isEqualTo(2 * SOME);
      assertThat(Overwritten.changed()).isZero();
      assertThat(copies(pipeline, "remote")).isEqualTo(SOME);
      assertThat(copies(pipeline, "t")).isZero();
    }
  }

  @Test
  void shouldCopyRawMediaWhenAllIsToBeCopied() {
    try (Pipeline pipeline = Pipeline.parse(RAW + " ! toyflip name=remote ! toywatch ! fakesink")) {
      placed(pipeline, true).run();
      assertThat(Overwritten.changed()).isZero();
      assertThat(copies(pipeline, "remote")).isEqualTo(SOME);
    }
  }

  // ---- what comes back

  @Test
  void shouldNotCopyWhatIsThisProcessesOwn() {
    try (Pipeline pipeline =
        Pipeline.parse(BYTES + " ! identity name=remote ! dedup name=d ! fakesink")) {
      placed(pipeline, false).run();
      assertThat(copies(pipeline, "remote")).isZero();
      assertThat(pipeline.snapshot().element("d").buffersIn()).isEqualTo(SOME);
    }
  }

  /** The memory is that of the first, whoever sends it. */
  @Test
  void shouldCopyWhatOneSendsThatGotItFromAnother() {
    try (Pipeline pipeline =
        Pipeline.parse(
            BYTES
                + " ! toyflip name=remote1 ! identity name=remote2 ! toywatch"
                + " ! dedup name=d ! fakesink")) {
      placed(pipeline, false).run();
      assertThat(Overwritten.changed()).isZero();
      assertThat(copies(pipeline, "remote1")).isZero();
      assertThat(copies(pipeline, "remote2")).isEqualTo(SOME);
    }
  }

  /** An element may send a part of what it got as something else. */
  @Test
  void shouldCopyRawMediaThatAreSentOnAsBytes() {
    try (Pipeline pipeline =
        Pipeline.parse(
            "audiotestsrc num-buffers=20 ! toyflip name=remote ! wavenc name=e ! toywatch"
                + " ! wavparse ! fakesink")) {
      placed(pipeline, false).run();
      assertThat(Overwritten.changed()).isZero();
      assertThat(copies(pipeline, "remote")).isZero();
      assertThat(copies(pipeline, "e")).isEqualTo(SOME);
    }
  }

  @Test
  void shouldExplainWhatIsCopied() {
    try (Pipeline pipeline =
        Pipeline.parse(
            RAW + " ! identity name=remote1 ! pngenc name=remote2 ! pngdec ! fakesink")) {
      placed(pipeline, false);
      assertThat(pipeline.explain().text())
          .contains(
              "crossings\n"
                  + "  remote1.out  volatile: read where its process could still change it\n"
                  + "  remote2.out  stable: copied once when it comes in\n");
      assertThat(pipeline.explain().crossings()).hasSize(2);
    }
  }
}
