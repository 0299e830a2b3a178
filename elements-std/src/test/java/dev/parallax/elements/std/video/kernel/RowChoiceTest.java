package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On clocks of the test's own: a row takes and allocates what the test says. */
class RowChoiceTest {
  private static final int ROWS = 100;
  private static final long PLAIN_NS = 20_000;

  private long now;
  private long bytes;
  private long fastNs = 1_000;
  private long fastBytes;
  private RowKernels fast = ScalarRows.INSTANCE;

  /** How much more there is to do in every third row than in the others. */
  private int uneven = 1;

  @BeforeEach
  void useVectors() {
    assumeTrue(VectorSupport.usable(), "no vectors in this JVM");
    fast = VectorSupport.rows();
  }

  private RowChoice choice() {
    return new RowChoice(fast, () -> now, () -> bytes);
  }

  /** Makes a picture; the number of its rows that were done with vectors. */
  private int picture(RowChoice choice) {
    int vectors = 0;
    choice.begin();
    for (int r = 0; r < ROWS; r++) {
      boolean vector = choice.next() == fast;
      vectors += vector ? 1 : 0;
      now += (vector ? fastNs : PLAIN_NS) * (r % 3 == 0 ? uneven : 1);
      bytes += vector ? fastBytes : 0;
    }
    return vectors;
  }

  private int pictures(RowChoice choice, int count) {
    int vectors = 0;
    for (int i = 0; i < count; i++) {
      vectors += picture(choice);
    }
    return vectors;
  }

  @Test
  void shouldUsePlainLoopsWhenTheStreamIsShort() {
    assertThat(pictures(choice(), (int) (RowChoice.PATIENCE_NS / PLAIN_NS / ROWS))).isZero();
  }

  @Test
  void shouldSettleOnVectorsWhenTheyWinAndAllocateNothing() {
    RowChoice choice = choice();
    pictures(choice, 40);
    assertThat(picture(choice)).isEqualTo(ROWS);
  }

  @Test
  void shouldSettleOnVectorsWhenSomeRowsHaveMoreToDo() {
    fastNs = PLAIN_NS / 2;
    uneven = 10;
    RowChoice choice = choice();
    pictures(choice, 40);
    assertThat(picture(choice)).isEqualTo(ROWS);
  }

  @Test
  void shouldGiveVectorsUpWhenTheyKeepAllocating() {
    fastBytes = 96;
    RowChoice choice = choice();
    // The last row of a picture is not judged.
    assertThat(pictures(choice, 12_000))
        .isBetween(RowChoice.GIVE_UP_ROWS, RowChoice.GIVE_UP_ROWS / 50 * 51);
    fastBytes = 0;
    assertThat(pictures(choice, 1_000)).as("rows with vectors once given up").isZero();
  }

  @Test
  void shouldGiveVectorsUpWhenTheyKeepLosing() {
    fastNs = 1_000_000;
    RowChoice choice = choice();
    int tried = pictures(choice, 12_000);
    assertThat(tried * fastNs).isBetween(RowChoice.GIVE_UP_NS, RowChoice.GIVE_UP_NS / 50 * 51);
    assertThat(pictures(choice, 1_000)).as("rows with vectors once given up").isZero();
  }

  @Test
  void shouldGiveVectorsUpWhenTheyAllocateAfterTheyHadWon() {
    RowChoice choice = choice();
    pictures(choice, 40);
    fastBytes = 96;
    pictures(choice, RowChoice.RENEW_PICTURES + RowChoice.GIVE_UP_ROWS / ROWS + 1_000);
    assertThat(picture(choice)).isZero();
  }

  @Test
  void shouldKeepVectorsWhenTheProofIsRenewed() {
    RowChoice choice = choice();
    pictures(choice, 40);
    int vectors = pictures(choice, 5 * RowChoice.RENEW_PICTURES);
    assertThat(vectors)
        .as("a plain row or two a proof")
        .isGreaterThan(5 * RowChoice.RENEW_PICTURES * ROWS - 20);
    assertThat(picture(choice)).isEqualTo(ROWS);
  }

  @Test
  void shouldUsePlainLoopsWhenThereAreNoOthers() {
    RowChoice choice = new RowChoice(ScalarRows.INSTANCE);
    choice.begin();
    assertThat(choice.next()).isSameAs(ScalarRows.INSTANCE);
    assertThat(choice.rows()).isSameAs(ScalarRows.INSTANCE);
  }
}
