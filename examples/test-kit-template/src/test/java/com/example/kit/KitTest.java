package com.example.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.isolation.SandboxProbe;
import dev.parallax.runtime.remote.PeerLauncher;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.testkit.ElementConformance;
import dev.parallax.testkit.ElementHarness;
import dev.parallax.testkit.FuzzElement;
import dev.parallax.testkit.ParallaxTest;
import dev.parallax.testkit.TestBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the test kit has, each once. */
@ParallaxTest(checked = true)
class KitTest {
  private static final byte[] SAMPLE = {0, 3, 'a', 'b', 'c', 0, 1, 'd'};

  @Test
  void shouldHalveEachSample() {
    try (ElementHarness halve = ElementHarness.of("halve")) {
      halve.format("audio/x-raw,format=F32LE,rate=48000,channels=1");
      halve.push(TestBuffer.f32(0.5f, -1));
      assertArrayEquals(new float[] {0.25f, -0.5f}, halve.pull().f32());
      halve.soak(TestBuffer.f32(0.5f, -1));
    }
  }

  @Test
  void shouldWaitForTheRestOfARecord() {
    try (ElementHarness records = ElementHarness.of(Records.class)) {
      records.format("application/x-records,framed=false");
      records.push(new byte[] {0, 3, 'a'});
      assertNull(records.tryPull());
      records.push(new byte[] {'b', 'c'});
      assertArrayEquals(new byte[] {'a', 'b', 'c'}, records.pull().bytes());
      records.push(new byte[] {0});
      assertThrows(ParallaxException.class, records::end);
    }
  }

  /** In this thread, and behind a link as in another process. */
  @TestFactory
  Stream<DynamicTest> halve() {
    return ElementConformance.of("halve").tests();
  }

  @TestFactory
  Stream<DynamicTest> records() {
    return ElementConformance.of("records")
        .samples("application/x-records,framed=false", SAMPLE, SAMPLE)
        .tests();
  }

  /** And in a sandboxed process of its own, where this machine lets one be made. */
  @TestFactory
  Stream<DynamicTest> halveInAProcessOfItsOwn() {
    assumeTrue(canIsolate(), "no sandbox here");
    Isolation isolation = new Isolation((name, e) -> true, (name, e) -> true, refused -> {});
    PeerLauncher launcher = isolation.launcherOf("halve", Catalogs.require("halve").descriptor());
    return ElementConformance.of("halve").isolated(launcher).tests().onClose(isolation::close);
  }

  private static boolean canIsolate() {
    try {
      SandboxProbe.probe("halve");
      return true;
    } catch (ParallaxException e) {
      return false;
    }
  }

  @Test
  void shouldEndOrSayWhatIsWrongWhenTheStreamIsDamaged() {
    FuzzElement.of("records").quick(1, 100, SAMPLE);
  }
}
