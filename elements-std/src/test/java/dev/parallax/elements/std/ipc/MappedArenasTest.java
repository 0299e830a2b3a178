package dev.parallax.elements.std.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.SharedArena;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.testkit.LeakWatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatcher.class)
class MappedArenasTest {
  @Test
  void shouldCountAnArenaUntilItIsGone() {
    MappedArenas mapped = new MappedArenas(100_000);
    try (FixedBufferPool pool = FixedBufferPool.create(PoolConfig.of("counted", 4096, 4))) {
      SharedArena one = attach(pool.arena());
      SharedArena two = attach(pool.arena());
      long each = one.slotStride() * one.slotCount();
      assertThat(each).isGreaterThanOrEqualTo(4 * 4096);
      mapped.add(one);
      mapped.add(two);
      assertThat(mapped.bytesLeft()).isEqualTo(100_000 - 2 * each);
      one.close();
      assertThat(mapped.bytesLeft()).isEqualTo(100_000 - each);
      two.close();
      assertThat(mapped.bytesLeft()).isEqualTo(100_000);
    }
  }

  private static SharedArena attach(SharedArena made) {
    return SharedArena.attach(Unistd.dup(made.fd()), made.description(), 100_000);
  }
}
