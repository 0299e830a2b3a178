package dev.parallax.runtime.remote;

import dev.parallax.annotations.Sync;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.SharedArena;
import dev.parallax.memory.link.Link;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.StoppedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A run of a remote element, at its host: sends calls, and does what comes back until each is over.
 * Only the element's own thread, but for {@link #unblock}.
 */
final class HostSession {
  private static final int MAX_WINDOW = 16;

  /** What is under way goes through the caches of both processes: no more than keeps them busy. */
  private static final long WINDOW_BYTES = 8L << 20;

  private final ElementDescriptor descriptor;
  private final ElementAdapter adapter;
  private final ElementAdapter twin;
  private final Context context;
  private final PeerHost host;
  private final Peer peer;
  private final Link link;
  private final HostAnswers answers;
  private final Packer packer = new Packer();
  private final List<InputPad<?>> inputs = new ArrayList<>();
  private final List<@Nullable Format> inputsTold = new ArrayList<>();
  private final List<@Nullable Buffer> heads = new ArrayList<>();
  private final List<RemoteOutput> outputs = new ArrayList<>();
  private final HostTurns turns;
  private final PrivateInputs privately;
  private boolean started;
  private int seq;

  /** An input that came too late to be sent. */
  private @Nullable InFlight unsent;

  /** Most buffers that are under way. */
  private int window = 1;

  HostSession(
      ElementAdapter adapter,
      ElementAdapter twin,
      ElementDescriptor descriptor,
      Context context,
      PeerHost host,
      Peer peer,
      HangWatch watch) {
    this.adapter = adapter;
    this.twin = twin;
    this.descriptor = descriptor;
    this.context = context;
    this.host = host;
    this.peer = peer;
    link = peer.link();
    answers = new HostAnswers(this, link, peer, host, context);
    turns = new HostTurns(peer, host, context, answers, outputs, watch);
    privately = new PrivateInputs(host, context);
  }

  // ---- life

  void start() throws Exception {
    link.own(host.bell());
    peer.onDeath(host.bell()::ring);
    Beginning beginning = new Beginning(packer, descriptor, adapter, twin);
    packer.clear().text(context.name()).u8(context.live() ? 1 : 0);
    inputs.addAll(beginning.inputs());
    for (InputPad<?> input : inputs) {
      inputsTold.add(null);
      heads.add(null);
    }
    beginning.outputs().forEach(pad -> outputs.add(new RemoteOutput(pad)));
    beginning.properties();
    call(Call.START, Call.NO_PORT, 0, 0, packer.written());
    started = true;
  }

  /** Whether the element's start is over. */
  boolean isStarted() {
    return started;
  }

  /** Ends the element in order, if it can still be talked to, and then its process. */
  void stop() throws Exception {
    try {
      if (turns.end()) {
        call(Call.STOP);
      }
    } catch (StoppedException e) {
      // It had its time.
    } finally {
      close();
    }
  }

  /**
   * The peer is gone: takes what it had still sent, and what it had not done. Then it is closed.
   */
  Remains remains(int deaths) {
    Remains all = new Remains(turns);
    try {
      long suspect = link.peerWorking();
      BooleanSupplier more = link::isReady;
      while (!link.recover(all) && host.await(more)) {
        continue;
      }
      all.sort(suspect, deaths);
      InFlight last = unsent;
      if (last != null) {
        unsent = null;
        all.inputs.add(last);
      }
      return all;
    } finally {
      close();
    }
  }

  void close() {
    InFlight last = unsent;
    if (last != null) {
      unsent = null;
      last.buffer().close();
    }
    turns.close();
    heads.replaceAll(head -> null);
    link.close();
    answers.close();
    privately.close();
    peer.close();
  }

  void unblock() {
    turns.unblock();
  }

  // ---- calls

  void configure(@Nullable InputPad<?> changed, Setup setup) throws Exception {
    turns.settle();
    for (int i = 0; i < inputs.size(); i++) {
      Format format = inputs.get(i).format();
      if (format != null && format != inputsTold.get(i)) {
        inputsTold.set(i, format);
        turns.tell(Call.INPUT_FORMAT, i, 0, 0, EventCodec.write(packer.clear(), format).written());
      }
    }
    tellOutputs();
    int port = changed == null ? Call.NO_PORT : inputs.indexOf(changed);
    window = mostAhead();
    call(Call.CONFIGURE, port, 0, 0, null);
    Unpacker from = new Unpacker(MemorySegment.ofArray(turns.said()));
    setup.outputBytes(from.i64());
    setup.holds(from.i32() + ahead());
    setup.outputHolds(from.i32());
    setup.latency(from.i64(), from.i64());
    setup.alignment(from.i32(), from.i32());
  }

  /** How many buffers may be under way: as many as do not need much memory. */
  private int mostAhead() {
    if (descriptor.sync() != Sync.SINGLE || inputs.isEmpty() || !host.overlaps()) {
      return 1;
    }
    long bytes = 1;
    for (InputPad<?> input : inputs) {
      bytes = input.format() instanceof VideoFormat v ? PlaneLayout.of(v).size() : bytes;
    }
    return Math.clamp(WINDOW_BYTES / bytes, 2, MAX_WINDOW);
  }

  /** Buffers that are under way beside the one that is processed. */
  int ahead() {
    return window() - 1;
  }

  private int window() {
    return turns.isSingle() ? 1 : window;
  }

  /** Formats of outputs change with any negotiation. */
  private void tellOutputs() throws RemoteFailure {
    for (int i = 0; i < outputs.size(); i++) {
      RemoteOutput output = outputs.get(i);
      Format format = output.pad.fixedFormat();
      if (format != null && format != output.told) {
        output.told = format;
        turns.tell(Call.OUTPUT_FORMAT, i, 0, 0, EventCodec.write(packer.clear(), format).written());
      }
    }
  }

  /**
   * Sends a buffer, and takes what has come of those before. What a buffer leads to may come later:
   * from the next call of any method, {@link #pump} among them.
   */
  Flow process(InputPad<?> from, Buffer buffer) throws Exception {
    submit(inputs.indexOf(from), buffer, 0);
    if (window() == 1) {
      turns.settle();
    } else {
      boolean unused = turns.take();
      if (window < MAX_WINDOW) {
        turns.flush(); // slots of large buffers go back at once, while they are in the caches
      }
    }
    turns.surface();
    return turns.takeEnough() ? Flow.EOS : Flow.OK;
  }

  /** Sends one that another process did not get done, and waits until this one has. */
  void offer(InFlight input) throws Exception {
    submit(input.port(), input.buffer(), input.deaths());
    turns.settle();
    turns.surface();
  }

  /** From now on nothing that the element sends and posts goes on: all of that was there before. */
  void quiet(boolean now) {
    answers.discarding(now);
    answers.messages().repeats(now);
  }

  /** Messages that another process has posted for what this one is told next. */
  void postedBefore(int count) {
    answers.messages().postedBefore(count);
  }

  private void submit(int port, Buffer given, int deaths) throws Exception {
    int mine = nextSeq();
    Buffer buffer = given;
    try {
      turns.surface();
      turns.goOn();
      tellOutputs();
      while (turns.buffers() >= window()) {
        turns.turn();
      }
      buffer = privately.of(buffer, window());
      send(buffer, port, mine);
    } catch (PeerDeath death) {
      unsent = new InFlight(buffer, port, deaths);
      throw death;
    } catch (Throwable t) {
      buffer.close();
      throw t;
    }
    turns.sent(mine);
  }

  private int nextSeq() {
    return seq == Integer.MAX_VALUE ? (seq = 1) : ++seq;
  }

  /** Sends a buffer, which is the link's then. */
  private void send(Buffer buffer, int port, int number) throws RemoteFailure {
    export(buffer.arena());
    MemorySegment extras = BufferExtras.write(packer, buffer);
    while (!link.send(buffer, port, number, 0, 0, extras, AdapterServer.size(extras))) {
      turns.turnToSend(buffer, AdapterServer.size(extras));
    }
  }

  /** Each arena once; its descriptor goes another way, and is there before the event. */
  private void export(SharedArena arena) throws RemoteFailure {
    if (answers.isExported(arena)) {
      return;
    }
    for (SharedArena old = answers.closedExport(); old != null; old = answers.closedExport()) {
      answers.withdrawn(old);
      turns.tell(Call.DETACH, Call.NO_PORT, link.export(old), 0, null);
      link.withdraw(old);
    }
    int index = link.export(arena);
    answers.exported(arena);
    peer.pass(arena.fd());
    turns.tell(Call.ATTACH, Call.NO_PORT, index, 0, MemorySegment.ofArray(arena.description()));
  }

  Flow mix() throws Exception {
    turns.settle();
    tellOutputs();
    for (int i = 0; i < inputs.size(); i++) {
      Buffer head = inputs.get(i).headBuffer();
      if (head == null) {
        if (heads.get(i) != null) {
          heads.set(i, null);
          turns.tell(Call.NO_HEAD, i, 0, 0, null);
        }
      } else {
        heads.set(i, head);
        show(privately.of(head.share(), 1), i);
      }
    }
    OutputPad<?> stamped = outputs.isEmpty() ? null : outputs.getFirst().pad;
    long pts = stamped == null ? Buffer.NO_TIME : stamped.stampPts();
    long duration = stamped == null ? Buffer.NO_TIME : stamped.stampDuration();
    return call(Call.MIX, Call.NO_PORT, pts, duration, null);
  }

  private void show(Buffer head, int input) throws RemoteFailure {
    try {
      send(head, Call.HEAD + input, 0);
    } catch (Throwable t) {
      head.close();
      throw t;
    }
  }

  void drain() throws Exception {
    call(Call.DRAIN, Call.NO_PORT, context.ending() ? 1 : 0, 0, null);
  }

  boolean event(@Nullable InputPad<?> from, Event event) throws Exception {
    turns.settle();
    MemorySegment bytes = EventCodec.write(packer.clear(), event).written();
    if (from == null) {
      call(Call.EVENT, Call.NO_PORT, 0, 0, bytes);
    } else {
      call(Call.PORT_EVENT, inputs.indexOf(from), 0, 0, bytes);
    }
    return turns.value() != 0;
  }

  void property(int index, Object value) {
    tellProperty(
        packer.clear().text(descriptor.properties().get(index).name()).value(value).written());
  }

  void portProperty(String name, Object value) {
    tellProperty(packer.clear().text(name).value(value).written());
  }

  private void tellProperty(MemorySegment bytes) {
    try {
      turns.tell(Call.PROPERTY, Call.NO_PORT, 0, 0, bytes);
    } catch (PeerDeath e) {
      // The call that comes next finds it dead, too. What begins anew has all values.
    } catch (RemoteFailure e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  void changed(int property) throws Exception {
    call(Call.CHANGED, Call.NO_PORT, property, 0, null);
  }

  void reset() throws Exception {
    answers.wantAgain();
    call(Call.RESET);
  }

  Flow call(int kind) throws Exception {
    return call(kind, Call.NO_PORT, 0, 0, null);
  }

  private Flow call(int kind, int port, long first, long second, @Nullable MemorySegment bytes)
      throws Exception {
    turns.settle();
    turns.goOn();
    turns.mark();
    int mine = nextSeq();
    while (!link.event(port, kind, mine, 0, first, second, 0, bytes, AdapterServer.size(bytes))) {
      turns.turnToSend(null, AdapterServer.size(bytes));
    }
    return turns.finish(mine);
  }

  HostTurns turns() {
    return turns;
  }

  List<RemoteOutput> outputs() {
    return outputs;
  }

  List<InputPad<?>> inputs() {
    return inputs;
  }

  ElementAdapter adapter() {
    return adapter;
  }

  boolean canHold() {
    return descriptor.sync() == Sync.SELECTED;
  }
}
