package dev.parallax.rtcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class JdkTableTest {
  @Test
  void shouldBeWhatTheToolComputesWhenTheJdkIsTheSame() throws Exception {
    String build = JdkTable.load().build();
    assumeTrue(
        build.equals(Runtime.version().toString()),
        "the table is of another build table=" + build + " running=" + Runtime.version());

    Set<String> computed = JdkTableTool.text().lines().collect(Collectors.toSet());
    Set<String> committed = committed().lines().collect(Collectors.toSet());
    computed.removeIf(committed::remove);

    assertThat(computed).as("rows that are not committed; fix: see CONTRIBUTING.md").isEmpty();
    assertThat(committed).as("rows that are not computed; fix: see CONTRIBUTING.md").isEmpty();
  }

  @Test
  void shouldTellExactFromOverriddenMethodsWhenTheyDiffer() {
    MethodRef hash = new MethodRef("java/lang/Object", "hashCode", "()I");

    JdkTable.Row row = Objects.requireNonNull(JdkTable.load().of(hash));

    assertThat(row.exact()).isEmpty();
    assertThat(row.virtual()).contains(Effect.ALLOCATES, Effect.BLOCKS);
  }

  @Test
  void shouldHaveEffectsOfMethodsWhenTheyAreHiddenInTheJdk() {
    assertThat(effects("java/util/ArrayList", "add", "(Ljava/lang/Object;)Z"))
        .contains(Effect.ALLOCATES);
    assertThat(effects("java/lang/Thread", "sleep", "(J)V")).containsExactly(Effect.BLOCKS);
    assertThat(effects("java/lang/Byte", "valueOf", "(B)Ljava/lang/Byte;"))
        .containsExactly(Effect.CLASS_INIT);
    assertThat(effects("java/lang/Math", "sin", "(D)D")).isEmpty();
    assertThat(effects("java/lang/Integer", "bitCount", "(I)I")).isEmpty();
  }

  @Test
  void shouldSurviveTheRoundTripWhenEffectsAreLetters() {
    EnumSet<Effect> some = EnumSet.of(Effect.BLOCKS, Effect.UNKNOWN);

    assertThat(Effect.parse(Effect.letters(some))).isEqualTo(some);
    assertThat(Effect.letters(EnumSet.noneOf(Effect.class))).isEqualTo("-");
  }

  private static Set<Effect> effects(String type, String name, String descriptor) {
    return Objects.requireNonNull(JdkTable.load().of(new MethodRef(type, name, descriptor)))
        .exact();
  }

  private static String committed() throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(JdkTable.class.getResourceAsStream(JdkTable.RESOURCE)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
