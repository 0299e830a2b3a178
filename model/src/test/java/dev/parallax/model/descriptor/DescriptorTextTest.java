package dev.parallax.model.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.Delivery;
import dev.parallax.annotations.Latency;
import dev.parallax.annotations.MemoryUse;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Restart;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.SyncMode;
import dev.parallax.annotations.Trust;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.PortDescriptor.Direction;
import dev.parallax.model.diag.DiagnosticId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptorTextTest {
  private static final MediaCaps MEDIA =
      Caps.parse("video/x-raw,format={I420,NV12}")
          .alternatives()
          .getFirst()
          .with("width", CapsValue.range(2, 4096, 2, 640))
          .with(
              "framerate",
              CapsValue.range(Fraction.ZERO, new Fraction(60, 1), new Fraction(30_000, 1001)));

  private static final ElementDescriptor SCALE =
      new ElementDescriptor(
          "scale",
          "dev.example.Scale",
          "dev.example.ScaleElement",
          "Scales video",
          "Filter/Video",
          ElementDescriptor.Kind.TRANSFORM,
          Sync.SINGLE,
          SyncMode.AUTO,
          List.of(
              new PortDescriptor(
                  "in",
                  Direction.INPUT,
                  Presence.ALWAYS,
                  "VideoFrame",
                  Caps.of(MEDIA, MediaCaps.ANY),
                  Delivery.EVERY,
                  4,
                  false,
                  true,
                  false,
                  "video to scale")),
          List.of(
              new PropertyDescriptor(
                  "method",
                  PropertyDescriptor.Type.ENUM,
                  "dev.example.Scale$Method",
                  List.of("nearest", "linear"),
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  "linear",
                  true,
                  false,
                  "")),
          List.of(
              new ActionDescriptor(
                  "resize",
                  List.of(
                      new ActionDescriptor.Parameter("width", "int", "pixels"),
                      new ActionDescriptor.Parameter("names", "java.lang.String...", "")),
                  "boolean",
                  "whether it was another",
                  "Sets the size.")),
          List.of(
              new Relation.Same("in", "out", List.of("format", "framerate")),
              new Relation.FromProperty("out", "width", "width")),
          new HintsDescriptor(
              Trust.TRUSTED,
              Processing.CPU_BOUND,
              Latency.NORMAL,
              MemoryUse.NORMAL,
              Affinity.AUTO,
              true,
              Restart.AUTO,
              false,
              true,
              false,
              false,
              false,
              false,
              false),
          "Scale.java:14",
          new Example(
              List.of("videotestsrc num-buffers=9 ! scale ! fakesink", "scale ! fakesink"),
              "scale();\n  run();"));

  private static final String TEXT =
      """
      parallax-descriptor 1.4
      element scale
      class dev.example.Scale
      builder dev.example.ScaleElement
      summary Scales video
      klass Filter/Video
      kind TRANSFORM
      sync SINGLE
      sync-mode AUTO
      origin Scale.java:14
      example videotestsrc num-buffers=9 ! scale ! fakesink
      example scale ! fakesink
      java-example scale();\\n  run();
      hints
        trust TRUSTED
        processing CPU_BOUND
        latency NORMAL
        memory NORMAL
        affinity AUTO
        restart AUTO
        crash-safe
        rt-safe
      port in
        direction INPUT
        presence ALWAYS
        view VideoFrame
        delivery EVERY
        bound 4
        in-place
        doc video to scale
        caps video/x-raw,format={I420,NV12},width=[2,4096,2],framerate=[0/1,60/1]
          prefer width=640
          prefer framerate=30000/1001
        caps ANY
      property method
        type ENUM
        enum dev.example.Scale$Method
        value nearest
        value linear
        def linear
        live
      action resize
        returns boolean
        returned whether it was another
        doc Sets the size.
        parameter width
          type int
          doc pixels
        parameter names
          type java.lang.String...
      same out
        input in
        field format
        field framerate
      from-property out
        field width
        property width
      end
      """;

  @Test
  void shouldWriteTheDocumentedForm() {
    assertThat(DescriptorText.write(SCALE)).isEqualTo(TEXT);
    assertThat(DescriptorText.parse(TEXT)).isEqualTo(SCALE);
  }

  @Test
  void shouldGiveAnEqualDescriptorWhenWrittenAndParsed() {
    RandomDescriptors random = new RandomDescriptors(1);
    for (int i = 0; i < 5_000; i++) {
      ElementDescriptor element = random.next();
      String text = DescriptorText.write(element);
      ElementDescriptor again = DescriptorText.parse(text);
      assertThat(again).as(text).isEqualTo(element);
      assertThat(DescriptorText.write(again)).isEqualTo(text);
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(text);
    }
  }

  @Test
  void shouldThrowNothingElseWhenTextsAreMutated() {
    Random r = new Random(2);
    RandomDescriptors random = new RandomDescriptors(3);
    String alphabet = " \n\\usn=-0123456789az{}[](),.;:\u0000é\uD800";
    int good = 0;
    for (int i = 0; i < 30_000; i++) {
      StringBuilder text =
          new StringBuilder(i % 2 == 0 ? TEXT : DescriptorText.write(random.next()));
      for (int n = r.nextInt(1, 4); n > 0; n--) {
        mutate(text, r, alphabet);
      }
      try {
        ElementDescriptor element = DescriptorText.parse(text.toString());
        assertThat(DescriptorText.parse(DescriptorText.write(element))).isEqualTo(element);
        good++;
      } catch (DescriptorException e) {
        assertThat(e.line()).isBetween(0, (int) text.chars().filter(c -> c == '\n').count() + 1);
      }
    }
    assertThat(good).isPositive();
  }

  private static void mutate(StringBuilder text, Random r, String alphabet) {
    int at = r.nextInt(text.length());
    switch (r.nextInt(4)) {
      case 0 -> text.insert(at, alphabet.charAt(r.nextInt(alphabet.length())));
      case 1 -> text.delete(at, Math.min(text.length(), at + r.nextInt(1, 30)));
      case 2 -> text.setCharAt(at, alphabet.charAt(r.nextInt(alphabet.length())));
      default -> {
        int start = text.lastIndexOf("\n", at) + 1;
        int end = text.indexOf("\n", start) + 1;
        if (end > start) {
          text.insert(start, text.substring(start, end));
        }
      }
    }
    if (text.isEmpty()) {
      text.append('x');
    }
  }

  /**
   * Lines of {@link #TEXT}, what to put instead, the line of the error (0: that line), and the
   * error.
   */
  static Stream<Arguments> damages() {
    return Stream.of(
        arguments("origin Scale.java:14", "elephant grey", 0, "unknown key key=elephant"),
        arguments("element scale", "element", 0, "key has no value key=element"),
        arguments("kind TRANSFORM", "class again", 0, "key is given twice key=class"),
        arguments("kind TRANSFORM", "kind transform", 0, "unknown value key=kind value=transform"),
        arguments("kind TRANSFORM", "", 0, "line has no key"),
        arguments("kind TRANSFORM", "KIND x", 0, "line has no key"),
        arguments("  trust TRUSTED", "  hope TRUSTED", 14, "key is missing key=trust in=hints"),
        arguments("  bound 4", "  bound four", 0, "not a whole number key=bound value=four"),
        arguments("  bound 4", "  bound -4", 23, "bound is negative port=in bound=-4"),
        arguments(
            "  in-place", "  in-place yes", 0, "key has a value that it cannot have key=in-place"),
        arguments("  in-place", "      in-place", 0, "line is indented too far level=3"),
        arguments("  caps ANY", "  caps ANY,a", 0, "not caps: expected '=' offset=5"),
        arguments(
            "    prefer width=640",
            "    prefer width=641",
            0,
            "field has no range that this value goes with"),
        arguments(
            "    prefer width=640",
            "    prefer format=I420",
            0,
            "field has no range that this value goes with"),
        arguments("    prefer width=640", "    prefer width=\\x", 0, "unknown escape"),
        arguments(
            "    prefer width=640", "    prefer width\\u12", 0, "escape needs four hex digits"),
        arguments("  def linear", "  min abc", 0, "not a number key=min value=abc"),
        arguments(
            "  def linear", "  min NaN", 35, "not a range property=method min=NaN max=Infinity"),
        arguments("  type ENUM", "  type INT", 35, "an enum and nothing else has values"),
        arguments("    type int", "    kind int", 46, "key is missing key=type in=parameter"),
        arguments("  returns boolean", "  gives boolean", 42, "key is missing key=returns"),
        arguments("  property width", "  field height", 0, "key is given twice key=field"),
        arguments(
            "end", "origin Scale.java:14", 0, "descriptor is cut off, the last line is not end"));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void shouldTellLineAndReasonWhenTheTextIsNoDescriptor(
      String line, String wrong, int number, String fact) {
    List<String> lines = new ArrayList<>(TEXT.lines().toList());
    int index = lines.indexOf(line);
    lines.set(index, wrong);
    String text = String.join("\n", lines) + "\n";
    assertThatExceptionOfType(DescriptorException.class)
        .isThrownBy(() -> DescriptorText.parse(text))
        .withMessageContaining("[PLX-DESC-001] " + fact)
        .satisfies(e -> assertThat(e.line()).isEqualTo(number == 0 ? index + 1 : number));
    assertThatExceptionOfType(DescriptorException.class)
        .isThrownBy(() -> DescriptorText.parse(TEXT.stripTrailing()))
        .withMessageContaining("line does not end");
  }

  @Test
  void shouldHaveNoExampleWhenTheTextIsOfVersionOne() {
    String old =
        TEXT.replace("descriptor 1.4", "descriptor 1.0").replaceAll("(java-)?example .*\n", "");
    ElementDescriptor read = DescriptorText.parse(old);
    assertThat(read.example()).isEqualTo(Example.NONE);
    assertThat(read.ports()).isEqualTo(SCALE.ports());
  }

  @Test
  void shouldIgnoreUnknownKeysOfNewerMinorVersionsOnly() {
    String added =
        TEXT.replace("  in-place\n", "  in-place\n  colour blue\n    shade dark\n      very\n")
            .replace("end\n", "licence x\n  y\nend\n");
    assertThat(DescriptorText.parse(added.replace("descriptor 1.4", "descriptor 1.5")))
        .isEqualTo(SCALE);
    assertThatExceptionOfType(DescriptorException.class)
        .isThrownBy(() -> DescriptorText.parse(added))
        .withMessageContaining("unknown key key=colour");
    for (String version : List.of("2.0", "0.9", "1", "x", "1.99999", "")) {
      assertThatExceptionOfType(DescriptorException.class)
          .isThrownBy(
              () -> DescriptorText.parse(TEXT.replace("descriptor 1.4", "descriptor " + version)))
          .withMessage("[PLX-DESC-002] unknown version version=" + version + " known=1.4 line=1")
          .satisfies(e -> assertThat(e.diagnostic().id()).isEqualTo(DiagnosticId.DESC_VERSION));
    }
    for (String text : List.of("", "x", "parallax-elements 1.0\n", "parallax-descriptor\n")) {
      assertThatExceptionOfType(DescriptorException.class)
          .isThrownBy(() -> DescriptorText.parse(text))
          .withMessageContaining("first line is not parallax-descriptor VERSION line=1");
    }
  }

  @Test
  void shouldRefuseMoreThanAConstantHoldsInBothDirections() {
    for (String filler : List.of("x", "é", "€", "\u0001")) {
      int bytes = filler.equals("\u0001") ? 6 : filler.getBytes(StandardCharsets.UTF_8).length;
      int room =
          DescriptorText.MAX_BYTES
              - DescriptorText.write(withSummary("")).length()
              - "summary \n".length();
      String text = DescriptorText.write(withSummary(filler.repeat(room / bytes)));
      assertThat(DescriptorText.parse(text).summary()).hasSize(room / bytes);
      assertThatExceptionOfType(DescriptorException.class)
          .isThrownBy(() -> DescriptorText.write(withSummary(filler.repeat(room / bytes + 1))))
          .satisfies(e -> assertThat(e.diagnostic().id()).isEqualTo(DiagnosticId.DESC_TOO_LONG));
      assertThatExceptionOfType(DescriptorException.class)
          .isThrownBy(() -> DescriptorText.parse(text + filler.repeat(10)));
    }
  }

  @Test
  void shouldShowAnActionAsItIsDeclared() {
    ActionDescriptor action =
        new ActionDescriptor(
            "put",
            List.of(
                new ActionDescriptor.Parameter(
                    "all", "java.util.Map<java.lang.String, byte[]>", ""),
                new ActionDescriptor.Parameter("more", "dev.example.Gain.Curve...", "")),
            "void",
            "",
            "");
    assertThat(action.signature())
        .isEqualTo("void put(Map<String, byte[]> all, Gain.Curve... more)");
    assertThat(SCALE.actions().getFirst().signature())
        .isEqualTo("boolean resize(int width, String... names)");
  }

  private static ElementDescriptor withSummary(String summary) {
    return new ElementDescriptor(
        SCALE.name(),
        SCALE.className(),
        SCALE.builderName(),
        summary,
        SCALE.klass(),
        SCALE.kind(),
        SCALE.sync(),
        SCALE.syncMode(),
        SCALE.ports(),
        SCALE.properties(),
        SCALE.actions(),
        SCALE.relations(),
        SCALE.hints(),
        SCALE.origin(),
        SCALE.example());
  }
}
