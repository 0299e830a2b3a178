package dev.parallax.elements.std.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.spi.ElementNode;
import dev.parallax.testkit.LeakWatcher;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes across beside payload: formats, flags, metadata and layouts of pictures. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IpcStreamTest {
  private static final String ALL = " delivery=every wait-for-connection=true sync=false";
  private static final String UNITS = "fakesrc sizetype=fixed sizemax=8 filltype=zero ! ${mark} ! ";

  /** A buffer that depends on none before it comes once in so many. */
  private static final int KEY = 10;

  @TempDir Path dir;

  @BeforeAll
  static void warm(@TempDir Path folder) throws Exception {
    try (ServerSocketChannel unused = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      unused.bind(UnixDomainSocketAddress.of(folder.resolve("warm")));
    }
  }

  private String sink(String more) {
    return "ipcsink name=x path=" + dir.resolve("s") + " " + more;
  }

  private String source(String more) {
    return "ipcsrc name=y path=" + dir.resolve("s") + " " + more + " ! ";
  }

  /** Does something to each buffer, with its number, which becomes its time. */
  private static Map<String, ElementNode<?>> mark(BiConsumer<Bytes, Integer> what) {
    int[] number = {0};
    return Map.of(
        "mark",
        StdElements.map(b -> {
          int n = number[0]++;
          b.pts(n);
          what.accept(b, n);
        }));
  }

  private static Map<String, ElementNode<?>> keys() {
    return mark((b, n) -> b.flags(n % KEY == 0 ? 0 : Buffer.DELTA));
  }

  private static boolean isKey(Joined.Got got) {
    return got.pts() % KEY == 0;
  }

  private static byte[] payload(Bytes in) {
    byte[] all = new byte[(int) in.size()];
    in.copyTo(0, all, 0, all.length);
    return all;
  }

  // ---- formats

  /** Each format has an arena of its own, so that a reader is told to forget the first ones. */
  @Test
  void shouldFollowWhenTheFormatChangesInMidStream() {
    String changing = "changingvideo num-buffers=60 every=4 format=i420 ! ";
    List<byte[]> here = new CopyOnWriteArrayList<>();
    List<byte[]> there = new CopyOnWriteArrayList<>();
    try (Joined direct = Joined.start(changing + "${sink}", in -> here.add(payload(in)));
        Joined out = Joined.start(changing + sink(ALL));
        Joined in = Joined.start(source("") + "${sink}", b -> there.add(payload(b)))) {
      direct.awaitEnd();
      out.awaitEnd();
      in.awaitEnd();
      assertThat(in.got.stream().map(Joined.Got::format).distinct()).hasSize(3);
      assertThat(in.got)
          .extracting(Joined.Got::format)
          .isEqualTo(direct.got.stream().map(Joined.Got::format).toList());
    }
    assertThat(there).hasSize(60);
    assertThat(there).usingElementComparator(Arrays::compare).containsExactlyElementsOf(here);
  }

  @Test
  void shouldFailWithReasonWhenTheNextFormatFitsNobody() {
    try (Joined out =
            Joined.start(
                "changingvideo num-buffers=-1 every=4 format=i420 ! "
                    + sink("delivery=every wait-for-connection=true sync=false"));
        Joined in = Joined.start(source("") + "video/x-raw,width=16,height=16 ! ${sink}")) {
      assertThatThrownBy(in::awaitEnd).hasMessageContaining("width");
      assertThat(in.got).hasSize(4);
      assertThat(out.pipeline.error()).isNull();
    }
  }

  // ---- buffers that depend on each other

  @Test
  void shouldBeginAtAKeyWhenAReaderComesLate() {
    try (Joined out = Joined.start(UNITS + sink("delivery=every sync=false"), keys(), b -> {})) {
      for (int i = 0; i < 8; i++) {
        try (Joined late = Joined.start(source("num-buffers=25") + "${sink}")) {
          late.awaitEnd();
          assertThat(late.got).hasSize(25);
          Joined.Got first = late.got.getFirst();
          assertThat(isKey(first)).as("first one %s", first).isTrue();
          assertThat(first.has(Buffer.DISCONT)).isTrue();
          for (int j = 0; j < 25; j++) {
            Joined.Got got = late.got.get(j);
            assertThat(got.pts()).isEqualTo(first.pts() + j);
            assertThat(got.has(Buffer.DELTA)).isEqualTo(!isKey(got));
          }
          assertThat(late.counters("y").dropped()).isZero();
        }
      }
      assertThat(out.pipeline.error()).isNull();
    }
  }

  @Test
  void shouldGoOnAtAKeyWhenSomeWereLost() {
    try (Joined out = Joined.start(UNITS + sink("max-buffers=2 sync=false"), keys(), b -> {});
        Joined slow =
            Joined.start(
                source("num-buffers=40") + "${sink}",
                in -> {
                  long sent = out.counters("x").buffersIn();
                  Joined.await("more are sent", () -> out.counters("x").buffersIn() > sent + 7);
                })) {
      slow.awaitEnd();
      assertThat(slow.got).hasSize(40);
      long missing = 0;
      for (int i = 1; i < 40; i++) {
        Joined.Got got = slow.got.get(i);
        long gap = got.pts() - slow.got.get(i - 1).pts() - 1;
        missing += gap;
        assertThat(got.has(Buffer.DISCONT)).as("%d before %s", gap, got).isEqualTo(gap > 0);
        assertThat(gap == 0 || isKey(got)).as("%d before %s", gap, got).isTrue();
      }
      assertThat(missing).isPositive();
      assertThat(slow.counters("y").dropped()).isEqualTo(missing);
      assertThat(out.counters("x").dropped()).isGreaterThanOrEqualTo(missing);
    }
  }

  // ---- metadata

  private static Metadata said(int n) {
    return switch (n % 4) {
      case 0 -> Metadata.EMPTY;
      case 1 -> Metadata.EMPTY.with("test/number", n).with("test/large", 1L << 40 | n);
      case 2 -> Metadata.EMPTY.with("test/text", "é\u0000" + n).with("test/real", n / 7.0);
      default -> Metadata.EMPTY.with("test/bytes", new byte[1000 + n]).with("test/yes", true);
    };
  }

  @Test
  void shouldCarryMetadataWhenBuffersHaveSome() {
    List<Metadata> got = new ArrayList<>();
    try (Joined out =
            Joined.start(UNITS + sink(ALL), mark((b, n) -> b.metadata(said(n))), b -> {});
        Joined in =
            Joined.start(source("num-buffers=200") + "${sink}", b -> got.add(b.metadata()))) {
      in.awaitEnd();
      assertThat(got).hasSize(200);
      for (int n = 0; n < 200; n++) {
        assertThat(got.get(n)).as("of %d", n).isEqualTo(said(n));
      }
      assertThat(out.counters("x").copies()).isZero();
    }
  }

  @Test
  void shouldFailWithReasonWhenAnObjectWouldHaveToCross() {
    try (Joined out = Joined.start("samplevalues ! " + sink(ALL));
        Joined in = Joined.start(source("connect-timeout=2") + "fakesink")) {
      assertThatThrownBy(out::awaitEnd).hasMessageContaining("x: ");
      assertThatThrownBy(in::awaitEnd).hasMessageContaining("no ipcsink is there");
    }
  }

  @Test
  void shouldFailWithReasonWhenMetadataIsLargerThanTheLink() {
    byte[] large = new byte[1 << 20];
    Map<String, ElementNode<?>> code =
        mark((b, n) -> b.metadata(Metadata.EMPTY.with("test/large", large)));
    try (Joined out = Joined.start(UNITS + sink(ALL), code, b -> {});
        Joined in = Joined.start(source("connect-timeout=2") + "fakesink")) {
      assertThatThrownBy(out::awaitEnd).hasMessageContaining("x: ");
      assertThatThrownBy(in::awaitEnd).hasMessageContaining("no ipcsink is there");
    }
  }

  // ---- pictures

  /** A part of a picture is a picture whose lines are farther apart than they are long. */
  @Test
  void shouldCarryLayoutsWhenPicturesAreCropped() {
    String cropped =
        "videotestsrc num-buffers=20 pattern=ball ! video/x-raw,format=I420,width=64,height=48"
            + " ! videocrop left=8 top=4 right=2 ! ";
    String mirrored = "videoflip method=horizontal-flip ! ${sink}";
    List<byte[]> here = new CopyOnWriteArrayList<>();
    List<byte[]> there = new CopyOnWriteArrayList<>();
    try (Joined direct = Joined.start(cropped + mirrored, in -> here.add(payload(in)));
        Joined out = Joined.start(cropped + sink(ALL));
        Joined in = Joined.start(source("") + mirrored, b -> there.add(payload(b)))) {
      direct.awaitEnd();
      out.awaitEnd();
      in.awaitEnd();
      assertThat(out.counters("x").copies()).isZero();
    }
    assertThat(there).hasSize(20);
    assertThat(there).usingElementComparator(Arrays::compare).containsExactlyElementsOf(here);
  }
}
