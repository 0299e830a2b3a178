package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.SpscLink;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.plan.Formats;
import dev.parallax.runtime.plan.QueueSpec;
import dev.parallax.runtime.spi.Downstream;
import dev.parallax.runtime.spi.StoppedException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A link between two domains. The sending side is the {@link Downstream} of an output pad; the
 * receiving domain polls. A full channel makes the sender wait in its domain's doorbell, and grows
 * when everybody waits for everybody (see {@link Starvation}).
 */
final class Channel implements Downstream {
  private static final int HARD_FACTOR = 8;

  private final String name;
  private volatile QueueSpec spec;
  private final SpscLink link;
  private final Node from;
  private final Domain sender;
  private final Domain receiver;
  private final Doorbell senderBell;
  private final Doorbell receiverBell;
  private final NodeInput target;
  private final BooleanSupplier hasRoom;
  private final Waiting.ForRoom waiting = new Waiting.ForRoom(this);
  private final @Nullable LeakyRing leaky;
  private final @Nullable Backlog backlog;
  private final EventRoom events = new EventRoom();

  /** Bytes of the event whose sender waits for {@link #events}; 0: nobody does. */
  private volatile long awaited;

  /** Whether the queue has marks below which nothing goes on. */
  private volatile boolean threshold;

  /** Bytes of a buffer, where all have the same size; else 0. */
  private long bufferBytes;

  /** Entries that may wait, for which the link may be too small still. */
  private volatile int wanted;

  /** There are other limits: the sender is to look again, though the queue is not half empty. */
  private volatile boolean relimited;

  /** The sender has dropped what came before. */
  private boolean broken;

  /** The stream's end waits, or nothing moves otherwise: the threshold does not count. */
  private volatile boolean letGo;

  private volatile int ringMask;
  private volatile boolean refused;
  private volatile long dropped;
  private volatile long discardedBySender;
  private volatile long discardedByReceiver;
  private volatile int grown;

  Channel(String name, QueueSpec spec, Node from, Domain receiver, NodeInput target) {
    this.name = name;
    this.spec = spec;
    this.from = from;
    sender = from.domain();
    this.receiver = receiver;
    senderBell = sender.bell();
    receiverBell = receiver.bell();
    this.target = target;
    link = new SpscLink(spec.maxBuffers(), hardBound(spec.maxBuffers()));
    leaky = spec.leak() == QueueSpec.Leak.OLDEST ? new LeakyRing(spec) : null;
    backlog = leaky == null && spec.countsBacklog() ? new Backlog(spec) : null;
    threshold = spec.hasThreshold();
    wanted = spec.maxBuffers();
    ringMask = ringMask(wanted);
    hasRoom = this::senderMayGoOn;
  }

  private static int hardBound(int bound) {
    return (int) Math.min(1 << 20, Math.max(64L, (long) bound * HARD_FACTOR));
  }

  /**
   * One ring of the bell for a quarter of the bound, so that a slow receiver does not let the
   * sender sleep.
   */
  private static int ringMask(int bound) {
    return Integer.highestOneBit(Math.max(1, Math.min(16, bound / 4))) - 1;
  }

  // ---- sender

  @Override
  public Flow push(Buffer buffer) {
    if (refused) {
      discard(buffer);
      return Flow.EOS;
    }
    if (leaky != null) {
      dropped += leaky.offer(buffer);
      receiverBell.ring();
      return Flow.OK;
    }
    if (offer(buffer)) {
      receiverBell.ring();
      return Flow.OK;
    }
    return pushFull(buffer);
  }

  private boolean offer(Buffer buffer) {
    if (broken) {
      buffer.flags(buffer.flags() | Buffer.DISCONT);
    }
    Backlog counted = backlog;
    boolean sent = counted == null ? link.offer(buffer) : offer(buffer, counted);
    // Written when it changes, and not with every buffer: the receiver reads what lies beside it.
    if (broken && sent) {
      broken = false;
    }
    return sent;
  }

  private boolean offer(Buffer buffer, Backlog counted) {
    if (counted.isFullToSender()) {
      return false;
    }
    long bytes = buffer.length();
    long start = Backlog.start(buffer);
    long end = Backlog.end(buffer);
    if (!link.offer(buffer)) {
      return false;
    }
    counted.sent(bytes, start, end);
    return true;
  }

  private Flow pushFull(Buffer buffer) {
    if (enlarged() && offer(buffer)) {
      receiverBell.ring();
      return Flow.OK;
    }
    if (spec.leak() == QueueSpec.Leak.NEWEST) {
      dropped++;
      broken = true;
      buffer.close();
      return Flow.OK;
    }
    while (true) {
      switch (sender.waits().awaitRoom(this, from)) {
        case READY -> {
          if (refused) {
            discard(buffer);
            return Flow.EOS;
          }
          relimited = false;
          enlarged();
          if (offer(buffer)) {
            receiverBell.ring();
            return Flow.OK;
          }
        }
        case FLUSHING -> {
          discard(buffer);
          return Flow.OK;
        }
        case STOPPED -> {
          discard(buffer);
          throw StoppedException.STOPPED;
        }
      }
    }
  }

  /** Makes the link as large as its limit has become; false when it was. Only the sender. */
  private boolean enlarged() {
    if (!isTooSmall()) {
      return false;
    }
    synchronized (this) {
      return link.enlarge(hardBound(wanted)) && limitLink();
    }
  }

  private boolean isTooSmall() {
    return wanted > link.hardBound();
  }

  /** Only the sender. */
  private void discard(Buffer buffer) {
    discardedBySender++;
    buffer.close();
  }

  @Override
  public void caps(Format format, Object negotiation) {
    fit(format);
    put(new CapsEntry(format, (Formats) negotiation));
  }

  @Override
  public void event(Event.Downstream event) {
    put(event);
  }

  /**
   * Entries other than buffers may use the room up to the hard bound, as far as {@link EventRoom}
   * lets them. When there is none they are not dropped, unless the receiver wants no more.
   */
  private void put(Object entry) {
    if (entry instanceof Event.Eos) {
      letGo = true;
    }
    long bytes = EventRoom.bytes(entry);
    try {
      while (!offerHard(entry, bytes)) {
        receiverBell.ring(); // it may hold back what waits
        switch (sender.waits().awaitRoom(this, from)) {
          case READY -> {
            if (refused && (!(entry instanceof Event.Eos) || receiver.isFinished())) {
              return;
            }
          }
          case FLUSHING -> {
            return;
          }
          case STOPPED -> throw StoppedException.STOPPED;
        }
      }
    } finally {
      if (awaited != 0) {
        awaited = 0;
      }
    }
    receiverBell.ring();
  }

  private boolean offerHard(Object entry, long bytes) {
    if (!events.has(bytes)) {
      awaited = bytes;
      return false;
    }
    events.add(bytes); // before anybody can take it
    if (leaky != null) {
      leaky.put(entry);
      return true;
    }
    if (link.offerHard(entry)) {
      return true;
    }
    events.add(-bytes);
    return false;
  }

  /** Bounds the bytes that wait, once the size of buffers is known. */
  private synchronized void fit(Format format) {
    bufferBytes = format instanceof VideoFormat video ? PlaneLayout.of(video).size() : 0;
    if (bufferBytes > 0 && grown == 0) {
      limitLink();
    }
  }

  /** Under the lock: format and limits come from different threads. Always true. */
  private boolean limitLink() {
    wanted = bufferBytes > 0 ? spec.boundFor(bufferBytes) : spec.maxBuffers();
    // One place stays free in a link that is too small: the sender needs it to enlarge the link.
    link.limit(isTooSmall() ? link.hardBound() - 1 : wanted);
    ringMask = ringMask(wanted);
    return true;
  }

  /**
   * Other limits, from now on; what waits beyond them stays. A link that has to hold more than it
   * can is made anew by the sender, when it finds it full. Any thread.
   */
  synchronized void limits(QueueSpec next) {
    spec = next;
    threshold = next.hasThreshold();
    if (leaky != null) {
      leaky.limits(next);
    } else {
      limitLink();
    }
    if (backlog != null) {
      backlog.limits(next);
    }
    relimited = true;
    senderBell.ring();
    receiverBell.ring();
  }

  Waiting.ForRoom waiting() {
    return waiting;
  }

  private boolean isHalfEmpty() {
    return link.size() <= link.bound() / 2 && (backlog == null || backlog.isHalfEmpty());
  }

  /**
   * A sender that found the channel full sleeps until it is half empty, or the two would wake each
   * other for every few buffers. A receiver that waits for another input makes no more room: then
   * any room will do.
   */
  private boolean senderMayGoOn() {
    return refused
        || hasEventRoom()
            && (isHalfEmpty() || !isFull() && (relimited || receiver.waiting() != null));
  }

  private boolean hasEventRoom() {
    long bytes = awaited;
    return bytes == 0 || events.has(bytes);
  }

  private boolean canGrowNow() {
    return isTooSmall() && link.size() < link.hardBound();
  }

  BooleanSupplier hasRoom() {
    return hasRoom;
  }

  /** Lets more wait; false at the hard bound. */
  boolean grow() {
    boolean more = backlog != null && backlog.grow();
    if (link.isFull()) {
      more |= link.grow(link.bound() * 2);
    }
    if (more) {
      grown++;
    }
    return more;
  }

  /** Lets go what waits below the threshold; false when that changes nothing. Any thread. */
  boolean letGo() {
    if (!holdsBack() || level() == 0) {
      return false;
    }
    letGo = true;
    return true;
  }

  // ---- receiver

  /** Before so many entries are taken. */
  void glance(int entries) {
    if (leaky == null) {
      link.glance(entries);
    }
  }

  /** Takes the oldest entry. */
  @Nullable Object poll() {
    return threshold && holdsBack() ? null : take();
  }

  private @Nullable Object take() {
    Object entry = leaky != null ? leaky.poll() : link.poll();
    if (entry instanceof Buffer buffer) {
      if (backlog != null) {
        backlog.taken(buffer);
      }
    } else if (entry != null) {
      events.take(entry);
      if (awaited != 0) {
        senderBell.ring(); // what comes next may take long
      }
    }
    return entry;
  }

  /** Whether what waits is to wait on, since it is less than the threshold. Any thread. */
  private boolean holdsBack() {
    if (!threshold || letGo || !hasEventRoom()) {
      return false;
    }
    if (leaky != null) {
      return leaky.isBelowThreshold();
    }
    boolean below =
        link.size() < spec.threshold().buffers() || backlog != null && backlog.isBelowThreshold();
    return below && !isFull();
  }

  /**
   * Whether to tell the sender after {@code taken} entries of a batch: now and then, when half is
   * free.
   */
  boolean dueAfter(int taken) {
    return (taken & ringMask) == 0 && leaky == null && isHalfEmpty();
  }

  /** Tells the sender that there is room again: in a batch when it is due, and after it. */
  void drained() {
    senderBell.ring();
  }

  boolean isEmpty() {
    return (leaky != null ? leaky.level() == 0 : link.isEmpty()) || threshold && holdsBack();
  }

  boolean isFull() {
    return !hasEventRoom()
        || leaky == null && (link.isFull() && !canGrowNow() || backlog != null && backlog.isFull());
  }

  /** The receiver wants no more. */
  void refuse() {
    refused = true;
    senderBell.ring();
  }

  /** Forgets what waits; only the receiver. */
  void discard() {
    Object entry;
    while ((entry = take()) != null) {
      if (entry instanceof Buffer buffer) {
        discardedByReceiver++;
        buffer.close();
      }
    }
    letGo = false;
    senderBell.ring();
  }

  void reopen() {
    refused = false;
  }

  // ---- anyone

  String name() {
    return name;
  }

  QueueSpec spec() {
    return spec;
  }

  Domain sender() {
    return sender;
  }

  Domain receiver() {
    return receiver;
  }

  NodeInput target() {
    return target;
  }

  int level() {
    return leaky != null ? leaky.level() : link.size();
  }

  /** Bytes that wait; 0 where nobody counts them. */
  long levelBytes() {
    return leaky != null ? leaky.bytes() : backlog == null ? 0 : backlog.bytes();
  }

  /** Nanoseconds that wait; 0 where nobody counts them. */
  long levelTime() {
    return Math.max(0, leaky != null ? leaky.time() : backlog == null ? 0 : backlog.time());
  }

  int bound() {
    return link.bound();
  }

  int grown() {
    return grown;
  }

  /** Buffers dropped by policy. */
  long dropped() {
    return dropped;
  }

  /** Other buffers that were sent and never delivered: flushed, or the receiver wanted no more. */
  long discarded() {
    return discardedBySender + discardedByReceiver;
  }
}
