package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What constants of enums are called in pipeline strings. */
class EnumTextTest {
  private static final String LIBRARY =
      """
      @dev.parallax.annotations.ElementLibrary(name = "MyElements")
      package my;
      """;

  private static final String ELEMENT =
      """
      package my;

      import dev.parallax.annotations.*;
      import dev.parallax.runtime.element.View;

      @Element(name = "turn", summary = "Has a choice")
      public final class Turn {
        public enum Way { LEFT, UPPER_LEFT_CORNER, _90_DEGREES, MixedCase }

        @Property(doc = "which way", def = "upper-left-corner")
        Way way = Way.UPPER_LEFT_CORNER;

        @Consume
        void take(@Input View in) {}
      }
      """;

  private static final String MAIN =
      """
      package my;

      import dev.parallax.model.diag.ParallaxException;
      import dev.parallax.runtime.pipeline.Pipeline;

      public final class Main {
        public static void main(String[] args) {
          show("");
          for (String text : new String[] {
            "upper-left-corner", "upper_left_corner", "UPPER_LEFT_CORNER", "90-degrees", "mixedcase", "0", "uper-left-corner"
          }) {
            show("way=" + text);
          }
          System.out.println(TurnElement.DESCRIPTOR.lines().filter(l -> l.contains("degrees")).findFirst().orElse("").strip());
        }

        private static void show(String property) {
          try (Pipeline p = Pipeline.parse("turn name=t " + property)) {
            System.out.println(property + " -> " + p.find("t", TurnElement.Control.class).way());
          } catch (ParallaxException e) {
            System.out.println(e.getMessage());
          }
        }
      }
      """;

  private static final String EXPECTED =
      """
       -> UPPER_LEFT_CORNER
      way=upper-left-corner -> UPPER_LEFT_CORNER
      way=upper_left_corner -> UPPER_LEFT_CORNER
      way=UPPER_LEFT_CORNER -> UPPER_LEFT_CORNER
      way=90-degrees -> _90_DEGREES
      way=mixedcase -> MixedCase
      way=0 -> LEFT
      [PLX-PROP-004] property has no such choice property=way value=uper-left-corner; did you mean\
       upper-left-corner?
        "turn name=t way=uper-left-corner"
                         ^^^^^^^^^^^^^^^^
      value 90-degrees
      """;

  @TempDir private Path folder;

  @Test
  void shouldHaveDashesWhereConstantsHaveUnderscores() {
    Workspace work = new Workspace(folder);
    work.source("src", "my.package-info", LIBRARY);
    work.source("src", "my.Turn", ELEMENT);
    work.source("src", "my.Main", MAIN);
    assertThat(work.javac("out", "", work.sources("src"))).isEmpty();
    assertThat(work.java("-cp", work.path("out") + File.pathSeparator + Workspace.ALL, "my.Main"))
        .isEqualTo(EXPECTED);
  }
}
