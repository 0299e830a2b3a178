package dev.parallax.model.caps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.CapsValue.FractionRange;
import dev.parallax.model.caps.CapsValue.IntRange;
import dev.parallax.model.caps.CapsValue.OneOf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // what is null here fails the test
class CapsTextTest {
  @Test
  void shouldParseGStreamersForms() {
    MediaCaps caps =
        CapsText.parseMedia(
            "video/x-raw, format=(string){ I420, \"NV12\" }, width=(int)[ 1, 4096 ], height=[2,"
                + " max, 2], framerate=(fraction)30/1, interlaced=(boolean)false, level=(string)4,"
                + " mask=(bitmask)0x3f, range=(fraction)[ 0/1, max ], mixed={ 24, 25/1 }, n=-5,"
                + " hex=0xff, max-framerate=[1/2, 60]");
    Map<String, CapsValue> expected = new LinkedHashMap<>();
    expected.put("format", new OneOf(List.of("I420", "NV12")));
    expected.put("width", new IntRange(1, 4096, 1, null));
    expected.put("height", new IntRange(2, Integer.MAX_VALUE, 2, null));
    expected.put("framerate", new Fixed(new Fraction(30, 1)));
    expected.put("interlaced", new Fixed(false));
    expected.put("level", new Fixed("4"));
    expected.put("mask", new Fixed("0x3f"));
    expected.put(
        "range", new FractionRange(Fraction.ZERO, new Fraction(Integer.MAX_VALUE, 1), null));
    expected.put("mixed", new OneOf(List.of(new Fraction(24, 1), new Fraction(25, 1))));
    expected.put("n", new Fixed(-5));
    expected.put("hex", new Fixed(255));
    expected.put("max-framerate", new FractionRange(new Fraction(1, 2), new Fraction(60, 1), null));
    assertThat(caps.fields()).isEqualTo(expected);
    assertThat(caps.fields().keySet()).containsExactlyElementsOf(expected.keySet());
    assertThat(caps.memory()).isEqualTo(MemoryCaps.CPU);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "video/x-raw(memory:DMABuf), format=YUY2 | video/x-raw(memory:DMABuf),format=YUYV",
        "video/x-raw(memory:GPU, memory:SystemMemory) |"
            + " video/x-raw(memory:GPU,memory:SystemMemory)",
        "video/x-raw(memory:SystemMemory) | video/x-raw",
        "video/x-raw(ANY) | video/x-raw(memory:SystemMemory,memory:DMABuf,memory:GPU)",
        "ANY | ANY",
        "ANY(memory:SystemMemory) | ANY(memory:SystemMemory)",
        " EMPTY | EMPTY",
        "NONE | EMPTY",
        "audio/x-raw,framerate=30 | audio/x-raw,framerate=30/1",
        "audio/x-raw,channel-mask=63 | audio/x-raw,channel-mask=(bitmask)0x3f",
        "audio/x-raw,channel-mask=0xC000000000000003 |"
            + " audio/x-raw,channel-mask=(bitmask)0xc000000000000003",
        "video/x-raw,chroma-site={none,h-cosited} | video/x-raw,chroma-site={jpeg,mpeg2}",
        "video/x-raw,chroma-site=v-cosited+h-cosited | video/x-raw,chroma-site=cosited",
        "video/x-raw,colorimetry=2:3:5:1 | video/x-raw,colorimetry=2:3:5:1",
        "a/b ; c/d; | a/b;c/d",
        "a/b,x={5} | a/b,x=5",
        "a/b,x=[5,5] | a/b,x=5",
        "a/b,channel-mask={1,0xC} | a/b,channel-mask={(string)0x1,(string)0xc}",
        "a/b,x={1,1,2} | a/b,x={1,2}",
        "a/b,x=4.1,y=1/2/3,z=-,w=0x | a/b,x=4.1,y=1/2/3,z=-,w=0x",
        "a/b,x=\"a \\\"b\\\" \\\\\" | a/b,x=\"a \\\"b\\\" \\\\\"",
        "a/b,x=\"caf\\303\\251\" | a/b,x=\"café\"",
        "a/b,x=\"true\",y=TRUE | a/b,x=(string)true,y=true",
        "application/octet-stream,framed=false | application/octet-stream",
      })
  void shouldPrintTheUsualForm(String text, String printed) {
    assertThat(Caps.parse(text)).hasToString(printed);
    assertThat(Caps.parse(printed)).isEqualTo(Caps.parse(text));
  }

  @Test
  void shouldGiveTheSameCapsWhenPrintedAndParsed() {
    Random r = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      Caps caps = RandomCaps.caps(r);
      Caps again = Caps.parse(caps.toString());
      assertThat(again.toString()).isEqualTo(caps.toString());
      assertThat(again).isEqualTo(withoutPreference(caps));
    }
  }

  private static Caps withoutPreference(Caps caps) {
    return new Caps(
        caps.alternatives().stream()
            .map(m -> {
              Map<String, CapsValue> fields = new LinkedHashMap<>();
              m.fields().forEach((name, value) -> fields.put(name, withoutPreference(value)));
              return new MediaCaps(m.type(), fields, m.memory());
            })
            .toList());
  }

  private static CapsValue withoutPreference(CapsValue value) {
    return switch (value) {
      case IntRange r -> new IntRange(r.min(), r.max(), r.step(), null);
      case FractionRange r -> new FractionRange(r.min(), r.max(), null);
      default -> value;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "^^ | 0 | expected a media type",
        "video | 0 | not a media type type=\"video\"",
        "video/x-raw,format | 18 | expected '='",
        "video/x-raw,format= | 19 | expected a value",
        "video/x-raw,width=[1 | 20 | expected ']'",
        "video/x-raw,width=[5,1] | 18 | not a range min=5 max=1 step=1",
        "video/x-raw,width=[1] | 18 | a range has a minimum and a maximum",
        "video/x-raw,width=[1,9,2,3] | 25 | a range has a minimum, a maximum and perhaps a step",
        "video/x-raw,width=[1,a] | 18 | a range has two whole numbers or two fractions, only whole"
            + " numbers a step",
        "video/x-raw,width=[1/1,2/1,3] | 18 | a range has two whole numbers or two fractions, only"
            + " whole numbers a step",
        "video/x-raw,width={} | 19 | expected a value",
        "video/x-raw,width={1,a} | 19 | values of one list have different types first=1 other=a",
        "video/x-raw,width={1,{2}} | 21 | a list holds single values, no lists or ranges",
        "video/x-raw,width=99999999999 | 18 | not a whole number of 32 bits",
        "video/x-raw,framerate=30/0 | 22 | fraction out of range num=30 den=0",
        "video/x-raw,width=(float)1 | 19 | unknown type, known are int, fraction, string, boolean"
            + " and bitmask",
        "video/x-raw,a=(boolean)maybe | 23 | not a boolean, write true or false",
        "video/x-raw,a=(bitmask)zz | 23 | not a bitmask of 64 bits, write for example 0x3f",
        "audio/x-raw,channel-mask=[1,3] | 25 | a bitmask has no range",
        "audio/x-raw,channel-mask=(int)[1,3] | 25 | a bitmask has no range value=[1,3]",
        "audio/x-raw,channel-mask=true | 25 | not a bitmask of 64 bits, write for example 0x3f",
        "audio/x-raw,channel-mask=(string)zz | 25 | not a bitmask of 64 bits, write for example"
            + " 0x3f",
        "video/x-raw(memory:CUDA) | 12 | unknown kind of memory, known are memory:SystemMemory,"
            + " memory:DMABuf, memory:GPU and ANY",
        "video/x-raw,a=1,a=2 | 16 | field is given twice name=a",
        "video/x-raw,a=\"x | 14 | quoted text does not end",
        "video/x-raw,a=\"\\303\" | 15 | octal escapes are not UTF-8",
        "video/x-raw a=1 | 12 | unexpected text after the caps",
        "application/octet-stream,framed=true | 0 | a byte stream is never framed"
            + " type=application/octet-stream",
        "a/b;;c/d | 4 | expected a media type",
      })
  void shouldTellPlaceAndReasonWhenTheTextIsNotCaps(String text, int offset, String reason) {
    assertThatExceptionOfType(CapsParseException.class)
        .isThrownBy(() -> Caps.parse(text))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset))
        .withMessageStartingWith("[PLX-CAPS-001] " + reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a/b,x={%s}", "a/b%s", "a/b,x=%s", "a/b,x=\"%s\"", "%s", "a/b(%s)", "a/b,x=[%s]"})
  void shouldRefuseHostileRepetitionQuickly(String frame) {
    for (String unit : List.of("{", "[", "(", "1,", ";a/b", "\\", ",a=1", "9", "\\303", "(int)")) {
      String text = frame.formatted(unit.repeat(30_000));
      assertThatExceptionOfType(CapsParseException.class)
          .isThrownBy(() -> Caps.parse(text + "\u0000"))
          .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(400));
    }
  }

  @Test
  void shouldThrowNothingElseWhenTextsAreMutated() {
    Random r = new Random(7);
    String alphabet = "{}[](),;=\"\\/: -+.0123456789azAZ\n\u0000é\uD800";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder(RandomCaps.caps(r).toString());
      for (int n = r.nextInt(1, 5); n > 0; n--) {
        int at = r.nextInt(text.length() + 1);
        if (r.nextBoolean()) {
          text.insert(at, alphabet.charAt(r.nextInt(alphabet.length())));
        } else {
          text.delete(at, Math.min(text.length(), at + r.nextInt(4)));
        }
      }
      String mutated = text.toString();
      try {
        Caps caps = Caps.parse(mutated);
        assertThat(Caps.parse(caps.toString())).as(mutated).isEqualTo(caps);
      } catch (CapsParseException e) {
        assertThat(e.offset()).isBetween(0, mutated.length());
      }
    }
  }

  @Test
  void shouldParseFieldsAndValuesAlone() {
    assertThat(CapsText.parseField(" rate = [8000,48000] "))
        .isEqualTo(Map.entry("rate", new IntRange(8_000, 48_000, 1, null)));
    assertThat(CapsText.parseValue("{a,b}")).isEqualTo(new OneOf(List.of("a", "b")));
    assertThatExceptionOfType(CapsParseException.class)
        .isThrownBy(() -> CapsText.parseValue("1,2"));
    assertThatExceptionOfType(CapsParseException.class)
        .isThrownBy(() -> CapsText.parseMedia("a/b;c/d"));
  }
}
