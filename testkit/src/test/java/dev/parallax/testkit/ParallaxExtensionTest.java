package dev.parallax.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.testkit.toys.Keeper;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A test fails by the extension, with the element's name, when the element does wrong. */
class ParallaxExtensionTest {
  /** Run from here only. */
  @Tag("inner")
  @ParallaxTest
  static class Inner {
    @Test
    void good() {
      run("rude");
    }

    @TestFactory
    Stream<DynamicTest> conforms() {
      return ElementConformance.of("gain").tests();
    }

    @Test
    void sleeps() {
      run("rude habit=sleeps");
    }

    @Test
    void leaks() {
      ElementHarness keeper = ElementHarness.of("keeper fault=leak");
      keeper.push(new byte[1]).push(new byte[1]).stop(); // not closed, which would tell, too
    }
  }

  /** Needs a JVM in checked mode. */
  @ParallaxTest(checked = true, realTime = false)
  static class Checked {
    @Test
    void sleeps() {
      run("rude habit=sleeps");
    }

    @Nested
    class Within {
      @Test
      void sleeps() {
        run("rude habit=sleeps");
      }
    }
  }

  private static void run(String element) {
    try (ElementHarness harness = ElementHarness.of(element)) {
      for (int i = 0; i < 20; i++) {
        harness.push(new byte[1]);
      }
    }
  }

  private static String outcome(Class<?> tests, String method) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectMethod(tests, method))
            .build();
    StringBuilder outcome = new StringBuilder();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(
        request,
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
              outcome.append(result.getStatus());
              result.getThrowable().ifPresent(t -> outcome.append(' ').append(t.getMessage()));
            }
          }
        });
    return outcome.toString();
  }

  @Test
  void shouldPassWhenNothingIsWrong() {
    assertThat(outcome(Inner.class, "good")).isEqualTo("SUCCESSFUL");
  }

  @Test
  void shouldWatchConformanceTestsWhenTheyAreInTheClass() {
    assertThat(outcome(Inner.class, "conforms")).startsWith("SUCCESSFUL").doesNotContain("FAILED");
  }

  @Test
  void shouldNameElementAndMethodWhenAnRtSectionWaits() {
    assertThat(outcome(Inner.class, "sleeps"))
        .startsWith("FAILED real-time sections are not safe:")
        .contains("Rude.pass of element=rude is @RtSafe and waits in 16 of 16 calls");
  }

  @Test
  void shouldSayWhatIsLeftWhenATestLeaksBuffers() {
    assertThat(outcome(Inner.class, "leaks"))
        .startsWith("FAILED test left behind:")
        .contains("buffers pool=");
    Keeper.giveBack();
  }

  @Test
  void shouldSayHowToSetItWhenCheckedModeIsWanted() {
    String expected =
        Boolean.getBoolean("parallax.checked")
            ? "SUCCESSFUL"
            : "FAILED test wants checked mode and this JVM is not in it";
    assertThat(outcome(Checked.class, "sleeps")).startsWith(expected);
    assertThat(outcome(Checked.Within.class, "sleeps")).startsWith(expected);
  }
}
