package dev.parallax.runtime.remote;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.spi.BufferSource;
import dev.parallax.runtime.spi.Downstream;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.SetupValues;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An output of an element that runs here: its buffers come from an arena that the host made. */
final class ServerOutput implements Downstream, BufferSource {
  private static final long MAX_UNDECLARED = 256L << 20;

  /** Bytes of a slot for which it pays to look for one that is in the caches. */
  private static final long LARGE = 64 << 10;

  private final AdapterServer server;
  private final int port;
  private final OutputPad<?> pad;
  private @Nullable ServerPool pool;
  private BooleanSupplier room = () -> true;
  private boolean enough;
  private boolean grows;
  private int more;
  private long droppedTold;
  private long copiesTold;

  ServerOutput(AdapterServer server, int port, OutputPad<?> pad, boolean linked) {
    this.server = server;
    this.port = port;
    this.pad = pad;
    if (linked) {
      pad.connect(this);
    }
  }

  OutputPad<?> pad() {
    return pad;
  }

  // ---- Downstream

  @Override
  public Flow push(Buffer buffer) {
    if (enough) {
      buffer.close();
      return Flow.EOS;
    }
    server.send(buffer, port);
    return Flow.OK;
  }

  @Override
  public void caps(Format format, Object negotiation) {
    throw new IllegalStateException("formats are announced, port=" + pad.name());
  }

  @Override
  public void event(Event.Downstream event) {
    server.tell(Call.SEND, port, 0, 0, EventCodec.write(server.packer().clear(), event).written());
  }

  void enough(boolean now) {
    enough = now;
    if (!now) {
      pad.resetFlow();
    }
  }

  /** What was lost or copied here since this was called. */
  void count() {
    long dropped = pad.dropped();
    if (dropped != droppedTold) {
      server.tell(Call.DROPPED, Call.NO_PORT, dropped - droppedTold, 0, null);
      droppedTold = dropped;
    }
    long copies = pad.copies();
    if (copies != copiesTold) {
      server.tell(Call.COPIED, Call.NO_PORT, copies - copiesTold, 0, null);
      copiesTold = copies;
    }
  }

  // ---- BufferSource

  @Override
  public Buffer acquire(long minBytes) {
    ServerPool from = pool;
    if (from == null || minBytes > from.pool().slotBytes()) {
      from = replace(minBytes);
    }
    if (from.pool().slotBytes() >= LARGE) {
      server.takeReturned(); // the slot that came back last may still be in the caches
    }
    Buffer buffer = from.pool().tryAcquire();
    if (buffer == null) {
      server.takeReturned();
      buffer = from.pool().tryAcquire();
    }
    while (buffer == null) {
      server.tell(Call.STARVES, port, 0, 0, null);
      server.await(room);
      if (grows) {
        grows = false;
        more += from.pool().slots();
        from = replace(minBytes);
      }
      buffer = from.pool().tryAcquire();
    }
    return buffer;
  }

  /** The pipeline starves: there are to be more buffers. */
  void grow() {
    grows = true;
  }

  private ServerPool replace(long minBytes) {
    SetupValues setup = server.setup();
    long max = setup.outputBytes() > 0 ? setup.outputBytes() : MAX_UNDECLARED;
    long planned = setup.slotBytes(pad.fixedFormat());
    ServerPool old = pool;
    if (minBytes > planned) {
      if (minBytes > max) {
        throw new IllegalArgumentException(
            "buffer is larger than the port allows port="
                + pad.name()
                + " bytes="
                + minBytes
                + " max="
                + max
                + "; declare it with Setup.outputBytes");
      }
      long doubled = old == null ? minBytes : old.pool().slotBytes() * 2;
      planned = Math.min(max, Math.max(minBytes, doubled));
    }
    forgetPool();
    ServerPool made = server.makePool(pad.name(), port, planned, setup, more);
    FixedBufferPool slots = made.pool();
    room = () -> grows || slots.hasFree();
    pool = made;
    return made;
  }

  /** The next buffer is of another size. Those that are under way stay what they are. */
  void forgetPool() {
    ServerPool old = pool;
    if (old != null) {
      pool = null;
      server.retire(old);
    }
    pad.source(null);
  }
}
