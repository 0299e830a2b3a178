package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code parallax launch} on malformed files, each in a process of its own: whatever is in a file
 * gives a clear error within 5 s and 512 MB. By default one in four of the files; {@code
 * -Dparallax.malformed=all} takes all.
 */
@Timeout(60)
@Tag("packaged")
class MalformedFilesCommandTest {
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(5);
  private static final long LIMIT_KIB = 512 << 10;
  private static final boolean ALL = "all".equals(System.getProperty("parallax.malformed"));
  private static final int ONE_IN = 4;

  /** Decoders by what a name matches. */
  private static final Map<String, String> DECODERS =
      Map.of(
          "png_.*|.*\\.png", "pngdec",
          "jpe?g_.*|.*\\.jpe?g", "jpegdec",
          ".*\\.wav", "wavparse",
          "flac_.*|.*\\.flac", "flacdec",
          ".*\\.y4m", "y4mdec");

  /**
   * Files that are kept among the malformed ones and have nothing that makes samples or pixels
   * wrong, or that miss nothing but the end: they are decoded, at most with a warning.
   */
  private static final Set<String> DECODED =
      Set.of(
          "png_gofuzz_14ae84e8a092a63d43331627c11a6a88aca6ec45",
          "jpeg_multiple-0xff-before-eoi.jpg",
          "jpeg_its_4838ece0d3900220d33528ee027289bc.jpg");

  @TempDir Path dir;

  private record Run(int exit, String err, long ns, long kib) {}

  private Run decode(Path file, String decoder) {
    long start = System.nanoTime();
    try (ParallaxCommand command =
        ParallaxCommand.start(
            ParallaxCommand.builder(
                List.of(
                    ParallaxCommand.script().toString(),
                    "launch",
                    "filesrc location=\"" + file + "\" ! " + decoder + " ! fakesink")),
            true)) {
      long kib = command.peakKib();
      long ns = System.nanoTime() - start;
      ParallaxCommand.Result result = command.result();
      return new Run(result.exit(), result.err(), ns, kib);
    }
  }

  private static void assertBounded(Object file, Run run) {
    assertThat(run.ns).as("%s: nanoseconds", file).isLessThan(LIMIT_NS);
    assertThat(run.kib).as("%s: KiB", file).isBetween(1L, LIMIT_KIB);
    assertThat(run.err).as("%s", file).doesNotContain("Exception", "\tat ");
  }

  private static void assertRefused(Object file, String decoder, Run run) {
    assertThat(run.exit).as("%s: %s", file, run.err).isEqualTo(ExitCode.STREAM.code());
    assertThat(run.err)
        .as("%s", file)
        .containsPattern("error: \\[PLX-RUN-001\\] " + decoder + "0: .*(offset|picture-at)=0x");
  }

  static List<Path> malformed() {
    List<Path> files = new ArrayList<>();
    files.addAll(
        CorpusFiles.files("malformed", "(png|jpe?g|wav|flac)_.*|.*\\.png|moz_bogus\\.wav"));
    files.addAll(CorpusFiles.files("png", "x[cdst]\\w{7}\\.png|x_.*\\.png|.*\\.truncated\\.png"));
    files.addAll(
        CorpusFiles.files("y4m_raw", ".*\\.y4m").stream()
            .filter(f -> f.toString().contains("444"))
            .toList());
    return some(files);
  }

  /** Every file, or every so many. */
  private static <T> List<T> some(List<T> all) {
    List<T> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += ALL ? 1 : ONE_IN) {
      some.add(all.get(i));
    }
    return some;
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void shouldRefuseInTimeAndMemoryWhenAFileOfTheCorpusIsMalformed(Path file) {
    String name = file.getFileName().toString();
    String decoder = decoder(name);
    Run run = decode(file, decoder);
    assertBounded(name, run);
    if (DECODED.contains(name)) {
      assertThat(run.exit).as("%s: %s", name, run.err).isZero();
    } else {
      assertRefused(name, decoder, run);
    }
  }

  private static String decoder(String name) {
    return DECODERS.entrySet().stream()
        .filter(e -> name.matches(e.getKey()))
        .map(Map.Entry::getValue)
        .findAny()
        .orElseThrow();
  }

  static List<HostileFile> made() {
    return some(HostileFile.all());
  }

  @ParameterizedTest
  @MethodSource("made")
  void shouldRefuseInTimeAndMemoryWhenAFileClaimsTooMuch(HostileFile file) throws IOException {
    Run run = decode(Files.write(dir.resolve(file.name()), file.bytes()), file.decoder());
    assertBounded(file, run);
    assertRefused(file, file.decoder(), run);
    assertThat(run.err).contains(file.message());
  }

  /** Sound files, to be cut off. */
  static List<Path> whole() {
    List<Path> files = new ArrayList<>();
    files.addAll(CorpusFiles.files("jpeg", ".*\\.jpe?g"));
    files.addAll(CorpusFiles.files("png", "bas.*\\.png|lena.*\\.png"));
    files.addAll(CorpusFiles.files("y4m_raw", "kodim.*|yuv422.*"));
    // Without the one that has more bytes behind its samples than before.
    files.addAll(CorpusFiles.files("wav", "hound_(?!.*ieeefloat).*\\.wav"));
    return some(files);
  }

  @ParameterizedTest
  @MethodSource("whole")
  void shouldSayWhereWhenAFileIsCutOff(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String name = file.getFileName().toString();
    Path cut = Files.write(dir.resolve(name), Arrays.copyOf(bytes, bytes.length * 2 / 3));
    Run run = decode(cut, decoder(name));
    assertBounded(name, run);
    if (run.exit == 0) { // pictures and samples up to there were given
      assertThat(run.err).as(name).containsPattern("warning: .*(offset|picture-at)=0x");
    } else {
      assertRefused(name, decoder(name), run);
    }
  }
}
