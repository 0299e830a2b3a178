package dev.parallax.model.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parallax.model.descriptor.PropertyDescriptor.Type;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PropertyValuesTest {
  private static final List<String> CHOICES = List.of("every", "drop-oldest", "drop-newest");

  private static PropertyDescriptor property(Type type, double min, double max) {
    List<String> values = type == Type.ENUM ? CHOICES : List.of();
    return new PropertyDescriptor("p", type, "", values, min, max, null, false, false, "");
  }

  private static PropertyDescriptor property(Type type) {
    return property(type, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN, true, true",
    "BOOLEAN, Yes, true",
    "BOOLEAN, 1, true",
    "BOOLEAN, FALSE, false",
    "BOOLEAN, no, false",
    "BOOLEAN, 0, false",
    "INT, 42, 42",
    "INT, +42, 42",
    "INT, -2147483648, -2147483648",
    "INT, 0x1F, 31",
    "INT, 0xffffffff, -1",
    "INT, -0x10, -16",
    "INT, 007, 7",
    "LONG, 9223372036854775807, 9223372036854775807",
    "LONG, 0xffffffffffffffff, -1",
    "FLOAT, 0.5, 0.5",
    "DOUBLE, 1e3, 1000.0",
    "DOUBLE, -.5, -0.5",
    "DOUBLE, 7., 7.0",
    "DOUBLE, 3, 3.0",
    "STRING, ' a ', ' a '",
    "STRING, '', ''",
    "ENUM, drop-oldest, drop-oldest",
    "ENUM, DROP_OLDEST, drop-oldest",
    "ENUM, Every, every",
    "ENUM, 2, drop-newest",
    "ENUM, 0, every",
  })
  void shouldReadValues(Type type, String text, String value) {
    Object parsed = PropertyValues.parse(property(type), text);
    assertThat(parsed).hasToString(value);
    Class<?> javaType =
        switch (type) {
          case BOOLEAN -> Boolean.class;
          case INT -> Integer.class;
          case LONG -> Long.class;
          case FLOAT -> Float.class;
          case DOUBLE -> Double.class;
          case STRING, ENUM -> String.class;
        };
    assertThat(parsed).isInstanceOf(javaType);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BOOLEAN | maybe | PROP_TYPE | not a value of the property property=p value=maybe; write"
            + " true or false",
        "INT | 1.5 | PROP_TYPE | write a whole number of 32 bits",
        "INT | 2147483648 | PROP_TYPE | write a whole number of 32 bits",
        "INT | 0x1ffffffff | PROP_TYPE | write a whole number of 32 bits",
        "INT | 0x | PROP_TYPE | write a whole number of 32 bits",
        "INT | - | PROP_TYPE | write a whole number of 32 bits",
        "INT | ٣ | PROP_TYPE | write a whole number of 32 bits",
        "INT | -1 | PROP_RANGE | value is out of range property=p value=-1; take at least 0 and at"
            + " most 8",
        "LONG | 9 | PROP_RANGE | take at least 0 and at most 8",
        "LONG | 9223372036854775808 | PROP_TYPE | write a whole number of 64 bits",
        "FLOAT | 8.1 | PROP_RANGE | take at least 0.0 and at most 8.0",
        "FLOAT | 1e39 | PROP_TYPE | write a number that the type can hold",
        "DOUBLE | -0.1 | PROP_RANGE | take at least 0.0 and at most 8.0",
        "DOUBLE | NaN | PROP_TYPE | write a number",
        "DOUBLE | 1e999 | PROP_TYPE | write a number that the type can hold",
        "DOUBLE | 0x1p3 | PROP_TYPE | write a number",
        "DOUBLE | 1d | PROP_TYPE | write a number",
        "ENUM | drop-odlest | PROP_ENUM | did you mean drop-oldest or drop-newest?",
        "ENUM | 3 | PROP_ENUM | choices are every, drop-oldest, drop-newest",
        "ENUM | zzz | PROP_ENUM | choices are every, drop-oldest, drop-newest",
      })
  void shouldSayWhatIsWrong(Type type, String text, DiagnosticId id, String fact) {
    PropertyDescriptor property = type == Type.ENUM ? property(type) : property(type, 0, 8);
    assertThatExceptionOfType(ParallaxException.class)
        .isThrownBy(() -> PropertyValues.parse(property, text))
        .withMessageContaining(fact)
        .satisfies(e -> assertThat(e.diagnostic().id()).isEqualTo(id));
  }

  @Test
  void shouldCheckRangesExactly() {
    assertThat(PropertyValues.parse(property(Type.FLOAT, 0.1, 0.3), "0.1")).isEqualTo(0.1f);
    assertThat(PropertyValues.parse(property(Type.FLOAT, 0.1, 0.3), "0.3")).isEqualTo(0.3f);
    PropertyDescriptor large = property(Type.LONG, 0, 9_007_199_254_740_992.0);
    assertThat(PropertyValues.parse(large, "9007199254740992")).isEqualTo(9_007_199_254_740_992L);
    assertThatExceptionOfType(ParallaxException.class)
        .isThrownBy(() -> PropertyValues.parse(large, "9007199254740993"))
        .withMessageContaining("take at least 0 and at most 9007199254740992");
    assertThatExceptionOfType(ParallaxException.class)
        .isThrownBy(
            () -> PropertyValues.parse(property(Type.INT, 5, Double.POSITIVE_INFINITY), "4"))
        .withMessageEndingWith("; take at least 5");
    assertThatExceptionOfType(ParallaxException.class)
        .isThrownBy(
            () -> PropertyValues.parse(property(Type.INT, Double.NEGATIVE_INFINITY, 5), "6"))
        .withMessageEndingWith("; take at most 5");
  }

  @ParameterizedTest
  @EnumSource(Type.class)
  void shouldThrowNothingElseForAnyText(Type type) {
    Random r = new Random(1);
    String alphabet = "0123456789+-.eExXfFaAtrue_ \u0000é";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = r.nextInt(8); n > 0; n--) {
        text.append(alphabet.charAt(r.nextInt(alphabet.length())));
      }
      try {
        assertThat(PropertyValues.parse(property(type), text.toString())).isNotNull();
      } catch (ParallaxException e) {
        assertThat(e.diagnostic().id()).isIn(DiagnosticId.PROP_TYPE, DiagnosticId.PROP_ENUM);
      }
    }
    if (type != Type.STRING) {
      assertThatExceptionOfType(ParallaxException.class)
          .isThrownBy(() -> PropertyValues.parse(property(type), "9".repeat(1_000_000)))
          .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(300));
    }
  }

  @Test
  void shouldFindPropertiesAndOfferNearMisses() {
    ElementDescriptor element = element("block-size", "location");
    assertThat(PropertyValues.find(element, "location").name()).isEqualTo("location");
    assertThatExceptionOfType(ParallaxException.class)
        .isThrownBy(() -> PropertyValues.find(element, "blocksize"))
        .withMessage(
            "[PLX-PROP-001] element has no such property element=e property=blocksize; did you mean"
                + " block-size?");
    assertThatExceptionOfType(ParallaxException.class)
        .isThrownBy(() -> PropertyValues.find(element, "zzz"))
        .withMessageContaining("its properties are [block-size, location]");
  }

  private static ElementDescriptor element(String... names) {
    ElementDescriptor any = new RandomDescriptors(1).next();
    List<PropertyDescriptor> properties =
        List.of(names).stream()
            .map(n ->
                new PropertyDescriptor(n, Type.STRING, "", List.of(), 0, 1, null, false, false, ""))
            .toList();
    return new ElementDescriptor(
        "e",
        any.className(),
        any.builderName(),
        "",
        "",
        any.kind(),
        any.sync(),
        any.syncMode(),
        any.ports(),
        properties,
        any.relations(),
        any.hints(),
        "",
        Example.NONE);
  }

  @Test
  void shouldCompareWholeNumbersWithBoundsExactly() {
    assertThat(PropertyValues.compare(1L << 53, 0x1p53)).isZero();
    assertThat(PropertyValues.compare((1L << 53) + 1, 0x1p53)).isPositive();
    assertThat(PropertyValues.compare(Long.MAX_VALUE, 0x1p63)).isNegative();
    assertThat(PropertyValues.compare(Long.MAX_VALUE, Double.POSITIVE_INFINITY)).isNegative();
    assertThat(PropertyValues.compare(Long.MIN_VALUE, -0x1p63)).isZero();
    assertThat(PropertyValues.compare(Long.MIN_VALUE, -0x1.0000000000001p63)).isPositive();
    assertThat(PropertyValues.compare(Long.MIN_VALUE, Double.NEGATIVE_INFINITY)).isPositive();
    assertThat(PropertyValues.compare(2, 2.5)).isNegative();
    assertThat(PropertyValues.compare(3, 2.5)).isPositive();
    assertThat(PropertyValues.compare(-3, -2.5)).isNegative();
    assertThat(PropertyValues.compare(-2, -2.5)).isPositive();
  }
}
