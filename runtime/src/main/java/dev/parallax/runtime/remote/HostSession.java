package dev.parallax.runtime.remote;

import dev.parallax.memory.ArenaException;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.SharedArena;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkHandler;
import dev.parallax.memory.link.LinkViolation;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.StoppedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A run of a remote element, at its host: sends calls, and does what comes back until each is over.
 * Only the element's own thread, but for {@link #unblock}.
 */
final class HostSession implements LinkHandler {
  private static final int TURN = 64;
  private static final long STOP_PATIENCE_NS = 2_000_000_000L;
  private static final long NAP_NS = 100_000_000L;

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
  private final BooleanSupplier ready;
  private int seq;

  /** Calls that are not over: one, and those that were made while the element waited in it. */
  private int open;

  /** The call that must be over next; 0: any. */
  private int expected;

  private int over;
  private Flow flow = Flow.OK;
  private long value;
  private @Nullable Exception failure;
  private byte[] said = new byte[0];
  private @Nullable Question question;

  /** The output whose element waits for a buffer to come back, or -1. */
  private int starving = -1;

  private boolean broken;
  private long stopBy;

  /** What the element asked, to be answered when the turn is over. */
  record Question(int kind, int port, long first, long second, long third, byte[] bytes) {}

  HostSession(
      ElementAdapter adapter,
      ElementAdapter twin,
      ElementDescriptor descriptor,
      Context context,
      PeerHost host,
      Peer peer) {
    this.adapter = adapter;
    this.twin = twin;
    this.descriptor = descriptor;
    this.context = context;
    this.host = host;
    this.peer = peer;
    link = peer.link();
    answers = new HostAnswers(this, link, peer, host, context);
    ready = () -> link.isReady() || peer.death() != null;
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
  }

  /** Ends the element in order, if it can still be talked to, and then its process. */
  void stop() throws Exception {
    try {
      if (isUsable()) {
        stopBy = System.nanoTime() + STOP_PATIENCE_NS;
        answers.discarding(true);
        if (open == 0 || settle()) {
          call(Call.STOP);
        }
      }
    } catch (StoppedException e) {
      // It had its time.
    } finally {
      close();
    }
  }

  /** The call that an exception of somebody else's has left. */
  private boolean settle() {
    try {
      expected = 0;
      while (open > 0) {
        turn();
      }
      return true;
    } catch (RemoteFailure e) {
      return false;
    }
  }

  private boolean isUsable() {
    return !broken && peer.death() == null;
  }

  void close() {
    broken = true;
    heads.replaceAll(head -> null);
    link.close();
    answers.close();
    peer.close();
  }

  void unblock() {
    peer.unblock();
  }

  // ---- calls

  void configure(@Nullable InputPad<?> changed, Setup setup) throws Exception {
    for (int i = 0; i < inputs.size(); i++) {
      Format format = inputs.get(i).format();
      if (format != null && format != inputsTold.get(i)) {
        inputsTold.set(i, format);
        tell(Call.INPUT_FORMAT, i, 0, 0, EventCodec.write(packer.clear(), format).written());
      }
    }
    tellOutputs();
    int port = changed == null ? Call.NO_PORT : inputs.indexOf(changed);
    call(Call.CONFIGURE, port, 0, 0, null);
    Unpacker from = new Unpacker(MemorySegment.ofArray(said));
    setup.outputBytes(from.i64());
    setup.holds(from.i32());
    setup.outputHolds(from.i32());
    setup.latency(from.i64(), from.i64());
    setup.alignment(from.i32(), from.i32());
  }

  /** Formats of outputs change with any negotiation. */
  private void tellOutputs() throws RemoteFailure {
    for (int i = 0; i < outputs.size(); i++) {
      RemoteOutput output = outputs.get(i);
      Format format = output.pad.fixedFormat();
      if (format != null && format != output.told) {
        output.told = format;
        tell(Call.OUTPUT_FORMAT, i, 0, 0, EventCodec.write(packer.clear(), format).written());
      }
    }
  }

  Flow process(InputPad<?> from, Buffer buffer) throws Exception {
    int mine = ++seq;
    try {
      tellOutputs();
      send(buffer, inputs.indexOf(from), mine);
    } catch (Throwable t) {
      buffer.close();
      throw t;
    }
    return finish(mine);
  }

  /** Sends a buffer, which is the link's then. */
  private void send(Buffer buffer, int port, int number) throws RemoteFailure {
    export(buffer.arena());
    MemorySegment extras = BufferExtras.write(packer, buffer);
    while (!link.send(buffer, port, number, 0, 0, extras, AdapterServer.size(extras))) {
      turn();
    }
  }

  /** Each arena once; its descriptor goes another way, and is there before the event. */
  private void export(SharedArena arena) throws RemoteFailure {
    if (answers.isExported(arena)) {
      return;
    }
    int index = link.export(arena);
    answers.exported(arena);
    peer.pass(arena.fd());
    tell(Call.ATTACH, Call.NO_PORT, index, 0, MemorySegment.ofArray(arena.description()));
  }

  Flow mix() throws Exception {
    tellOutputs();
    for (int i = 0; i < inputs.size(); i++) {
      Buffer head = inputs.get(i).headBuffer();
      if (head == null) {
        if (heads.get(i) != null) {
          heads.set(i, null);
          tell(Call.NO_HEAD, i, 0, 0, null);
        }
      } else {
        heads.set(i, head);
        send(head.share(), Call.HEAD + i, 0);
      }
    }
    OutputPad<?> stamped = outputs.isEmpty() ? null : outputs.getFirst().pad;
    long pts = stamped == null ? Buffer.NO_TIME : stamped.stampPts();
    long duration = stamped == null ? Buffer.NO_TIME : stamped.stampDuration();
    return call(Call.MIX, Call.NO_PORT, pts, duration, null);
  }

  void drain() throws Exception {
    call(Call.DRAIN, Call.NO_PORT, context.ending() ? 1 : 0, 0, null);
  }

  boolean event(@Nullable InputPad<?> from, Event event) throws Exception {
    MemorySegment bytes = EventCodec.write(packer.clear(), event).written();
    if (from == null) {
      call(Call.EVENT, Call.NO_PORT, 0, 0, bytes);
    } else {
      call(Call.PORT_EVENT, inputs.indexOf(from), 0, 0, bytes);
    }
    return value != 0;
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
      tell(Call.PROPERTY, Call.NO_PORT, 0, 0, bytes);
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
    int mine = ++seq;
    while (!link.event(port, kind, mine, 0, first, second, 0, bytes, AdapterServer.size(bytes))) {
      turn();
    }
    return finish(mine);
  }

  /** What has no result. */
  void tell(int kind, int port, long first, long second, @Nullable MemorySegment bytes)
      throws RemoteFailure {
    while (!link.event(port, kind, 0, 0, first, second, 0, bytes, AdapterServer.size(bytes))) {
      turn();
    }
  }

  // ---- until a call is over

  private Flow finish(int wanted) throws Exception {
    await(wanted);
    Exception thrown = failure;
    if (thrown != null) {
      failure = null;
      throw thrown;
    }
    return flow;
  }

  private void await(int wanted) throws RemoteFailure {
    int outer = expected;
    open++;
    over = 0;
    try {
      while (over != wanted) {
        expected = wanted;
        turn();
      }
    } finally {
      expected = outer;
    }
  }

  /** Takes what has come, or waits for it. */
  private void turn() throws RemoteFailure {
    try {
      answers.tellLater();
      link.flush();
      if (link.poll(this, TURN) > 0) {
        Question asked = question;
        if (asked != null) {
          question = null;
          answers.answer(asked);
        }
        return;
      }
    } catch (LinkViolation | PeerFault | ArenaException e) {
      throw fault(e);
    }
    String death = peer.death();
    if (death != null && !link.isReady()) {
      broken = true;
      throw new RemoteFailure("its process has ended: " + death);
    }
    if (!await()) {
      hurry();
    }
  }

  private boolean await() throws RemoteFailure {
    int port = starving;
    if (port < 0) {
      return host.await(ready);
    }
    OutputPad<?> pad = outputs.get(port).pad;
    boolean goesOn = host.awaitSlot(pad, ready);
    if (host.takeGrowth(pad)) {
      link.event(port, Call.GROW, 0, 0, 0, 0, 0);
    }
    return goesOn;
  }

  private RemoteFailure fault(RuntimeException e) {
    broken = true;
    peer.close();
    return new RemoteFailure(
        "its process broke the rules, and was ended: " + RemoteFailure.clean("" + e.getMessage()));
  }

  /** The pipeline stops: the call may take a while, and no longer. */
  private void hurry() {
    long now = System.nanoTime();
    if (stopBy == 0) {
      stopBy = now + STOP_PATIENCE_NS;
      peer.unblock();
    }
    if (stopBy - now <= 0) {
      broken = true;
      throw StoppedException.STOPPED;
    }
    host.bell().await(ready, Math.min(stopBy, now + NAP_NS));
  }

  // ---- what comes back

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    if (entry.port() >= outputs.size()) {
      buffer.close();
      throw new PeerFault("no such output: port=" + entry.port());
    }
    starving = -1;
    RemoteOutput output = outputs.get(entry.port());
    try {
      BufferExtras.read(
          Unpacker.carried(entry), buffer, output.pad.fixedFormat(), output.pictureBytes());
    } catch (PeerFault e) {
      buffer.close();
      throw e;
    }
    if (answers.isDiscarding()) {
      buffer.close();
    } else if (output.pad.push(buffer) == Flow.EOS) {
      answers.enough(entry.port());
    }
  }

  @Override
  public void onDone(int number) {
    starving = -1;
    over(number);
    flow = Flow.OK;
    value = 0;
  }

  private void over(int number) {
    if (open == 0 || expected != 0 && number != expected) {
      throw new PeerFault(
          "another call is over than was made: seq=" + number + " made=" + expected);
    }
    over = number;
    open--;
  }

  @Override
  public void onProperty(LinkEntry entry) {
    throw new PeerFault("an element sets no properties of its host");
  }

  @Override
  public void onEvent(LinkEntry entry) {
    starving = -1;
    switch (entry.kind()) {
      case Call.STARVES -> {
        if (entry.port() >= outputs.size()) {
          throw new PeerFault("no such output: port=" + entry.port());
        }
        starving = entry.port();
      }
      case Call.RESULT -> result(entry);
      case Call.ANNOUNCE,
          Call.ACCEPTS,
          Call.NEAREST,
          Call.OPEN,
          Call.POOL,
          Call.AWAIT,
          Call.RUNNING_TIME -> {
        if (entry.kind() == Call.AWAIT) {
          answers.sleeps();
        }
        if (question != null) {
          throw new PeerFault("a question before the answer to another");
        }
        question =
            new Question(
                entry.kind(),
                entry.port(),
                entry.first(),
                entry.second(),
                entry.third(),
                Unpacker.carried(entry).toArray(ValueLayout.JAVA_BYTE));
      }
      default -> answers.told(entry);
    }
  }

  private void result(LinkEntry entry) {
    over(entry.seq());
    Unpacker from = Unpacker.of(entry);
    value = entry.second();
    flow = Flow.OK;
    switch ((int) entry.first()) {
      case Call.OK -> {
        flow = answers.flow(entry.second(), entry.cause(), entry.third());
        said = Unpacker.carried(entry).toArray(ValueLayout.JAVA_BYTE);
      }
      case Call.FAILED -> failure = RemoteFailure.read(from);
      case Call.STOPPED -> failure = new RemoteFailure("stopped by itself");
      default -> throw new PeerFault("no such result: first=" + entry.first());
    }
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
}
