package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plugins from the command line: the real process, and real sandboxes where there can be any. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PluginCommandTest {
  private static final String PIPELINE =
      "fakesrc num-buffers=3 sizetype=fixed sizemax=100 ! mark value=7 ! filesink location=";

  @TempDir Path dir;
  private Path folder;
  private Path jar;
  private Path mark;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void compile() throws IOException {
    mark = dir.resolve("mark");
    folder = dir.resolve("data/parallax/plugins");
    jar =
        new PluginProject(dir, PluginProject.marking(mark)).jar(folder.resolve("demo.jar"), "1.2");
    environment =
        Map.of(
            "XDG_DATA_HOME", dir.resolve("data").toString(),
            "XDG_CONFIG_HOME", dir.resolve("config").toString());
  }

  private record Ended(int code, String out, String err) {}

  private Ended run(String... arguments) throws Exception {
    try (RealCommand command = RealCommand.start(dir, List.of(), environment, arguments)) {
      int code = command.await();
      return new Ended(code, command.out(), command.err());
    }
  }

  @Test
  void shouldDescribeAPluginAndRunNoneOfItsCode() throws Exception {
    Ended list = run("list");
    assertThat(list.err()).doesNotContain("PLX-");
    assertThat(list.out()).contains("\nmark  " + jar + " (untrusted)\n").contains("\nfakesrc\n");
    assertThat(run("inspect", "mark").out())
        .contains("Sets every byte")
        .contains("plugin    " + jar + " (untrusted)")
        .contains("untrusted: runs in the host process only with --trust")
        .contains("value  int [0, 255]");
    assertThat(run("explain", "fakesrc ! mark ! fakesink").out())
        .contains("mark0 in a process of its own");
    assertThat(mark).doesNotExist();
  }

  @Test
  void shouldRunAPluginInASandboxUntilItsJarIsTrusted() throws Exception {
    Path out = dir.resolve("out.bin");
    Ended sandboxed = run("launch", PIPELINE + out);
    assumeFalse(sandboxed.err().contains("[PLX-SBX-002]"), sandboxed.err());
    assertThat(sandboxed.code()).as(sandboxed.err()).isZero();
    byte[] bytes = Files.readAllBytes(out);
    assertThat(bytes).hasSize(300).containsOnly(7);
    assertThat(mark).doesNotExist();

    Ended trust = run("trust", jar.toString());
    assertThat(trust.out()).matches("trusted [0-9a-f]{64}  " + jar + "\n");
    assertThat(run("launch", PIPELINE + out).code()).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(bytes);
    assertThat(mark).exists();

    // Another version of the jar is another jar.
    Files.delete(mark);
    new PluginProject(dir, PluginProject.marking(mark)).jar(jar, "1.3");
    assertThat(run("list").out()).contains("\nmark  " + jar + " (untrusted)\n");
    assertThat(run("launch", PIPELINE + out).code()).isZero();
    assertThat(mark).doesNotExist();
  }

  @Test
  void shouldShareAProcessWithOthersOnlyWhenItIsNamed() throws Exception {
    Path out = dir.resolve("out.bin");
    String pipeline = (PIPELINE + out).replace(" ! mark", " ! identity name=i ! mark name=m");
    assertThat(run("explain", "--group=all=*", pipeline).out())
        .contains("i in the process of group all; m in a process of its own")
        .contains("m  element=mark because its jar is not trusted; ");
    Ended shared = run("launch", "--group=all=*,mark", pipeline);
    assumeFalse(shared.err().contains("[PLX-SBX-002]"), shared.err());
    assertThat(shared.code()).as(shared.err()).isZero();
    assertThat(Files.readAllBytes(out)).hasSize(300).containsOnly(7);
    assertThat(run("explain", "--group=all=*,mark", pipeline).out())
        .contains("group all  one process for fakesrc0, i, m; ");
    assertThat(mark).doesNotExist();
  }

  @Test
  void shouldTrustByNameForOneRun() throws Exception {
    Path out = dir.resolve("out.bin");
    Ended ended = run("launch", "--trust=mark", PIPELINE + out);
    assertThat(ended.code()).isZero();
    assertThat(ended.err())
        .contains("[PLX-PLUG-005]")
        .contains("name=mark jar=" + jar + " sha256=");
    assertThat(Files.readAllBytes(out)).hasSize(300).containsOnly(7);
    assertThat(mark).exists();
  }

  @Test
  void shouldCheckWithThePluginsThatAreNamedAndNoOthers() throws Exception {
    Path file = Files.writeString(dir.resolve("a.pipeline"), PIPELINE + "${out}");
    run("trust", jar.toString());
    Ended without = run("check", file.toString());
    assertThat(without.err()).contains("[PLX-PIPE-002] no element is named mark");
    assertThat(without.code()).isNotZero();
    Ended with = run("check", "--plugins=" + folder, file.toString());
    assertThat(with.code()).as(with.err()).isZero();
    assertThat(with.out()).isEqualTo("1 pipelines checked, 0 wrong, 0 not checked\n");
    assertThat(mark).doesNotExist();
  }

  @Test
  void shouldTrustNothingWhenOthersMayWriteTheList() throws Exception {
    run("trust", jar.toString());
    Path list = dir.resolve("config/parallax/trusted");
    Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-rw-rw-"));
    Ended ended = run("list");
    assertThat(ended.err()).contains("[PLX-PLUG-004]").contains("chmod go-w " + list);
    assertThat(ended.out()).contains("\nmark  " + jar + " (untrusted)\n");
    Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-------"));
    assertThat(run("trust", "--revoke", jar.toString()).out())
        .isEqualTo("no longer trusted " + jar + "\n");
    assertThat(run("trust").out()).isEmpty();
    assertThat(mark).doesNotExist();
  }

  @Test
  void shouldUseTheNewestVersionAndSayWhatIsHiddenOrBroken() throws Exception {
    Path other = dir.resolve("other");
    PluginProject project = new PluginProject(dir, PluginProject.marking(mark));
    Path newer = project.jar(other.resolve("demo-new.jar"), "1.10");
    PluginProject rival =
        new PluginProject(
            dir.resolve("rival"),
            Map.of(
                "package-info.java",
                "@dev.parallax.annotations.ElementLibrary(name = \"Rival\") package demo;",
                "Fake.java",
                """
                package demo;
                import dev.parallax.annotations.*;
                import dev.parallax.runtime.element.Bytes;
                @Element(name = "fakesink", summary = "Not the real one")
                public class Fake {
                  @Consume void take(@Input Bytes buffer) {}
                }
                """));
    Path hidden = rival.jar(other.resolve("rival.jar"), "");
    Path broken = other.resolve("broken.jar");
    Files.writeString(broken, "PK no zip");
    Ended ended = run("list", "--plugins=" + other);
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("\nmark  " + newer + " (untrusted)\n")
        .contains("\nfakesink\n");
    assertThat(ended.err())
        .contains("[PLX-PLUG-003]")
        .contains("jar=" + newer + " version=1.10 unused=" + jar + " version=1.2")
        .contains("[PLX-PLUG-001] plugin is not used jar=" + broken)
        .contains("[PLX-PLUG-002]")
        .contains("element=fakesink jar=" + hidden + ": the class path has one");
  }
}
