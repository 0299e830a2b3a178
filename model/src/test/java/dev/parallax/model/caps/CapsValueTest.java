package dev.parallax.model.caps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.CapsValue.FractionRange;
import dev.parallax.model.caps.CapsValue.IntRange;
import dev.parallax.model.caps.CapsValue.OneOf;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // what is null here fails the test
class CapsValueTest {
  private static final int CASES = 20_000;

  @Test
  void shouldAcceptExactlyWhatBothAcceptWhenIntersected() {
    Random r = new Random(1);
    for (int i = 0; i < CASES; i++) {
      CapsValue a = RandomCaps.value(r);
      CapsValue b = RandomCaps.value(r);
      CapsValue both = a.intersect(b);
      for (Object scalar : RandomCaps.WORLD) {
        assertThat(both != null && both.accepts(scalar))
            .as("%s ∩ %s = %s at %s", a, b, both, scalar)
            .isEqualTo(a.accepts(scalar) && b.accepts(scalar));
      }
    }
  }

  @Test
  void shouldBeCommutativeAssociativeAndIdempotentAsSets() {
    Random r = new Random(2);
    for (int i = 0; i < CASES; i++) {
      CapsValue a = RandomCaps.value(r);
      CapsValue b = RandomCaps.value(r);
      CapsValue c = RandomCaps.value(r);
      assertSame(a.intersect(b), b.intersect(a));
      assertSame(intersect(a.intersect(b), c), intersect(b.intersect(c), a));
      assertThat(a.intersect(a)).isEqualTo(a);
    }
  }

  private static CapsValue intersect(CapsValue a, CapsValue b) {
    return a == null ? null : a.intersect(b);
  }

  private static void assertSame(CapsValue a, CapsValue b) {
    assertThat(a == null).as("%s and %s", a, b).isEqualTo(b == null);
    if (a != null) {
      assertThat(a.sameSet(b)).as("%s and %s", a, b).isTrue();
    }
  }

  @Test
  void shouldBeSubsetExactlyWhenIntersectionIsTheSameSet() {
    Random r = new Random(3);
    for (int i = 0; i < CASES; i++) {
      CapsValue a = RandomCaps.value(r);
      CapsValue b = RandomCaps.value(r);
      CapsValue both = a.intersect(b);
      if (both != null) {
        assertThat(both.subsetOf(a)).as("%s of %s", both, a).isTrue();
        assertThat(both.subsetOf(b)).as("%s of %s", both, b).isTrue();
      }
      assertThat(a.subsetOf(b)).as("%s of %s", a, b).isEqualTo(both != null && a.subsetOf(both));
    }
  }

  @Test
  void shouldFixateToAMemberThatEveryoneAccepts() {
    Random r = new Random(4);
    for (int i = 0; i < CASES; i++) {
      CapsValue a = RandomCaps.value(r);
      CapsValue both = a.intersect(RandomCaps.value(r));
      if (both != null && both != CapsValue.ANY) {
        assertThat(both.fixate()).isNotNull();
        assertThat(a.accepts(both.fixate().value())).isTrue();
        assertThat(both.fixate().isFixed()).isTrue();
      }
    }
  }

  @Test
  void shouldSolveStepsThatMeetRarelyOrNeverOverTheWholeRangeOfInts() {
    int min = Integer.MIN_VALUE;
    int max = Integer.MAX_VALUE;
    CapsValue primes =
        CapsValue.range(min, max, 65_537, null).intersect(CapsValue.range(min, max, 65_539, null));
    assertThat(primes).isEqualTo(new Fixed(min)); // the product is larger than 2^32
    CapsValue two =
        CapsValue.range(min, max, 65_537, null).intersect(CapsValue.range(min, max, 65_536, null));
    assertThat(two).isEqualTo(new Fixed(min));
    CapsValue pair =
        CapsValue.range(min, max, 65_536, null).intersect(CapsValue.range(min, max, 32_769, null));
    assertThat(pair).isEqualTo(new OneOf(List.of(min, (int) (min + 65_536L * 32_769))));
    assertThat(CapsValue.range(0, max, 2, null).intersect(CapsValue.range(1, max, 2, null)))
        .isNull();
    assertThat(CapsValue.range(2, 50, 4, null).intersect(CapsValue.range(0, 50, 6, null)))
        .isEqualTo(new IntRange(6, 42, 12, null));
  }

  @Test
  void shouldKeepOrderOfTheLeftOperand() {
    CapsValue left = CapsValue.of(List.of(3, 1, 2));
    CapsValue right = CapsValue.of(List.of(2, 3, 9));
    assertThat(left.intersect(right)).isEqualTo(new OneOf(List.of(3, 2)));
    assertThat(right.intersect(left)).isEqualTo(new OneOf(List.of(2, 3)));
    assertThat(left.intersect(CapsValue.range(1, 2))).isEqualTo(new OneOf(List.of(1, 2)));
    assertThat(CapsValue.range(1, 2).intersect(left)).isEqualTo(new OneOf(List.of(1, 2)));
  }

  @Test
  void shouldPutValuesNearThePreferredOneFirstWhenARangeMeetsAList() {
    CapsValue ints = CapsValue.of(List.of(8_000, 44_100, 48_000));
    assertThat(CapsValue.range(1, 96_000, 1, 46_000).intersect(ints))
        .isEqualTo(new OneOf(List.of(44_100, 48_000, 8_000)));
    CapsValue rates =
        CapsValue.of(List.of(new Fraction(25, 1), new Fraction(30_000, 1001), new Fraction(30, 1)));
    CapsValue any =
        CapsValue.range(Fraction.ZERO, new Fraction(Integer.MAX_VALUE, 1), new Fraction(30, 1));
    assertThat(any.intersect(rates))
        .isEqualTo(
            new OneOf(
                List.of(new Fraction(30, 1), new Fraction(30_000, 1001), new Fraction(25, 1))));
  }

  @Test
  void shouldMovePreferenceToTheNearestValueThatIsLeft() {
    CapsValue wide = CapsValue.range(1, 1000, 1, 640);
    assertThat(wide.intersect(CapsValue.range(1, 320))).isEqualTo(new IntRange(1, 320, 1, 320));
    assertThat(wide.intersect(CapsValue.range(700, 900, 1, 800)))
        .isEqualTo(new IntRange(700, 900, 1, 700));
    assertThat(CapsValue.range(1, 1000).intersect(wide).fixate()).isEqualTo(new Fixed(640));
    assertThat(new IntRange(0, 100, 16, 50).prefer()).isEqualTo(48);
    assertThat(new IntRange(0, 100, 16, 57).prefer()).isEqualTo(64);
    assertThat(new IntRange(0, 100, 16, 200)).isEqualTo(new IntRange(0, 96, 16, 96));
    Fraction f = new Fraction(50, 1);
    assertThat(new FractionRange(Fraction.ZERO, new Fraction(30, 1), f).fixate())
        .isEqualTo(new Fixed(new Fraction(30, 1)));
  }

  @Test
  void shouldTakeMinimumOrFirstWhenNothingIsPreferred() {
    assertThat(CapsValue.range(7, 9).fixate()).isEqualTo(new Fixed(7));
    assertThat(CapsValue.of(List.of("b", "a")).fixate()).isEqualTo(new Fixed("b"));
    assertThat(CapsValue.ANY.fixate()).isNull();
  }

  @Test
  void shouldNormaliseListsAndRanges() {
    assertThat(CapsValue.of(List.of())).isNull();
    assertThat(CapsValue.of(List.of(1, 1))).isEqualTo(new Fixed(1));
    assertThat(CapsValue.range(4, 4)).isEqualTo(new Fixed(4));
    assertThat(CapsValue.range(4, 7, 9, null)).isEqualTo(new Fixed(4));
    assertThat(CapsValue.range(Fraction.ZERO, Fraction.ZERO, null))
        .isEqualTo(new Fixed(Fraction.ZERO));
    assertThat(new IntRange(1, 1, 5, null).isFixed()).isTrue();
    assertThat(CapsValue.range(1, 2).sameSet(CapsValue.of(List.of(2, 1)))).isTrue();
  }

  @Test
  void shouldRefuseWhatIsNoValue() {
    List<Integer> distinct = IntStream.rangeClosed(0, CapsValue.MAX_VALUES).boxed().toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CapsValue.of(distinct))
        .withMessageContaining("count=1025");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fixed(1L))
        .withMessageContaining("java.lang.Long");
    assertThatIllegalArgumentException().isThrownBy(() -> CapsValue.of(List.of(1, "a")));
    assertThatIllegalArgumentException().isThrownBy(() -> new OneOf(List.of(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new OneOf(List.of(1, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> CapsValue.range(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> CapsValue.range(1, 2, 0, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CapsValue.range(new Fraction(1, 1), Fraction.ZERO, null));
  }
}
