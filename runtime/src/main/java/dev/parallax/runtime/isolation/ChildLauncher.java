package dev.parallax.runtime.isolation;

import java.util.concurrent.CompletableFuture;

/** Makes children: in this process, or for an unprivileged user in the broker. */
interface ChildLauncher extends AutoCloseable {
  /** Whether children get users of their own. */
  boolean ownIds();

  /** Makes a child; fails with a {@link Spawner.SpawnException}. */
  CompletableFuture<Spawner.Launched> launch(SpawnPlan plan, String name);

  /** Whether all steps before the child are possible. */
  CompletableFuture<Spawner.Launched> tryOut(SpawnPlan plan);

  @Override
  void close();

  /** In this process. */
  record Local() implements ChildLauncher {
    @Override
    public boolean ownIds() {
      return true;
    }

    @Override
    public CompletableFuture<Spawner.Launched> launch(SpawnPlan plan, String name) {
      return Spawner.start(plan, name);
    }

    @Override
    public CompletableFuture<Spawner.Launched> tryOut(SpawnPlan plan) {
      return Spawner.tryOut(plan);
    }

    @Override
    public void close() {}
  }
}
