package dev.parallax.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Peers that know a record as it was, and as it became. */
class WireGrowthTest {
  private static final GrowingNew FULL =
      new GrowingNew(
          7,
          "seven",
          (byte) -1,
          Everything.Color.BLUE,
          new Part(3, "p"),
          Optional.of("ms"),
          List.of(9L));

  private final MemorySegment memory = MemorySegment.ofArray(new byte[1024]);

  @Test
  void shouldGetDefaultsWhenAnOlderPeerWrote() {
    memory.fill((byte) 0x55);
    GrowingOldWire.CODEC.encode(new GrowingOld(7, "seven"), memory, 0);
    GrowingNew read = GrowingNewWire.CODEC.decode(memory, 0, GrowingOldWire.SIZE);
    assertThat(read)
        .isEqualTo(
            new GrowingNew(
                7,
                "seven",
                (byte) 0,
                Everything.Color.RED,
                new Part(0, ""),
                Optional.empty(),
                List.of()));
    assertThat(GrowingNewWire.CODEC.validate(memory, 0, GrowingOldWire.SIZE)).isEqualTo(19);
    GrowingNewView view = new GrowingNewView();
    view.wrap(memory, 0, GrowingOldWire.SIZE);
    assertThat(view.id()).isEqualTo(7);
    assertThat(view.name().toString()).isEqualTo("seven");
    assertThat(view.level()).isZero();
    assertThat(view.color()).isEqualTo(Everything.Color.RED);
    assertThat(view.part().x()).isZero();
    assertThat(view.part().label().length()).isZero();
    assertThat(view.hasUnit()).isFalse();
    assertThat(view.timesCount()).isZero();
  }

  @Test
  void shouldSkipWhatItDoesNotKnowWhenANewerPeerWrote() {
    GrowingNewWire.CODEC.encode(FULL, memory, 0);
    assertThat(GrowingOldWire.CODEC.decode(memory, 0, GrowingNewWire.SIZE))
        .isEqualTo(new GrowingOld(7, "seven"));
    assertThat(GrowingOldWire.CODEC.validate(memory, 0, GrowingNewWire.SIZE)).isEqualTo(104);
  }

  @Test
  void shouldGrowInsideOthersWhenThereIsRoom() {
    GrowingOld old = new GrowingOld(7, "seven");
    assertThat(HolderOldWire.SIZE).isEqualTo(HolderNewWire.SIZE);
    HolderNewWire.CODEC.encode(new HolderNew(List.of(FULL, FULL), FULL, 42), memory, 0);
    assertThat(HolderOldWire.CODEC.decode(memory, 0, HolderNewWire.SIZE))
        .isEqualTo(new HolderOld(List.of(old, old), old, 42));

    HolderOldWire.CODEC.encode(new HolderOld(List.of(old), old, 42), memory, 0);
    HolderNew read = HolderNewWire.CODEC.decode(memory, 0, HolderOldWire.SIZE);
    assertThat(read.last()).isEqualTo(42);
    assertThat(read.one().name()).isEqualTo("seven");
    assertThat(read.list()).extracting(GrowingNew::unit).containsExactly(Optional.empty());
  }

  @Test
  void shouldBeAllDefaultsWhenTheBlockIsAHeader() {
    GrowingOldWire.CODEC.encode(new GrowingOld(7, "seven"), memory, 0);
    WireMemory.putInt(memory, 0, WireCodec.HEADER);
    assertThat(GrowingOldWire.CODEC.decode(memory, 0, 8)).isEqualTo(new GrowingOld(0, ""));
    assertThat(GrowingOldWire.CODEC.absent()).isEqualTo(new GrowingOld(0, ""));
  }
}
