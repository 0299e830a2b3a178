package dev.parallax.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.app.AppSample;
import dev.parallax.elements.std.app.AppSinkElement;
import dev.parallax.elements.std.app.NamedMemory;
import dev.parallax.memory.Buffer;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.State;
import dev.parallax.testkit.LeakWatcher;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seeks in streams of bytes: the parser knows where a time is, the source goes there. The stream is
 * of 16-bit samples at 8000 Hz, each its own number.
 */
@Timeout(60)
@ExtendWith(LeakWatcher.class)
class SeekBytesTest {
  private static final int RATE = 8000;
  private static final int SAMPLES = 30_000;
  private static final int HEADER = 44;
  private static final long SECOND = 1_000_000_000L;

  /** The JDK keeps a socket of its own from the first one that it closes on. */
  @BeforeAll
  static void closeASocket() throws IOException {
    new ServerSocket(0, 1, InetAddress.getLoopbackAddress()).close();
  }

  @TempDir Path folder;

  private static byte[] raw() {
    ByteBuffer b = ByteBuffer.allocate(2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SAMPLES; i++) {
      b.putShort((short) i);
    }
    return b.array();
  }

  private static byte[] wav() {
    byte[] data = raw();
    ByteBuffer b = ByteBuffer.allocate(HEADER + data.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(b.capacity() - 8);
    b.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    b.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    b.putShort((short) 2).putShort((short) 16);
    b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
    return b.put("junk".getBytes(StandardCharsets.US_ASCII)).array();
  }

  private String file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }

  private static Pipeline start(String text) {
    Pipeline pipeline = Pipeline.parse(text + " ! appsink name=out max-buffers=1");
    pipeline.prepare();
    pipeline.activate();
    return pipeline;
  }

  private static AppSample pull(Pipeline pipeline) throws InterruptedException {
    return Objects.requireNonNull(
        pipeline.find("out", AppSinkElement.Control.class).pull(10 * SECOND), "a sample");
  }

  private static int first(AppSample sample) {
    return ByteBuffer.wrap(sample.bytes()).order(ByteOrder.LITTLE_ENDIAN).getShort(0);
  }

  /** All samples from {@code next} to the end, each in its place. */
  private static void readToTheEnd(Pipeline pipeline, int next) throws InterruptedException {
    AppSinkElement.Control out = pipeline.find("out", AppSinkElement.Control.class);
    int at = next;
    for (AppSample s = out.pull(10 * SECOND); s != null; s = out.pull(10 * SECOND)) {
      assertThat(s.pts()).isEqualTo(at * (SECOND / RATE));
      assertThat(first(s)).isEqualTo((short) at);
      at += s.bytes().length / 2;
    }
    assertThat(at).isEqualTo(SAMPLES);
    assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private static void seeks(Pipeline pipeline) throws InterruptedException {
    assertThat(first(pull(pipeline))).isZero();
    pull(pipeline);
    pipeline.seek(2 * SECOND);
    AppSample sample = pull(pipeline);
    assertThat(sample.pts()).isEqualTo(2 * SECOND);
    assertThat(first(sample)).isEqualTo(2 * RATE);
    pipeline.seek(SECOND / 2);
    assertThat(first(pull(pipeline))).isEqualTo(RATE / 2);
    pipeline.seek(SECOND + 1); // between two samples: the next one
    readToTheEnd(pipeline, RATE + 1);
    pipeline.seek(3 * SECOND); // after the end
    readToTheEnd(pipeline, 3 * RATE);
    pipeline.seek(100 * SECOND); // behind the end
    readToTheEnd(pipeline, SAMPLES);
    pipeline.seek(0);
    readToTheEnd(pipeline, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filesrc blocksize=4096 location=%s ! wavparse",
        "filesrc blocksize=999 location=%s ! queue ! identity ! queue ! wavparse ! queue"
      })
  void shouldSeekInWav(String pipeline) throws IOException, InterruptedException {
    try (Pipeline p = start(pipeline.formatted(file("a.wav", wav())))) {
      seeks(p);
    }
  }

  @Test
  void shouldSeekInRawAudio() throws IOException, InterruptedException {
    String parse = " ! rawaudioparse sample-rate=8000 num-channels=1";
    try (Pipeline p = start("filesrc blocksize=4001 location=" + file("a.raw", raw()) + parse)) {
      seeks(p);
    }
    byte[] late = new byte[100 + 2 * SAMPLES];
    System.arraycopy(raw(), 0, late, 100, 2 * SAMPLES);
    try (Pipeline p =
        start("filesrc offset=100 blocksize=4000 location=" + file("b.raw", late) + parse)) {
      seeks(p);
    }
  }

  @Test
  void shouldSeekInMemory() throws InterruptedException {
    NamedMemory.of("seek-test").set(wav());
    try (Pipeline p = start("memorysrc memory=seek-test blocksize=4096 ! wavparse")) {
      seeks(p);
    } finally {
      NamedMemory.forget("seek-test");
    }
  }

  /** 25 pictures a second of 4 bytes, each with its number. */
  @Test
  void shouldSeekInRawVideo() throws IOException, InterruptedException {
    ByteBuffer pictures = ByteBuffer.allocate(4 * 200).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 200; i++) {
      pictures.putInt(i);
    }
    try (Pipeline p =
        start(
            "filesrc blocksize=30 location="
                + file("a.gray", pictures.array())
                + " ! rawvideoparse format=gray8 width=4 height=1 framerate=25/1")) {
      pull(p);
      p.seek(4 * SECOND + 1);
      AppSample sample = pull(p);
      assertThat(first(sample)).isEqualTo(101);
      assertThat(sample.pts()).isEqualTo(4 * SECOND + SECOND / 25);
    }
  }

  /** 25 pictures a second of 4 bytes, each with its number; lines before them may differ. */
  private String y4m(String name, boolean differing) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes("YUV4MPEG2 W4 H1 F25:1 Cmono\n".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 200; i++) {
      String line = differing && i % 3 == 1 ? "FRAME Xnote\n" : "FRAME\n";
      all.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
      all.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(i).array());
    }
    return file(name, all.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldSeekInY4m(boolean differing) throws IOException, InterruptedException {
    String from = y4m("a.y4m", differing);
    for (String more : List.of(" ! y4mdec", " ! queue ! y4mdec ! queue")) {
      try (Pipeline p = start("filesrc blocksize=33 location=" + from + more)) {
        pull(p);
        pull(p);
        for (long time : new long[] {4 * SECOND + 1, 0, 199 * SECOND / 25, 3}) {
          p.seek(time);
          AppSample sample = pull(p);
          int number = Math.toIntExact((time * 25 + SECOND - 1) / SECOND);
          assertThat(first(sample)).isEqualTo(number);
          assertThat(sample.pts()).isEqualTo(number * (SECOND / 25));
        }
        p.seek(100 * SECOND); // behind the end
        assertThat(p.find("out", AppSinkElement.Control.class).pull(10 * SECOND)).isNull();
        assertThat(p.await(10, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"seekpoints=0", "seekpoints=7", "seekpoints=1000", "blocksize=100"})
  void shouldSeekInFlac(String properties) throws IOException, InterruptedException {
    NamedMemory.of("seek-flac").set(raw());
    String flac = folder.resolve("a.flac").toString();
    try (Pipeline p =
        Pipeline.parse(
            "memorysrc memory=seek-flac ! rawaudioparse sample-rate=8000 num-channels=1 ! flacenc "
                + properties
                + " ! filesink location="
                + flac)) {
      p.run();
    } finally {
      NamedMemory.forget("seek-flac");
    }
    try (Pipeline p = start("filesrc blocksize=999 location=" + flac + " ! flacdec")) {
      List<String> warnings = warnings(p);
      seeks(p);
      assertThat(warnings).isEmpty();
    }
  }

  private static List<String> warnings(Pipeline pipeline) {
    List<String> warnings = new CopyOnWriteArrayList<>();
    pipeline
        .bus()
        .listen(m -> {
          if (m instanceof Message.Warning w) {
            warnings.add(w.text());
          }
        });
    return warnings;
  }

  // ---- parts

  private static List<Integer> numbers(Pipeline pipeline) throws InterruptedException {
    List<Integer> numbers = new ArrayList<>();
    AppSinkElement.Control out = pipeline.find("out", AppSinkElement.Control.class);
    for (AppSample s = out.pull(10 * SECOND); s != null; s = out.pull(10 * SECOND)) {
      ByteBuffer b = ByteBuffer.wrap(s.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      while (b.hasRemaining()) {
        numbers.add((int) b.getShort());
      }
    }
    assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(pipeline.error()).isNull();
    return numbers;
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> (int) (short) i).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ! wavparse", " ! queue ! wavparse ! queue ! audioconvert"})
  void shouldEndAtTheSampleThatIsAskedFor(String parse) throws IOException, InterruptedException {
    try (Pipeline p = start("filesrc location=" + file("a.wav", wav()) + parse)) {
      List<String> warnings = warnings(p);
      pull(p); // so the header was read
      p.seek(SECOND, 2 * SECOND);
      assertThat(numbers(p)).isEqualTo(range(RATE, 2 * RATE));
      p.seek(SECOND + 1, SECOND + 2);
      assertThat(numbers(p)).isEmpty();
      p.seek(3 * SECOND, 100 * SECOND);
      assertThat(numbers(p)).isEqualTo(range(3 * RATE, SAMPLES));
      p.seek(3 * SECOND); // there is no end any more
      assertThat(numbers(p)).isEqualTo(range(3 * RATE, SAMPLES));
      assertThat(warnings).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filesrc location=%s ! wavparse",
        "filesrc blocksize=1000 location=%s ! queue ! wavparse ! queue ! audioconvert ! queue",
        "filesrc location=%s ! wavparse ! tee name=t  t. ! fakesink  t."
      })
  void shouldBeginWithAPartThatNoSinkSeesMoreOf(String text)
      throws IOException, InterruptedException {
    try (Pipeline p =
        Pipeline.parse(
            text.formatted(file("a.wav", wav())) + " ! appsink name=out max-buffers=1")) {
      p.prepare();
      p.activate(SECOND, SECOND + SECOND / 2);
      assertThat(numbers(p)).isEqualTo(range(RATE, RATE + RATE / 2));
      p.seek(0);
      assertThat(numbers(p)).hasSize(SAMPLES);
    }
  }

  @Test
  void shouldBeginAtAPartOfASourceThatKnowsTimes() throws InterruptedException {
    try (Pipeline p =
        Pipeline.parse(
            "audiotestsrc wave=silence samplesperbuffer=800 !"
                + " audio/x-raw,rate=8000,channels=1,format=S16LE ! appsink"
                + " name=out max-buffers=1")) {
      p.prepare();
      p.activate(3 * SECOND, 4 * SECOND);
      assertThat(pull(p).pts()).isEqualTo(3 * SECOND);
      assertThat(numbers(p)).hasSize(RATE - 800);
    }
  }

  @Test
  void shouldEndDecodersWithoutAComplaintWhenAPartIsWanted() throws Exception {
    String from = y4m("a.y4m", false);
    try (Pipeline p =
        Pipeline.parse("filesrc location=" + from + " ! y4mdec ! appsink name=out max-buffers=1")) {
      List<String> warnings = warnings(p);
      p.prepare();
      p.activate(2 * SECOND, 2 * SECOND + SECOND / 5);
      AppSinkElement.Control out = p.find("out", AppSinkElement.Control.class);
      for (int i = 50; i < 55; i++) {
        assertThat(first(pull(p))).isEqualTo(i);
      }
      assertThat(out.pull(10 * SECOND)).isNull();
      assertThat(p.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(warnings).isEmpty();
    }
  }

  @Test
  void shouldSayWhichSourceCannotBeginElsewhere() throws IOException {
    try (Pipeline p =
        Pipeline.parse(
            "filesrc name=f location=" + file("a.bin", raw()) + " ! identity ! fakesink")) {
      p.prepare();
      assertThatThrownBy(() -> p.activate(SECOND, Buffer.NO_TIME))
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("PLX-RUN-009")
          .hasMessageContaining("source does not go to a position source=f position=1000000000");
      assertThat(p.state()).isEqualTo(State.SUSPENDED);
      p.run(); // and it can be used all the same
    }
  }

  @Test
  void shouldTellTheFailureOfAnElementWhenItComesFirst() throws IOException {
    try (Pipeline p =
        Pipeline.parse("filesrc location=" + file("a.wav", raw()) + " ! wavparse ! fakesink")) {
      p.prepare();
      assertThatThrownBy(() -> p.activate(SECOND, Buffer.NO_TIME))
          .hasMessageContaining("stream is no wav");
      assertThat(p.state()).isEqualTo(State.SUSPENDED);
    }
  }

  @Test
  void shouldRefuseWhatIsNoPart() {
    try (Pipeline p = Pipeline.parse("audiotestsrc ! fakesink")) {
      p.prepare();
      assertThatThrownBy(() -> p.activate(-1, Buffer.NO_TIME)).hasMessageContaining("position=-1");
      assertThatThrownBy(() -> p.activate(5, 5)).hasMessageContaining("position=5 stop=5");
      assertThatThrownBy(() -> p.seek(5, 4)).hasMessageContaining("position=5 stop=4");
      assertThat(p.state()).isEqualTo(State.IDLE);
    }
  }

  @Test
  void shouldSeekInASourceThatKnowsTimes() throws InterruptedException {
    try (Pipeline p =
        start(
            "audiotestsrc num-buffers=100 samplesperbuffer=800 ! audio/x-raw,rate=8000,channels=1,"
                + "format=S16LE ! timestamper mode=offset ! tee ! queue")) {
      pull(p);
      p.seek(3 * SECOND - 1);
      AppSample sample = pull(p);
      assertThat(sample.pts()).isEqualTo(3 * SECOND);
      int rest = 1;
      while (p.find("out", AppSinkElement.Control.class).pull(10 * SECOND) != null) {
        rest++;
      }
      assertThat(rest).isEqualTo(70);
    }
  }

  @Test
  void shouldWarnAndBeginAnewWhenTheHeaderHasNotCome() throws IOException, InterruptedException {
    try (Pipeline p =
        Pipeline.parse(
            "filesrc blocksize=4096 name=f location="
                + file("a.wav", wav())
                + " ! wavparse ! appsink name=out max-buffers=1")) {
      List<Message> messages = new CopyOnWriteArrayList<>();
      p.bus().listen(messages::add);
      p.prepare();
      p.seek(2 * SECOND);
      p.activate();
      readToTheEnd(p, 0);
      assertThat(messages)
          .anyMatch(m ->
              m instanceof Message.Warning w
                  && w.from().equals("f")
                  && w.text().equals("source does not seek position=2000000000"));
    }
  }

  @Test
  void shouldSayWhatCannotSeek() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process writer =
        new ProcessBuilder("sh", "-c", "cat '" + file("a.wav", wav()) + "' > '" + pipe + "'")
            .start();
    try (Pipeline p = start("filesrc blocksize=4096 location=" + pipe + " ! wavparse")) {
      pull(p);
      p.seek(SECOND);
      assertThatThrownBy(() -> p.await(10, TimeUnit.SECONDS))
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("can't seek in what is no regular file location=" + pipe);
    } finally {
      writer.destroy();
    }
  }

  // ---- HTTP

  /** Serves one resource, one connection after the other; knows what parts were asked for. */
  private static final class Server implements AutoCloseable {
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final boolean parts;
    private final Thread thread = new Thread(this::serve);

    Server(boolean parts) throws IOException {
      this.parts = parts;
      thread.start();
    }

    String url() {
      return "http://127.0.0.1:" + socket.getLocalPort() + "/a.wav";
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (Socket client = socket.accept()) {
          answer(client);
        } catch (IOException e) {
          // the client has gone, since it seeks; or this is closed
        }
      }
    }

    private void answer(Socket client) throws IOException {
      byte[] content = wav();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      String range = "";
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        range = line.startsWith("Range: bytes=") ? line.substring(13) : range;
      }
      ranges.add(range);
      boolean part = parts && !range.isEmpty();
      int from = part ? Integer.parseInt(range.substring(0, range.indexOf('-'))) : 0;
      String head =
          "HTTP/1.1 "
              + (part ? "206 Partial" : "200 OK")
              + "\r\nETag: \"one\"\r\nContent-Length: "
              + (content.length - from)
              + (part ? "\r\nContent-Range: bytes " + from + "-" + (content.length - 1) + "/*" : "")
              + "\r\n\r\n";
      OutputStream out = client.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.write(content, from, content.length - from);
    }

    @Override
    public void close() throws IOException {
      socket.close();
      try {
        thread.join(10_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 700})
  void shouldSeekOverHttp(int blocksize) throws IOException, InterruptedException {
    try (Server server = new Server(true);
        Pipeline p =
            start("httpsrc blocksize=" + blocksize + " location=" + server.url() + " ! wavparse")) {
      seeks(p);
      assertThat(server.ranges)
          .containsExactly(
              "",
              (HEADER + 4 * RATE) + "-",
              (HEADER + RATE) + "-",
              (HEADER + 2 * (RATE + 1)) + "-",
              (HEADER + 6 * RATE) + "-",
              (HEADER + 2 * SAMPLES) + "-",
              HEADER + "-");
    }
  }

  @Test
  void shouldSayWhenAServerDoesNotServeParts() throws IOException, InterruptedException {
    try (Server server = new Server(false);
        Pipeline p = start("httpsrc blocksize=4096 location=" + server.url() + " ! wavparse")) {
      pull(p);
      p.seek(SECOND);
      assertThatThrownBy(() -> p.await(10, TimeUnit.SECONDS))
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("server does not serve parts")
          .hasMessageContaining("offset=" + (HEADER + 2 * RATE));
    }
  }
}
