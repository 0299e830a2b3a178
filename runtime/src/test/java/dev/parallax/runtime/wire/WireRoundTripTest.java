package dev.parallax.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.runtime.wire.Everything.Color;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WireRoundTripTest {
  private static final int ROUNDS = 20_000;
  private static final EverythingWire CODEC = EverythingWire.CODEC;

  private final MemorySegment memory =
      Arena.ofAuto().allocate(16 + CODEC.size() + 16, WireCodec.HEADER);

  @Test
  void shouldBeTheSameWhenWrittenAndRead() {
    RandomEverything random = new RandomEverything(1);
    for (int i = 0; i < ROUNDS; i++) {
      Everything value = random.next();
      CODEC.encode(value, memory, 16);
      assertThat(CODEC.validate(memory, 16, CODEC.size())).isEqualTo(CODEC.size());
      byte[] block = block();
      Everything read = CODEC.decode(memory, 16, CODEC.size());
      memory.fill((byte) 0x55);
      CODEC.encode(read, memory, 16);
      assertThat(block()).isEqualTo(block);
      if (i < 200) {
        assertThat(read)
            .usingRecursiveComparison()
            .withEqualsForType(Float::equals, Float.class)
            .withEqualsForType(Double::equals, Double.class)
            .isEqualTo(value);
      }
    }
  }

  @Test
  void shouldWriteItsOwnBytesOnly() {
    memory.fill((byte) 0x55);
    CODEC.encode(new RandomEverything(2).next(), memory, 16);
    for (int i = 0; i < 16; i++) {
      assertThat(memory.get(ValueLayout.JAVA_BYTE, i)).isEqualTo((byte) 0x55);
      assertThat(memory.get(ValueLayout.JAVA_BYTE, 16L + CODEC.size() + i)).isEqualTo((byte) 0x55);
    }
  }

  @Test
  void shouldShowTheSameWhenAViewReads() {
    RandomEverything random = new RandomEverything(3);
    EverythingView view = new EverythingView();
    for (int i = 0; i < ROUNDS; i++) {
      CODEC.encode(random.next(), memory, 16);
      view.wrap(memory, 16, CODEC.size());
      byte[] block = block();
      CODEC.encode(ViewReader.read(view), memory, 16);
      assertThat(block()).isEqualTo(block);
    }
  }

  @Test
  void shouldLieAtUnalignedOffsetsAndOnTheHeapToo() {
    byte[] heap = new byte[CODEC.size() + 3];
    Everything value = new RandomEverything(4).next();
    CODEC.encode(value, MemorySegment.ofArray(heap), 3);
    assertThat(CODEC.decode(MemorySegment.ofArray(heap), 3, CODEC.size()))
        .usingRecursiveComparison()
        .isEqualTo(value);
  }

  @Test
  void shouldHaveTheDocumentedPlacesWhenWritten() {
    PartWire.CODEC.encode(new Part(0x01020304, "hé"), memory, 0);
    assertThat(memory.asSlice(0, 24).toArray(ValueLayout.JAVA_BYTE))
        .startsWith(new byte[] {26, 0, 0, 0})
        .endsWith(
            new byte[] {4, 3, 2, 1, 3, 0, 'h', (byte) 0xc3, (byte) 0xa9, 0, 0, 0, 0, 0, 0, 0});
    assertThat(memory.get(ValueLayout.JAVA_INT, 4)).isEqualTo(PartWire.TYPE_ID);
    assertThat(PartWire.CODEC.size()).isEqualTo(32).isEqualTo(PartWire.SIZE);
  }

  @Test
  void shouldRefuseWhenTooLong() {
    assertThatThrownBy(() -> PartWire.CODEC.encode(new Part(1, "x".repeat(13)), memory, 0))
        .isInstanceOf(WireException.class)
        .hasMessageStartingWith(
            "[PLX-WIRE-002] value is longer than its field field=Part.label length=13 max=12");
    assertThatThrownBy(() -> PartWire.CODEC.decode(memory, 0, PartWire.SIZE))
        .hasMessageContaining("length of a block lies outside");
    assertThatThrownBy(() -> PartWire.CODEC.encode(new Part(1, "€".repeat(5)), memory, 0))
        .isInstanceOf(WireException.class);
    assertThatThrownBy(() -> PartWire.CODEC.encode(new Part(1, ""), memory, memory.byteSize() - 24))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldReplaceWhatIsNoText() {
    PartWire.CODEC.encode(new Part(1, "a\ud800b"), memory, 0);
    assertThat(PartWire.CODEC.decode(memory, 0, PartWire.SIZE).label()).isEqualTo("a?b");
    memory.set(ValueLayout.JAVA_BYTE, 14, (byte) 0xff);
    assertThat(PartWire.CODEC.decode(memory, 0, PartWire.SIZE).label()).isEqualTo("\ufffd?b");
  }

  @Test
  void shouldCompareTextsWithoutReadingThem() {
    PartView view = new PartView();
    for (String text : List.of("", "camera", "camerb", "cam", "caméra")) {
      PartWire.CODEC.encode(new Part(1, text), memory, 0);
      view.wrap(memory, 0, PartWire.SIZE);
      for (String other : List.of("", "camera", "camerb", "cam", "caméra")) {
        assertThat(view.label().contentEquals(other)).isEqualTo(text.equals(other));
      }
    }
  }

  @Test
  void shouldAllocateNothingWhenEncodingCheckingAndViewing() {
    Everything value =
        new Everything(
            true,
            (byte) 1,
            (short) 2,
            'c',
            4,
            5,
            6,
            7,
            Color.BLUE,
            new Part(8, "part"),
            "text with é",
            new byte[] {9},
            Optional.of(true),
            OptionalInt.of(10),
            OptionalLong.of(11),
            OptionalDouble.of(12),
            Optional.of("text"),
            Optional.of(new Part(13, "")),
            Optional.of(Color.GREEN),
            new ArrayList<>(List.of(14.0)),
            new ArrayList<>(List.of(true)),
            new ArrayList<>(List.of(Color.RED)),
            new ArrayList<>(List.of("t")),
            new ArrayList<>(List.of(new byte[2])),
            new ArrayList<>(List.of(new Part(15, "z"))));
    EverythingView view = new EverythingView();
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    long sum = 0;
    for (int round = 0; round < 40; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        CODEC.encode(value, memory, 16);
        sum += CODEC.validate(memory, 16, CODEC.size());
        view.wrap(memory, 16, CODEC.size());
        sum += view.i64() + view.text().length() + view.parts(0).x() + view.color().ordinal();
        sum += view.texts(0).contentEquals("t") ? 1 : 0;
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(sum).isEqualTo(40_000L * (CODEC.size() + 5 + 12 + 15 + 2 + 1));
    assertThat(least).as("bytes of 1000 rounds").isLessThan(1000);
  }

  private byte[] block() {
    return memory.asSlice(16, CODEC.size()).toArray(ValueLayout.JAVA_BYTE);
  }
}
