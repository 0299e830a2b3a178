package dev.parallax.model.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.solve.ConverterRegistry.Converter;
import dev.parallax.model.solve.Negotiation.Failed;
import dev.parallax.model.solve.Negotiation.Insertion;
import dev.parallax.model.solve.Negotiation.Open;
import dev.parallax.model.solve.Negotiation.Solved;
import java.util.List;
import org.junit.jupiter.api.Test;

class InserterTest {
  private static Negotiation allow(Kinds g, String pipeline) {
    return Solver.solve(g.graph(pipeline), ConverterPolicy.ALLOW, Kinds.registry(g));
  }

  private static List<Insertion> inserted(String pipeline) {
    Negotiation n = allow(Kinds.std(), pipeline);
    assertThat(n).as(n.toString()).isInstanceOf(Solved.class);
    return ((Solved) n).converters();
  }

  @Test
  void shouldInsertNothingWhenEverythingFits() {
    assertThat(inserted("rgbsrc ! queue ! sink")).isEmpty();
  }

  @Test
  void shouldInsertTheCheapestWhenOneIsEnough() {
    List<Insertion> i = inserted("rgbsrc ! h264enc ! filesink");
    assertThat(i)
        .singleElement()
        .satisfies(x -> {
          assertThat(x.edge()).isZero();
          assertThat(x.elements()).containsExactly("videoconvert");
          assertThat(x.between())
              .extracting(m -> m.field("format").toString())
              .containsExactly("RGB", "I420");
        });
  }

  @Test
  void shouldInsertAChainWhenOneIsNotEnough() {
    List<Insertion> i = inserted("rgbsrc ! video/x-raw,width=640,height=360 ! h264enc ! filesink");
    assertThat(i)
        .singleElement()
        .satisfies(x -> {
          assertThat(x.elements()).containsExactlyInAnyOrder("videoconvert", "videoscale");
          assertThat(x.between()).hasSize(3);
          assertThat(x.between().getLast())
              .hasToString("video/x-raw,format=I420,width=640,height=360,framerate=30/1");
        });
  }

  @Test
  void shouldInsertBeforeTheTeeWhenThatIsCheaper() {
    List<Insertion> i =
        inserted("rgbsrc ! tee name=t t. ! h264enc ! sink t. ! h264enc ! sink t. ! h264enc ! sink");
    assertThat(i).singleElement().satisfies(x -> assertThat(x.edge()).isZero());
  }

  @Test
  void shouldInsertInEachBranchWhenTheyDiffer() {
    List<Insertion> i =
        inserted(
            "rgbsrc ! tee name=t t. ! video/x-raw,format=RGBA ! sink t. ! video/x-raw,format=NV12 !"
                + " sink t. ! sink");
    assertThat(i).extracting(Insertion::edge).containsExactly(1, 2);
  }

  @Test
  void shouldInsertManyWhenEachOfManyBranchesNeedsOne() {
    StringBuilder p = new StringBuilder("rgbsrc ! tee name=t");
    for (int i = 0; i < 30; i++) {
      p.append(" t. ! queue ! video/x-raw,format=")
          .append(i % 2 == 0 ? "NV12" : "RGBA")
          .append(",width=")
          .append(100 + i)
          .append(" ! sink");
    }
    Solved s = (Solved) allow(Kinds.std(), p.toString());
    assertThat(s.converters()).hasSizeBetween(30, 60);
    assertThat(s.links()).allMatch(MediaCaps::isFixed);
  }

  @Test
  void shouldStayOpenBehindAConverterWhenTheStreamIsUnknown() {
    Kinds g = Kinds.std();
    g.kind("dec").out("out", "video/x-raw,format=RGB").fromStream("width", "height", "framerate");
    Open open = (Open) allow(g, "dec ! h264enc ! filesink");
    assertThat(open.converters())
        .singleElement()
        .satisfies(x -> assertThat(x.elements()).containsExactly("videoconvert"));
    assertThat(open.openFields().getFirst())
        .containsExactlyInAnyOrder("width", "height", "framerate");
    g.announce("dec", "out", "video/x-raw,format=RGB,width=8,height=6,framerate=5/1");
    Solved s = (Solved) allow(g, "dec ! h264enc ! filesink");
    assertThat(s.links().getFirst())
        .hasToString("video/x-raw,format=I420,width=8,height=6,framerate=5/1");
  }

  @Test
  void shouldSayThatNoneHelpsWhenNoneDoes() {
    Kinds g = Kinds.std();
    g.kind("audiosink").in("in", "audio/x-raw");
    Failed f = (Failed) allow(g, "rgbsrc ! audiosink");
    assertThat(f.diagnostic().id()).isEqualTo(DiagnosticId.CAPS_NO_CONVERTER);
    assertThat(f.diagnostic().toString())
        .startsWith("[PLX-CAPS-008] rgbsrc.out cannot feed audiosink.in");
  }

  @Test
  void shouldTakeTheCheaperOfTwoWaysWhenCostsDiffer() {
    Kinds g = new Kinds();
    g.kind("src").out("out", "a/a,framed=true");
    g.kind("sink").in("in", "a/d");
    g.kind("direct").in("in", "a/a").out("out", "a/d,framed=true");
    g.kind("step1").in("in", "a/a").out("out", "a/b,framed=true");
    g.kind("step2").in("in", "a/b").out("out", "a/d,framed=true");
    List<Converter> dear =
        List.of(
            new Converter(g.get("direct"), 9),
            new Converter(g.get("step1"), 3),
            new Converter(g.get("step2"), 3));
    List<Converter> cheap =
        List.of(
            new Converter(g.get("direct"), 5),
            new Converter(g.get("step1"), 3),
            new Converter(g.get("step2"), 3));
    assertThat(chain(g, dear)).containsExactly("step1", "step2");
    assertThat(chain(g, cheap)).containsExactly("direct");
  }

  private static List<String> chain(Kinds g, List<Converter> converters) {
    Solved s =
        (Solved)
            Solver.solve(
                g.graph("src ! sink"), ConverterPolicy.ALLOW, new ConverterRegistry(converters));
    return s.converters().getFirst().elements();
  }
}
