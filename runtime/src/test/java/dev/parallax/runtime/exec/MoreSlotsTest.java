package dev.parallax.runtime.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many buffers are made for consumers that say that they keep some. */
class MoreSlotsTest {
  private static final int MOST_SAID = 1024;
  private static final long PICTURE = 1920L * 1080 * 4;

  @Test
  void shouldMakeNoMoreThanAGiBWhenAnotherProcessSaysSo() {
    MoreSlots more = MoreSlots.NONE.plus(MOST_SAID, true).plus(MOST_SAID, true);
    assertThat(more.of(64 << 10)).isEqualTo(2 * MOST_SAID);
    assertThat(more.of(PICTURE) * PICTURE)
        .isBetween(MoreSlots.MAX_FOREIGN_BYTES - PICTURE, MoreSlots.MAX_FOREIGN_BYTES);
    assertThat(more.of(2L << 30)).isZero();
  }

  @Test
  void shouldMakeAllWhenAnElementOfThisProcessSaysSo() {
    MoreSlots more = MoreSlots.NONE.plus(MOST_SAID, true).plus(MOST_SAID, false);
    assertThat(more.of(2L << 30)).isEqualTo(MOST_SAID);
  }
}
