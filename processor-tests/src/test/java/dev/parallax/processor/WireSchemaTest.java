package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that changes, beside the schema file that keeps its form. */
class WireSchemaTest {
  /** Ids that this class reaches. */
  static final Set<String> IDS =
      Set.of("PLX-WIRE-107", "PLX-WIRE-108", "PLX-WIRE-109", "PLX-WIRE-110", "PLX-WIRE-111");

  private static final String UPDATE = "-Aparallax.wire.update=true";
  private static final String BEFORE =
      "int id, @MaxLength(8) String name, Kind kind, Optional<Kind> other, Inner inner";
  private static final String FILE =
      """
      parallax-wire 1
      record demo.Foo
      field id i32
      field name text(8)
      field kind enum(A,B)
      field other optional(enum(A,B))
      field inner record(demo.Inner,16)
      end
      """;

  @TempDir private Path folder;
  private int runs;

  private String compile(String components, String constants, String... options) {
    Workspace work = new Workspace(folder);
    work.source(
        "src",
        "demo.Foo",
        """
        package demo;
        import dev.parallax.annotations.*;
        import java.util.*;
        @Wire record Foo(%s) {}
        """
            .formatted(components));
    work.source("src", "demo.Kind", "package demo;\nenum Kind { %s }\n".formatted(constants));
    work.source(
        "src",
        "demo.Inner",
        "package demo;\n@dev.parallax.annotations.Wire record Inner(int value) {}\n");
    return work.javac("out" + runs++, "", work.sources("src"), options);
  }

  private String compileAfter(String components) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), FILE);
    return compile(components, "A, B");
  }

  private Path file() {
    return folder.resolve("src/demo/Foo.wire");
  }

  @Test
  void shouldWriteFileBesideSourceWhenAskedTo() throws IOException {
    assertThat(compile(BEFORE, "A, B")).isEmpty();
    assertThat(file()).doesNotExist();
    assertThat(compile(BEFORE, "A, B", UPDATE)).isEmpty();
    assertThat(file()).hasContent(FILE);
    assertThat(folder.resolve("src/demo/Inner.wire")).exists();
    assertThat(compile(BEFORE, "A, B", "-Werror")).isEmpty();
  }

  @Test
  void shouldRefuseWhenFieldIsRemoved() throws IOException {
    assertThat(compileAfter("int id, Kind kind, Optional<Kind> other, Inner inner"))
        .isEqualTo(
            """
            Foo.java:4: ERROR: [PLX-WIRE-108] field was removed field=Foo.name type=text(8) file=Foo.wire
                fix: put it back as component 2
            """);
    assertThat(
            compileAfter(
                "int id, @MaxLength(8) String title, Kind kind, Optional<Kind> other, Inner inner"))
        .isEqualTo(
            """
            Foo.java:4: ERROR: [PLX-WIRE-108] field was removed field=Foo.name type=text(8) file=Foo.wire
                fix: put it back as component 2; if it was only renamed, rename it in the file, too
            """);
    assertThat(compileAfter("int id, @MaxLength(8) String name, Kind kind, Optional<Kind> other"))
        .contains("PLX-WIRE-108", "field=Foo.inner");
  }

  @Test
  void shouldRefuseWhenFieldsAreReordered() throws IOException {
    assertThat(
            compileAfter(
                "@MaxLength(8) String name, int id, Kind kind, Optional<Kind> other, Inner inner"))
        .isEqualTo(
            """
            Foo.java:4: ERROR: [PLX-WIRE-109] fields changed their order field=Foo.name place=1 file=Foo.wire
                fix: order id, name, kind, other, inner, and new fields after them
            """);
    assertThat(compileAfter("int id, long time, " + BEFORE.substring("int id, ".length())))
        .isEqualTo(
            """
            Foo.java:4: ERROR: [PLX-WIRE-109] field was added before the end field=Foo.time place=2 file=Foo.wire
                fix: order id, name, kind, other, inner, and new fields after them
            """);
  }

  @Test
  void shouldRefuseWhenFieldChangesItsType() throws IOException {
    assertThat(compileAfter(BEFORE.replace("int id", "long id")))
        .isEqualTo(
            """
            Foo.java:4: ERROR: [PLX-WIRE-110] field changed its type field=Foo.id type=i64 was=i32 file=Foo.wire
                fix: give it its old type, and add a new field at the end
            """);
    assertThat(compileAfter(BEFORE.replace("8", "9")))
        .contains("PLX-WIRE-110", "type=text(9) was=text(8)");
    assertThat(compileAfter(BEFORE.replace("Optional<Kind>", "Kind")))
        .contains("PLX-WIRE-110", "type=enum(A,B) was=optional(enum(A,B))");
    Files.writeString(file(), FILE.replace("Inner,16", "Inner,24"));
    assertThat(compile(BEFORE, "A, B"))
        .contains(
            "type=record(demo.Inner,16) was=record(demo.Inner,24)",
            "give the inner record its old room by @Wire(room = ...)");
    Files.writeString(file(), FILE);
    assertThat(compile(BEFORE, "B, A")).contains("PLX-WIRE-110", "type=enum(B,A) was=enum(A,B)");
    assertThat(compile(BEFORE, "A")).contains("PLX-WIRE-110");
    assertThat(compile(BEFORE, "A, B", UPDATE)).isEmpty();
    assertThat(compile(BEFORE.replace("8", "9"), "A, B", UPDATE)).contains("PLX-WIRE-110");
    assertThat(file()).hasContent(FILE);
  }

  @Test
  void shouldWarnUntilFileIsUpdatedWhenFieldsAreAppended() throws IOException {
    String warning =
        """
        Foo.java:4: WARNING: [PLX-WIRE-111] field is not in the schema file yet field=Foo.more file=Foo.wire
            fix: compile once with -Aparallax.wire.update=true and commit the file
        """;
    assertThat(compileAfter(BEFORE + ", long more, int last")).isEqualTo(warning);
    assertThat(compile(BEFORE + ", long more, int last", "A, B", UPDATE)).isEmpty();
    assertThat(file()).hasContent(FILE.replace("end\n", "field more i64\nfield last i32\nend\n"));
    assertThat(compile(BEFORE + ", long more, int last", "A, B")).isEmpty();
    assertThat(compile(BEFORE, "A, B")).contains("PLX-WIRE-108", "field=Foo.more");
  }

  @Test
  void shouldWarnUntilFileIsUpdatedWhenConstantsAreAppended() throws IOException {
    assertThat(compileAfter(BEFORE)).isEmpty();
    assertThat(compile(BEFORE, "A, B, C"))
        .contains(
            "WARNING: [PLX-WIRE-111] enum has constants that its schema file does not have"
                + " field=Foo.kind");
    assertThat(compile(BEFORE, "A, B, C", UPDATE)).isEmpty();
    assertThat(file()).hasContent(FILE.replace("A,B", "A,B,C"));
  }

  @Test
  void shouldLookIntoTheFolderOfTheOptionAndDemandFilesThere() throws IOException {
    String option = "-Aparallax.wire.schemas=" + folder.resolve("schemas");
    assertThat(compile(BEFORE, "A, B", option))
        .contains(
            "Foo.java:4: ERROR: [PLX-WIRE-107] schema file can't be used file=" + folder,
            "demo.Foo.wire: it is not there");
    assertThat(compile(BEFORE, "A, B", option, UPDATE)).isEmpty();
    assertThat(folder.resolve("schemas/demo.Foo.wire")).hasContent(FILE);
    assertThat(compile(BEFORE.replace("int id", "long id"), "A, B", option))
        .contains("PLX-WIRE-110", "file=demo.Foo.wire");
    assertThat(file()).doesNotExist();
  }

  @Test
  void shouldDoTheSameWithEclipseWhenTheOptionNamesTheFolder() throws IOException {
    compile(BEFORE, "A, B");
    Workspace work = new Workspace(folder);
    String option = "-Aparallax.wire.schemas=" + folder.resolve("schemas");
    List<String> files = work.sources("src");
    assertThat(work.ecj("ecj", Workspace.ALL, files, option, UPDATE)).isEmpty();
    assertThat(folder.resolve("schemas/demo.Foo.wire")).hasContent(FILE);
    compile(BEFORE.replace("int id", "long id"), "A, B");
    assertThat(work.ecj("ecj2", Workspace.ALL, files, option)).contains("PLX-WIRE-110");
  }

  @Test
  void shouldRefuseFilesThatAreNotOfThisRecord() throws IOException {
    Files.createDirectories(file().getParent());
    for (String text :
        List.of(
            "",
            "parallax-wire 2\nrecord demo.Foo\nend\n",
            FILE.replace("demo.Foo", "demo.Bar"),
            FILE.replace("field id", "feld id"),
            FILE.replace("end\n", ""))) {
      Files.writeString(file(), text);
      assertThat(compile(BEFORE, "A, B"))
          .startsWith("Foo.java:4: ERROR: [PLX-WIRE-107] schema file can't be used file=Foo.wire: ")
          .contains("fix: take it back from version control");
    }
    Files.delete(file());
    Files.createDirectory(file());
    assertThat(compile(BEFORE, "A, B")).contains("PLX-WIRE-107", "cause=");
  }
}
