package dev.parallax.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.PoolConfig;
import dev.parallax.model.caps.CapsText;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.wire.WireCodec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Bytes that no {@link Packer} wrote, or that somebody changed: what reads them refuses by {@link
 * PeerFault}, or reads something, allocates little, and does nothing else.
 */
class HostileBytesTest {
  private static final int ROUNDS = Integer.getInteger("parallax.remote.rounds", 20_000);
  private static final long MOST_ALLOCATED = 1 << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final VideoFormat VIDEO =
      (VideoFormat)
          Format.of(
              CapsText.parseMedia(
                  "video/x-raw,format=I420,width=16,height=8,framerate=30/1,"
                      + "colorimetry=bt601,chroma-site=mpeg2"));

  private final Packer packer = new Packer();
  private final Doorbell bell = Doorbell.futex();
  private final FixedBufferPool pool = FixedBufferPool.create(PoolConfig.of("hostile", 1 << 12, 1));
  private int refused;
  private int read;

  @AfterEach
  void close() {
    pool.close();
    bell.close();
  }

  private interface Reader {
    void read(MemorySegment from) throws Exception;
  }

  /** Each of them at the beginning of noise, of what was written, and of what was damaged. */
  private void check(List<byte[]> written, Reader reader) {
    Random random = new Random(5);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = written.get(random.nextInt(written.size())).clone();
      if (i % 3 == 0) {
        bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
      } else {
        for (int n = random.nextInt(5); n > 0 && bytes.length > 0; n--) {
          int at = random.nextInt(bytes.length);
          bytes[at] =
              (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ 1 << random.nextInt(8));
        }
      }
      int length = random.nextInt(8) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
      check(bytes, length, reader);
    }
    assertThat(refused).as("refused").isGreaterThan(ROUNDS / 20);
    assertThat(read).as("read").isGreaterThan(ROUNDS / 20);
  }

  private void check(byte[] bytes, int length, Reader reader) {
    MemorySegment memory = MemorySegment.ofArray(bytes).asSlice(0, length);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      reader.read(memory);
      read++;
    } catch (PeerFault e) {
      refused++;
    } catch (Throwable t) {
      throw new AssertionError("bytes=" + Arrays.toString(bytes) + " of " + length, t);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("bytes allocated").isLessThan(MOST_ALLOCATED);
  }

  private byte[] taken() {
    return packer.written().toArray(ValueLayout.JAVA_BYTE);
  }

  @Test
  void shouldRefuseOrReadWhenValuesAreDamaged() {
    List<byte[]> written = new ArrayList<>();
    for (Object value : List.of(true, 7, 8L, 1.5f, 2.5, "text", new byte[] {1, 2, 3})) {
      packer.clear().i32(1).value(value);
      written.add(taken());
    }
    check(
        written,
        bytes -> {
          Unpacker from = new Unpacker(bytes);
          for (int left = from.count(1); left > 0; left--) {
            Object unused = from.value();
          }
        });
  }

  @Test
  void shouldRefuseOrReadWhenMessagesAreDamaged() {
    List<WireCodec<?>> known = List.of(PostedWire.CODEC);
    List<byte[]> written = new ArrayList<>();
    for (Object message :
        List.of(
            7L,
            "text",
            List.of(1.5, 2.5, true, "x"),
            List.of(),
            new Posted(5, "name", List.of(1.0, Double.NEGATIVE_INFINITY)))) {
      MessageCodec.write(packer.clear(), message, known);
      written.add(taken());
    }
    check(
        written,
        bytes -> {
          Object unused = MessageCodec.read(new Unpacker(bytes), known);
        });
  }

  /** What is small in a message is not small here: a text without a letter is two objects. */
  @Test
  void shouldRefuseWhenAMessageIsTooLargeOrItsListTooLong() {
    List<String> most = Collections.nCopies(MessageCodec.MAX_VALUES, "");
    MessageCodec.write(packer.clear(), most, List.of());
    MemorySegment written = packer.written();
    assertThat(MessageCodec.read(new Unpacker(written), List.of())).isEqualTo(most);
    List<String> more = Collections.nCopies(MessageCodec.MAX_VALUES + 1, "");
    assertThatThrownBy(() -> MessageCodec.write(packer.clear(), more, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("message can't leave the element's process")
        .hasMessageContaining("values=8193 max=8192");
    packer.clear().u8(1).i32(more.size());
    more.forEach(packer::value);
    assertThatThrownBy(() -> MessageCodec.read(new Unpacker(packer.written()), List.of()))
        .isInstanceOf(PeerFault.class)
        .hasMessageContaining("values=8193");
    byte[] large = new byte[MessageCodec.MAX_BYTES];
    assertThatThrownBy(() -> MessageCodec.write(packer.clear(), large, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bytes=65542 max=65536");
    packer.clear().u8(0).value(large);
    assertThatThrownBy(() -> MessageCodec.read(new Unpacker(packer.written()), List.of()))
        .isInstanceOf(PeerFault.class)
        .hasMessageContaining("bytes=65542 max=65536");
  }

  @Test
  void shouldRefuseOrReadWhenEventsAreDamaged() {
    List<byte[]> written = new ArrayList<>();
    for (Event event :
        List.of(
            new Event.StreamStart("pipeline/source"),
            Event.Segment.START,
            new Event.Tags(Map.of("title", "a", "artist", "b")),
            new Event.Gap(1, 2),
            Event.Eos.EOS,
            new Event.Custom("a/b", Map.of("x", "1")),
            new Event.Seek(5),
            new Event.Seek(5, 9),
            new Event.SeekBytes(6),
            new Event.Qos(-1, 2),
            new Event.Latency(3),
            new Event.ForceKeyUnit())) {
      EventCodec.write(packer.clear(), event);
      written.add(taken());
    }
    check(
        written,
        from -> {
          Event unused = EventCodec.readDownstream(new Unpacker(from));
        });
    check(
        written,
        from -> {
          Event unused = EventCodec.readUpstream(new Unpacker(from));
        });
  }

  /** Of a text without a letter four bytes are sent, and two objects are made. */
  @Test
  void shouldBoundTheHeapWhenAnEventHasManyTexts() {
    Map<String, String> most = texts(EventCodec.MAX_TEXTS, "a".repeat(50) + "\u20ac");
    for (Event event : List.of(new Event.Tags(most), new Event.Custom("a/b", most))) {
      byte[] written =
          EventCodec.write(packer.clear(), event).written().toArray(ValueLayout.JAVA_BYTE);
      assertThat(written.length).isGreaterThan(Packer.MAX_BYTES * 9 / 10);
      check(
          written,
          written.length,
          from -> {
            Event had = EventCodec.readDownstream(new Unpacker(from));
            assertThat(had).isEqualTo(event);
            assertThat(EventHeap.bytes(had)).isLessThan(EventCodec.MAX_HEAP);
          });
    }
    assertThat(read).isEqualTo(2);
    Map<String, String> more = texts(EventCodec.MAX_TEXTS + 1, "");
    assertThatThrownBy(() -> EventCodec.write(packer.clear(), new Event.Tags(more)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("texts=1025 max=1024");
    packer.clear().u8(3).i32(more.size());
    more.forEach((key, value) -> packer.text(key).text(value));
    byte[] forged = taken();
    check(forged, forged.length, from -> EventCodec.readDownstream(new Unpacker(from)));
    assertThat(refused).isEqualTo(1);
  }

  private static Map<String, String> texts(int count, String value) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < count; i++) {
      texts.put(String.format("k%04d", i), value);
    }
    return texts;
  }

  @Test
  void shouldRefuseOrReadWhenFormatsAreDamaged() {
    List<byte[]> written = new ArrayList<>();
    for (Format format :
        List.of(
            VIDEO,
            Format.of(CapsText.parseMedia("audio/x-raw,format=S16LE,rate=44100,channels=2")),
            Format.of(CapsText.parseMedia("application/octet-stream")))) {
      EventCodec.write(packer.clear(), format);
      written.add(taken());
    }
    check(
        written,
        from -> {
          Format unused = EventCodec.readFormat(new Unpacker(from));
        });
  }

  @Test
  void shouldRefuseOrReadWhenFailuresAreDamaged() {
    List<byte[]> written = new ArrayList<>();
    for (Throwable thrown :
        List.of(
            new StreamException("a"),
            new IOException("b"),
            new IllegalArgumentException("c"),
            new IllegalStateException("d"),
            new RuntimeException("e"))) {
      RemoteFailure.write(packer.clear(), thrown);
      written.add(taken());
    }
    packer.clear().u8(0).text("RUN_STARVED").text("text");
    written.add(taken());
    check(
        written,
        from -> {
          Exception unused = RemoteFailure.read(new Unpacker(from));
        });
  }

  @Test
  void shouldNotForgeLinesWhenAFailureHasSeveral() {
    String text = "bad\n[PLX-SBX-005] forged\u202e \033[2J\udb40\udc41";
    String shown = "bad\n  | [PLX-SBX-005] forged\\u202e \\u001b[2J\\u{e0041}";
    for (Throwable thrown :
        List.of(
            new StreamException(text),
            new IOException(text),
            new IllegalArgumentException(text),
            new IllegalStateException(text),
            new RuntimeException(text),
            new Diagnostic(DiagnosticId.RUN_STARVED, text, Map.of()).toException())) {
      RemoteFailure.write(packer.clear(), thrown);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment written = arena.allocateFrom(ValueLayout.JAVA_BYTE, taken());
        assertThat(RemoteFailure.read(new Unpacker(written)).getMessage()).endsWith(shown);
      }
    }
  }

  /** A picture is read only when it is whole: the buffer's length covers what its layout says. */
  @Test
  void shouldRefuseOrReadWhenExtrasOfABufferAreDamaged() {
    pool.own(bell);
    List<byte[]> written = new ArrayList<>();
    for (Metadata metadata :
        List.of(Metadata.EMPTY, Metadata.EMPTY.with("a/b", 1).with("a/c", "text"))) {
      Buffer buffer = picture();
      buffer.layout(PlaneLayout.of(VIDEO));
      buffer.metadata(metadata);
      written.add(
          Objects.requireNonNull(BufferExtras.write(packer, buffer))
              .toArray(ValueLayout.JAVA_BYTE));
      buffer.close();
    }
    check(
        written,
        from -> {
          Buffer buffer = picture();
          try {
            BufferExtras.read(from, buffer, VIDEO, PlaneLayout.of(VIDEO).size());
            if (buffer.layout() instanceof PlaneLayout layout) {
              assertThat(layout.size()).isLessThanOrEqualTo(buffer.length());
            }
          } finally {
            buffer.close();
          }
        });
  }

  /** Numbers whose differences overflow, for an empty buffer. */
  @Test
  void shouldRefuseLayoutsThatAreNotWithinTheBuffer() {
    pool.own(bell);
    Random random = new Random(6);
    long[] extremes = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 192, 1L << 40, Long.MAX_VALUE};
    for (int i = 0; i < ROUNDS; i++) {
      packer.clear().i32(3).i64(extremes[random.nextInt(extremes.length)]);
      for (int p = 0; p < 3; p++) {
        packer
            .i64(extremes[random.nextInt(extremes.length)])
            .i32(random.nextBoolean() ? 16 : random.nextInt());
      }
      byte[] forged = taken();
      Buffer buffer = picture();
      buffer.range(0, 0);
      assertThatThrownBy(() -> BufferExtras.read(MemorySegment.ofArray(forged), buffer, VIDEO, 0))
          .isInstanceOf(PeerFault.class);
      buffer.close();
    }
  }

  private Buffer picture() {
    Buffer buffer = Objects.requireNonNull(pool.tryAcquire());
    buffer.range(0, PlaneLayout.of(VIDEO).size());
    return buffer;
  }
}
