package dev.parallax.model.caps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parallax.annotations.MemoryKind;
import dev.parallax.model.caps.CapsValue.Fixed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // what is null here fails the test
class CapsTest {
  private static final int CASES = 5_000;

  @Test
  void shouldIntersectMediaAsSets() {
    Random r = new Random(1);
    int met = 0;
    for (int i = 0; i < CASES * 4; i++) {
      MediaCaps a = RandomCaps.media(r);
      MediaCaps b = RandomCaps.media(r);
      MediaCaps c = RandomCaps.media(r);
      assertSame(a.intersect(b), b.intersect(a));
      assertSame(intersect(a.intersect(b), c), intersect(b.intersect(c), a));
      assertThat(a.intersect(a)).isEqualTo(a);
      MediaCaps both = a.intersect(b);
      if (both != null) {
        met++;
        assertThat(both.subsetOf(a) && both.subsetOf(b)).as("%s ∩ %s = %s", a, b, both).isTrue();
      }
      assertThat(a.subsetOf(b)).as("%s of %s", a, b).isEqualTo(both != null && a.subsetOf(both));
    }
    assertThat(met).isGreaterThan(CASES / 10);
  }

  private static MediaCaps intersect(MediaCaps a, MediaCaps b) {
    return a == null ? null : a.intersect(b);
  }

  private static void assertSame(MediaCaps a, MediaCaps b) {
    assertThat(a == null).as("%s and %s", a, b).isEqualTo(b == null);
    if (a != null) {
      assertThat(a.subsetOf(b) && b.subsetOf(a)).as("%s and %s", a, b).isTrue();
    }
  }

  @Test
  void shouldIntersectCapsAsSets() {
    Random r = new Random(2);
    for (int i = 0; i < CASES; i++) {
      Caps a = RandomCaps.caps(r);
      Caps b = RandomCaps.caps(r);
      Caps c = RandomCaps.caps(r);
      Caps both = a.intersect(b);
      assertThat(both.subsetOf(a) && both.subsetOf(b)).isTrue();
      assertThat(same(both, b.intersect(a))).as("%s and %s", a, b).isTrue();
      assertThat(same(both.intersect(c), a.intersect(b.intersect(c))))
          .as("%s, %s, %s", a, b, c)
          .isTrue();
      assertThat(same(a.intersect(a), a)).as("%s", a).isTrue();
    }
  }

  private static boolean same(Caps a, Caps b) {
    return a.subsetOf(b) && b.subsetOf(a);
  }

  @Test
  void shouldAcceptFixedCapsExactlyWhenBothAcceptThem() {
    Random r = new Random(3);
    for (int i = 0; i < CASES; i++) {
      Caps a = RandomCaps.caps(r);
      Caps b = RandomCaps.caps(r);
      MediaCaps sample = RandomCaps.media(r).fixate();
      assertThat(a.intersect(b).accepts(sample))
          .as("%s by %s and %s", sample, a, b)
          .isEqualTo(a.accepts(sample) && b.accepts(sample));
    }
  }

  @Test
  void shouldMakeAByteStreamOfTheOtherTypeWhenAStreamOfAnyTypeMeetsIt() {
    MediaCaps stream = MediaCaps.of(MediaCaps.STREAM_TYPE);
    MediaCaps flac = MediaCaps.of("audio/x-flac");
    assertThat(stream.intersect(flac)).isEqualTo(flac.with("framed", new Fixed(false)));
    assertThat(flac.intersect(stream)).hasToString("audio/x-flac,framed=false");
    assertThat(stream.intersect(flac.with("framed", new Fixed(true)))).isNull();
    assertThat(stream.intersect(MediaCaps.of(MediaCaps.VIDEO_RAW))).isNull();
    assertThat(stream.intersect(MediaCaps.of(MediaCaps.AUDIO_RAW))).isNull();
    assertThat(stream.intersect(MediaCaps.ANY)).isEqualTo(stream);
    assertThat(flac.with("framed", new Fixed(false)).subsetOf(stream)).isTrue();
    assertThat(flac.subsetOf(stream)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> stream.with("framed", new Fixed(true)));
  }

  @Test
  void shouldKeepPreferencesOfTheLeftOperandInLeftMajorOrder() {
    Caps left = Caps.parse("video/x-raw,format={RGB,I420};audio/x-flac");
    Caps right =
        Caps.parse("application/octet-stream;video/x-raw,format=I420;video/x-raw,width=[1,64]");
    assertThat(left.intersect(right))
        .hasToString(
            "video/x-raw,format=I420;video/x-raw,format={RGB,I420},width=[1,64];audio/x-flac,framed=false");
  }

  @Test
  void shouldLeaveOutWhatAnEarlierPairCovers() {
    Caps a = Caps.parse("video/x-raw;video/x-raw,width=5");
    assertThat(a.intersect(Caps.ANY)).hasToString("video/x-raw");
    Caps preferred = Caps.parse("video/x-raw,width=5;video/x-raw");
    assertThat(preferred.intersect(Caps.ANY)).isEqualTo(preferred);
  }

  @Test
  void shouldStopAtTheLimitWhenTwoLongListsMeet() {
    List<MediaCaps> many = new ArrayList<>();
    List<MediaCaps> others = new ArrayList<>();
    for (int i = 0; i < Caps.MAX_ALTERNATIVES; i++) {
      many.add(MediaCaps.of("video/x-raw").with("a", new Fixed(i)));
      others.add(MediaCaps.of("video/x-raw").with("b", new Fixed(i)));
    }
    Caps both = new Caps(many).intersect(new Caps(others));
    assertThat(both.alternatives())
        .hasSize(Caps.MAX_ALTERNATIVES)
        .allMatch(m -> m.fields().size() == 2);
    many.add(MediaCaps.ANY);
    assertThatIllegalArgumentException().isThrownBy(() -> new Caps(many));
  }

  @Test
  void shouldEndSoonWhenHostileCapsMeet() {
    String list =
        IntStream.range(1_000, 1_040)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",", "{", "}"));
    String text =
        IntStream.range(0, 256)
            .mapToObj(i -> "a/b,x" + i + "=" + list)
            .collect(Collectors.joining(";"));
    String one =
        IntStream.range(0, 1_024)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",", "a/b,x={", "}"));
    Caps many = Caps.parse(text);
    Caps both =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> many.intersect(many).intersect(many));
    assertThat(both.alternatives()).hasSizeLessThanOrEqualTo(Caps.MAX_ALTERNATIVES);
    Caps longList = Caps.parse(one);
    assertThat(longList.intersect(longList)).isEqualTo(longList);
    assertThat(longList.subsetOf(Caps.parse("a/b,x=[0,1023]"))).isTrue();
    assertThat(Caps.parse("a/b,x=[0,1023]").subsetOf(longList)).isTrue();
    assertThat(Caps.parse("a/b,x=[0,1024]").subsetOf(longList)).isFalse();
  }

  @Test
  void shouldIntersectMemoryInTheOrderOfTheLeft() {
    MemoryCaps gpuFirst = new MemoryCaps(List.of(MemoryKind.GPU, MemoryKind.CPU));
    assertThat(gpuFirst.intersect(MemoryCaps.ALL)).isEqualTo(gpuFirst);
    assertThat(MemoryCaps.ALL.intersect(gpuFirst))
        .isEqualTo(new MemoryCaps(List.of(MemoryKind.CPU, MemoryKind.GPU)));
    assertThat(MemoryCaps.CPU.intersect(new MemoryCaps(List.of(MemoryKind.GPU)))).isNull();
    assertThatIllegalArgumentException().isThrownBy(() -> new MemoryCaps(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemoryCaps(Collections.nCopies(2, MemoryKind.CPU)));
  }

  @Test
  void shouldBeFixedOnlyWithEveryFieldThatTheTypeNeeds() {
    assertThat(Caps.parse("video/x-raw,format=I420,width=4,height=4,framerate=0/1").isFixed())
        .isTrue();
    assertThat(
            CapsText.parseMedia("video/x-raw,format={I420,NV12},width=4,height=4,level={1,2}")
                .openFields())
        .containsExactly("format", "framerate", "level");
    assertThat(Caps.parse("audio/x-raw,format=U8,rate=1,channels=1").isFixed()).isTrue();
    assertThat(Caps.parse("audio/x-raw,format=U8,rate=1").isFixed()).isFalse();
    assertThat(Caps.parse("audio/x-flac,framed=true").isFixed()).isTrue();
    assertThat(Caps.parse("audio/x-flac").isFixed()).isFalse();
    assertThat(Caps.parse("application/octet-stream").isFixed()).isTrue();
    assertThat(Caps.ANY.isFixed()).isFalse();
    assertThat(Caps.parse("audio/x-flac(ANY),framed=true").isFixed()).isFalse();
    assertThat(
            Caps.parse("audio/x-flac(ANY),framed={true,false}").alternatives().getFirst().fixate())
        .hasToString("audio/x-flac,framed=true");
  }

  @Test
  void shouldGiveWellKnownFieldsOneForm() {
    MediaCaps video =
        new MediaCaps(
            "video/x-raw",
            Map.of(
                "framerate",
                CapsValue.range(0, 60),
                "format",
                CapsValue.of(List.of("YUY2", "YUYV"))),
            MemoryCaps.CPU);
    assertThat(video.field("framerate"))
        .isEqualTo(CapsValue.range(Fraction.ZERO, new Fraction(60, 1), null));
    assertThat(video.field("format")).isEqualTo(new Fixed("YUYV"));
    MediaCaps audio = MediaCaps.of("audio/x-raw").with("channel-mask", new Fixed(63));
    assertThat(audio.field("channel-mask")).isEqualTo(new Fixed("0x3f"));
    assertThat(audio.with("channel-mask", new Fixed("0X3F"))).isEqualTo(audio);
  }

  @Test
  void shouldTreatAFieldThatAllowsEverythingAsAbsent() {
    MediaCaps flac = MediaCaps.of("audio/x-flac");
    assertThat(flac.with("rate", CapsValue.ANY)).isEqualTo(flac);
    assertThat(flac.field("rate")).isEqualTo(CapsValue.ANY);
    assertThat(flac.with("rate", CapsValue.range(1, 9)).with("rate", CapsValue.ANY))
        .isEqualTo(flac);
  }

  @Test
  void shouldKnowEverythingAndNothing() {
    assertThat(Caps.NONE.isEmpty()).isTrue();
    assertThat(Caps.ANY.isAny()).isTrue();
    assertThat(Caps.ANY.intersect(Caps.NONE)).isEqualTo(Caps.NONE);
    assertThat(Caps.parse("video/x-raw(memory:GPU)").intersect(Caps.ANY))
        .hasToString("video/x-raw(memory:GPU)");
    assertThatIllegalArgumentException().isThrownBy(() -> MediaCaps.of("video"));
    assertThatIllegalArgumentException().isThrownBy(() -> MediaCaps.of("video/x raw"));
    assertThatIllegalArgumentException().isThrownBy(() -> MediaCaps.ANY.with("a b", new Fixed(1)));
  }
}
