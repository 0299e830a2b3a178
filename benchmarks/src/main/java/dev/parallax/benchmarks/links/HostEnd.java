package dev.parallax.benchmarks.links;

import com.sun.management.ThreadMXBean;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkFile;
import dev.parallax.memory.link.LinkHandler;
import dev.parallax.memory.link.LinkPlan;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** This end of a link to {@link IdentityPeer}, for buffers of one size. Checks what comes back. */
final class HostEnd implements LinkHandler, AutoCloseable {
  private static final int METADATA = 4096;
  private static final int BATCH = 16;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Doorbell bell = Doorbell.futex();
  private final FixedBufferPool pool;
  private final Link link;
  private final long bytes;
  private final Manner manner;
  private final BooleanSupplier ready = this::isReady;
  private int sent;
  private int end;
  private int received;
  private int done;
  private long allocated;

  HostEnd(Channel channel, long bytes, int slots, Manner manner) {
    this.bytes = bytes;
    this.manner = manner;
    bell.spins(manner.spins());
    pool = FixedBufferPool.create(PoolConfig.of("bench", bytes, slots));
    pool.own(bell);
    LinkPlan plan = LinkPlan.of(slots, slots, METADATA);
    LinkFile mine = LinkFile.create(plan, 1, 1).mapForWriting();
    LinkFile theirs = LinkFile.create(plan, 1, 1);
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    told.write(manner.ordinal());
    told.writeBytes(mine.description());
    told.writeBytes(theirs.description());
    told.writeBytes(pool.arena().description());
    channel.send(told.toByteArray(), mine.fd(), theirs.fd(), pool.arena().fd());
    channel.receive();
    link = Link.open("peer", mine, theirs.mapForReading(), 1);
    link.own(bell);
    link.export(pool.arena());
  }

  /** Times of single buffers there and back. */
  long[] times(int rounds) {
    long[] times = new long[rounds];
    for (int i = 0; i < 2 * rounds; i++) {
      long begin = System.nanoTime();
      send();
      link.flush();
      while (received != sent) {
        if (link.poll(this, 1) == 0) {
          Thread.onSpinWait();
        }
      }
      times[i % rounds] = System.nanoTime() - begin;
    }
    return times;
  }

  /** Buffers a second, of the last half; the first is warm-up. */
  double perSecond(int buffers) {
    stream(buffers);
    long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    long begin = System.nanoTime();
    stream(buffers);
    long ns = System.nanoTime() - begin;
    allocated = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
    return buffers * 1e9 / ns;
  }

  /** Heap bytes of one buffer in the last {@link #perSecond}. */
  double allocatedPerBuffer(int buffers) {
    return (double) allocated / buffers;
  }

  private void stream(int buffers) {
    end = sent + buffers;
    while (received != end) {
      int batch = 0;
      while (sent != end && batch < BATCH && pool.hasFree() && link.canLend(0)) {
        send();
        batch++;
      }
      if (batch > 0) {
        link.flush();
      }
      if (link.poll(this, Link.MAX_TURN) > 0) {
        link.flush();
      } else if (batch == 0) {
        manner.pause(bell, ready);
      }
    }
  }

  private boolean isReady() {
    return link.isReady() || sent != end && pool.hasFree() && link.canLend(0);
  }

  private void send() {
    Buffer buffer = Objects.requireNonNull(pool.tryAcquire(), "slot");
    buffer.range(0, bytes);
    if (manner == Manner.TOUCHING) {
      buffer.segment().asSlice(0, bytes).fill((byte) sent);
    }
    buffer.pts(sent);
    sent++;
    if (!link.send(buffer, 0, sent, 0, 0)) {
      throw new IllegalStateException("no room for a buffer, though few are out");
    }
  }

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    boolean right = buffer.pts() == received && buffer.length() == bytes && entry.isForward();
    buffer.close();
    received++;
    if (!right) {
      throw new IllegalStateException("wrong buffer came back number=" + received);
    }
  }

  @Override
  public void onDone(int seq) {
    done++;
    if (seq != done) {
      throw new IllegalStateException("done out of order seq=" + seq + " expected=" + done);
    }
  }

  @Override
  public void onEvent(LinkEntry entry) {}

  @Override
  public void onProperty(LinkEntry entry) {}

  @Override
  public void close() {
    if (pool.stats().available() != pool.slots()) {
      throw new IllegalStateException("slots did not come home: " + pool.stats());
    }
    link.event(0, 0, 0, 0, 0, 0, 0);
    link.flush();
    link.close();
    pool.close();
    bell.close();
  }
}
