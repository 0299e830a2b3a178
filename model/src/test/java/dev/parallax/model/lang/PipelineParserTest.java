package dev.parallax.model.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parallax.model.caps.Caps;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.lang.PipelineText.Assignment;
import dev.parallax.model.lang.PipelineText.Element;
import dev.parallax.model.lang.PipelineText.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineParserTest {
  /** Elements and links as text, one per line, without places. */
  private static String shape(PipelineText p) {
    StringBuilder out = new StringBuilder();
    for (Element e : p.elements()) {
      out.append(e.placeholder() ? "$" : "").append(e.factory());
      out.append(e.name() == null ? "" : " name=" + e.name());
      for (Assignment a : e.properties()) {
        out.append(' ').append(a.property()).append("=<").append(a.value()).append('>');
      }
      out.append('\n');
    }
    for (Link l : p.links()) {
      out.append(l.from().element()).append('.').append(Objects.toString(l.from().port(), ""));
      out.append(l.filter() == null ? " -> " : " -[" + l.filter() + "]-> ");
      out.append(l.to().element())
          .append('.')
          .append(Objects.toString(l.to().port(), ""))
          .append('\n');
    }
    return out.toString();
  }

  private static ParallaxException error(String pipeline) {
    ParallaxException e =
        catchThrowableOfType(ParallaxException.class, () -> PipelineParser.parse(pipeline));
    assertThat(e).as(pipeline).isNotNull();
    return e;
  }

  @Test
  void shouldParseElementsAndPropertiesWhenChained() {
    assertThat(
            shape(
                PipelineParser.parse(
                    "filesrc location=a.flac ! flacdec ! filesink location = 'b c.pcm'")))
        .isEqualTo(
            "filesrc location=<a.flac>\n"
                + "flacdec\n"
                + "filesink location=<b c.pcm>\n"
                + "0. -> 1.\n"
                + "1. -> 2.\n");
  }

  @Test
  void shouldParseFiltersWhenBareOrQuoted() {
    PipelineText p =
        PipelineParser.parse(
            "a ! video/x-raw, format=I420, width=[1,640] ! b ! \"video/x-raw,format={I420,NV12}\" !"
                + " c ! video/x-raw ! 'video/x-raw,height=480' ! d");
    assertThat(p.elements()).hasSize(4);
    assertThat(p.links().get(0).filter())
        .isEqualTo(Caps.parse("video/x-raw,format=I420,width=[1,640]"));
    assertThat(p.links().get(1).filter()).isEqualTo(Caps.parse("video/x-raw,format={I420,NV12}"));
    assertThat(p.links().get(2).filter()).isEqualTo(Caps.parse("video/x-raw,height=480"));
    assertThat(p.source().substring(p.links().get(0).span().start(), p.links().get(0).span().end()))
        .isEqualTo("video/x-raw, format=I420, width=[1,640]");
  }

  @Test
  void shouldKeepCapsfilterAsElementWhenItIsNamed() {
    assertThat(
            shape(
                PipelineParser.parse(
                    "a ! capsfilter caps=\"video/x-raw,format=(string)I420\" ! b")))
        .contains("capsfilter caps=<video/x-raw,format=(string)I420>");
  }

  @Test
  void shouldResolveReferencesWhenBranchesAreUsed() {
    assertThat(
            shape(
                PipelineParser.parse(
                    """
                    # a comment
                    src ! tee name=t   # another ! one
                      t. ! queue ! m.video_0
                      t.out_7 ! queue ! audio/x-raw # caps
                        ! m.
                      mux name=m ! sink
                    """)))
        .isEqualTo(
            """
            src
            tee name=t
            queue
            queue
            mux name=m
            sink
            0. -> 1.
            1. -> 2.
            2. -> 4.video_0
            1.out_7 -> 3.
            3. -[audio/x-raw]-> 4.
            4. -> 5.
            """);
  }

  @Test
  void shouldLinkPortsWhenBothEndsAreReferences() {
    assertThat(shape(PipelineParser.parse("a name=x b name=y x.out ! y.in")))
        .isEqualTo("a name=x\nb name=y\n0.out -> 1.in\n");
  }

  @Test
  void shouldKeepPlaceholdersAsTextWhenGiven() {
    assertThat(
            shape(
                PipelineParser.parse("${camera} name=c ! x a=${level} b=\"pre ${who}\" ! ${out}")))
        .isEqualTo("$camera name=c\nx a=<${level}> b=<pre ${who}>\n$out\n0. -> 1.\n1. -> 2.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a u=http://h:80/p?q=1&r=2#f | http://h:80/p?q=1&r=2#f",
        "a u=a\\ b | a b",
        "a u=\"a \\\"b\\\" \\\\c\" | a \"b\" \\c",
        "a u='it\\'s' | it's",
        "a u=\"\" | ",
        "a u=x!y | x!y",
        "a u=-3.5 | -3.5",
      })
  void shouldUnquoteValuesWhenEscaped(String pipeline, String value) {
    assertThat(PipelineParser.parse(pipeline).elements().getFirst().properties().getFirst().value())
        .isEqualTo(Objects.toString(value, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "  | PLX-PIPE-008 | 0",
        "# nothing | PLX-PIPE-008 | 0",
        "a ! | PLX-PIPE-005 | 2",
        "! a | PLX-PIPE-005 | 0",
        "a ! ! b | PLX-PIPE-005 | 4",
        "a ! video/x-raw | PLX-PIPE-005 | 4",
        "video/x-raw ! a | PLX-PIPE-005 | 0",
        "a x=\"b ! c | PLX-PIPE-006 | 4",
        "a name=x ! b name=x | PLX-PIPE-003 | 18",
        "a name=cam ! cma. | PLX-PIPE-004 | 13",
        "a ! x. | PLX-PIPE-004 | 4",
        "a name=x x. | PLX-PIPE-001 | 9",
        "( a ! b ) | PLX-PIPE-012 | 0",
        "bin.( a ! b ) | PLX-PIPE-012 | 4",
        "a p:=1 | PLX-PIPE-012 | 2",
        "file:///x ! b | PLX-PIPE-012 | 0",
        "a ! video/x-raw,width=[1 ! b | PLX-PIPE-011 | 24",
        "a ! video/x-raw,format=RGB ! video/x-raw,format=I420 ! b | PLX-PIPE-011 | 4",
        "a ! EMPTY/x,y= ! b | PLX-PIPE-011 | 14",
        "a ! video/x-raw,width=${w} ! b | PLX-PIPE-001 | 22",
        "a name=${x} | PLX-PIPE-001 | 7",
        "${x ! b | PLX-PIPE-001 | 0",
        "a x=1 x=2 | PLX-PROP-007 | 8",
        "a name=x name=y | PLX-PROP-007 | 14",
        "x=1 ! a | PLX-PIPE-001 | 0",
        "a x= | PLX-PIPE-001 | 2",
        "a x= ! b | PLX-PIPE-001 | 2",
        "a name=x b ! x.in ! c | PLX-PIPE-001 | 13",
        "a ; b | PLX-PIPE-001 | 2",
        "a,b ! c | PLX-PIPE-001 | 1",
        "-v a ! b | PLX-PIPE-001 | 0",
        "1a | PLX-PIPE-001 | 0",
        "a x=\"b\"c | PLX-PIPE-001 | 7",
      })
  void shouldNamePlaceAndFixWhenTheTextIsWrong(String pipeline, String code, int offset) {
    ParallaxException e = error(Objects.toString(pipeline, " "));
    assertThat(e.diagnostic().id().code()).isEqualTo(code);
    assertThat(e.diagnostic().data()).containsEntry("offset", Integer.toString(offset));
    assertThat(e.diagnostic().data().get("expected")).isNotBlank();
    assertThat(e.diagnostic().data().get("fix")).isNotBlank();
    assertThat(e.diagnostic().text()).contains("^");
  }

  @Test
  void shouldRenderCaretAndNearMissWhenAReferenceIsUnknown() {
    assertThat(error("camera name=cam ! tee cma. ! sink"))
        .hasMessage(
            """
            [PLX-PIPE-004] no element has this name name=cma offset=22
              "camera name=cam ! tee cma. ! sink"
                                     ^^^^
              expected the name of an element, did you mean cam?
              fix      write "cam.\"\
            """);
  }

  @Test
  void shouldRefuseWhenTooLarge() {
    assertThat(error("a ".repeat(40_000)).diagnostic().id().code()).isEqualTo("PLX-PIPE-007");
    assertThat(error("a ".repeat(10_001)).diagnostic().id().code()).isEqualTo("PLX-PIPE-007");
    assertThat(PipelineParser.parse("a ".repeat(10_000)).elements()).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a ! b ! c",
        "tee name=t src ! t. t. ! q ! x t. ! q",
        "a. ! b src name=a",
        "src name=s ! tee name=t t. ! queue ! m.v_0 t. ! m. mux name=m ! sink d q=\"x y\" ! z",
        "a ! video/x-raw, format=I420 ! b ! \"audio/x-raw(memory:GPU);video/x-raw\" ! c",
        "a u='he said \"hi\"' v=\"\" w=\"#x\" ! ${p} name=n n. ! c",
        "tee name=t src name=s s. ! u",
        "m.v ! u mux name=m",
      })
  void shouldParseTheSameWhenPrintedAndParsedAgain(String pipeline) {
    PipelineText first = PipelineParser.parse(pipeline);
    String printed = PipelinePrinter.print(first);
    PipelineText second = PipelineParser.parse(printed);
    assertThat(shape(second)).as(printed).isEqualTo(shape(first));
    assertThat(PipelinePrinter.print(second)).isEqualTo(printed);
  }

  @Test
  void shouldRefuseWhenTwoFiltersHaveTooManyFields() {
    StringBuilder p = new StringBuilder("a");
    for (int f = 0; f < 2; f++) {
      p.append(" ! video/x-raw");
      for (int i = 0; i < 60; i++) {
        p.append(",f").append(f).append('x').append(i).append("=1");
      }
    }
    assertThat(error(p + " ! b").diagnostic().id().code()).isEqualTo("PLX-PIPE-011");
  }

  @Test
  void shouldRefuseToPrintWhenAnElementThatNeedsANameHasNone() {
    PipelineText p = PipelineParser.parse("a ! b");
    Link twice = p.links().getFirst();
    PipelineText fork = new PipelineText("", p.elements(), List.of(twice, twice));
    assertThatThrownBy(() -> PipelinePrinter.print(fork))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a name");
  }

  @Test
  void shouldGiveOnlyDiagnosticsAndRoundTripsWhenFuzzed() {
    String[] pieces = {
      "a",
      "tee",
      " name=t",
      "t.",
      "t.out_1",
      " ! ",
      "!",
      "video/x-raw",
      ",format=I420",
      ",width=[1,2]",
      "\"",
      "'",
      "\\",
      "${x}",
      "${",
      "}",
      " x=1",
      "=",
      "(",
      ")",
      ":=",
      "://",
      "#",
      "\n",
      " ",
      ".",
      ",",
      ";",
      "ANY",
      "{",
      "]",
      "\0",
      "é",
      "\uD800"
    };
    Random random = new Random(42);
    int parsed = 0;
    for (int i = 0; i < 30_000; i++) {
      String text = i % 2 == 0 ? assembled(random, pieces) : mutated(random, pieces);
      try {
        PipelineText p = PipelineParser.parse(text);
        parsed++;
        assertThat(shape(PipelineParser.parse(PipelinePrinter.print(p))))
            .as(text)
            .isEqualTo(shape(p));
      } catch (ParallaxException e) {
        assertThat(e.diagnostic().id().code()).as(text).matches("PLX-(PIPE|PROP)-[0-9]{3}");
      }
    }
    assertThat(parsed).isGreaterThan(1_000);
  }

  private static String assembled(Random random, String[] pieces) {
    List<String> parts = new ArrayList<>();
    for (int n = 1 + random.nextInt(14); n > 0; n--) {
      parts.add(pieces[random.nextInt(random.nextInt(3) == 0 ? pieces.length : 13)]);
      if (random.nextBoolean()) {
        parts.add(" ");
      }
    }
    return String.join("", parts);
  }

  private static String mutated(Random random, String[] pieces) {
    StringBuilder text =
        new StringBuilder(
            "src l='x y' ! tee name=t t. ! \"video/x-raw,width=[1,9]\" ! q t.o_1 ! audio/x-raw,"
                + " rate=5 ! m.a mux name=m f=\"a\\\"b\" ! ${s} # end");
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
      } else {
        text.insert(at, pieces[random.nextInt(pieces.length)]);
      }
    }
    return text.toString();
  }
}
