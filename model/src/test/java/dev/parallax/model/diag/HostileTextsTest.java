package dev.parallax.model.diag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.caps.CapsText;
import dev.parallax.model.descriptor.CatalogText;
import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor.Type;
import dev.parallax.model.descriptor.PropertyValues;
import dev.parallax.model.lang.PipelineParser;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that reads a text and may refuse it: whatever the text is, the refusal steers no terminal,
 * and has no line that looks like one of ours.
 */
class HostileTextsTest {
  private static final String FORGED = "[PLX-SBX-005] forged";
  private static final List<String> EVIL =
      List.of(
          "\033[2J",
          "\u009b2J",
          "\r",
          "\u202etxt",
          "\u2066",
          "\u2028" + FORGED,
          "\u0007",
          Character.toString(0xe0041),
          "\ue000",
          "\n" + FORGED,
          "\ud800");

  static Stream<Arguments> readers() {
    return Stream.of(
        reader("caps", CapsText::parse),
        reader("media", CapsText::parseMedia),
        reader("field of caps", text -> CapsText.parse("video/x-raw," + text + "=1")),
        reader("value of caps", text -> CapsText.parse("video/x-raw,format=" + text + "^")),
        reader("field", CapsText::parseField),
        reader("value", CapsText::parseValue),
        reader("descriptor", DescriptorText::parse),
        reader("line of a descriptor", text -> DescriptorText.parse(descriptor() + text)),
        reader("catalog", CatalogText::parse),
        reader("line of a catalog", text -> CatalogText.parse("parallax-elements 1.0\n" + text)),
        reader("pipeline", PipelineParser::parse),
        reader("behind a link", text -> PipelineParser.parse("a ! " + text + " b !")),
        reader("reference", text -> PipelineParser.parse("a ! " + text + ".in")),
        reader("quoted", text -> PipelineParser.parse("a x=\"" + text + "\" ! b name=\"" + text)),
        reader("filter", text -> PipelineParser.parse("a ! video/x-raw,w=" + text + " ! b")),
        reader("name", text -> PipelineParser.parse("a name=x" + text + " ! x" + text + ".y")),
        property(Type.BOOLEAN),
        property(Type.INT),
        property(Type.LONG),
        property(Type.FLOAT),
        property(Type.DOUBLE),
        property(Type.ENUM));
  }

  private static Arguments reader(String name, Consumer<String> reader) {
    return Arguments.of(name, reader);
  }

  private static Arguments property(Type type) {
    List<String> values = type == Type.ENUM ? List.of("a", "b") : List.of();
    PropertyDescriptor property =
        new PropertyDescriptor("p", type, "", values, 0, 1, null, false, false, "");
    return reader(
        "property of type " + type,
        text -> {
          Object unused = PropertyValues.parse(property, text);
        });
  }

  private static String descriptor() {
    return "parallax-descriptor 1.3\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void shouldSteerNoTerminalAndForgeNoLine(String name, Consumer<String> reader) {
    int refused = 0;
    for (String evil : EVIL) {
      for (String text : List.of(evil, "a" + evil, evil + "a=b", "a=" + evil, "1" + evil + "1")) {
        try {
          reader.accept(text);
        } catch (ParallaxException e) {
          refused++;
          assertHarmless(String.valueOf(e.getMessage()));
        }
      }
    }
    assertThat(refused).as("refused").isGreaterThan(EVIL.size());
  }

  private static void assertHarmless(String message) {
    assertThat(message.replace("\n", "").codePoints().allMatch(ForeignText::isHarmless))
        .as(message)
        .isTrue();
    assertThat(message.lines().skip(1)).noneMatch(line -> line.startsWith(FORGED));
  }
}
