package dev.parallax.elements.std.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.transform.Lab.Piece;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.spi.ElementNode;
import dev.parallax.testkit.LeakWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements that choose buffers, search them, or change what travels beside their bytes. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChoosingTest {
  private static String[] numbers(int count) {
    String[] texts = new String[count];
    java.util.Arrays.setAll(texts, Integer::toString);
    return texts;
  }

  // ---- sample, dedup

  @Test
  void shouldPassEveryNthWhenSampled() {
    Lab lab = Lab.run("sample name=x every=3", numbers(8));
    assertThat(lab.texts()).containsExactly("0", "3", "6");
    assertThat(lab.dropped).isEqualTo(5);
  }

  @Test
  void shouldChooseTheSameWhenTheSeedIsTheSame() {
    List<String> first = Lab.run("sample probability=0.25 seed=7", numbers(2000)).texts();
    assertThat(first).hasSizeBetween(420, 580); // five standard deviations are 97
    assertThat(Lab.run("sample probability=0.25 seed=7", numbers(2000)).texts()).isEqualTo(first);
    assertThat(Lab.run("sample probability=0.25 seed=8", numbers(2000)).texts())
        .isNotEqualTo(first);
    assertThat(Lab.run("sample probability=0", numbers(20)).texts()).isEmpty();
  }

  @Test
  void shouldDropRepetitionsWhenDeduplicated() {
    String[] texts = {"a", "a", "b", "", "", "a", "b", "bb"};
    Lab lab = Lab.run("dedup name=x", texts);
    assertThat(lab.texts()).containsExactly("a", "b", "", "a", "b", "bb");
    assertThat(lab.dropped).isEqualTo(2);
    assertThat(Lab.run("dedup mode=history", texts).texts()).containsExactly("a", "b", "", "bb");
    assertThat(Lab.run("dedup mode=history history=2", "a", "b", "c", "a", "c").texts())
        .containsExactly("a", "b", "c", "a"); // a was forgotten when c came
  }

  // ---- regex

  @ParameterizedTest
  @CsvSource({
    "pattern=b+, abc|bbb",
    "pattern=b+ invert=true, xyz",
    "pattern=^b mode=filter, bbb",
    "mode=extract pattern=b, b|b|b|b",
    "mode=extract pattern=(a)(b) group=2, b",
    "mode=extract pattern=(z)|b group=1, z",
    "mode=replace pattern=b replacement=XY, aXYc|xyz|XYXYXY",
    "mode=replace pattern=(a)(b) replacement=$2$1, bac|xyz|bbb",
  })
  void shouldSearchBuffersWhenGivenAPattern(String properties, String expected) {
    Lab lab = Lab.run("regex name=x " + properties, "abc", "xyz", "bbb");
    assertThat(String.join("|", lab.texts())).isEqualTo(expected);
    assertThat(lab.copies).isZero();
  }

  @Test
  void shouldCountBytesWhenTextIsUtf8() {
    UnaryOperator<String> utf8 =
        text ->
            new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.ISO_8859_1);
    String text = utf8.apply("é€😀[ü]x[😀€]");
    assertThat(Lab.run("regex mode=extract group=1 pattern=\"\\\\[(.*?)\\\\]\"", text).texts())
        .containsExactly(utf8.apply("ü"), utf8.apply("😀€"));
    assertThat(Lab.run("regex mode=replace pattern=€ replacement=ß", text).texts())
        .containsExactly(utf8.apply("é" + "ß" + "😀[ü]x[😀ß]"));
    assertThatThrownBy(() -> Lab.run("regex pattern=a", "a\u00ff"))
        .hasMessageContaining("no UTF-8");
    assertThat(Lab.run("regex charset=bytes pattern=\"\\\\xff\"", "a\u00ff").texts())
        .containsExactly("a\u00ff");
  }

  @Test
  void shouldEndWhenASearchWouldTakeForEver() {
    assertThatThrownBy(
            () -> Lab.run("regex max-steps=1000000 pattern=\"(x+x+)+\\\\1y\"", "x".repeat(60)))
        .hasMessageContaining("too many steps");
    assertThatThrownBy(() -> Lab.run("regex pattern=\"(a|b)*c\"", "ab".repeat(200_000)))
        .hasMessageContaining("too deep a stack");
    assertThatThrownBy(() -> Lab.run("regex max-bytes=3", "abcd")).hasMessageContaining("max=3");
    assertThatThrownBy(
            () -> Lab.run("regex max-bytes=10 mode=replace pattern=a replacement=bbbb", "aaa"))
        .hasMessageContaining("too long after");
  }

  @Test
  void shouldNameThePlaceWhenAPatternIsWrong() {
    for (String wrong : List.of("$5", "${x}", "'a\\\\'")) {
      assertThatThrownBy(
              () -> Lab.run("regex mode=replace pattern=a(b)? replacement=" + wrong, "none"))
          .hasMessageContaining("replacement does not fit the pattern")
          .hasMessageContaining("groups=1");
    }
    assertThatThrownBy(() -> Lab.run("regex pattern=a(b", "a"))
        .hasMessageContaining("no regular expression at=3");
    assertThatThrownBy(() -> Lab.run("regex mode=extract pattern=a group=1", "a"))
        .hasMessageContaining("no such group");
  }

  // ---- times

  @Test
  void shouldHaveExactTimesWhenStampedByRate() {
    Lab lab = Lab.run("timestamper framerate=30000/1001", numbers(30_001));
    for (int i = 0; i < lab.out.size(); i++) {
      assertThat(lab.out.get(i).pts()).isEqualTo(i * 1_001_000_000L / 30);
    }
    assertThat(lab.out.getFirst().duration()).isEqualTo(33_366_666);
  }

  @Test
  void shouldMoveTimesWhenStampedByOffset() {
    Lab lab =
        Lab.run(
            "timestamper name=x mode=offset offset=-15",
            List.of(Piece.at("a", 10, 5), Piece.at("b", 20, 5), Piece.of("c")));
    assertThat(lab.out).containsExactly(Piece.at("b", 5, 5), Piece.of("c"));
    assertThat(lab.dropped).isEqualTo(1);
    assertThat(lab.copies).isZero();
  }

  @Test
  void shouldFollowTheClockWhenStampedByIt() {
    List<Long> times =
        Lab.run("timestamper mode=clock", numbers(50)).out.stream().map(Piece::pts).toList();
    assertThat(times).isSorted().allMatch(t -> t >= 0 && t != Buffer.NO_TIME);
  }

  @ParameterizedTest
  @CsvSource({"0/1", "30/0", "a", "1/2/3", "-1", "2147483647/2147483647"})
  void shouldRefuseWhenTheRateIsNoFraction(String rate) {
    assertThatThrownBy(() -> Lab.run("timestamper framerate=" + rate, "a"))
        .hasMessageContaining("no positive fraction");
  }

  // ---- metadata

  private static Piece with(String text, Metadata metadata) {
    return new Piece(text, Buffer.NO_TIME, Buffer.NO_TIME, 0, metadata);
  }

  @Test
  void shouldNumberBuffersWhenAsked() {
    Lab lab = Lab.run("sequence-number name=x start=5 step=2", "a", "b");
    assertThat(lab.out)
        .extracting(p -> p.metadata().get("stream/sequence", Long.class))
        .containsExactly(5L, 7L);
    assertThat(lab.copies).isZero();
    assertThatThrownBy(() -> Lab.run("sequence-number key=nothing", "a"))
        .hasMessageContaining("domain/type");
  }

  @ParameterizedTest
  @CsvSource({
    "type=string value=12, String",
    "type=int value=-0x10, Integer",
    "type=long value=12345678901, Long",
    "type=double value=1.5, Double",
    "type=boolean value=true, Boolean",
    "type=bytes value=0a0b, byte[]",
  })
  void shouldAddAValueWhenInjected(String properties, String type) {
    Lab lab = Lab.run("metadata-inject key=a/b " + properties, "x");
    Object value = lab.out.getFirst().metadata().get("a/b", Object.class);
    assertThat(value).isNotNull();
    assertThat(value.getClass().getSimpleName()).isEqualTo(type);
  }

  @Test
  void shouldKeepValuesWhenNotOverwriting() {
    List<Piece> in = List.of(with("x", Metadata.EMPTY.with("a/b", 1)), Piece.of("y"));
    Lab lab = Lab.run("metadata-inject key=a/b type=int value=2 overwrite=false", in);
    assertThat(lab.out)
        .extracting(p -> p.metadata().get("a/b", Integer.class))
        .containsExactly(1, 2);
    assertThatThrownBy(() -> Lab.run("metadata-inject type=int value=x", "a"))
        .hasMessageContaining("value is not of its type");
  }

  @Test
  void shouldPostValuesWhenExtracted() {
    byte[] klv = {6, 14, 43, 52};
    List<Piece> in =
        List.of(new Piece("x", 7, 1, 0, Metadata.EMPTY.with(Metadata.KLV, klv)), Piece.of("y"));
    Lab lab = Lab.run("metadata-extract key=stanag/klv to-key=app/klv remove=true", in);
    assertThat(lab.posted).hasSize(1);
    ExtractedMetadata found = (ExtractedMetadata) lab.posted.getFirst();
    assertThat(found.pts()).isEqualTo(7);
    assertThat((byte[]) found.value()).isEqualTo(klv);
    assertThat(lab.out.getFirst().metadata().keys()).containsExactly("app/klv");
    assertThat(lab.texts()).containsExactly("x", "y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "keep=a/*; a/x,a/y",
        "keep=\"a/*, b/z\" remove=a/x; a/y,b/z",
        "remove=*; ''",
        "remove=b/zz; a/x,a/y,b/z",
      })
  void shouldTakeKeysOutWhenFiltered(String properties, String expected) {
    Metadata metadata = Metadata.EMPTY.with("a/x", 1).with("a/y", 2).with("b/z", 3);
    Lab lab = Lab.run("metadata-filter " + properties, List.of(with("t", metadata)));
    assertThat(String.join(",", lab.out.getFirst().metadata().keys())).isEqualTo(expected);
  }

  // ---- code

  @Test
  void shouldRunCodeWhenFlatMappedAndFilterMapped() {
    Map<String, ElementNode<?>> code =
        Map.of(
            "twice",
            StdElements.flatMap((in, out) -> {
              out.forward(in);
              out.forward(in, 0, 1);
            }),
            "upper",
            StdElements.filterMap(
                    (in, out) -> {
                      out.resize(in.size());
                      for (long i = 0; i < in.size(); i++) {
                        out.set(i, (byte) Character.toUpperCase(in.get(i)));
                      }
                      return in.size() > 1;
                    })
                .named("x"),
            "look",
            StdElements.inspect(view -> assertThat(view.size()).isEqualTo(2)));
    Lab lab =
        Lab.run(
            "${twice} ! ${upper} ! ${look}",
            List.of(Piece.at("ab", 3, 4), Piece.at("cd", 7, 4)),
            code);
    assertThat(lab.out).containsExactly(Piece.at("AB", 3, 4), Piece.at("CD", 7, 4));
    assertThat(lab.dropped).isEqualTo(2);
  }

  @Test
  void shouldShareBytesWhenHeadersChange() {
    List<Piece> in = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      in.add(Piece.at("abcdefgh", i, 1));
    }
    Lab lab =
        Lab.run(
            "tee name=t  t. ! fakesink  t. ! sequence-number ! timestamper mode=offset offset=5 !"
                + " buffer-slice name=x offset=1 length=2",
            in);
    assertThat(lab.out).hasSize(50).allMatch(p -> p.text().equals("bc"));
    assertThat(lab.out.get(3).pts()).isEqualTo(8);
    assertThat(lab.copies).isZero();
  }

  @Test
  void shouldRefuseWhenBytesOfASharedViewAreWritten() {
    List<String> said = new ArrayList<>();
    ElementNode<?> writer =
        StdElements.flatMap((in, out) -> {
          try (var same = out.share(in)) {
            same.pts(1);
            same.set(0, (byte) 1);
          } catch (IllegalStateException e) {
            said.add(e.getMessage());
          }
        });
    Lab lab = Lab.run("${writer}", Lab.texts("a"), Map.of("writer", writer));
    assertThat(lab.out).isEmpty();
    assertThat(said).singleElement().asString().contains("read-only");
  }
}
