package dev.parallax.elements.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.app.AppSample;
import dev.parallax.elements.std.app.AppSinkElement;
import dev.parallax.elements.std.app.AppSrcElement;
import dev.parallax.elements.std.flac.FlacInputs;
import dev.parallax.elements.std.testing.FakeSrcElement;
import dev.parallax.memory.Buffer;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The elements in real pipelines. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipelineTest {
  @TempDir Path dir;

  private static void run(String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
    }
  }

  private static byte[] random(int n) {
    byte[] b = new byte[n];
    new Random(n).nextBytes(b);
    return b;
  }

  private static String md5(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }

  @Test
  void shouldCopyAFileWhenBlocksAreSmallAndLarge() throws IOException {
    Path in = Files.write(dir.resolve("in"), random(300_001));
    for (int blocksize : new int[] {777, 4096, 1 << 20}) {
      Path out = dir.resolve("out" + blocksize);
      run("filesrc location=" + in + " blocksize=" + blocksize + " ! filesink location=" + out);
      assertThat(out).hasSameBinaryContentAs(in);
    }
  }

  @Test
  void shouldStartAtOffsetAndAppendWhenAsked() throws IOException {
    Path in = Files.write(dir.resolve("in"), random(1000));
    Path out = Files.write(dir.resolve("out"), new byte[] {1, 2, 3});
    run(
        "filesrc location="
            + in
            + " offset=900 blocksize=10 num-buffers=2 ! filesink append=true location="
            + out);
    byte[] expected = new byte[23];
    System.arraycopy(new byte[] {1, 2, 3}, 0, expected, 0, 3);
    System.arraycopy(random(1000), 900, expected, 3, 20);
    assertThat(Files.readAllBytes(out)).isEqualTo(expected);
  }

  @Test
  void shouldNamePathAndCauseWhenFileCantBeOpened() throws IOException {
    assertThatThrownBy(() -> run("filesrc location=" + dir + "/none ! fakesink"))
        .hasStackTraceContaining("cannot read file location=\"" + dir + "/none\"")
        .hasStackTraceContaining("errno=ENOENT");
    assertThatThrownBy(() -> run("filesrc location=" + dir + " ! fakesink"))
        .hasStackTraceContaining("errno=EISDIR");
    assertThatThrownBy(() -> run("fakesrc num-buffers=1 ! filesink location=" + dir + "/no/such"))
        .hasStackTraceContaining("cannot write file location=\"" + dir + "/no/such\"");
    assertThatThrownBy(
            () -> run("fakesrc num-buffers=1 sizetype=fixed ! filesink location=/dev/full"))
        .hasStackTraceContaining("errno=ENOSPC")
        .hasStackTraceContaining("free some space");
  }

  @Test
  void shouldDecodeFlacWhenItComesFromAFile() throws Exception {
    Path in = Files.write(dir.resolve("a.flac"), FlacInputs.stereo24(50));
    Path out = dir.resolve("a.pcm");
    run("filesrc location=" + in + " blocksize=1000 ! flacdec ! filesink location=" + out);
    assertThat(md5(Files.readAllBytes(out))).isEqualTo(FlacInputs.md5(Files.readAllBytes(in)));
  }

  @Test
  void shouldKeepSamplesAndNameTheFrameWhenFlacIsDamaged() throws Exception {
    byte[] flac = FlacInputs.stereo24(5);
    flac[flac.length - 30] ^= 1;
    Path in = Files.write(dir.resolve("a.flac"), flac);
    Path out = dir.resolve("a.pcm");
    assertThatThrownBy(
            () -> run("filesrc location=" + in + " ! flacdec ! filesink location=" + out))
        .hasStackTraceContaining("flac frame is damaged frame=4 offset=0x");
    assertThat(Files.size(out)).isEqualTo(4 * 192 * 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flac_ietf_subset", "flac_ietf_other", "flac_misc"})
  void shouldGiveTheStreaminfoMd5WhenCorpusFileIsFirm(String set) throws Exception {
    Map<String, Map<String, String>> expected =
        Corpus.table(Corpus.set(set).resolve("EXPECTED.tsv"));
    int checked = 0;
    for (Path file : Corpus.files(set, ".flac")) {
      Map<String, String> row = expected.get(file.getFileName().toString());
      boolean firm =
          row.get("flac-1.4.2 -t").equals("ok") || row.get("ffmpeg_vs_streaminfo").equals("same");
      if (!firm || row.get("streaminfo_md5").replace("0", "").isEmpty()) {
        continue;
      }
      Path out = dir.resolve("out.pcm");
      run("filesrc location=\"" + file + "\" ! flacdec ! filesink location=" + out);
      assertThat(md5(Files.readAllBytes(out)))
          .as(file.toString())
          .isEqualTo(row.get("streaminfo_md5"));
      checked++;
    }
    assertThat(checked).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"U8", "S16LE", "S24LE", "S32LE", "F32LE", "F64LE"})
  void shouldRoundTripWavWhenItIsCanonical(String format) throws IOException {
    Path first = dir.resolve("first.wav");
    Path second = dir.resolve("second.wav");
    run(
        "audiotestsrc wave=white-noise num-buffers=7 samplesperbuffer=333 ! audio/x-raw,format="
            + format
            + ",channels=2,rate=22050 ! wavenc ! filesink location="
            + first);
    run(
        "filesrc location="
            + first
            + " blocksize=1001 ! wavparse ! wavenc ! filesink location="
            + second);
    byte[] wav = Files.readAllBytes(first);
    assertThat(ByteBuffer.wrap(wav).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(40))
        .isEqualTo(wav.length - 44);
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void shouldRoundTripCorpusWavWhenCanonical() throws IOException {
    Path set = Corpus.set("wav");
    for (String name :
        List.of("moz_ting-48k-1ch.wav", "moz_32bit.wav", "moz_r11025_s16_c1.wav", "square3.wav")) {
      Path out = dir.resolve(name);
      run(
          "filesrc location="
              + set.resolve(name)
              + " ! wavparse ! wavenc ! filesink location="
              + out);
      assertThat(out).hasSameBinaryContentAs(set.resolve(name));
    }
  }

  @Test
  void shouldConvertFormatAndChannelsWhenCapsAsk() throws IOException {
    Path out = dir.resolve("out");
    run(
        "audiotestsrc num-buffers=2 samplesperbuffer=100 wave=square freq=1000 !"
            + " audio/x-raw,format=S16LE,channels=1,rate=8000 ! audioconvert !"
            + " audio/x-raw,format=F32LE,channels=2 ! filesink location="
            + out);
    ByteBuffer floats =
        ByteBuffer.wrap(Files.readAllBytes(out)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    assertThat(floats.remaining()).isEqualTo(200 * 2 * 4);
    assertThat(floats.getFloat(0)).isEqualTo(floats.getFloat(4)).isEqualTo(26214 / 32768f);
    assertThat(floats.getFloat(3 * 8)).isEqualTo(-26214 / 32768f);
  }

  @Test
  void shouldReadAndWritePipesWhenDescriptorsAreGiven() throws Exception {
    byte[] data = random(500_000);
    int[] first = Unistd.pipe2(Fcntl.O_CLOEXEC);
    int[] second = Unistd.pipe2(Fcntl.O_CLOEXEC);
    Thread writer = Thread.ofPlatform().start(() -> transfer(first[1], data));
    byte[] got = new byte[data.length + 1];
    int[] count = new int[1];
    Thread reader = Thread.ofPlatform().start(() -> count[0] = collect(second[0], got));
    run("fdsrc fd=" + first[0] + " ! identity ! fdsink fd=" + second[1]);
    Unistd.close(second[1]);
    writer.join();
    reader.join();
    Unistd.close(first[0]);
    Unistd.close(second[0]);
    assertThat(Arrays.copyOf(got, count[0])).isEqualTo(data);
  }

  private static void transfer(int fd, byte[] data) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(data.length);
      MemorySegment.copy(data, 0, segment, ValueLayout.JAVA_BYTE, 0, data.length);
      for (long done = 0; done < data.length; ) {
        done += Unistd.write(fd, segment, done, Math.min(10_000, data.length - done));
      }
    }
    Unistd.close(fd);
  }

  private static int collect(int fd, byte[] target) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(65536);
      int total = 0;
      for (long n; (n = Unistd.read(fd, segment, 0, 65536)) > 0; total += (int) n) {
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, 0, target, total, (int) n);
      }
      return total;
    }
  }

  @Test
  void shouldStopWhenNothingComesFromADescriptor() throws Exception {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    try (Pipeline pipeline = Pipeline.parse("fdsrc fd=" + pipe[0] + " ! fakesink")) {
      pipeline.prepare();
      pipeline.activate();
      assertThat(pipeline.await(50, TimeUnit.MILLISECONDS)).isFalse();
      pipeline.suspend();
    }
    Unistd.close(pipe[0]);
    Unistd.close(pipe[1]);
  }

  @Test
  void shouldStopWhenNobodyReadsADescriptor() throws Exception {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    try (Pipeline pipeline = Pipeline.parse("fakesrc sizetype=fixed ! fdsink fd=" + pipe[1])) {
      pipeline.prepare();
      pipeline.activate();
      assertThat(pipeline.await(100, TimeUnit.MILLISECONDS)).isFalse();
      pipeline.suspend();
    }
    Unistd.close(pipe[0]);
    Unistd.close(pipe[1]);
  }

  @Test
  void shouldSayWhatIsThereWhenNoElementOrOtherControlIsFound() {
    try (Pipeline pipeline = Pipeline.parse("fakesrc name=from ! identity name=same ! fakesink")) {
      assertThatThrownBy(() -> pipeline.find("form", FakeSrcElement.Control.class))
          .hasMessage(
              """
              [PLX-RUN-004] pipeline has no element named form
                fix      did you mean from?\
              """);
      assertThatThrownBy(() -> pipeline.find("same", FakeSrcElement.Control.class))
          .hasMessage(
              """
              [PLX-RUN-005] same, element identity, has no dev.parallax.elements.std.testing.FakeSrcElement$Control
                fix      use dev.parallax.elements.std.flow.IdentityElement.Control\
              """);
    }
  }

  @Test
  void shouldGiveBackWhatTheApplicationPushed() throws Exception {
    try (Pipeline pipeline =
        Pipeline.parse(
            "appsrc name=src max-bytes=1000 caps=audio/x-raw,format=S16LE,rate=8000,channels=1 !"
                + " queue ! appsink name=sink")) {
      AppSrcElement.Control src = pipeline.find("src", AppSrcElement.Control.class);
      AppSinkElement.Control sink = pipeline.find("sink", AppSinkElement.Control.class);
      pipeline.prepare();
      pipeline.activate();
      for (int i = 0; i < 5; i++) {
        assertThat(src.push(ByteBuffer.wrap(random(100 + 2 * i)), i, 1)).isTrue();
        AppSample sample = sink.pull(TimeUnit.SECONDS.toNanos(10));
        assertThat(sample.bytes()).isEqualTo(random(100 + 2 * i));
        assertThat(sample.pts()).isEqualTo(i);
        assertThat(sample.format().mediaType()).isEqualTo("audio/x-raw");
      }
      assertThat(sink.tryPull()).isNull();
      assertThat(sink.isEos()).isFalse();
      src.endOfStream();
      assertThat(src.push(new byte[2], 0, 0)).isFalse();
      assertThat(sink.pull(-1)).isNull();
      assertThat(sink.isEos()).isTrue();
      pipeline.await();
    }
  }

  @Test
  void shouldCompleteTheFileWhenEndIsAskedInMidStream() throws Exception {
    byte[] flac = FlacInputs.stereo24(20);
    Path out = dir.resolve("out.wav");
    try (Pipeline pipeline =
        Pipeline.parse(
            "appsrc name=src caps=audio/x-flac,framed=false max-bytes=0 ! flacdec ! wavenc !"
                + " filesink location="
                + out)) {
      AppSrcElement.Control src = pipeline.find("src", AppSrcElement.Control.class);
      src.push(Arrays.copyOf(flac, flac.length - 100), Buffer.NO_TIME, Buffer.NO_TIME);
      pipeline.prepare();
      pipeline.activate();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (Files.size(out) < 19 * 192 * 6 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      pipeline.requestEos();
      pipeline.await();
    }
    byte[] wav = Files.readAllBytes(out);
    assertThat(wav).hasSize(44 + 19 * 192 * 6);
    assertThat(ByteBuffer.wrap(wav).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(40))
        .isEqualTo(wav.length - 44);
  }

  @Test
  void shouldRefuseWhenTooMuchWaits() throws Exception {
    try (Pipeline pipeline =
        Pipeline.parse("appsrc name=src max-bytes=150 ! appsink name=sink max-buffers=1")) {
      AppSrcElement.Control src = pipeline.find("src", AppSrcElement.Control.class);
      AppSinkElement.Control sink = pipeline.find("sink", AppSinkElement.Control.class);
      pipeline.prepare();
      pipeline.activate();
      int taken = 0;
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      int refused = 0;
      while (refused < 1000 && System.nanoTime() < deadline) {
        boolean accepted = src.offer(new byte[100], Buffer.NO_TIME, Buffer.NO_TIME);
        taken += accepted ? 1 : 0;
        refused = accepted ? 0 : refused + 1;
        Thread.onSpinWait();
      }
      assertThat(refused).isEqualTo(1000);
      src.endOfStream();
      int pulled = 0;
      while (sink.pull(-1) != null) {
        pulled++;
      }
      assertThat(pulled).isEqualTo(taken);
      pipeline.await();
    }
  }

  @Test
  void shouldRunUserCodeWhenMapAndFilterHaveLambdas() throws IOException {
    Path in = Files.write(dir.resolve("in"), random(100));
    List<Byte> seen = new ArrayList<>();
    int[] count = new int[1];
    var map = StdElements.map(b -> b.set(0, (byte) (b.get(0) ^ 0x55)));
    var filter = StdElements.filter(v -> count[0]++ % 2 == 0);
    var sink = StdElements.appSink(b -> seen.add(b.get(0)));
    try (Pipeline pipeline =
        Pipeline.parse(
            "filesrc blocksize=10 location=" + in + " ! ${map} ! ${filter} ! ${sink}",
            Map.of("map", map, "filter", filter, "sink", sink))) {
      pipeline.run();
    }
    byte[] data = random(100);
    assertThat(seen)
        .containsExactly(
            (byte) (data[0] ^ 0x55),
            (byte) (data[20] ^ 0x55),
            (byte) (data[40] ^ 0x55),
            (byte) (data[60] ^ 0x55),
            (byte) (data[80] ^ 0x55));
  }

  @Test
  void shouldSplitAndJoinWhenTeeAndFunnel() throws IOException {
    Path in = Files.write(dir.resolve("in"), random(5000));
    Path a = dir.resolve("a");
    Path b = dir.resolve("b");
    run(
        "filesrc location="
            + in
            + " blocksize=100 ! tee name=t t. ! queue ! filesink location="
            + a
            + " t. ! funnel name=f ! filesink location="
            + b
            + " t. ! queue ! f.");
    assertThat(a).hasSameBinaryContentAs(in);
    assertThat(Files.size(b)).isEqualTo(10_000);
  }

  @Test
  void shouldTellTheBytesOfEachBufferWhenIdentityIsAsked() {
    List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (Pipeline pipeline =
        Pipeline.parse("datasrc data=\"hello, world and all\" ! identity dump=true ! fakesink")) {
      pipeline
          .bus()
          .listen(m -> {
            if (m instanceof dev.parallax.runtime.pipeline.Message.Info info) {
              told.add(info.text());
            }
          });
      pipeline.run();
    }
    assertThat(told)
        .containsExactly(
            """
            buffer number=1
            00000000  68 65 6c 6c 6f 2c 20 77  6f 72 6c 64 20 61 6e 64  |hello, world and|
            00000010  20 61 6c 6c                                       | all|\
            """);
  }

  @Test
  void shouldEndOrFailWhenIdentityIsAsked() throws Exception {
    Path out = dir.resolve("out");
    run(
        "fakesrc sizetype=fixed sizemax=10 filltype=zero ! identity eos-after=5 sleep-time=100 !"
            + " filesink location="
            + out);
    assertThat(Files.readAllBytes(out)).isEqualTo(new byte[50]);
    assertThatThrownBy(() -> run("fakesrc ! identity error-after=3 ! fakesink"))
        .hasStackTraceContaining("error-after=3");
    run("fakesrc ! fakesink num-buffers=100");
    List<String> messages = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (Pipeline pipeline =
        Pipeline.parse("fakesrc num-buffers=2 ! identity silent=false ! fakesink silent=false")) {
      pipeline
          .bus()
          .listen(m -> {
            if (m instanceof dev.parallax.runtime.pipeline.Message.Info info) {
              messages.add(info.from() + ": " + info.text());
            }
          });
      pipeline.run();
    }
    assertThat(messages)
        .hasSize(4)
        .anyMatch(m -> m.startsWith("identity0: buffer number=2 bytes=0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RGB", "RGBA", "GRAY8"})
  void shouldMakeAPictureWhenSnapshot(String format) throws IOException {
    Path out = dir.resolve("a.png");
    run(
        "videotestsrc pattern=smpte ! video/x-raw,format="
            + format
            + ",width=67,height=33 ! pngenc snapshot=true ! filesink location="
            + out);
    var image = ImageIO.read(out.toFile());
    assertThat(image.getWidth()).isEqualTo(67);
    assertThat(image.getHeight()).isEqualTo(33);
  }
}
