package dev.parallax.runtime.remote;

import dev.parallax.memory.PoolConfig;
import dev.parallax.memory.SharedArena;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.model.diag.ForeignText;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.OutputPads;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the host of a remote element answers, and does, for its pads and its context. */
final class HostAnswers {
  /** How an element wants to be called again. */
  static final int AT_TIME = 1;

  /** Or when {@link Call#WOKEN} comes, if that is sooner. */
  static final int WHEN_TOLD = 2;

  /** Most memory for buffers that are under way beside those that a pool has anyway. */
  private static final long AHEAD_BYTES = 8L << 20;

  private static final int MAX_SLOTS = 1 << 12;
  private static final int MAX_ALIGNMENT = 4096;
  private static final int MAX_PADDING = 64 << 10;
  private static final int HALF = 32;

  /** Most events to those before it: each is handled by another element. */
  private static final int UPSTREAM_PER_SECOND = 1_000;

  private final HostSession session;
  private final Link link;
  private final Peer peer;
  private final PeerHost host;
  private final Context context;
  private final PeerMessages messages;
  private final EventPace pace = new EventPace();
  private final Packer packer = new Packer();
  private final Set<SharedArena> exported = Collections.newSetFromMap(new IdentityHashMap<>());
  private final PeerPools pools;
  private final RateLimit upstream = new RateLimit(UPSTREAM_PER_SECOND);
  private final BitSet enough = new BitSet();
  private final BitSet later = new BitSet();
  private boolean discarding;
  private boolean ending;
  private boolean woken;
  private long sentEvents;
  private final BooleanSupplier told;
  private final BooleanSupplier dead;

  /** What the element asked, to be answered when the turn is over. */
  record Question(int kind, int port, long first, long second, long third, byte[] bytes) {
    static Question of(LinkEntry entry) {
      return new Question(
          entry.kind(),
          entry.port(),
          entry.first(),
          entry.second(),
          entry.third(),
          Unpacker.carried(entry).toArray(ValueLayout.JAVA_BYTE));
    }
  }

  HostAnswers(HostSession session, Link link, Peer peer, PeerHost host, Context context) {
    this.session = session;
    this.link = link;
    this.peer = peer;
    this.host = host;
    this.context = context;
    pools = new PeerPools(link, peer::kept);
    messages = new PeerMessages(context, host, session.adapter().messages());
    dead = () -> peer.death() != null;
    told = () -> woken || peer.death() != null || link.isReady();
  }

  void close() {
    messages.close();
    pools.close();
  }

  /** From now on nothing is sent on. */
  void discarding(boolean now) {
    discarding = now;
  }

  PeerMessages messages() {
    return messages;
  }

  /** From now on nothing is sent on, and those behind the element may have stopped already. */
  void ending() {
    discarding = true;
    ending = true;
  }

  boolean isDiscarding() {
    return discarding;
  }

  /** Events that were sent on. */
  long sentEvents() {
    return sentEvents;
  }

  boolean isExported(SharedArena arena) {
    return exported.contains(arena);
  }

  void exported(SharedArena arena) {
    exported.add(arena);
  }

  /**
   * An arena that the other process has and that is closed here, as all of it came back; or null.
   */
  @Nullable SharedArena closedExport() {
    for (SharedArena arena : exported) {
      if (arena.fd() < 0) {
        return arena;
      }
    }
    return null;
  }

  void withdrawn(SharedArena arena) {
    exported.remove(arena);
  }

  // ---- outputs that nobody wants any more

  /** In the midst of a turn, in which there may be no room for another event. */
  void enough(int port) {
    if (!enough.get(port)) {
      enough.set(port);
      later.set(port);
    }
  }

  void tellLater() {
    for (int port = later.nextSetBit(0); port >= 0; port = later.nextSetBit(port + 1)) {
      if (!link.event(port, Call.ENOUGH, 0, 0, 1, 0, 0)) {
        return;
      }
      later.clear(port);
    }
  }

  void wantAgain() {
    enough.clear();
    later.clear();
  }

  // ---- what an element's method gave

  /** How a call ended, and for AGAIN when to come again. */
  Flow flow(long said, int how, long time) {
    if (said == Flow.AGAIN.ordinal()) {
      sleeps();
      return again(how, time);
    }
    return said == Flow.EOS.ordinal() ? Flow.EOS : Flow.OK;
  }

  /**
   * The element begins to wait: what woke it before does not count, what comes behind this does.
   */
  void sleeps() {
    woken = false;
  }

  private Flow again(int how, long time) {
    return switch (how) {
      case AT_TIME -> host.againWhen(dead, time);
      case WHEN_TOLD -> host.againWhen(told, time);
      default -> throw new PeerFault("no way to come again: how=" + how);
    };
  }

  // ---- questions

  void answer(Question asked) throws RemoteFailure {
    Unpacker from = new Unpacker(MemorySegment.ofArray(asked.bytes()));
    switch (asked.kind()) {
      case Call.ANNOUNCE -> announce(asked.port(), EventCodec.readFormat(from));
      case Call.ACCEPTS -> {
        Format format = EventCodec.readFormat(from);
        answer(output(asked.port()).pad.accepts(format) ? 1 : 0, 0, null);
      }
      case Call.NEAREST -> nearest(asked.port(), EventCodec.readFormat(from));
      case Call.OPEN -> open(asked.port(), from.text(), EventCodec.readFormat(from));
      case Call.POOL -> pool(asked);
      case Call.AWAIT -> {
        requireStarted();
        again((int) asked.first(), asked.second());
        goesOn(host.pads().awaitAgain());
      }
      case Call.AWAIT_WITHIN -> {
        requireStarted();
        goesOn(context.await(again((int) asked.first(), asked.second())));
      }
      case Call.RUNNING_TIME ->
          answer(
              asked.first() == 0 ? context.runningTime() : context.runningTime(asked.second()),
              0,
              null);
      default -> throw new PeerFault("no such question: kind=" + asked.kind());
    }
  }

  /** The pipeline waits for the start: nothing would end a wait. */
  private void requireStarted() {
    if (!session.isStarted()) {
      throw new PeerFault("waits before it has started");
    }
  }

  /** A wait is over. A pause may be over with it: then what the element does next may block. */
  private void goesOn(boolean there) throws RemoteFailure {
    session.turns().goOn();
    answer(there ? 1 : 0, 0, null);
  }

  private void answer(long first, long second, @Nullable MemorySegment bytes) throws RemoteFailure {
    session.turns().tell(Call.ANSWER, Call.NO_PORT, first, second, bytes);
  }

  private RemoteOutput output(int port) {
    if (port >= session.outputs().size()) {
      throw new PeerFault("no such output: port=" + port);
    }
    return session.outputs().get(port);
  }

  private void announce(int port, Format format) throws RemoteFailure {
    RemoteOutput output = output(port);
    try {
      if (ending) {
        throw new IllegalStateException("pipeline stops");
      }
      output.pad.format(format);
    } catch (dev.parallax.model.diag.ParallaxException | IllegalStateException e) {
      answer(0, 0, RemoteFailure.write(packer.clear(), e).written());
      return;
    }
    output.told = output.pad.fixedFormat();
    answer(1, 0, null);
  }

  private void nearest(int port, Format wanted) throws RemoteFailure {
    if (!(wanted instanceof VideoFormat video)) {
      throw new PeerFault("nearest is of pictures");
    }
    VideoFormat nearest = output(port).pad.nearest(video);
    answer(1, 0, EventCodec.write(packer.clear(), nearest).written());
  }

  private OutputPads<?> template(int index) {
    List<OutputPads<?>> templates = session.adapter().outputTemplates();
    if (index >= templates.size()) {
      throw new PeerFault("no such template: index=" + index);
    }
    return templates.get(index);
  }

  private void open(int template, String id, Format format) throws RemoteFailure {
    List<RemoteOutput> outputs = session.outputs();
    if (outputs.size() >= Call.HEAD) {
      throw new PeerFault("too many outputs");
    }
    OutputPad<?> pad = open(template(template), ForeignText.line(id), format);
    RemoteOutput output = new RemoteOutput(pad);
    output.told = pad.fixedFormat();
    outputs.add(output);
    answer(outputs.size() - 1, pad.linked() ? 1 : 0, packer.clear().text(pad.name()).written());
  }

  private <V extends View> OutputPad<V> open(OutputPads<V> pads, String id, Format format) {
    return host.pads().open(pads, id, format);
  }

  private void pool(Question asked) throws RemoteFailure {
    RemoteOutput output = output(asked.port());
    long bytes = asked.first();
    int kept = (int) asked.second();
    int alignment = (int) asked.third();
    int padding = (int) (asked.third() >>> HALF);
    if (bytes <= 0
        || bytes > PeerPools.MAX_BYTES
        || kept < 0
        || kept > MAX_SLOTS
        || Integer.bitCount(alignment) != 1
        || alignment > MAX_ALIGNMENT
        || padding < 0
        || padding > MAX_PADDING) {
      throw new PeerFault(
          "no such pool: bytes="
              + bytes
              + " kept="
              + kept
              + " alignment="
              + alignment
              + " padding="
              + padding);
    }
    int ahead = (int) Math.min(session.ahead(), AHEAD_BYTES / bytes);
    int slots = Math.min(MAX_SLOTS, host.slots(output.pad, bytes) + kept + ahead + 2);
    String name = context.name() + "." + output.pad.name();
    PeerPools.Made made = pools.make(new PoolConfig(name, bytes, slots, alignment, padding, false));
    peer.pass(made.file().fd());
    answer(1, made.number(), MemorySegment.ofArray(made.file().description()));
  }

  // ---- what is told

  void told(LinkEntry entry) {
    switch (entry.kind()) {
      case Call.SEND -> send(entry);
      case Call.COMPLETE -> host.pads().complete(template(entry.port()));
      case Call.WARN -> messages.warn(entry);
      case Call.INFO -> messages.info(entry);
      case Call.DROPPED -> context.countDropped(count(entry));
      case Call.COPIED -> context.countCopied(count(entry));
      case Call.TIMER_AT -> timerAt(entry.first());
      case Call.HOLD -> hold(entry);
      case Call.MAPPED -> pools.mapped(entry.first(), entry.second());
      case Call.UNMAPPED -> pools.unmapped(entry.first(), entry.second());
      case Call.POST -> messages.post(entry);
      case Call.UPSTREAM -> sendUpstream(entry);
      case Call.WOKEN -> woken = true;
      default -> throw new PeerFault("no such call: kind=" + entry.kind());
    }
  }

  private static long count(LinkEntry entry) {
    if (entry.first() < 0) {
      throw new PeerFault("count is negative: count=" + entry.first());
    }
    return entry.first();
  }

  /**
   * Whether nothing is to be taken for a while, as too many events have come. A process that has
   * ended has left no more behind than its ring holds.
   */
  boolean rests() {
    return pace.isOver() && peer.death() == null;
  }

  private void send(LinkEntry entry) {
    RemoteOutput output = output(entry.port());
    Event.Downstream event = EventCodec.readDownstream(Unpacker.of(entry));
    pace.came(event, System.nanoTime());
    if (discarding) {
      return;
    }
    sentEvents++;
    if (event instanceof Event.Eos) {
      output.pad.end();
    } else {
      output.pad.send(event);
    }
  }

  private void sendUpstream(LinkEntry entry) {
    if (upstream.take(System.nanoTime())) {
      context.sendUpstream(EventCodec.readUpstream(Unpacker.of(entry)));
    } else if (upstream.leftOut() == 1) {
      context.warn(
          "element sends too many events upstream, the rest of each second is left out: perSecond="
              + UPSTREAM_PER_SECOND);
    }
  }

  private void timerAt(long ns) {
    if (!session.adapter().hasTimer()) {
      throw new PeerFault("element has no timer");
    }
    context.timerAt(ns);
  }

  private void hold(LinkEntry entry) {
    if (entry.port() >= session.inputs().size()) {
      throw new PeerFault("no such input: port=" + entry.port());
    }
    if (!session.canHold()) {
      throw new PeerFault("element can't hold inputs: port=" + entry.port());
    }
    session.inputs().get(entry.port()).hold(entry.first() != 0);
  }
}
