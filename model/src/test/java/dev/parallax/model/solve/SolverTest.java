package dev.parallax.model.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.annotations.MemoryKind;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.solve.Negotiation.Failed;
import dev.parallax.model.solve.Negotiation.Open;
import dev.parallax.model.solve.Negotiation.Solved;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SolverTest {
  private static Negotiation solve(Kinds g, String pipeline) {
    return Solver.solve(g.graph(pipeline), ConverterPolicy.DENY, ConverterRegistry.EMPTY);
  }

  private static List<String> solved(Kinds g, String pipeline) {
    Negotiation n = solve(g, pipeline);
    assertThat(n).as(n.toString()).isInstanceOf(Solved.class);
    return ((Solved) n).links().stream().map(MediaCaps::toString).toList();
  }

  private static Open open(Kinds g, String pipeline) {
    Negotiation n = solve(g, pipeline);
    assertThat(n).as(n.toString()).isInstanceOf(Open.class);
    return (Open) n;
  }

  @Test
  void shouldTakeUpstreamsPreferenceWhenSeveralFormatsFit() {
    Kinds g = Kinds.std();
    g.kind("both").in("in", "video/x-raw,format={I420,RGB}");
    assertThat(solved(g, "camera ! both"))
        .containsExactly("video/x-raw,format=RGB,width=16,height=16,framerate=1/1");
    g.kind("alternatives")
        .out("out", "audio/x-raw,format=S16LE,rate=8000,channels=1;video/x-raw,format=NV12");
    assertThat(solved(g, "alternatives ! video/x-raw,width=4,height=2,framerate=5/1 ! sink"))
        .containsExactly("video/x-raw,format=NV12,width=4,height=2,framerate=5/1");
    assertThat(solved(g, "alternatives ! sink").getFirst()).startsWith("audio/x-raw,format=S16LE");
  }

  @Test
  void shouldFixateToThePreferredValueWhenARangeHasOne() {
    Kinds g = Kinds.std();
    Caps caps =
        Caps.parse("video/x-raw,format=RGB,width=[16,1920],height=[16,1080],framerate=[1/1,60/1]");
    g.kind("src")
        .out(
            "out",
            Kinds.preferRate(
                Kinds.prefer(Kinds.prefer(caps, "width", 320), "height", 240),
                new Fraction(30, 1)));
    assertThat(solved(g, "src ! sink"))
        .containsExactly("video/x-raw,format=RGB,width=320,height=240,framerate=30/1");
    assertThat(
            solved(g, "src ! video/x-raw,width=[400,800],framerate={5/1,30000/1001,60/1} ! sink"))
        .containsExactly("video/x-raw,format=RGB,width=400,height=240,framerate=30000/1001");
  }

  @Test
  void shouldTakeTheSmallestValueWhenNobodyRestricts() {
    Kinds g = Kinds.std();
    g.kind("anysrc").out("out", "ANY");
    assertThat(solved(g, "anysrc ! sink")).containsExactly("application/octet-stream");
    assertThat(solved(g, "anysrc ! video/x-raw ! sink"))
        .containsExactly("video/x-raw,format=I420,width=1,height=1,framerate=0/1");
    assertThat(solved(g, "filesrc ! filesink")).containsExactly("application/octet-stream");
  }

  @Test
  void shouldKeepWhatTheInputHasWhenATransformsOutputIsFree() {
    Kinds g = Kinds.std();
    assertThat(solved(g, "rgbsrc ! videoscale ! videoconvert ! sink"))
        .containsOnly("video/x-raw,format=RGB,width=1920,height=1080,framerate=30/1");
    assertThat(solved(g, "rgbsrc ! videoscale ! video/x-raw,width=[1,640] ! sink").getLast())
        .isEqualTo("video/x-raw,format=RGB,width=640,height=1080,framerate=30/1");
    assertThat(
            solved(
                g,
                "rgbsrc ! videoscale ! videoconvert ! video/x-raw,format=RGBA,width=320,height=180"
                    + " ! sink"))
        .containsExactly(
            "video/x-raw,format=RGB,width=1920,height=1080,framerate=30/1",
            "video/x-raw,format=RGB,width=320,height=180,framerate=30/1",
            "video/x-raw,format=RGBA,width=320,height=180,framerate=30/1");
  }

  @Test
  void shouldFollowPropertiesWhenTheyAreSet() {
    Kinds g = Kinds.std();
    assertThat(solved(g, "rgbsrc ! resize width=640 ! sink").getLast())
        .contains("width=640,height=1080");
    assertThat(solved(g, "rgbsrc ! resize width=0 rate=0/1 ! sink").getLast())
        .contains("width=1920");
    g.kind("ratesrc")
        .out("out", "video/x-raw,format=RGB,width=2,height=2,framerate=[1/1,60/1]")
        .property("rate")
        .fromProperty("framerate", "rate");
    assertThat(solved(g, "ratesrc rate=30000/1001 ! sink").getFirst())
        .contains("framerate=30000/1001");
    assertThat(solved(g, "ratesrc rate=25 ! sink").getFirst()).contains("framerate=25/1");
    assertThat(solve(g, "ratesrc rate=nonsense ! sink")).isInstanceOf(Failed.class);
  }

  @Test
  void shouldConstrainTheWholeFormatWhenAPropertyIsCaps() {
    Kinds g = Kinds.std();
    g.kind("capsfilter")
        .in("in", "ANY")
        .out("out", "ANY")
        .same("*")
        .property("caps")
        .fromProperty("*", "caps");
    assertThat(
            solved(g, "camera ! capsfilter caps=\"video/x-raw,format=I420,width=[20,30]\" ! sink"))
        .containsOnly("video/x-raw,format=I420,width=20,height=16,framerate=1/1");
    assertThat(solved(g, "camera ! capsfilter ! sink").getFirst()).contains("format=RGB");
    assertThat(
            ((Failed) solve(g, "rgbsrc ! capsfilter caps=video/x-raw,format=NV12 ! sink"))
                .diagnostic()
                .text())
        .contains(
            "rgbsrc.out cannot feed capsfilter.in",
            "{RGB} ∩ {NV12} = ∅",
            "change property caps=video/x-raw,format=NV12");
    assertThat(solve(g, "rgbsrc ! capsfilter caps=nonsense, ! sink")).isInstanceOf(Failed.class);
  }

  @Test
  void shouldCarryFieldsBothWaysWhenTheyAreTheSame() {
    Kinds g = Kinds.std();
    assertThat(
            solved(
                g,
                "camera ! queue ! videoconvert ! h264enc ! video/x-h264,width=640,framerate=25/1 !"
                    + " queue ! filesink"))
        .containsExactly(
            "video/x-raw,format=RGB,width=640,height=16,framerate=25/1",
            "video/x-raw,format=RGB,width=640,height=16,framerate=25/1",
            "video/x-raw,format=I420,width=640,height=16,framerate=25/1",
            "video/x-h264,framed=true,width=640,framerate=25/1,height=16",
            "video/x-h264,framed=true,width=640,framerate=25/1,height=16");
  }

  @Test
  void shouldPairTemplatesByNumberWhenARelationNamesBoth() {
    Kinds g = Kinds.std();
    g.kind("multiqueue")
        .requestIn("in_%u", "ANY")
        .request("out_%u", "ANY")
        .sameAs("in_%u", "out_%u", "*");
    assertThat(
            solved(
                g,
                "multiqueue name=m rgbsrc ! m.in_0 m.out_0 ! sink filesrc ! m.in_1 m.out_1 !"
                    + " filesink"))
        .containsExactly(
            "video/x-raw,format=RGB,width=1920,height=1080,framerate=30/1",
            "video/x-raw,format=RGB,width=1920,height=1080,framerate=30/1",
            "application/octet-stream",
            "application/octet-stream");
  }

  @Test
  void shouldStayOpenWhenOnlyTheStreamKnows() {
    Kinds g = Kinds.std();
    Open open = open(g, "filesrc ! flacdec ! queue ! filesink");
    assertThat(open.openFields())
        .containsExactly(
            Set.of(), Set.of("format", "rate", "channels"), Set.of("format", "rate", "channels"));
    assertThat(open.links().get(0)).hasToString("audio/x-flac,framed=false");
    assertThat(open.links().get(2)).hasToString("audio/x-raw,format={S16LE,S24LE,S32LE}");
    g.announce("flacdec", "out", "audio/x-raw,format=S24LE,rate=96000,channels=2");
    assertThat(solved(g, "filesrc ! flacdec ! queue ! filesink"))
        .containsExactly(
            "audio/x-flac,framed=false",
            "audio/x-raw,format=S24LE,rate=96000,channels=2",
            "audio/x-raw,format=S24LE,rate=96000,channels=2");
  }

  @Test
  void shouldWaitForTheInputWhenAFreeOutputWouldFollowIt() {
    Kinds g = Kinds.std();
    g.kind("dec").out("out", "video/x-raw,format=I420").fromStream("width", "height", "framerate");
    Open open =
        open(g, "dec ! videoscale ! videoconvert ! video/x-raw,format=RGBA,width=320 ! sink");
    assertThat(open.openFields())
        .containsExactly(
            Set.of("width", "height", "framerate"),
            Set.of("height", "framerate"),
            Set.of("height", "framerate"));
    assertThat(open.links().get(2))
        .hasToString("video/x-raw,format=RGBA,width=320,height=[1,32768]");
    g.announce("dec", "out", "video/x-raw,format=I420,width=64,height=48,framerate=10/1");
    assertThat(
            solved(g, "dec ! videoscale ! videoconvert ! video/x-raw,format=RGBA,width=320 ! sink")
                .getLast())
        .isEqualTo("video/x-raw,format=RGBA,width=320,height=48,framerate=10/1");
  }

  @Test
  void shouldOpenTiedLinksWhenAMixersOtherInputIsOpen() {
    Kinds g = Kinds.std();
    g.kind("dec").out("out", "video/x-raw,format=I420").fromStream("width", "height", "framerate");
    Open open = open(g, "mixer name=m ! sink camera ! m. dec ! m.");
    assertThat(open.openFields())
        .allSatisfy(s -> assertThat(s).containsExactlyInAnyOrder("framerate", "height", "width"));
    g.announce("dec", "out", "video/x-raw,format=I420,width=64,height=48,framerate=10/1");
    assertThat(solved(g, "mixer name=m ! sink camera ! m. dec ! m."))
        .containsOnly("video/x-raw,format=I420,width=64,height=48,framerate=10/1");
  }

  @Test
  void shouldLeaveTheTypeOpenWhenADemuxerAnnouncesEverything() {
    Kinds g = Kinds.std();
    g.kind("anydemux")
        .in("in", "application/octet-stream")
        .sometimes("out_%u", "video/x-h264;audio/x-raw")
        .fromStream("*");
    Open open = open(g, "filesrc ! anydemux ! queue ! sink");
    assertThat(open.links().get(2).type()).isEqualTo(MediaCaps.ANY_TYPE);
    assertThat(open.openFields().get(2)).contains("*");
    g.announce("anydemux", "out_0", "video/x-h264,framed=true");
    assertThat(solved(g, "filesrc ! anydemux ! queue ! sink").getLast())
        .isEqualTo("video/x-h264,framed=true");
  }

  @Test
  void shouldFailWhenTheAnnouncedFormatDoesNotFit() {
    Kinds g = Kinds.std();
    g.announce("flacdec", "out", "audio/x-raw,format=S16LE,rate=44100,channels=6");
    Failed f = (Failed) solve(g, "filesrc ! flacdec ! audio/x-raw,channels=[1,2] ! filesink");
    assertThat(f.diagnostic().toString())
        .isEqualTo(
            """
            [PLX-CAPS-009] flacdec.out cannot feed filesink.in
              "filesrc ! flacdec ! audio/x-raw,channels=[1,2] ! filesink"
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^
              offers   audio/x-raw {S16LE} rate=44100 channels=6    fixed by the stream announced by flacdec
              accepts  audio/x-raw channels=[1,2]                   the caps filter between flacdec and filesink
              channels {6} ∩ [1,2] = ∅
              fix      change the caps filter between flacdec and filesink\
            """);
  }

  @Test
  void shouldAgreeOnMemoryWhenKindsDiffer() {
    Kinds g = Kinds.std();
    g.kind("gpusrc")
        .out(
            "out",
            "video/x-raw(memory:GPU,memory:SystemMemory),format=RGB,width=2,height=2,framerate=1/1");
    g.kind("cpusink").in("in", "video/x-raw");
    g.kind("gpusink").in("in", "video/x-raw(memory:GPU)");
    Solved s = (Solved) solve(g, "gpusrc ! queue ! cpusink");
    assertThat(s.links().getLast().memory().kinds()).containsExactly(MemoryKind.CPU);
    s = (Solved) solve(g, "gpusrc ! sink");
    assertThat(s.links().getLast().memory().kinds()).containsExactly(MemoryKind.GPU);
    Failed f = (Failed) solve(g, "rgbsrc ! gpusink");
    assertThat(f.diagnostic().toString())
        .startsWith("[PLX-CAPS-004]")
        .contains("memory   {CPU} ∩ {GPU} = ∅");
  }

  @Test
  void shouldSearchWhenPairsFitButNotTheWhole() {
    Kinds g = Kinds.std();
    g.kind("ab").out("out", "a/x,p=1,q=2,framed=true;a/x,p=2,q=1,framed=true");
    g.kind("swap")
        .in("in", "a/x")
        .out("out", "a/x,p=1,q=1,framed=true;a/x,p=2,q=1,framed=true")
        .same("p", "q");
    assertThat(solved(g, "ab ! swap ! sink").getFirst()).isEqualTo("a/x,p=2,q=1,framed=true");
    g.kind("never")
        .in("in", "a/x")
        .out("out", "a/x,p=1,q=1,framed=true;a/x,p=2,q=2,framed=true")
        .same("p", "q");
    Failed f = (Failed) solve(g, "ab ! never ! sink");
    assertThat(f.diagnostic().text())
        .contains("ab.out cannot feed never.in")
        .contains("but      never keeps p, q the same");
  }

  @Test
  void shouldNotDependOnTheOrderOfListing() {
    Kinds g = Kinds.std();
    String pipeline =
        "camera name=a ! tee name=t t. ! queue ! videoscale ! mixer name=m t. ! videoconvert !"
            + " videoscale ! m. m. ! videoconvert ! tee name=u u. ! h264enc ! mux name=x ! filesink"
            + " u. ! videoscale ! sink";
    NegotiationGraph graph = g.graph(pipeline);
    Solved first = (Solved) Solver.solve(graph, ConverterPolicy.DENY, ConverterRegistry.EMPTY);
    for (int seed = 0; seed < 50; seed++) {
      List<Integer> order = new ArrayList<>();
      NegotiationGraph other = Kinds.shuffled(graph, new Random(seed), order);
      Solved again = (Solved) Solver.solve(other, ConverterPolicy.DENY, ConverterRegistry.EMPTY);
      for (int e = 0; e < order.size(); e++) {
        assertThat(again.links().get(e))
            .as("seed=%d", seed)
            .isEqualTo(first.links().get(order.get(e)));
      }
    }
  }

  @Test
  void shouldFailWhenLinksHaveTooManyFields() {
    Kinds g = Kinds.std();
    StringBuilder p = new StringBuilder("camera");
    for (int f = 0; f < 5; f++) {
      p.append(" ! queue ! video/x-raw");
      for (int i = 0; i < 60; i++) {
        p.append(",f").append(f).append('x').append(i).append("=1");
      }
    }
    assertThat(solve(g, p + " ! sink")).isInstanceOf(Failed.class);
    assertThat(solved(g, p.substring(0, p.indexOf(",f1x")) + " ! sink").getFirst())
        .contains("width=16", "f0x59=1");
  }

  @Test
  void shouldCarryAPreferenceThroughATransform() {
    Kinds g = Kinds.std();
    g.kind("widesrc").out("out", "video/x-raw,format=RGB,width=[1,4096],height=2,framerate=1/1");
    g.kind("likes")
        .in("in", "ANY")
        .out(
            "out", Kinds.prefer(Caps.parse("video/x-raw,format=I420,width=[1,4096]"), "width", 320))
        .same("width", "height", "framerate");
    assertThat(solved(g, "widesrc ! likes ! sink").getLast()).contains("width=320");
  }

  @Test
  void shouldSolveWhenThereIsNothingToLink() {
    assertThat(solve(Kinds.std(), "camera")).isEqualTo(new Solved(List.of(), List.of()));
  }

  @Test
  void shouldBeQuickWhenManyMeetManyAtOneElement() {
    Kinds g = Kinds.std();
    g.kind("matrix").requestIn("in_%u", "ANY").request("out_%u", "ANY").same("format", "width");
    String p = "matrix name=m " + "camera ! m. ".repeat(300) + "m. ! sink ".repeat(300);
    SolveStats stats = new SolveStats();
    assertThat(Solver.solve(g.graph(p), ConverterPolicy.DENY, ConverterRegistry.EMPTY, stats))
        .isInstanceOf(Solved.class);
    assertThat(stats.revisions).isLessThan(10_000);
  }

  @Test
  void shouldRefuseWhenLinksFormACycle() {
    Kinds g = Kinds.std();
    Failed f = (Failed) solve(g, "queue name=a ! queue name=b ! a.");
    assertThat(f.diagnostic().toString())
        .startsWith("[PLX-GRAPH-005] the links form a cycle")
        .contains("a -> b -> a");
  }
}
