package dev.parallax.runtime.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.Wire;
import dev.parallax.runtime.wire.WireException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetadataWireTest {
  private static final int ROUNDS = 20_000;
  private static final Place ROOF = new Place(52.5, 13.25, "roof");

  /** Another record. */
  @Wire
  record Other(int value) {}

  private final byte[] bytes = new byte[MetadataWire.MAX_BYTES + 16];
  private final MemorySegment memory = MemorySegment.ofArray(bytes);

  @Test
  void shouldBeTheSameWhenWrittenAndRead() {
    Metadata all =
        Metadata.EMPTY
            .with("a/boolean", true)
            .with("a/int", -1)
            .with("a/long", Long.MIN_VALUE)
            .with("a/float", 1.5f)
            .with("a/double", Double.NaN)
            .with("a/text", "größe €")
            .with("a/empty", "")
            .with(Metadata.KLV, new byte[] {6, 14, 43, 52, 0})
            .with("schlüssel/ö", 7)
            .with("sensor/place", ROOF, PlaceWire.CODEC);
    int length = MetadataWire.encode(all, memory, 8, bytes.length - 8);
    Metadata read = MetadataWire.decode(memory, 8, length);
    assertThat(read).isEqualTo(all);
    assertThat(read.get("sensor/place", PlaceWire.CODEC)).isEqualTo(ROOF);
    assertThat(MetadataWire.decode(memory, 8, length + 100)).isEqualTo(all);
    assertThat(read).hasToString(all.toString()).asString().contains("sensor/place=record of ");
    int none = MetadataWire.encode(Metadata.EMPTY, memory, 8, 8);
    assertThat(MetadataWire.decode(memory, 8, none)).isSameAs(Metadata.EMPTY);
  }

  @Test
  void shouldRefuseWhatIsNotThatRecord() {
    Metadata metadata = Metadata.EMPTY.with("a/place", ROOF, PlaceWire.CODEC).with("a/int", 1);
    assertThat(metadata.get("a/none", PlaceWire.CODEC)).isNull();
    assertThatThrownBy(() -> metadata.get("a/int", PlaceWire.CODEC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another type");
    assertThatThrownBy(() -> metadata.get("a/place", OtherWire.CODEC))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("block is of another type record=Other");
    assertThatThrownBy(() -> Metadata.EMPTY.with("a/place", ROOF))
        .hasMessageContaining("a @Wire record with its codec");
  }

  @Test
  void shouldRefuseWhenItCanNotCross() {
    assertThatThrownBy(() -> encode(Metadata.EMPTY.carrying(new Object())))
        .hasMessageStartingWith("[PLX-WIRE-003] metadata carries an object of the application");
    Metadata many = Metadata.EMPTY;
    for (int i = 0; i < 257; i++) {
      many = many.with("a/" + i, i);
    }
    Metadata tooMany = many;
    assertThatThrownBy(() -> encode(tooMany))
        .hasMessageStartingWith("[PLX-WIRE-003] metadata has too many values count=257 max=256");
    assertThat(MetadataWire.decode(memory, 0, encode(tooMany.without("a/3"))).keys()).hasSize(256);
    Metadata large = Metadata.EMPTY.with("a/a", new byte[60_000]).with("a/b", new byte[60_000]);
    assertThatThrownBy(() -> encode(large))
        .hasMessageStartingWith("[PLX-WIRE-003] metadata is too large key=a/b bytes=");
    assertThatThrownBy(() -> encode(Metadata.EMPTY.with("a/a", "x".repeat(65_001))))
        .hasMessageStartingWith("[PLX-WIRE-002]");
    assertThatThrownBy(() -> encode(Metadata.EMPTY.with("a/" + "k".repeat(300), 1)))
        .hasMessageStartingWith("[PLX-WIRE-002]");
    assertThatThrownBy(() -> MetadataWire.encode(Metadata.EMPTY.with("a/a", 1L), memory, 0, 24))
        .hasMessageStartingWith("[PLX-WIRE-003]");
    assertThat(MetadataWire.encode(Metadata.EMPTY.with("a/a", 1L), memory, 0, 32)).isEqualTo(24);
  }

  private int encode(Metadata metadata) {
    return MetadataWire.encode(metadata, memory, 0, bytes.length);
  }

  @Test
  void shouldRefuseOrReadWhenBytesAreDamaged() {
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      int length = encode(random(random));
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        bytes[random.nextInt(length)] = (byte) random.nextInt();
      }
      try {
        Metadata read =
            MetadataWire.decode(memory, 0, random.nextInt(8) == 0 ? length / 2 : length);
        assertThat(MetadataWire.decode(memory, 0, encode(read))).isEqualTo(read);
      } catch (WireException e) {
        assertThat(e).hasMessageStartingWith("[PLX-WIRE-001]");
        refused++;
      }
    }
    assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 20);
  }

  private static Metadata random(Random random) {
    Metadata metadata = Metadata.EMPTY;
    for (int n = random.nextInt(6); n >= 0; n--) {
      String key = (char) ('a' + random.nextInt(26)) + "/key";
      metadata =
          switch (random.nextInt(7)) {
            case 0 -> metadata.with(key, random.nextBoolean());
            case 1 -> metadata.with(key, random.nextInt());
            case 2 -> metadata.with(key, random.nextLong());
            case 3 -> metadata.with(key, random.nextDouble());
            case 4 -> metadata.with(key, "text".repeat(random.nextInt(9)));
            case 5 -> metadata.with(key, new byte[random.nextInt(40)]);
            default -> metadata.with(key, ROOF, PlaceWire.CODEC);
          };
    }
    return metadata;
  }

  @Test
  void shouldNameWhatIsWrongWhenRefused() {
    int length = encode(Metadata.EMPTY.with("a/a", true).with("a/b", 2));
    assertRefused(length, 0, 7, "length=7");
    assertRefused(length, 0, length + 8, "length=" + (length + 8));
    assertRefused(length, 4, 0x1_0003, "length=40 offset=40");
    assertRefused(length, 4, 0x1_0101, "count=257");
    assertRefused(length, 4, 0x2_0002, "version=2");
    assertRefused(length, 8, 0x3_0009, "kind=9");
    assertRefused(length, 16, 2, "boolean=2");
    assertRefused(length, 12, 0x61_61_61, "key=0 offset=8");
    assertRefused(length, 12, 0x1b_2f_61, "key=0 offset=8"); // a/ESC
    assertThatThrownBy(() -> MetadataWire.decode(memory, 0, 7)).hasMessageContaining("size=7");
    assertThatThrownBy(() -> MetadataWire.decode(memory, 0, 70_000)).hasMessageContaining("size=");
  }

  private void assertRefused(int length, int at, int value, String message) {
    int before = memory.get(ValueLayout.JAVA_INT_UNALIGNED, at);
    memory.set(ValueLayout.JAVA_INT_UNALIGNED, at, value);
    assertThatThrownBy(() -> MetadataWire.decode(memory, 0, length))
        .isInstanceOf(WireException.class)
        .hasMessageContaining(message);
    memory.set(ValueLayout.JAVA_INT_UNALIGNED, at, before);
  }
}
