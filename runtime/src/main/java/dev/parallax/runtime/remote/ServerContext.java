package dev.parallax.runtime.remote;

import dev.parallax.annotations.RtTrusted;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import java.lang.foreign.MemorySegment;

/** The context of an element that runs here for a host elsewhere. */
@RtTrusted(
    reason = "asks another process; an element that runs elsewhere is not in a real-time domain")
final class ServerContext extends ElementContext {
  private final AdapterServer server;
  private final boolean live;
  private boolean ending;

  ServerContext(AdapterServer server, String name, boolean live) {
    super(name, server::ring);
    this.server = server;
    this.live = live;
  }

  /** How AGAIN was meant; 0 when it was not said how. */
  int takeHow() {
    Until until = takeUntil();
    int how =
        switch (until) {
          case UNSAID -> 0;
          case TIME -> HostAnswers.AT_TIME;
          case READABLE, WAKE, CONDITION -> HostAnswers.WHEN_TOLD;
        };
    server.watch(how == HostAnswers.WHEN_TOLD ? this : null);
    return how;
  }

  @Override
  public long now() {
    return System.nanoTime();
  }

  @Override
  public long runningTime() {
    return server.ask(Call.RUNNING_TIME, Call.NO_PORT, 0, 0, 0, null).first();
  }

  @Override
  public long runningTime(long pts) {
    return pts == Buffer.NO_TIME
        ? pts
        : server.ask(Call.RUNNING_TIME, Call.NO_PORT, 1, pts, 0, null).first();
  }

  @Override
  public void timerAt(long ns) {
    server.tell(Call.TIMER_AT, Call.NO_PORT, ns, 0, null);
  }

  @Override
  public void beforeWait(Runnable work) {
    server.beforeWait(work);
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public boolean await(Flow again) {
    requireAgain(again);
    return server.ask(Call.AWAIT_WITHIN, Call.NO_PORT, takeHow(), time(), 0, null).first() != 0;
  }

  @Override
  public boolean interrupted() {
    return server.isInterrupted();
  }

  @Override
  public boolean eosRequested() {
    return false;
  }

  void ending(boolean now) {
    ending = now;
  }

  @Override
  public boolean ending() {
    return ending;
  }

  @Override
  public void warn(String text) {
    server.tell(Call.WARN, Call.NO_PORT, 0, 0, bytes(text));
  }

  @Override
  public void info(String text) {
    server.tell(Call.INFO, Call.NO_PORT, 0, 0, bytes(text));
  }

  private MemorySegment bytes(String text) {
    return server.packer().clear().text(text).written();
  }

  @Override
  public void post(Object payload) {
    Packer message = MessageCodec.write(server.packer().clear(), payload, server.messages());
    server.tell(Call.POST, Call.NO_PORT, 0, 0, message.written());
  }

  @Override
  public void sendUpstream(Event.Upstream event) {
    MemorySegment written = EventCodec.write(server.packer().clear(), event).written();
    server.tell(Call.UPSTREAM, Call.NO_PORT, 0, 0, written);
  }

  @Override
  public void countDropped(long units) {
    server.tell(Call.DROPPED, Call.NO_PORT, units, 0, null);
  }

  @Override
  public void countCopied(long buffers) {
    server.tell(Call.COPIED, Call.NO_PORT, buffers, 0, null);
  }
}
