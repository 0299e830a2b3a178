package dev.parallax.nativeglue.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeAccessTest {
  /** Runs in a JVM of its own. */
  static final class Probe {
    public static void main(String[] args) {
      try {
        NativeAccess.require();
        System.out.println("granted pid=" + Unistd.getpid());
      } catch (NativeAccessException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void shouldNameMissingFlagWhenDenied() throws Exception {
    String out = probe("--illegal-native-access=deny");
    assertThat(out)
        .contains("native access is denied: start java with --enable-native-access=ALL-UNNAMED");
  }

  @Test
  void shouldWorkWhenFlagIsGiven() throws Exception {
    String out = probe("--illegal-native-access=deny", "--enable-native-access=ALL-UNNAMED");
    assertThat(out).startsWith("granted pid=");
  }

  @Test
  void shouldPassWhenThisJvmHasTheFlag() {
    assertThatCode(NativeAccess::require).doesNotThrowAnyException();
    assertThat(NativeAccess.missingFlag()).isNull();
  }

  @Test
  void shouldRefuseMachineWhenNotLinuxOnX86() {
    assertThatThrownBy(() -> NativeAccess.requirePlatform("Mac OS X", "amd64"))
        .isInstanceOf(NativeAccessException.class)
        .hasMessage("parallax runs on linux only: os.name=Mac OS X");
    assertThatThrownBy(() -> NativeAccess.requirePlatform("Linux", "aarch64"))
        .isInstanceOf(NativeAccessException.class)
        .hasMessageContaining("x86-64 only")
        .hasMessageContaining("os.arch=aarch64");
  }

  private static String probe(String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
