package dev.parallax.elements.std.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.transform.Lab.Piece;
import dev.parallax.memory.Buffer;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.testkit.LeakWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements that cut a stream anew: nothing is lost, parts share bytes, copies are counted. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CuttingTest {
  // ---- chunk

  @Test
  void shouldCopyOnlyWhatCrossesBordersWhenChunked() {
    Lab lab = Lab.run("chunk name=x size=4", "abcdefgh", "ij", "klmnop", "q");
    assertThat(lab.texts()).containsExactly("abcd", "efgh", "ijkl", "mnop", "q");
    assertThat(lab.copies).isEqualTo(2); // ijkl, and the rest that was kept
  }

  @Test
  void shouldDropTheRestWhenPartialChunksAreNotAllowed() {
    Lab lab = Lab.run("chunk name=x size=4 allow-partial=false", "abcdef");
    assertThat(lab.texts()).containsExactly("abcd");
    assertThat(lab.dropped).isEqualTo(1);
  }

  @Test
  void shouldInterpolateTimesWhenChunksBeginInsideBuffers() {
    Lab lab =
        Lab.run(
            "chunk size=5",
            List.of(
                Piece.at("abcdefghij", 1000, 100),
                Piece.at("kl", 1100, 20),
                Piece.at("mno", 1120, 30)));
    assertThat(lab.out)
        .containsExactly(
            Piece.at("abcde", 1000, 50), Piece.at("fghij", 1050, 50), Piece.at("klmno", 1100, 50));
  }

  @Test
  void shouldKeepEveryByteWhenSizesAreRandom() {
    Random random = new Random(3);
    for (int run = 0; run < 10; run++) {
      List<String> texts = randomTexts(random, "abcdefghij");
      int size = 1 + random.nextInt(40);
      Lab lab = Lab.run("chunk size=" + size, texts.toArray(String[]::new));
      assertThat(String.join("", lab.texts())).isEqualTo(String.join("", texts));
      assertThat(lab.texts().stream().limit(Math.max(0, lab.out.size() - 1)))
          .allMatch(text -> text.length() == size);
    }
  }

  private static List<String> randomTexts(Random random, String alphabet) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(60); k > 0; k--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  // ---- trim, slice, pad

  @ParameterizedTest
  @CsvSource({
    "buffer-trim start=1, bcdef|2",
    "buffer-trim end=4, ab",
    "buffer-trim start=1 end=1, bcde",
    "buffer-trim start=99 end=9223372036854775807, ''",
    "buffer-slice offset=2 length=3, cde",
    "buffer-slice offset=-2, ef|12",
    "buffer-slice offset=-9223372036854775808, abcdef|12",
    "buffer-slice length=0, ''",
  })
  void shouldCutBuffersWithoutCopiesWhenTrimmedOrSliced(String element, String expected) {
    Lab lab = Lab.run(element.replaceFirst(" ", " name=x "), "abcdef", "12");
    List<String> texts =
        expected.isEmpty() ? List.of() : List.of(expected.split(Pattern.quote("|")));
    assertThat(lab.texts()).isEqualTo(texts);
    assertThat(lab.copies).isZero();
    assertThat(lab.dropped).isEqualTo(2 - texts.size());
  }

  @ParameterizedTest
  @CsvSource({
    "size=4 value=46, ab..|cdefgh",
    "size=4 value=46 at=start, ..ab|cdefgh",
    "multiple=4 value=46, ab..|cdefgh..",
    "size=7 multiple=2 value=46, ab......|cdefgh..",
    "size=1, ab|cdefgh",
  })
  void shouldFillUpWhenPadded(String properties, String expected) {
    Lab lab = Lab.run("buffer-pad name=x " + properties, "ab", "cdefgh");
    assertThat(lab.texts()).containsExactly(expected.split(Pattern.quote("|")));
    long longer = lab.texts().stream().filter(t -> t.contains(".")).count();
    assertThat(lab.copies).isEqualTo(longer);
  }

  // ---- split, join, concat

  @Test
  void shouldFindDelimitersWhereverBuffersEndWhenSplit() {
    Lab lab =
        Lab.run(
            "buffer-split name=x delimiter=\"\\\\r\\\\n\"", "one\r\ntwo\r", "\nth", "ree\r\n\r\nx");
    assertThat(lab.texts()).containsExactly("one", "two", "three", "", "x");
    assertThat(lab.copies).isEqualTo(3); // two, three and the last one
  }

  @Test
  void shouldKeepDelimitersWhenAsked() {
    assertThat(Lab.run("buffer-split keep-delimiter=true", "a\nb", "c\n").texts())
        .containsExactly("a\n", "bc\n");
  }

  @Test
  void shouldCutEachBufferWhenSplitBySize() {
    assertThat(Lab.run("buffer-split delimiter=\"\" size=2", "abcde", "f").texts())
        .containsExactly("ab", "cd", "e", "f");
  }

  @Test
  void shouldFailWithTheLimitWhenAPieceIsTooLong() {
    assertThatThrownBy(() -> Lab.run("buffer-split max-size=8", "12345", "6789"))
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("bytes=9 max=8");
    assertThatThrownBy(() -> Lab.run("buffer-split max-size=8", "123456789\n"))
        .hasMessageContaining("bytes=10 max=8");
  }

  @ParameterizedTest
  @CsvSource({"\\q, unknown escape", "\\x4, two hex digits", "\\, unknown escape"})
  void shouldNameTheEscapeWhenADelimiterIsMalformed(String delimiter, String message) {
    assertThatThrownBy(() -> Delimiter.parse(delimiter)).hasMessageContaining(message);
  }

  @Test
  void shouldSplitLikeJavaWhenDelimitersOverlapThemselves() {
    Random random = new Random(5);
    for (int run = 0; run < 10; run++) {
      String delimiter = List.of("aab", "abab", "a", "aa").get(run % 4);
      List<String> texts = randomTexts(random, "ab");
      String[] expected = String.join("", texts).split(delimiter, -1);
      List<String> wanted = new ArrayList<>(List.of(expected));
      if (wanted.getLast().isEmpty()) {
        wanted.removeLast(); // no piece begins behind the last delimiter
      }
      Lab lab = Lab.run("buffer-split delimiter=" + delimiter, texts.toArray(String[]::new));
      assertThat(lab.texts()).as(delimiter).isEqualTo(wanted);
    }
  }

  @Test
  void shouldPutDelimitersBetweenWhenJoined() {
    Lab lab = Lab.run("buffer-join name=x buffers=2 delimiter=,", "a", "", "bcd", "e", "f");
    assertThat(lab.texts()).containsExactly("a,", "bcd,e", "f");
    assertThat(lab.copies).isEqualTo(5);
    assertThat(Lab.run("buffer-join buffers=0 delimiter=\"\\\\x2d\"", "a", "b", "c").texts())
        .containsExactly("a-b-c");
    assertThatThrownBy(() -> Lab.run("buffer-join max-size=3", "ab", "cd"))
        .hasMessageContaining("max=3");
  }

  @Test
  void shouldHaveOneBufferWhenTheStreamIsConcatenated() {
    String[] texts = new String[300];
    java.util.Arrays.setAll(texts, i -> ("" + (char) ('a' + i % 26)).repeat(1000));
    Lab lab = Lab.run("buffer-concat", texts);
    assertThat(lab.texts()).containsExactly(String.join("", texts));
    assertThatThrownBy(() -> Lab.run("buffer-concat max-size=1999", texts))
        .hasMessageContaining("bytes=2000 max=1999");
  }

  // ---- batch, unbatch

  @Test
  void shouldGiveTheSameBuffersWhenBatchedAndUnbatched() {
    List<Piece> in = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      in.add(Piece.at("x".repeat(i), i * 10L, 10));
    }
    in.add(Piece.of("no time"));
    Lab batched = Lab.run("batch max-buffers=5", in);
    assertThat(batched.out).hasSize(5);
    assertThat(batched.out.get(1))
        .extracting(Piece::pts, Piece::duration)
        .containsExactly(50L, 50L);
    assertThat(Lab.run("batch max-buffers=5 ! unbatch name=x", in).out).isEqualTo(in);
  }

  @Test
  void shouldSendBeforeTheLimitsWhenBatchesGrow() {
    assertThat(Lab.run("batch max-bytes=4", "abc", "de", "f", "ghi").texts())
        .containsExactly("abc", "def", "ghi");
    assertThat(
            Lab.run(
                    "batch max-time=20",
                    List.of(Piece.at("a", 0, 10), Piece.at("b", 10, 10), Piece.at("c", 20, 10)))
                .texts())
        .containsExactly("ab", "c");
    assertThatThrownBy(() -> Lab.run("batch max-bytes=4", "abcde"))
        .hasMessageContaining("bytes=5 max=4");
  }

  @Test
  void shouldRefuseWrongIndexesWhenUnbatched() {
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] index = new byte[random.nextInt(100)];
      random.nextBytes(index);
      if (i % 3 == 0 && index.length > 8) {
        java.util.Arrays.fill(index, 1, 8, (byte) 0); // a small length
      }
      try {
        BatchIndex read = BatchIndex.of(index, 40);
        long sum = 0;
        for (int k = 0; k < read.buffers(); k++) {
          sum += read.length(k);
        }
        assertThat(sum).isEqualTo(40);
      } catch (dev.parallax.runtime.element.StreamException e) {
        assertThat(e).hasMessageContaining("wrong index");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(250);
  }

  // ---- range

  @ParameterizedTest
  @CsvSource({
    "skip=1 take=2, cd|ef",
    "take=0, ''",
    "skip=3, gh",
    "unit=bytes skip=3 take=4, d|ef|g",
    "unit=bytes skip=9223372036854775807 take=9223372036854775807, ''",
    "unit=time skip=15 take=20, ef|gh",
    "unit=time skip=10, cd|ef|gh",
  })
  void shouldPassTheRangeWhenAsked(String properties, String expected) {
    List<Piece> in = new ArrayList<>();
    for (String text : List.of("ab", "cd", "ef", "gh")) {
      in.add(Piece.at(text, in.size() * 10L, 10));
    }
    Lab lab = Lab.run("range name=x " + properties, in);
    assertThat(String.join("|", lab.texts())).isEqualTo(expected);
    assertThat(lab.copies).isZero();
  }

  @Test
  void shouldRefuseWhenBytesOfRawMediaAreAsked() {
    assertThatThrownBy(
            () -> {
              try (var pipeline =
                  dev.parallax.runtime.pipeline.Pipeline.parse(
                      "audiotestsrc ! range unit=bytes take=10 ! fakesink")) {
                pipeline.run();
              }
            })
        .hasMessageContaining("unit=bytes would cut raw media");
  }

  @Test
  void shouldHaveNoTimeWhenNothingIsKnown() {
    assertThat(Lab.run("chunk size=2", "abcd").out).allMatch(p -> p.pts() == Buffer.NO_TIME);
  }
}
