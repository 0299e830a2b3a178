package dev.parallax.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.isolation.SandboxProbe;
import dev.parallax.runtime.remote.PeerLauncher;
import dev.parallax.runtime.spi.Catalogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

/** Good elements pass all tests that follow from their descriptors, each bad one fails its own. */
@Timeout(60)
@ExtendWith(LeakWatcher.class)
class ElementConformanceTest {
  @TestFactory
  Stream<DynamicTest> gain() {
    return ElementConformance.of("gain gain=0.5").tests();
  }

  @TestFactory
  Stream<DynamicTest> lines() {
    // snippet: conformance
    return ElementConformance.of("lines")
        .samples("text/x-lines,framed=false", new byte[] {2, 'a'}, new byte[] {'b', 1, 'c'})
        .tests();
    // end snippet
  }

  @TestFactory
  Stream<DynamicTest> keeper() {
    return ElementConformance.of("keeper")
        .samples("text/plain,framed=false", new byte[] {1}, new byte[] {2})
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> pace() {
    return ElementConformance.of("pace")
        .samples("text/plain,framed=false", new byte[] {1}, new byte[] {2})
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> gainInAProcessOfItsOwn() {
    try {
      SandboxProbe.probe("gain");
    } catch (ParallaxException e) {
      throw new TestAbortedException(e.getMessage());
    }
    // snippet: isolated
    Isolation isolation = new Isolation((name, e) -> true, (name, e) -> true, refused -> {});
    PeerLauncher launcher = isolation.launcherOf("gain", Catalogs.require("gain").descriptor());
    return ElementConformance.of("gain gain=0.5")
        .isolated(launcher)
        .tests()
        .onClose(isolation::close);
    // end snippet
  }

  private static Map<String, Throwable> failures(ElementConformance tested) {
    Map<String, Throwable> failed = new TreeMap<>();
    tested
        .tests()
        .forEach(test -> {
          try {
            test.getExecutable().execute();
          } catch (Throwable t) {
            failed.put(test.getDisplayName(), t);
          }
        });
    return failed;
  }

  @ParameterizedTest
  @CsvSource({
    "remembers, odd runs again as before, element does something else in its second run",
    "differs-elsewhere, odd does the same behind a link, element does something else behind a link",
    "changes-times, odd keeps times and order, element changes times element=odd buffer=0"
  })
  void shouldFailOneTestWhenOnePromiseIsBroken(String fault, String name, String message) {
    Map<String, Throwable> failed = failures(ElementConformance.of("odd fault=" + fault));
    assertThat(failed).containsKey(name);
    assertThat(failed.get(name)).isInstanceOf(AssertionError.class).hasMessageStartingWith(message);
    List<String> others = new ArrayList<>(failed.keySet());
    others.removeAll(List.of(name, "odd.in takes what its caps say"));
    if (!fault.equals("remembers")) { // which is another one elsewhere, too
      assertThat(others).isEmpty();
    }
  }

  @Test
  void shouldFailWhenCapsAllowWhatNoOutputFollows() {
    Map<String, Throwable> failed = failures(ElementConformance.of("odd"));
    assertThat(failed).containsOnlyKeys("odd.in takes what its caps say");
    assertThat(failed.get("odd.in takes what its caps say"))
        .hasMessageContaining("element refuses what its caps allow element=odd port=in")
        .hasMessageContaining("96000");
  }

  @Test
  void shouldFailWhenASafeElementAllocates() {
    Map<String, Throwable> failed =
        failures(
            ElementConformance.of("rude habit=allocates")
                .samples("text/plain,framed=false", new byte[] {1}));
    assertThat(failed).containsOnlyKeys("rude is real-time safe in steady state");
    assertThat(failed.get("rude is real-time safe in steady state"))
        .hasMessageContaining("Rude.pass of element=rude is @RtSafe and allocates");
  }

  @Test
  void shouldSayWhatToDoWhenAnElementIsNotForIt() {
    assertThatThrownBy(() -> ElementConformance.of("joins"))
        .hasMessageContaining("test it with ElementHarness");
  }
}
