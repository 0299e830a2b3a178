package dev.parallax.runtime.remote;

import dev.parallax.memory.ArenaException;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkHandler;
import dev.parallax.memory.link.LinkViolation;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.StoppedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the host of a remote element does until a call is over: takes what comes back, and waits for
 * it. Only the element's own thread.
 */
final class HostTurns implements LinkHandler {
  private static final int TURN = 64;

  /** Most questions that are being answered: each is another level on this thread's stack. */
  private static final int MAX_ANSWERING = 16;

  private final Link link;
  private final Peer peer;
  private final PeerHost host;
  private final Context context;
  private final HostAnswers answers;
  private final List<RemoteOutput> outputs;
  private final BooleanSupplier ready;
  private final UnderWay underWay = new UnderWay();

  /** Whether each call is to be waited for from now on: the element waits in its calls. */
  private boolean single;

  /** Questions that are being answered: calls are made in the midst of another meanwhile. */
  private int answering;

  private Flow flow = Flow.OK;
  private long value;
  private @Nullable Exception failure;

  /** What the element threw for a buffer, until somebody can be told. */
  private @Nullable Exception late;

  /** Whether the element wants no more buffers, and nobody knows yet. */
  private boolean enough;

  private byte[] said = new byte[0];
  private HostAnswers.@Nullable Question question;

  private final Starving starving;

  private final AtomicInteger unblocks = new AtomicInteger();
  private int unblocksEnded;
  private final Unsent unsent;
  private final Unsent.Wait<RemoteFailure> turn = this::turn;
  private boolean broken;
  private final LastWait lastWait = new LastWait();
  private final HangWatch watch;

  /** Whether something came of a call when entries were taken last. */
  private boolean progressed;

  private final Shown shown;

  HostTurns(
      Peer peer,
      PeerHost host,
      Context context,
      HostAnswers answers,
      List<RemoteOutput> outputs,
      HangWatch watch) {
    this.watch = watch;
    this.peer = peer;
    this.host = host;
    this.context = context;
    this.answers = answers;
    this.outputs = outputs;
    shown = new Shown(answers, outputs);
    link = peer.link();
    ready = () -> peer.death() != null || link.isReady() || watch.isDue();
    unsent = new Unsent(link, ready);
    starving = new Starving(link);
  }

  // ---- what is under way

  /** Buffers that are under way. */
  int buffers() {
    return underWay.buffers();
  }

  /** A buffer was sent. */
  void sent(int number) {
    if (underWay.buffers() == 0) {
      mark();
      watch.moved();
    }
    underWay.sent(number);
  }

  /** Numbers of the buffers that are under way, the first that is to be done first. */
  int[] unfinished() {
    return underWay.unfinished();
  }

  /** Another call or input begins. */
  void mark() {
    if (answering == 0) {
      shown.begin();
    }
  }

  /** Whether anything was sent on for the call or the input that the element is at. */
  boolean hasShown() {
    return shown.any();
  }

  /** Messages that were posted for the call or the input that the element is at. */
  int posted() {
    return answers.messages().posted();
  }

  /** Whether the element waits in a call for what it has asked: other calls come in between. */
  boolean isAnswering() {
    return answering > 0;
  }

  /** Whether each call is to be waited for. */
  boolean isSingle() {
    return single;
  }

  /** The number that the last call gave. */
  long value() {
    return value;
  }

  /** The bytes that the last call gave. */
  byte[] said() {
    return said;
  }

  /** Waits until no buffer is under way, unless the element itself waits in one. */
  void settle() throws RemoteFailure {
    if (answering > 0) {
      return;
    }
    while (underWay.buffers() > 0) {
      turn();
    }
  }

  /** As {@link #settle}, of what nobody wants any more. */
  void abandon() throws RemoteFailure {
    if (underWay.buffers() > 0 && answering == 0) {
      answers.discarding(true);
      tell(Call.DISCARD, Call.NO_PORT, 0, 0, null);
      settle();
      answers.discarding(false);
    }
    enough = false;
  }

  /** Takes what has come, without waiting; false when there was nothing. */
  boolean pump() throws Exception {
    boolean any = take();
    if (!any) {
      checkAlive();
    }
    lookUnlessProgressed();
    surface();
    return any;
  }

  boolean isUnderWay() {
    return underWay.buffers() > 0;
  }

  /** Whether {@link #pump} has something to do. */
  boolean isReady() {
    OutputPad<?> pad = starving();
    return ready.getAsBoolean() || pad != null && host.wantsGrowth(pad);
  }

  /** The output whose element waits for a buffer to come back, or null. */
  @Nullable OutputPad<?> starving() {
    int output = starving.output();
    return output < 0 ? null : outputs.get(output).pad;
  }

  /** What the element threw for an earlier buffer. */
  void surface() throws Exception {
    Exception thrown = late;
    if (thrown != null) {
      late = null;
      throw thrown;
    }
  }

  boolean takeEnough() {
    boolean was = enough;
    enough = false;
    return was;
  }

  /** What has no result. */
  void tell(int kind, int port, long first, long second, @Nullable MemorySegment bytes)
      throws RemoteFailure {
    while (!link.event(port, kind, 0, 0, first, second, 0, bytes, AdapterServer.size(bytes))) {
      turnToSend(null, AdapterServer.size(bytes));
    }
  }

  /**
   * Waits for all calls before the end, those too that an exception of somebody else's has left;
   * false when nobody is there to be talked to.
   */
  boolean end() {
    if (broken || peer.death() != null) {
      return false;
    }
    lastWait.begin();
    answers.ending();
    try {
      tell(Call.DISCARD, Call.NO_PORT, 0, 0, null);
      underWay.takeAny();
      while (underWay.any()) {
        turn();
      }
      return true;
    } catch (RemoteFailure e) {
      return false;
    }
  }

  /** Calls that were made are to return; until {@link #goOn}. Any thread. */
  void unblock() {
    unblocks.incrementAndGet();
    peer.unblock();
  }

  /**
   * Before a call: if it is not to return at once, the element must know. It counts, as what
   * unblocks comes to it in another way, and may be late.
   */
  void goOn() throws RemoteFailure {
    int times = unblocks.get();
    if (times != unblocksEnded && !context.interrupted()) {
      unblocksEnded = times;
      tell(Call.GO_ON, Call.NO_PORT, times, 0, null);
    }
  }

  /** Nobody waits any more. */
  void close() {
    broken = true;
  }

  // ---- until a call is over

  Flow finish(int wanted) throws Exception {
    underWay.begin(wanted);
    try {
      while (!underWay.isOver(wanted)) {
        turn();
      }
    } finally {
      underWay.leave();
    }
    Exception thrown = failure;
    if (thrown != null) {
      failure = null;
      throw thrown;
    }
    return flow;
  }

  /** Takes what has come, or waits for it. */
  void turn() throws RemoteFailure {
    turn(ready);
  }

  /**
   * The link did not take something: takes what has come, or waits for that or until it would.
   *
   * @param buffer null: an event
   */
  void turnToSend(@Nullable Buffer buffer, long bytes) throws RemoteFailure {
    try {
      unsent.await(buffer, bytes, turn);
    } catch (LinkViolation e) {
      throw fault(e);
    }
  }

  private void turn(BooleanSupplier condition) throws RemoteFailure {
    if (take()) {
      // What comes may come for ever.
      lookUnlessProgressed();
      if (lastWait.hasBegun() || host.isStopping()) {
        hurry();
      }
      return;
    }
    checkAlive();
    watch.look(isBusy());
    OutputPad<?> pad = starving();
    if (!(pad == null ? host.await(condition) : host.awaitSlot(pad, condition))) {
      hurry();
      host.bell().await(condition, lastWait.napUntil());
    }
  }

  private void lookUnlessProgressed() {
    if (!progressed) {
      watch.look(isBusy());
    }
  }

  private void progress() {
    progressed = true;
    watch.moved();
  }

  /** Shows what was sent, and takes what has come; false when there was nothing. */
  boolean take() throws RemoteFailure {
    try {
      answers.tellLater();
      OutputPad<?> pad = starving();
      if (pad != null && link.hasRoom(0) && host.takeGrowth(pad)) {
        link.event(starving.output(), Call.GROW, 0, 0, 0, 0, 0);
      }
      link.flush();
      progressed = false;
      if (link.poll(this, TURN) == 0) {
        return false;
      }
      HostAnswers.Question asked = question;
      if (asked != null) {
        question = null;
        if (answering == MAX_ANSWERING) {
          throw new PeerFault("asks, and takes no answers: questions=" + MAX_ANSWERING);
        }
        answering++;
        try {
          answers.answer(asked);
        } finally {
          answering--;
        }
        link.flush();
      }
      return true;
    } catch (LinkViolation | PeerFault | ArenaException e) {
      throw fault(e);
    }
  }

  /** Shows what was sent and given back. */
  void flush() throws RemoteFailure {
    try {
      link.flush();
    } catch (LinkViolation e) {
      throw fault(e);
    }
  }

  private void checkAlive() throws RemoteFailure {
    String death = peer.death();
    if (death != null && !link.isReady()) {
      broken = true;
      throw new PeerDeath(death);
    }
  }

  /**
   * Whether the element has something to do, and waits for nobody. It has while it is answered,
   * too: an answer to take, or another call. The answer itself is not waited for here.
   */
  private boolean isBusy() {
    return underWay.any() && starving() == null && !starving.isPossible(outputs.size());
  }

  private RemoteFailure fault(RuntimeException e) {
    broken = true;
    String what = RemoteFailure.clean("" + e.getMessage());
    peer.kill("broke the rules: " + what);
    peer.close();
    return new RemoteFailure("its process broke the rules, and was ended: " + what);
  }

  /** The pipeline stops: the call may take a while, and no longer. */
  private void hurry() {
    if (!lastWait.hasBegun()) {
      lastWait.begin();
      unblock();
    }
    if (lastWait.isOver()) {
      broken = true;
      throw StoppedException.STOPPED;
    }
  }

  // ---- what comes back

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    if (entry.port() >= outputs.size()) {
      buffer.close();
      throw new PeerFault("no such output: port=" + entry.port());
    }
    starving.over();
    progress();
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
    starving.over();
    progress();
    if (underWay.over(number)) {
      flow = Flow.OK;
      value = 0;
    }
    mark();
  }

  @Override
  public void onProperty(LinkEntry entry) {
    throw new PeerFault("an element sets no properties of its host");
  }

  @Override
  public void onEvent(LinkEntry entry) {
    starving.over();
    switch (entry.kind()) {
      case Call.STARVES -> {
        if (entry.port() >= outputs.size()) {
          throw new PeerFault("no such output: port=" + entry.port());
        }
        starving.began(entry.port());
      }
      case Call.RESULT -> result(entry);
      case Call.ANNOUNCE,
          Call.ACCEPTS,
          Call.NEAREST,
          Call.OPEN,
          Call.POOL,
          Call.AWAIT,
          Call.AWAIT_WITHIN,
          Call.RUNNING_TIME -> {
        if (entry.kind() == Call.AWAIT || entry.kind() == Call.AWAIT_WITHIN) {
          answers.sleeps();
          single = true;
        }
        if (question != null) {
          throw new PeerFault("a question before the answer to another");
        }
        question = HostAnswers.Question.of(entry);
      }
      default -> answers.told(entry);
    }
  }

  private void result(LinkEntry entry) {
    progress();
    boolean call = underWay.over(entry.seq());
    mark();
    Exception thrown = RemoteFailure.ofResult(entry);
    if (call) {
      failure = thrown;
      value = entry.second();
      flow = thrown != null ? Flow.OK : answers.flow(value, entry.cause(), entry.third());
      said = Unpacker.carried(entry).toArray(ValueLayout.JAVA_BYTE);
    } else if (thrown != null) {
      late = late == null ? thrown : late;
    } else {
      enough |= entry.second() == Flow.EOS.ordinal();
    }
  }
}
