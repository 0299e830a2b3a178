package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.plan.Formats;
import dev.parallax.runtime.plan.GraphLink;
import dev.parallax.runtime.plan.QueueSpec;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.SetupValues;
import org.jspecify.annotations.Nullable;

/**
 * An output of a node: its pool, and which negotiation it has told downstream. Only the domain's
 * thread.
 */
final class NodeOutput {
  /** Most memory for copies: another process says how large its buffers are. */
  private static final long MOST_COPIED = 2L << 30;

  private final Node node;
  private final OutputPad<?> pad;
  private final @Nullable GraphLink link;
  private volatile OutputPlan plan;
  private final boolean byElement;
  private @Nullable Format told;
  private boolean changed;
  private SetupValues setup = new SetupValues();
  private volatile @Nullable PortPool pool;
  private volatile @Nullable PortPool copyPool;
  private volatile MoreSlots more = MoreSlots.NONE;

  /** What the pool was made for, beside the plan. */
  private int holds;

  private boolean full;

  NodeOutput(
      Node node, OutputPad<?> pad, @Nullable GraphLink link, OutputPlan plan, boolean byElement) {
    this.node = node;
    this.pad = pad;
    this.link = link;
    this.plan = plan;
    this.byElement = byElement;
  }

  OutputPad<?> pad() {
    return pad;
  }

  @Nullable GraphLink link() {
    return link;
  }

  OutputPlan plan() {
    return plan;
  }

  /** Takes the format that negotiation decided, unless the element announces it itself. */
  void fix(Formats formats) {
    if (byElement || link == null) {
      return;
    }
    Format format = formats.of(link);
    if (format != null && !format.equals(told)) {
      use(format);
      changed = true;
    }
  }

  /** The element has announced the format. */
  void announced(Format format) {
    use(format);
    told = format;
  }

  private void use(Format format) {
    pad.fixFormat(format);
    closePool();
  }

  void setup(SetupValues said) {
    boolean other =
        said.outputBytes() != setup.outputBytes() || said.outputHolds() != setup.outputHolds();
    setup = said;
    if (other) {
      closePool();
    }
  }

  /** After a flush: downstream may not have got what it was told. */
  void tellAgain() {
    changed |= told != null;
  }

  void sendCaps(Formats formats) {
    if (changed) {
      changed = false;
      told = pad.fixedFormat();
      pad.sendCaps(formats);
    }
  }

  /** Buffers of a pool that is made elsewhere; those that are copied here come back at once. */
  int slots(long slotBytes) {
    if (plan.need().of(pad.fixedFormat())) {
      return QueueSpec.MOVING;
    }
    return plan.slots(slotBytes, pad.fixedFormat() instanceof VideoFormat) + more.of(slotBytes);
  }

  /** The pool, made when it is first needed. */
  PortPool pool() {
    PortPool made = pool;
    return made != null ? made : makePool();
  }

  /** Under the lock of {@link #requireMore}, so that nothing required meanwhile is missed. */
  private synchronized PortPool makePool() {
    long bytes = setup.slotBytes(pad.fixedFormat());
    full = pad.fixedFormat() instanceof VideoFormat;
    holds = setup.outputHolds();
    int slots = plan.slots(bytes, full) + more.of(bytes) + holds;
    PortPool made =
        new PortPool(
            node.name() + "." + pad.name(),
            node,
            new PortPool.Size(
                bytes,
                slots,
                setup.outputBytes(),
                setup.alignment(),
                setup.padding(),
                Long.MAX_VALUE),
            plan.holders());
    pool = made;
    return made;
  }

  /** A buffer for a copy of one that another process can change; its size is what that one has. */
  Buffer acquireCopy(long bytes) {
    PortPool made = copyPool;
    return (made != null ? made : makeCopyPool(bytes)).acquire(bytes);
  }

  /** As large as the plan says, whatever the other process says it needs. */
  private synchronized PortPool makeCopyPool(long least) {
    Format format = pad.fixedFormat();
    long bytes = Math.max(least, format == null ? 0 : SetupValues.bufferBytes(format));
    full = format instanceof VideoFormat;
    int slots = plan.slots(bytes, full) + more.of(bytes);
    PortPool made =
        new PortPool(
            node.name() + "." + pad.name() + " copies",
            node,
            new PortPool.Size(
                Math.max(bytes, 1),
                slots,
                MOST_COPIED,
                setup.alignment(),
                setup.padding(),
                MOST_COPIED),
            plan.holders());
    copyPool = made;
    return made;
  }

  /**
   * A consumer keeps more buffers. Any thread.
   *
   * @param foreign whether it runs in another process, which says so
   */
  synchronized void requireMore(int slots, boolean foreign) {
    MoreSlots before = more;
    more = before.plus(slots, foreign);
    require(pool, before);
    require(copyPool, before);
  }

  private void require(@Nullable PortPool of, MoreSlots before) {
    if (of != null) {
      long bytes = of.stats().slotBytes();
      of.requireMore(more.of(bytes) - before.of(bytes));
    }
  }

  /**
   * Queues behind it have other limits: pools grow with them, and keep what they have. Any thread.
   */
  synchronized void replan(OutputPlan next) {
    plan = next;
    PortPool p = pool;
    if (p != null) {
      long bytes = p.stats().slotBytes();
      p.requireAtLeast(next.slots(bytes, full) + more.of(bytes) + holds);
    }
    PortPool c = copyPool;
    if (c != null) {
      long bytes = c.stats().slotBytes();
      c.requireAtLeast(next.slots(bytes, full) + more.of(bytes));
    }
  }

  private void closePool() {
    PortPool c = copyPool;
    if (c != null) {
      copyPool = null;
      c.close();
    }
    PortPool p = pool;
    if (p != null) {
      pool = null;
      pad.source(null);
      p.close();
    }
  }

  void close() {
    closePool();
    told = null;
    pad.source(null);
  }

  @Nullable PortPool currentPool() {
    return pool;
  }

  @Nullable PortPool currentCopyPool() {
    return copyPool;
  }
}
