package dev.parallax.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that nobody wrote: refused by name, or read as some record; nothing else happens. */
class WireHostileTest {
  private static final int ROUNDS = Integer.getInteger("parallax.wire.rounds", 60_000);
  private static final EverythingWire CODEC = EverythingWire.CODEC;

  private final byte[] bytes = new byte[CODEC.size()];
  private final MemorySegment memory = MemorySegment.ofArray(bytes);
  private int refused;

  @Test
  void shouldRefuseOrReadWhenBytesOfABlockAreDamaged() {
    Random random = new Random(7);
    RandomEverything values = new RandomEverything(7);
    for (int i = 0; i < ROUNDS; i++) {
      CODEC.encode(values.next(), memory, 0);
      for (int n = 1 + random.nextInt(6); n > 0; n--) {
        int at = random.nextInt(bytes.length);
        bytes[at] =
            (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ 1 << random.nextInt(8));
      }
      check(random.nextInt(10) == 0 ? random.nextInt(bytes.length + 1) : bytes.length);
    }
    assertThat(refused).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
  }

  @Test
  void shouldRefuseOrReadWhenAllFieldsAreNoise() {
    Random random = new Random(8);
    for (int i = 0; i < ROUNDS; i++) {
      random.nextBytes(bytes);
      memory.set(ValueLayout.JAVA_INT_UNALIGNED, 0, random.nextInt(bytes.length + 10));
      memory.set(ValueLayout.JAVA_INT_UNALIGNED, 4, EverythingWire.TYPE_ID);
      check(bytes.length);
    }
    assertThat(refused).isGreaterThan(0);
  }

  /** Codec and check agree, and the view shows the same or refuses. */
  private void check(int available) {
    boolean valid = succeeds(() -> CODEC.validate(memory, 0, available));
    assertThat(succeeds(() -> CODEC.decode(memory, 0, available))).isEqualTo(valid);
    boolean shown =
        succeeds(() -> {
          EverythingView view = new EverythingView();
          view.wrap(memory, 0, available);
          ViewReader.read(view);
        });
    assertThat(shown).isEqualTo(valid);
    refused += valid ? 0 : 1;
  }

  private static boolean succeeds(Runnable action) {
    try {
      action.run();
      return true;
    } catch (WireException e) {
      assertThat(e).hasMessageStartingWith("[PLX-WIRE-001]");
      return false;
    }
  }

  @Test
  void shouldNameWhatIsWrongWhenRefused() {
    CODEC.encode(new RandomEverything(9).next(), memory, 0);
    assertRefused(
        0, 9999, "length of a block lies outside its bytes record=Everything length=9999");
    assertRefused(0, -1, "length=4294967295");
    assertRefused(0, 7, "length of a block lies outside");
    assertRefused(4, 1, "block is of another type record=Everything wanted=0x");
    assertRefused(48, 3, "enum has no such constant field=Everything.color index=3 constants=3");
    assertRefused(104, 21, "field is longer than it may be field=Everything.text length=21 max=20");
    assertRefused(137, 2, "flag is neither 0 nor 1 field=Everything.maybeFlag is=2");
    assertRefused(360, 3, "field=Everything.parts length=3 max=2");
    assertRefused(60, 5, "block is of another type record=Part");
    assertThatThrownBy(() -> CODEC.decode(memory, 0, 7)).hasMessageContaining("shorter than its");
    assertThatThrownBy(() -> CODEC.decode(memory, 8, bytes.length))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private void assertRefused(int at, int value, String message) {
    byte[] before = bytes.clone();
    memory.set(ValueLayout.JAVA_INT_UNALIGNED, at, value);
    assertThatThrownBy(() -> CODEC.decode(memory, 0, bytes.length))
        .isInstanceOf(WireException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> CODEC.validate(memory, 0, bytes.length)).hasMessageContaining(message);
    System.arraycopy(before, 0, bytes, 0, bytes.length);
  }

  @Test
  void shouldRefuseWhenTheRecordItselfRefuses() {
    Percent full = new Percent(100);
    PercentWire.CODEC.encode(full, memory, 0);
    assertThat(PercentWire.CODEC.decode(memory, 0, PercentWire.SIZE)).isEqualTo(full);
    memory.set(ValueLayout.JAVA_INT_UNALIGNED, 8, 101);
    assertThatThrownBy(() -> PercentWire.CODEC.decode(memory, 0, PercentWire.SIZE))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("record refuses the values that it gets record=Percent cause=above");
  }
}
