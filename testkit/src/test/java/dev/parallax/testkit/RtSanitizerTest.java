package dev.parallax.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.testkit.toys.Rude;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sanitizer sees each thing that a real-time section must not do, and nothing else. */
@Timeout(30)
class RtSanitizerTest {
  private static final String MONO = "audio/x-raw,format=F32LE,rate=48000,channels=1";
  private static final int CALLS = 20;

  private static void push(String element) {
    try (ElementHarness harness = ElementHarness.of(element)) {
      for (int i = 0; i < CALLS; i++) {
        harness.push(new byte[10]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "parks, WAITS, waits",
    "sleeps, WAITS, waits",
    "reads, READS_OR_WRITES, reads or writes"
  })
  void shouldNameElementAndMethodWhenItIsRude(String habit, RtFinding.Fault fault, String does) {
    try (RtSanitizer sanitizer = RtSanitizer.start()) {
      assumeTrue(sanitizer.seesIo() || !habit.equals("reads"), "this kernel does not count I/O");
      push("rude habit=" + habit);
      assertThat(sanitizer.findings())
          .filteredOn(f -> f.fault() == fault)
          .singleElement()
          .satisfies(f -> {
            assertThat(f.element()).isEqualTo("rude");
            assertThat(f.method()).isEqualTo("Rude.pass");
            assertThat(f.calls()).isEqualTo(CALLS - RtSanitizer.WARM_UP);
            assertThat(f.faulty()).isEqualTo(f.calls());
          });
      assertThatThrownBy(sanitizer::check)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Rude.pass of element=rude is @RtSafe and " + does);
    }
  }

  @Test
  void shouldSeeAllocationWhenCodeIsCompiled() {
    try (RtSanitizer sanitizer = RtSanitizer.start();
        ElementHarness rude = ElementHarness.of("rude habit=allocates")) {
      rude.soak(TestBuffer.of(new byte[10]));
      assertThat(sanitizer.findings())
          .singleElement()
          .satisfies(f -> {
            assertThat(f.fault()).isEqualTo(RtFinding.Fault.ALLOCATES);
            assertThat(f.method()).isEqualTo("Rude.pass");
            assertThat(f.calls()).isGreaterThanOrEqualTo(RtSanitizer.STEADY);
            assertThat(f.worst()).isGreaterThanOrEqualTo(56);
          });
    }
  }

  @Test
  void shouldSeeAContendedLockWhenAnotherThreadHasIt() throws InterruptedException {
    try (RtSanitizer sanitizer = RtSanitizer.start();
        ElementHarness rude = ElementHarness.of("rude habit=waits-for-a-lock")) {
      for (int i = 0; i < CALLS; i++) {
        rude.push(new byte[1]);
      }
      assertThat(sanitizer.findings()).isEmpty(); // nobody had it: nothing was waited for
      for (int i = 0; i <= RtSanitizer.STRAY; i++) {
        pushWhileHeld(rude);
      }
      assertThat(sanitizer.findings())
          .singleElement()
          .satisfies(f -> assertThat(f.fault()).isEqualTo(RtFinding.Fault.CONTENDS));
    }
  }

  private static void pushWhileHeld(ElementHarness rude) throws InterruptedException {
    CountDownLatch has = new CountDownLatch(1);
    Thread holder =
        Thread.ofPlatform()
            .start(() -> {
              synchronized (Rude.LOCK) {
                has.countDown();
                while (blocked() == null) {
                  Thread.onSpinWait();
                }
              }
            });
    has.await();
    rude.push(new byte[1]);
    holder.join();
  }

  private static Thread blocked() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("pipeline") && t.getState() == Thread.State.BLOCKED)
        .findFirst()
        .orElse(null);
  }

  @Test
  void shouldFindNothingWhenTheElementKeepsItsPromise() {
    try (RtSanitizer sanitizer = RtSanitizer.start()) {
      push("rude");
      try (ElementHarness gain = ElementHarness.of("gain gain=2")) {
        gain.format(MONO);
        gain.soak(TestBuffer.f32(1, 2, 3));
        assertThat(gain.counters().buffersIn()).isGreaterThanOrEqualTo(RtSanitizer.CLEAN);
      }
      assertThat(sanitizer.findings()).isEmpty();
      assertThat(sanitizer.judged()).isGreaterThan(CALLS);
      sanitizer.check();
    }
  }

  @Test
  void shouldBlameNobodyElseWhenWhatFollowsOnTheThreadIsRude() {
    // The harness's sink copies each buffer to the heap, on the element's thread.
    try (RtSanitizer sanitizer = RtSanitizer.start()) {
      push("rude habit=nothing");
      assertThat(sanitizer.findings()).isEmpty();
    }
  }

  @Test
  void shouldRefuseWhenAnotherOneWatches() {
    try (RtSanitizer first = RtSanitizer.start()) {
      assertThatThrownBy(RtSanitizer::start).hasMessageContaining("another RtSanitizer watches");
      assertThat(first.findings()).isEmpty();
    }
    RtSanitizer.start().close();
  }
}
