package dev.parallax.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.PoolConfig;
import dev.parallax.runtime.element.Bytes;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OutputPadTest {
  private static final int PADDING = 64;

  @Test
  void shouldHaveZeroesBehindThePayloadWhenABufferIsCopiedToBeWritten() {
    PoolConfig config = new PoolConfig("out", 100, 2, 64, PADDING, false);
    try (Doorbell bell = Doorbell.futex();
        FixedBufferPool pool = FixedBufferPool.create(config)) {
      pool.own(bell);
      OutputPad<Bytes> out = new Adapter().out;
      out.source(bytes -> Objects.requireNonNull(pool.tryAcquire()));

      Buffer before = Objects.requireNonNull(pool.tryAcquire());
      before.segment().fill((byte) 0xff);
      Buffer held = Objects.requireNonNull(pool.tryAcquire());
      held.segment().fill((byte) 7);
      held.range(3, 20);
      held.pts(5);
      before.close(); // the copy is made where it was

      Buffer copy = out.writable(held.share());

      assertThat(out.copies()).isOne();
      assertThat(copy.isWritable()).isTrue();
      assertThat(copy.pts()).isEqualTo(5);
      byte[] expected = new byte[20 + PADDING];
      Arrays.fill(expected, 0, 20, (byte) 7);
      byte[] bytes = copy.readOnlySegment().toArray(ValueLayout.JAVA_BYTE);
      assertThat(Arrays.copyOf(bytes, expected.length)).isEqualTo(expected);
      copy.close();
      assertThat(held.isWritable()).isTrue();
      held.close();
    }
  }

  private static final class Adapter extends ElementAdapter {
    final OutputPad<Bytes> out = output("out", ViewKind.BYTES);

    @Override
    public Object element() {
      return this;
    }
  }
}
