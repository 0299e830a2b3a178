package dev.parallax.model.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.solve.Negotiation.Failed;
import dev.parallax.model.solve.NegotiationGraph.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text of failures, letter by letter. */
class FailureTextTest {
  private static Failed failed(Kinds g, String pipeline) {
    Negotiation n =
        Solver.solve(g.graph(pipeline), ConverterPolicy.DENY, Kinds.registry(Kinds.std()));
    assertThat(n).isInstanceOf(Failed.class);
    return (Failed) n;
  }

  private static String text(String pipeline) {
    return failed(Kinds.std(), pipeline).diagnostic().toString();
  }

  @Test
  void shouldShowBothSidesWhenTwoPortsExcludeEachOther() {
    assertThat(text("camera ! rgbfilter ! h264enc name=enc ! filesink location=o.h264"))
        .isEqualTo(
            """
            [PLX-CAPS-003] rgbfilter.out cannot feed enc.in
              "camera ! rgbfilter ! h264enc name=enc ! filesink location=o.h264"
                                    ^^^^^^^
              offers   video/x-raw {RGB}           fixed by rgbfilter (RgbFilter.java:14)
              accepts  video/x-raw {I420, NV12}    h264enc (H264Enc.java:22)
              format   {RGB} ∩ {I420, NV12} = ∅
              fix      insert videoconvert between rgbfilter and enc\
            """);
  }

  @Test
  void shouldNameTheChainWhenTheFieldWasFixedFarUpstream() {
    assertThat(
            text(
                "rgbsrc ! tee name=t t. ! queue ! sink t. ! queue name=q ! video/x-raw,format=RGBA"
                    + " ! sink"))
        .isEqualTo(
            """
            [PLX-CAPS-003] q.out cannot feed sink1.in
              "rgbsrc ! tee name=t t. ! queue ! sink t. ! queue name=q ! video/x-raw,format=RGBA ! sink"
                                                                         ^^^^^^^^^^^^^^^^^^^^^^^
              offers   video/x-raw {RGB} 1920x1080@30    fixed by rgbsrc (RgbSrc.java:9) through t, q
              accepts  video/x-raw {RGBA}                the caps filter between q and sink1
              format   {RGB} ∩ {RGBA} = ∅
              fix      insert videoconvert between q and sink1\
            """);
    assertThat(text("rgbsrc ! queue ! videoscale ! queue ! video/x-raw,format=I420 ! sink"))
        .contains(
            "offers   video/x-raw {RGB} @30 width=[1,32768] height=[1,32768]"
                + "    fixed by rgbsrc (RgbSrc.java:9) through queue, videoscale, queue1",
            "format   {RGB} ∩ {I420} = ∅");
  }

  @Test
  void shouldNameTheOtherBranchWhenAMixerNeedsEqualInputs() {
    assertThat(text("mixer name=m ! sink rgbsrc ! m. camera ! video/x-raw,width=640 ! m."))
        .isEqualTo(
            """
            [PLX-CAPS-005] rgbsrc.out cannot feed m.in_0
              "mixer name=m ! sink rgbsrc ! m. camera ! video/x-raw,width=640 ! m."
                                          ^
              offers   video/x-raw {RGB} 1920x1080@30    fixed by rgbsrc (RgbSrc.java:9)
              accepts  video/x-raw width=640             the caps filter between camera and m through m
              width    {1920} ∩ {640} = ∅
              fix      insert videoscale between rgbsrc and m\
            """);
  }

  @Test
  void shouldNameThePropertyWhenItContradicts() {
    assertThat(text("rgbsrc ! resize rate=25 ! queue ! sink"))
        .startsWith("[PLX-CAPS-005] rgbsrc.out cannot feed resize.in")
        .contains("framerate {30/1} ∩ {25/1} = ∅", "fix      change property rate=25 of resize");
    assertThat(text("rgbsrc ! videoconvert ! resize width=99999 ! sink"))
        .isEqualTo(
            """
            [PLX-CAPS-003] property width=99999 of resize does not fit resize.out
              "rgbsrc ! videoconvert ! resize width=99999 ! sink"
                                       ^^^^^^
              offers   video/x-raw {I420, NV12, RGBA, RGB} width=[1,32768] height=[1,32768]    fixed by resize
              accepts  width=99999                                                             property width=99999 of resize
              width    [1,32768] ∩ {99999} = ∅
              fix      change property width=99999 of resize\
            """);
  }

  @Test
  void shouldCapTheListWhenThereAreManyAlternatives() {
    Kinds g = Kinds.std();
    g.kind("picky").in("in", "a/a;a/b;a/c;a/d;a/e;a/f");
    assertThat(failed(g, "rgbsrc ! picky").diagnostic().toString())
        .isEqualTo(
            """
            [PLX-CAPS-003] rgbsrc.out cannot feed picky.in
              "rgbsrc ! picky"
                        ^^^^^
              offers   video/x-raw {RGB} 1920x1080@30    fixed by rgbsrc (RgbSrc.java:9)
              accepts  a/a                               picky
                       a/b
                       a/c
                       a/d
                       and 2 more
              type     {video/x-raw} ∩ {a/a, a/b, a/c, a/d, a/e, a/f} = ∅
              fix      put an element between rgbsrc and picky that converts, or link other elements\
            """);
  }

  @Test
  void shouldShowPortsWhenThereIsNoSource() {
    NegotiationGraph g = Kinds.std().graph("rgbfilter name=a ! h264enc name=b");
    NegotiationGraph built =
        new NegotiationGraph("", g.nodes(), List.of(new Edge(0, "out", 1, "in", null, null)));
    Failed f = (Failed) Solver.solve(built, ConverterPolicy.DENY, ConverterRegistry.EMPTY);
    assertThat(f.diagnostic().text())
        .startsWith("a.out cannot feed b.in\n  a.out -> b.in\n  offers");
  }

  @Test
  void shouldGiveTheSamePartsAsDataWhenAMachineReads() {
    Failed f = failed(Kinds.std(), "camera ! rgbfilter ! h264enc name=enc ! filesink");
    assertThat(f.edge()).isEqualTo(1);
    assertThat(f.diagnostic().data())
        .containsEntry("link", "rgbfilter.out -> enc.in")
        .containsEntry("field", "format")
        .containsEntry("offers", "video/x-raw {RGB}")
        .containsEntry("accepts", "video/x-raw {I420, NV12}")
        .containsEntry("fix", "insert videoconvert between rgbfilter and enc");
  }
}
