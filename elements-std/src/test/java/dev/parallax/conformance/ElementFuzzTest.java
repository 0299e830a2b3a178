package dev.parallax.conformance;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.typed.Values;
import dev.parallax.testkit.FuzzElement;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every standard element that takes bytes ends on whatever they are, or says what is wrong with
 * them. {@code -Dparallax.fuzz.rounds=} for more than a glance, {@code -Dparallax.fuzz.seed=} for
 * others.
 */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ElementFuzzTest {
  private static final int ROUNDS = Integer.getInteger("parallax.fuzz.rounds", 40);
  private static final long SEED = Long.getLong("parallax.fuzz.seed", 1);
  private static final int MAX_SEED = 30_000;

  /** They lead to places outside of the test. */
  private static final Set<String> PLACES = Set.of("location", "fd", "host", "port", "path", "uri");

  @TempDir Path dir;

  static Stream<String> elements() {
    return Subject.all().stream().filter(name -> fits(Catalogs.require(name).descriptor()));
  }

  private static boolean fits(ElementDescriptor element) {
    return FuzzElement.takesBytes(element)
        && !Partners.has(element)
        && !Samples.media(element.inputs().getFirst()).equals(Values.MEDIA_TYPE)
        && element.properties().stream().noneMatch(PropertyDescriptor::required)
        && element.properties().stream().noneMatch(p -> PLACES.contains(p.name()));
  }

  @ParameterizedTest
  @MethodSource("elements")
  void shouldEndOrSayWhatIsWrongWhenBytesAreDamaged(String element) throws IOException {
    String media = Samples.media(Catalogs.require(element).descriptor().inputs().getFirst());
    FuzzElement.of(element).quick(SEED, ROUNDS, sample(media));
  }

  private byte[] sample(String media) throws IOException {
    if (media.equals(MediaCaps.ANY_TYPE) || media.equals(MediaCaps.STREAM_TYPE)) {
      return "one,two;three\nfour 5 6.7\u00e4\n".repeat(20).getBytes(StandardCharsets.UTF_8);
    }
    byte[] all = Files.readAllBytes(Samples.file(media, dir));
    return all.length > MAX_SEED ? Arrays.copyOf(all, MAX_SEED) : all;
  }
}
