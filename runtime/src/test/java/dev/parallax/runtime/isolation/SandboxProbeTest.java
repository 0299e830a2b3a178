package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.nativeglue.linux.Errno;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class SandboxProbeTest {
  /** A system on which one step fails. */
  private record Refusing(int errno) implements ChildLauncher {
    @Override
    public boolean ownIds() {
      return false;
    }

    @Override
    public CompletableFuture<Spawner.Launched> launch(SpawnPlan plan, String name) {
      return tryOut(plan);
    }

    @Override
    public CompletableFuture<Spawner.Launched> tryOut(SpawnPlan plan) {
      return CompletableFuture.failedFuture(
          new Spawner.SpawnException(
              "private root", errno, "mount failed: operation not permitted errno=EPERM(1)"));
    }

    @Override
    public void close() {}
  }

  @Test
  @ExtendWith(NeedsSandbox.class)
  void shouldFindEveryLayerWhenThisSystemCanIsolate() {
    SandboxProbe.Result result = SandboxProbe.probe("test");
    assertThat(result.landlockAbi()).isBetween(0, 6);
  }

  @Test
  void shouldNameLayerCauseAndFixWhenAStepIsRefused() {
    assertThatThrownBy(() -> SandboxProbe.probe("h264dec", new Refusing(Errno.EPERM)))
        .isInstanceOfSatisfying(
            ParallaxException.class,
            e -> {
              assertThat(e.diagnostic().id()).isEqualTo(DiagnosticId.SBX_UNAVAILABLE);
              assertThat(e.diagnostic().data()).containsEntry("layer", "private root");
              assertThat(e.getMessage())
                  .startsWith(
                      "[PLX-SBX-002] cannot isolate h264dec: private root: mount failed: operation"
                          + " not permitted errno=EPERM(1)\n")
                  .contains("  fix      allow it (in a container: --privileged");
            });
    assertThatThrownBy(() -> SandboxProbe.probe("x", new Refusing(Errno.ENOSPC)))
        .hasMessageContaining("sysctl user.max_*_namespaces");
    assertThatThrownBy(() -> SandboxProbe.probe("x", new Refusing(Errno.EINVAL)))
        .hasMessageContaining("Linux 6.1 or newer");
  }
}
