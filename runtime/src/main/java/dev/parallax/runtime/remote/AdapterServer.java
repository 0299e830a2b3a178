package dev.parallax.runtime.remote;

import dev.parallax.memory.Buffer;
import dev.parallax.memory.Doorbell;
import dev.parallax.memory.FixedBufferPool;
import dev.parallax.memory.SharedArena;
import dev.parallax.memory.link.Link;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkHandler;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.SetupValues;
import dev.parallax.runtime.spi.StoppedException;
import dev.parallax.runtime.wire.WireCodec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs an element for a host in another process: takes its calls from a link, one after the other,
 * until it says stop, or is gone. One thread, but for {@link #unblock} and {@link #end}.
 */
public final class AdapterServer implements LinkHandler {
  private static final int TURN = 64;
  private static final long MAX_ARENA_BYTES = 4L << 30;

  private final Link link;
  private final Doorbell bell;
  private final IntSupplier descriptors;
  private final ServerCalls calls;
  private final ElementAdapter adapter;
  private final Packer packer = new Packer();
  private final WaitingCalls waiting = new WaitingCalls();
  private final List<ServerPool> retired = new ArrayList<>();
  private final BooleanSupplier linkReady;
  private final BooleanSupplier linkOrAwaited;
  private final BooleanSupplier elementOrLink = this::elementOrLink;
  private BooleanSupplier awaited = () -> false;
  private final Unsent unsent;
  private final Unsent.Wait<RuntimeException> turn = this::turn;
  private boolean woken;
  private @Nullable Answer answer;

  /** The question whose answer comes next. */
  private int asked;

  private @Nullable Runnable beforeWait;
  private SetupValues setup = new SetupValues();
  private boolean waitsBetweenCalls;
  private @Nullable ServerContext watched;
  private int watchedFd = -1;
  private int at;
  private final AtomicInteger unblocks = new AtomicInteger();
  private volatile int unblocksEnded;
  private volatile boolean ended;

  /** The host's answer to a question, with the descriptor of a pool, or -1. */
  record Answer(long first, long second, byte[] bytes, int fd) {
    Unpacker unpack() {
      return new Unpacker(MemorySegment.ofArray(bytes));
    }
  }

  /**
   * Makes the element's side.
   *
   * @param link which the calling thread is to own
   * @param bell of the thread that calls {@link #run}
   * @param descriptors gives the next descriptor that the host passed; it is there already
   */
  public AdapterServer(
      Link link,
      Doorbell bell,
      IntSupplier descriptors,
      ElementAdapter adapter,
      ElementDescriptor descriptor) {
    this.link = link;
    this.bell = bell;
    this.descriptors = descriptors;
    this.adapter = adapter;
    calls = new ServerCalls(this, adapter, descriptor);
    linkReady = () -> ended || link.isReady();
    unsent = new Unsent(link, linkReady);
    linkOrAwaited = () -> awaited.getAsBoolean() || linkReady.getAsBoolean();
  }

  /** Serves until the host stops the element. */
  public void run() {
    link.own(bell);
    try {
      while (!calls.isStopped() && !ended) {
        WaitingCall next = waiting.poll();
        if (next != null) {
          run(next);
          link.flush();
        } else {
          turn(linkReady);
        }
      }
      link.flush();
    } catch (StoppedException e) {
      // The host is gone, or wants the end.
    } finally {
      discard();
    }
  }

  private void run(WaitingCall call) {
    try {
      calls.run(call);
    } finally {
      waiting.recycle(call);
    }
  }

  private void discard() {
    adapter.closeViews();
    waiting.close();
    calls.close();
    link.close();
    for (ServerPool pool : retired) {
      pool.pool().close();
    }
  }

  /** The element is to return from a method that blocks. Any thread. */
  public void unblock() {
    unblocks.incrementAndGet();
    try {
      adapter.unblock();
    } finally {
      bell.ring();
    }
  }

  /** The host is gone. Any thread. */
  public void end() {
    ended = true;
    unblock();
  }

  /**
   * Whether the host wanted the end. Otherwise {@link #run} has returned by the element's doing.
   */
  public boolean isStopped() {
    return ended || calls.isStopped();
  }

  boolean isInterrupted() {
    return unblocks.get() - unblocksEnded > 0 || ended;
  }

  /** The host may know which call the element is at; 0: none. Gives the one before. */
  int working(int seq) {
    int before = at;
    at = seq;
    if (seq == 0) {
      link.resting();
    } else {
      link.working(seq);
    }
    return before;
  }

  Packer packer() {
    return packer;
  }

  /** Codecs of the records that the element posts. */
  List<WireCodec<?>> messages() {
    return adapter.messages();
  }

  void beforeWait(Runnable work) {
    beforeWait = work;
  }

  void ring() {
    bell.ring();
  }

  /** The element waits for its descriptor, or to be woken; null: no more. */
  void watch(@Nullable ServerContext context) {
    watched = context;
    watchedFd = context == null ? -1 : context.fd();
  }

  // ---- waiting

  /** Takes what has come, or waits until there is something, or {@code ready}. */
  private void turn(BooleanSupplier ready) {
    if (ended) {
      throw StoppedException.STOPPED;
    }
    link.flush();
    if (link.poll(this, TURN) == 0 && !ready.getAsBoolean()) {
      Runnable work = beforeWait;
      if (work != null) {
        beforeWait = null; // it may have to wait itself, for room
        try {
          work.run();
        } finally {
          beforeWait = work;
        }
        link.flush();
      }
      sleep(ready);
    }
  }

  private boolean elementOrLink() {
    ServerContext element = watched;
    woken |= element != null && element.takeWoken();
    return woken || linkOrAwaited.getAsBoolean();
  }

  private void sleep(BooleanSupplier ready) {
    ServerContext element = watched;
    awaited = ready;
    if (element == null) {
      bell.await(linkOrAwaited, Long.MAX_VALUE);
      return;
    }
    woken = false;
    boolean readable = false;
    if (watchedFd < 0) {
      bell.await(elementOrLink, Long.MAX_VALUE);
    } else {
      readable = !bell.awaitReadable(watchedFd, elementOrLink, Long.MAX_VALUE);
    }
    if (woken || readable) {
      watched = null;
      tell(Call.WOKEN, Call.NO_PORT, 0, 0, null);
    }
  }

  /** Takes what has come, without waiting: buffers that the host gave back. */
  void takeReturned() {
    link.flush();
    link.poll(this, TURN);
  }

  /** In the midst of a call: until {@code ready}. */
  void await(BooleanSupplier ready) {
    while (!ready.getAsBoolean()) {
      turn(ready);
    }
  }

  static long size(@Nullable MemorySegment bytes) {
    return bytes == null ? 0 : bytes.byteSize();
  }

  // ---- what the element does

  void send(Buffer buffer, int port) {
    MemorySegment extras = BufferExtras.write(packer, buffer);
    while (!link.send(buffer, port, 0, 0, 0, extras, size(extras))) {
      try {
        unsent.await(buffer, size(extras), turn);
      } catch (StoppedException e) {
        buffer.close();
        throw e;
      }
    }
  }

  void tell(int kind, int port, long first, long second, @Nullable MemorySegment bytes) {
    event(kind, port, 0, 0, first, second, 0, bytes);
  }

  private void event(
      int kind,
      int port,
      int seq,
      int cause,
      long first,
      long second,
      long third,
      @Nullable MemorySegment bytes) {
    while (!link.event(port, kind, seq, cause, first, second, third, bytes, size(bytes))) {
      unsent.await(null, size(bytes), turn);
    }
  }

  void done(int seq) {
    while (!link.done(seq)) {
      unsent.await(null, 0, turn);
    }
  }

  void result(int seq, int how, long second, int cause, long third, @Nullable MemorySegment more) {
    event(Call.RESULT, Call.NO_PORT, seq, cause, how, second, third, more);
  }

  Answer ask(
      int kind, int port, long first, long second, long third, @Nullable MemorySegment bytes) {
    int outer = asked;
    asked = kind;
    boolean between = waitsBetweenCalls;
    waitsBetweenCalls = kind == Call.AWAIT;
    try {
      event(kind, port, 0, 0, first, second, third, bytes);
      Answer given = answer;
      while (given == null) {
        WaitingCall next = waitsBetweenCalls ? waiting.pollOther() : null;
        if (next != null) {
          run(next);
        } else {
          turn(linkReady);
        }
        given = answer;
      }
      answer = null;
      return given;
    } finally {
      asked = outer;
      waitsBetweenCalls = between;
    }
  }

  // ---- pools

  SetupValues setup() {
    return setup;
  }

  void setup(SetupValues said) {
    setup = said;
  }

  /**
   * Asks the host for a pool.
   *
   * @param more buffers than the host would give
   */
  ServerPool makePool(String name, int port, long bytes, SetupValues said, int more) {
    sweep();
    long shape = said.alignment() | (long) said.padding() << Integer.SIZE;
    Answer given = ask(Call.POOL, port, bytes, said.outputHolds() + more, shape, null);
    FixedBufferPool pool = FixedBufferPool.adopt(name, given.fd(), given.bytes());
    pool.own(bell);
    int arena = link.export(pool.arena());
    tell(Call.MAPPED, Call.NO_PORT, arena, given.second(), null);
    return new ServerPool(pool, (int) given.second(), arena);
  }

  /** It is of no use any more, once the host has given all of it back. */
  void retire(ServerPool pool) {
    retired.add(pool);
    sweep();
  }

  private void sweep() {
    for (int i = retired.size() - 1; i >= 0; i--) {
      ServerPool pool = retired.get(i);
      if (pool.pool().stats().available() == pool.pool().slots()) {
        retired.remove(i);
        tell(Call.UNMAPPED, Call.NO_PORT, pool.arena(), pool.number(), null);
        link.withdraw(pool.pool().arena());
        pool.pool().close();
      }
    }
  }

  // ---- LinkHandler

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    int port = entry.port();
    InputPad<?> pad = calls.input(port >= Call.HEAD ? port - Call.HEAD : port);
    Format format = pad.format();
    BufferExtras.read(Unpacker.carried(entry), buffer, format, 0);
    waiting.add().set(port, entry.seq(), buffer);
  }

  private static final byte[] NONE = {};

  @Override
  public void onDone(int seq) {
    throw new PeerFault("a host's inputs are not numbered");
  }

  @Override
  public void onProperty(LinkEntry entry) {
    throw new PeerFault("properties are set by calls");
  }

  @Override
  public void onEvent(LinkEntry entry) {
    byte[] bytes =
        entry.metadataBytes() == 0 ? NONE : Unpacker.carried(entry).toArray(ValueLayout.JAVA_BYTE);
    switch (entry.kind()) {
      // Descriptors come in the order of what they belong to: another may be next already.
      case Call.ANSWER ->
          answer =
              new Answer(
                  entry.first(),
                  entry.second(),
                  bytes,
                  asked == Call.POOL ? descriptors.getAsInt() : -1);
      case Call.GROW -> calls.output(entry.port()).grow();
      case Call.DISCARD -> calls.skip();
      case Call.GO_ON -> unblocksEnded = (int) entry.first();
      case Call.ENOUGH -> calls.output(entry.port()).enough(true);
      case Call.DETACH -> link.detach((int) entry.first());
      case Call.ATTACH ->
          link.attach(
              (int) entry.first(),
              SharedArena.attach(descriptors.getAsInt(), bytes, MAX_ARENA_BYTES));
      default ->
          waiting
              .add()
              .set(entry.kind(), entry.port(), entry.seq(), entry.first(), entry.second(), bytes);
    }
  }

  /** A pad of the element, for {@link ServerPads}. */
  int portOf(OutputPad<?> pad) {
    return calls.portOf(pad);
  }

  ServerCalls calls() {
    return calls;
  }
}
