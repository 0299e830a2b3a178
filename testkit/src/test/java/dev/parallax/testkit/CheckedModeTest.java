package dev.parallax.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.testkit.toys.Keeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a JVM in checked mode can tell, in a JVM of its own. */
@Timeout(60)
class CheckedModeTest {
  /** Runs an element that uses a view of one call in the next, then one that leaks. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      try (ElementHarness keeper = ElementHarness.of("keeper fault=view-at-next")) {
        keeper.push(new byte[] {1}).push(new byte[] {2});
        System.out.println("nothing was noticed");
      } catch (RuntimeException e) {
        System.out.println(e.getMessage());
      }
      try (ElementHarness leaks = ElementHarness.of("keeper fault=leak")) {
        leaks.push(new byte[1]).push(new byte[1]);
      } catch (AssertionError e) {
        System.out.println(e.getMessage());
      }
      Keeper.giveBack();
    }
  }

  private static String run(boolean checked) throws IOException, InterruptedException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dparallax.checked=" + checked,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectErrorStream(true)
            .start();
    String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(jvm.exitValue()).as(printed).isZero();
    return printed;
  }

  @Test
  void shouldTellOfAKeptViewAndOfWhereALeakCameFromWhenChecked() throws Exception {
    assertThat(run(true))
        .contains("view used after its call")
        .contains("element leaves buffers behind element=keeper")
        .contains("acquired pool=")
        .contains("HarnessInput");
    assertThat(run(false))
        .contains("nothing was noticed")
        .contains("with -Dparallax.checked=true this says where they were acquired");
  }
}
