package dev.parallax.elements.std.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.flow.Flows;
import dev.parallax.memory.Buffer;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.testkit.LeakWatcher;
import java.io.Closeable;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two pipelines of one process, joined as if they were of two. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IpcTest {
  private static final String TONE =
      "audiotestsrc num-buffers=200 ! audio/x-raw,format=S16LE,rate=8000,channels=1 ! ";
  private static final String ENDLESS =
      "audiotestsrc ! audio/x-raw,format=S16LE,rate=8000,channels=1 ! ";
  private static final String ALL = " delivery=every wait-for-connection=true sync=false";

  @TempDir Path dir;

  @BeforeAll
  static void warm(@TempDir Path folder) throws Exception {
    try (ServerSocketChannel unused = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      unused.bind(UnixDomainSocketAddress.of(folder.resolve("warm")));
    }
  }

  private String path() {
    return " path=" + dir.resolve("s") + " ";
  }

  private String sink(String more) {
    return "ipcsink name=x" + path() + more;
  }

  private String source(String more) {
    return "ipcsrc name=y" + path() + more + " ! ";
  }

  @Test
  void shouldCarryEveryBufferWithoutCopyWhenReaderIsThere() throws Exception {
    try (Joined out = Joined.start(TONE + sink(ALL));
        Joined in = Joined.start(source("") + "${sink}")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("s"))))
          .isEqualTo("rw-------");
      out.awaitEnd();
      in.awaitEnd();
      assertThat(in.got).hasSize(200);
      assertThat(in.got.getFirst().has(Buffer.DISCONT)).isTrue();
      assertThat(in.got.getFirst().format()).contains("8000");
      assertThat(in.got).extracting(Joined.Got::pts).isSorted();
      assertThat(out.counters("x").copies()).isZero();
      assertThat(out.counters("x").dropped()).isZero();
      assertThat(in.counters("y").dropped()).isZero();
    }
    assertThat(dir.resolve("s")).doesNotExist();
  }

  /** Sound is read where it is, bytes are not: the sink could change them while they are parsed. */
  @Test
  void shouldCopyBytesOnceInTheReader() {
    String bytes = "fakesrc num-buffers=50 sizetype=fixed sizemax=100 ! ";
    try (Joined out = Joined.start(bytes + sink(ALL));
        Joined in = Joined.start(source("") + "tee name=t  t. ! queue ! ${sink}  t. ! fakesink")) {
      out.awaitEnd();
      in.awaitEnd();
      assertThat(in.got).hasSize(50);
      assertThat(in.counters("y").copies()).isEqualTo(50);
      assertThat(in.counters("t").copies()).isZero();
      assertThat(out.counters("x").copies()).isZero();
    }
  }

  @Test
  void shouldGiveAllToEachWhenThereAreThreeReaders() {
    try (Joined out = Joined.start(ENDLESS + sink("delivery=every sync=false"));
        Joined a = Joined.start(source("num-buffers=50") + "${sink}");
        Joined b = Joined.start(source("num-buffers=60") + "queue ! ${sink}");
        Joined c = Joined.start(source("num-buffers=70 copy=true") + "${sink}")) {
      a.awaitEnd();
      b.awaitEnd();
      c.awaitEnd();
      assertThat(a.got).hasSize(50);
      assertThat(b.got).hasSize(60);
      assertThat(c.got).hasSize(70);
      assertThat(c.counters("y").copies()).isEqualTo(70);
      for (Joined each : new Joined[] {a, b, c}) {
        for (int i = 1; i < each.got.size(); i++) {
          assertThat(each.got.get(i).pts() - each.got.get(i - 1).pts())
              .as("nothing is missing")
              .isEqualTo(each.got.get(1).pts() - each.got.get(0).pts());
        }
      }
    }
  }

  @Test
  void shouldLoseTheOldestAndCountWhenReaderIsSlow() {
    CountDownLatch hold = new CountDownLatch(1);
    try (Joined out = Joined.start(ENDLESS + sink("sync=false max-buffers=2"));
        Joined slow =
            Joined.start(
                source("") + "${sink}",
                in -> {
                  try {
                    hold.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                })) {
      try (Joined fast = Joined.start(source("num-buffers=100") + "${sink}")) {
        fast.awaitEnd();
      }
      Joined.await("it has lost some", () -> out.counters("x").dropped() > 100);
      long sent = out.counters("x").buffersIn();
      Joined.await("the sink goes on", () -> out.counters("x").buffersIn() > sent + 1000);
      hold.countDown();
      Joined.await("it reads on", () -> slow.got.size() > 10);
      assertThat(slow.counters("y").dropped()).isGreaterThan(100);
      assertThat(slow.got.stream().skip(1)).anyMatch(got -> got.has(Buffer.DISCONT));
    } finally {
      hold.countDown();
    }
  }

  @Test
  void shouldPassFormatsOnWhenTheyChange() {
    String changing =
        "concat name=c ! "
            + sink(ALL)
            + "  videotestsrc num-buffers=5 ! video/x-raw,format=GRAY8,width=16,height=8 ! c."
            + "  videotestsrc num-buffers=5 ! video/x-raw,format=GRAY8,width=16,height=8 ! c.";
    try (Joined out = Joined.start(changing);
        Joined in = Joined.start(source("") + "${sink}")) {
      out.awaitEnd();
      in.awaitEnd();
      assertThat(in.got).hasSize(10);
    }
  }

  @Test
  void shouldForwardWithoutCopyWhenItIsARelay() {
    String next = " path=" + dir.resolve("next") + " ";
    try (Joined out = Joined.start(TONE + sink(ALL));
        Joined relay = Joined.start(source("") + "ipcsink name=x" + next + ALL);
        Joined in = Joined.start("ipcsrc name=y" + next + " ! ${sink}")) {
      out.awaitEnd();
      relay.awaitEnd();
      in.awaitEnd();
      assertThat(in.got).hasSize(200);
      assertThat(relay.counters("x").copies()).isZero();
    }
  }

  @Test
  void shouldCopyWhenSomebodyElseMayWriteIntoTheArena() {
    String branches =
        "audiotestsrc num-buffers=50 ! audio/x-raw,format=S16LE,rate=8000,channels=1 ! tee name=t"
            + "  t. ! "
            + sink(ALL)
            + "  t. ! queue ! volume volume=0.1 ! fakesink";
    try (Joined out = Joined.start(branches);
        Joined in = Joined.start(source("") + "${sink}")) {
      out.awaitEnd();
      in.awaitEnd();
      assertThat(in.got).hasSize(50);
      assertThat(out.counters("x").copies()).isEqualTo(50);
    }
  }

  @Test
  void shouldNotCopyWhenTheOtherBranchOnlyLooks() {
    String branches =
        "audiotestsrc num-buffers=50 ! audio/x-raw,format=S16LE,rate=8000,channels=1 ! tee name=t"
            + "  t. ! "
            + sink(ALL)
            + "  t. ! queue ! fakesink";
    try (Joined out = Joined.start(branches);
        Joined in = Joined.start(source("") + "${sink}")) {
      out.awaitEnd();
      in.awaitEnd();
      assertThat(in.got).hasSize(50);
      assertThat(out.counters("x").copies()).isZero();
    }
  }

  // ---- restarts

  @Test
  void shouldWaitForTheNextSinkWhenToldTo() {
    try (Joined in =
        Joined.start(
            "ipcsrc name=y"
                + path()
                + "reconnect=true num-buffers=400"
                + " caps=audio/x-raw,format=S16LE,rate=8000,channels=1 ! ${sink}")) {
      for (int i = 0; i < 2; i++) {
        try (Joined out = Joined.start(TONE + sink(ALL))) {
          out.awaitEnd();
        }
      }
      in.awaitEnd();
      assertThat(in.got).hasSize(400);
      assertThat(in.got.get(200).has(Buffer.DISCONT)).isTrue();
    }
  }

  @Test
  void shouldMissNothingWhenOtherReadersComeAndGo() {
    try (Joined out = Joined.start(ENDLESS + sink("delivery=every sync=false"));
        Joined stays = Joined.start(source("") + "${sink}")) {
      for (int i = 0; i < 20; i++) {
        Joined goes = Joined.start(source("") + "queue ! ${sink}");
        try (goes) {
          Joined.await("buffers come", () -> !goes.got.isEmpty());
        }
      }
      out.awaitReaders(1);
      int before = stays.got.size();
      Joined.await("it reads on", () -> stays.got.size() > before + 10);
      long step = stays.got.get(1).pts() - stays.got.get(0).pts();
      for (int i = 1; i <= before; i++) {
        assertThat(stays.got.get(i).pts() - stays.got.get(i - 1).pts()).isEqualTo(step);
      }
      assertThat(out.sink().readersRefused()).isZero();
      assertThat(stays.counters("y").dropped()).isZero();
    }
  }

  @Test
  void shouldReadOnFromTheNextSinkWhenOneStopsBeforeItsEnd() {
    try (Joined in =
        Joined.start(
            "ipcsrc name=y"
                + path()
                + "reconnect=true caps=audio/x-raw,format=S16LE,rate=8000,channels=1 ! ${sink}")) {
      for (int i = 0; i < 3; i++) {
        int before = in.got.size();
        try (Joined out = Joined.start(ENDLESS + sink("sync=false"))) {
          Joined.await("it reads on", () -> in.got.size() > before + 10);
        }
        assertThat(in.got.get(before).has(Buffer.DISCONT)).isTrue();
        int missed = i + 1; // what this one still sent comes before that
        Joined.await("it is missed", () -> in.warnings.size() == missed);
      }
      assertThat(in.warnings).allMatch(text -> text.contains("ipcsink is lost"));
      assertThat(in.pipeline.error()).isNull();
    }
  }

  @Test
  void shouldTakeTheFormatOfTheNextSinkWhenItIsAnother() {
    String video = "videotestsrc num-buffers=20 ! video/x-raw,format=GRAY8,width=%d,height=8 ! ";
    Joined first = Joined.start(video.formatted(16) + sink(ALL));
    try (first;
        Joined in = Joined.start(source("reconnect=true num-buffers=40") + "${sink}")) {
      first.awaitEnd();
      first.close();
      try (Joined next = Joined.start(video.formatted(32) + sink(ALL))) {
        next.awaitEnd();
        in.awaitEnd();
      }
      assertThat(in.got).hasSize(40);
      assertThat(in.got.getFirst().size()).isEqualTo(16 * 8);
      assertThat(in.got.getLast().size()).isEqualTo(32 * 8);
      assertThat(in.got.get(20).has(Buffer.DISCONT)).isTrue();
    }
  }

  @Test
  void shouldGiveTheWholeStreamAgainWhenBothRunTwice() {
    try (Joined out = Joined.start(TONE + sink(ALL));
        Joined in = Joined.start(source("") + "${sink}")) {
      for (int run = 1; run <= 2; run++) {
        out.awaitEnd();
        in.awaitEnd();
        assertThat(in.got).hasSize(run * 200);
        out.pipeline.suspend();
        in.pipeline.suspend();
        if (run == 1) {
          out.restart();
          in.restart();
        }
      }
      assertThat(in.got.get(200).pts()).isEqualTo(in.got.getFirst().pts());
      assertThat(in.got.get(200).has(Buffer.DISCONT)).isTrue();
    }
  }

  @Test
  void shouldFailWithReasonWhenSinkStopsBeforeTheEnd() {
    Joined out = Joined.start(ENDLESS + sink("sync=false"));
    try (out;
        Joined in = Joined.start(source("") + "${sink}")) {
      Joined.await("buffers come", () -> in.got.size() > 10);
      out.close();
      assertThatThrownBy(in::awaitEnd).hasMessageContaining("ipcsink is lost");
    }
  }

  @Test
  void shouldReplaceSocketWhenItsSinkIsGone() throws Exception {
    Path file = dir.resolve("s");
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(file));
    }
    assertThat(file).exists();
    try (Joined out = Joined.start(TONE + sink(ALL));
        Joined in = Joined.start(source("") + "${sink}")) {
      out.awaitEnd();
      in.awaitEnd();
      assertThat(in.got).hasSize(200);
    }
  }

  @Test
  void shouldRefuseWhenPathIsNoSocket() throws Exception {
    Path file = Files.writeString(dir.resolve("s"), "precious");
    assertThatThrownBy(() -> Joined.start(ENDLESS + sink("")).close())
        .hasMessageContaining("cannot listen");
    assertThat(file).hasContent("precious");
  }

  @Test
  void shouldRefuseReadersBeyondTheirNumber() {
    try (Joined out = Joined.start(ENDLESS + sink("sync=false max-readers=1"));
        Joined in = Joined.start(source("") + "${sink}")) {
      out.awaitReaders(1);
      try (Joined second = Joined.start(source("") + "${sink}")) {
        assertThatThrownBy(second::awaitEnd).hasMessageContaining("max-readers=1");
      }
      assertThat(out.sink().readersRefused()).isEqualTo(1);
      assertThat(in.pipeline.error()).isNull();
    }
  }

  @Test
  void shouldFailWithReasonWhenCapsAreOthers() {
    try (Joined out = Joined.start(ENDLESS + sink("sync=false"));
        Joined in =
            Joined.start(
                source("caps=audio/x-raw,format=S16LE,rate=44100,channels=1") + "${sink}")) {
      assertThat(out.pipeline.error()).isNull();
      assertThatThrownBy(in::awaitEnd).hasMessageContaining("another format than caps say");
    }
  }

  @Test
  void shouldFailWithCapsErrorWhenDownstreamCannotTakeThem() {
    try (Joined out = Joined.start(ENDLESS + sink("sync=false"))) {
      assertThatThrownBy(() -> Joined.start(source("") + "video/x-raw ! fakesink").close())
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("video/x-raw");
      assertThat(out.pipeline.error()).isNull();
    }
  }

  @Test
  void shouldSayThatNobodyIsThereWhenNobodyIs() {
    assertThatThrownBy(() -> Joined.start(source("connect-timeout=0") + "fakesink").close())
        .hasMessageContaining("no ipcsink tells its format");
  }

  /** The third buffer waits for the reader, which stands still in the first. */
  @Test
  void shouldEndForAllWhenPausedWhileItWaitsForReadersAtTheEnd() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    try (Joined out =
            Joined.start(
                "audiotestsrc num-buffers=3 ! audio/x-raw,format=S16LE,rate=8000,channels=1 ! "
                    + sink("sync=false max-buffers=2 wait-for-connection=true"));
        Joined in =
            Joined.start(
                source("") + "${sink}",
                b -> {
                  try {
                    hold.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        Closeable unused = hold::countDown) {
      Joined.await("all are sent", () -> out.counters("x").buffersIn() == 3);
      for (int i = 0; i < 5; i++) {
        out.pipeline.pause();
        out.pipeline.activate();
      }
      assertThat(out.sink().readers()).isEqualTo(1);
      hold.countDown();
      out.awaitEnd();
      in.awaitEnd();
      assertThat(in.got).hasSize(3);
    }
  }

  /** A flush has running time begin anew in the program that is flushed, and not in the other. */
  @Test
  void shouldTellTheSegmentAgainWhenTheReaderOrTheSinkWasFlushed() {
    try (Joined out = Joined.start(ENDLESS + sink("sync=true"));
        Joined in = Joined.start(source("") + "journal name=j")) {
      Joined.await("it reads", () -> buffers(in) > 0);
      in.pipeline.flush();
      Joined.await("it reads on", () -> buffers(in) > 0);
      List<String> told = segments(in);
      assertThat(told).hasSize(2);
      assertThat(told.get(0)).isEqualTo("segment start=0 base=0");
      long base = base(told.get(1)); // its own beginning is later than the sink's
      assertThat(base).isNegative();
      out.pipeline.flush();
      Joined.await("the sink tells its own", () -> segments(in).size() == 3);
      assertThat(base(segments(in).get(2))).isGreaterThan(base);
    }
  }

  private static long base(String line) {
    return Long.parseLong(line.substring(line.indexOf("base=") + 5));
  }

  private static List<String> sinceReset(Joined in) {
    List<String> lines = Flows.lines(in.pipeline, "j");
    return lines.subList(lines.lastIndexOf("reset") + 1, lines.size());
  }

  private static long buffers(Joined in) {
    return sinceReset(in).stream().filter(l -> l.contains("pts=")).count();
  }

  private static List<String> segments(Joined in) {
    return sinceReset(in).stream().filter(l -> l.startsWith("segment")).toList();
  }
}
