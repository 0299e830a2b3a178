package dev.parallax.runtime.remote;

import dev.parallax.annotations.Restart;
import dev.parallax.memory.Buffer;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.spi.InputPad;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a remote element, one after the other: when one ends by itself, the next goes on
 * where it was. Only the element's own thread, but for {@link #unblock} and {@link #property}.
 *
 * <p>Each input is done, or offered to the next process and done there, or counted: as partial when
 * something had come of it already, as dropped otherwise.
 */
final class Sessions {
  /** So many processes end at an input before it is set aside. */
  private static final int DEATHS = 2;

  /** What is asked of the process. */
  private interface Step<T> {
    T on(HostSession session) throws Exception;
  }

  private static final Step<Boolean> SETTLE =
      session -> {
        session.turns().settle();
        session.turns().surface();
        return true;
      };
  private static final Step<Boolean> ABANDON =
      session -> {
        session.turns().abandon();
        return true;
      };

  private final Restart kind;
  private final RestartPolicy policy;
  private final RestartBudget budget;
  private final Relaunch relaunch;
  private final RestartNotes notes;
  private final LeftOut leftOut;
  private final Context context;
  private final PeerHost host;
  private final Unfinished unfinished = new Unfinished();

  /** Null before the first one, between two, and when the element is left out. */
  private volatile @Nullable HostSession session;

  private boolean isLeftOut;

  /** Nothing is taken before the next key frame. */
  private boolean awaitsKey;

  /** The element wanted no more buffers, and its process is gone. */
  private boolean enough;

  /** What is under way is not wanted any more. */
  private boolean flushing;

  /** Processes that ended at the input that is offered at the moment. */
  private int deathsOfOffered;

  /** Messages that were posted for what is done again first. */
  private int posted;

  Sessions(
      RemoteAdapter adapter,
      ElementDescriptor descriptor,
      RestartPolicy policy,
      Relaunch relaunch,
      Context context,
      PeerHost host) {
    this.policy = policy;
    this.relaunch = relaunch;
    this.context = context;
    this.host = host;
    kind = RestartPolicy.kindOf(descriptor);
    budget = new RestartBudget(policy);
    notes = new RestartNotes(context, kind, policy);
    leftOut = new LeftOut(adapter, descriptor, policy.afterwards(), context);
  }

  // ---- life

  /** The first process; its death is the caller's failure. */
  void start() throws Exception {
    HostSession made = relaunch.launch();
    session = made;
    try {
      made.start();
    } catch (Throwable t) {
      session = null;
      made.close();
      throw t;
    }
  }

  void stop() throws Exception {
    unfinished.close();
    HostSession s = session;
    session = null;
    if (s != null) {
      try {
        s.stop();
      } catch (PeerDeath death) {
        if (kind == Restart.FATAL) {
          throw death;
        }
        context.warn("while stopping: " + death.getMessage());
      }
    }
  }

  void unblock() {
    HostSession s = session;
    if (s != null) {
      s.unblock();
    }
  }

  // ---- calls

  /**
   * Has the running process do something, or the next one when that ends meanwhile.
   *
   * @param once whether it is not to be done again when something has come of it already
   * @param otherwise what it gives then, and when the element is left out
   */
  private <T> T attempt(Step<T> step, boolean once, T otherwise) throws Exception {
    while (true) {
      HostSession s = session;
      if (s == null) {
        return otherwise;
      }
      try {
        s.postedBefore(takePosted());
        return step.on(s);
      } catch (PeerDeath death) {
        if (s.turns().isAnswering()) {
          return otherwise; // the call in whose midst this was made finds it dead, too
        }
        if (recover(s, death) && once) {
          posted = 0;
          return otherwise;
        }
      }
    }
  }

  private int takePosted() {
    int taken = posted;
    posted = 0;
    return taken;
  }

  void configure(@Nullable InputPad<?> changed, Setup setup) throws Exception {
    if (isLeftOut) {
      leftOut.check();
      return;
    }
    relaunch.configuring(true);
    try {
      boolean unused =
          attempt(
              s -> {
                s.configure(changed, setup);
                return true;
              },
              false,
              true);
      relaunch.configured();
    } finally {
      relaunch.configuring(false);
    }
  }

  Flow process(InputPad<?> from, Buffer buffer) throws Exception {
    HostSession s = session;
    if (s == null || awaitsKey) {
      return processSpecially(s, from, buffer);
    }
    try {
      return s.process(from, buffer);
    } catch (PeerDeath death) {
      boolean unused = recover(s, death);
      return takeEnough() ? Flow.EOS : Flow.OK;
    }
  }

  private Flow processSpecially(@Nullable HostSession s, InputPad<?> from, Buffer buffer)
      throws Exception {
    if (s == null) {
      return leftOut.process(buffer);
    }
    if (!passesGate(buffer)) {
      drop(buffer);
      return Flow.OK;
    }
    if (!awaitsKey) {
      return process(from, buffer);
    }
    try {
      return s.process(from, buffer); // headers
    } catch (PeerDeath death) {
      boolean unused = recover(s, death);
      return Flow.OK;
    }
  }

  /** Whether a buffer may go to an element that waits for a key frame. */
  private boolean passesGate(Buffer buffer) {
    if (awaitsKey && (buffer.flags() & (Buffer.DELTA | Buffer.HEADER)) == 0) {
      awaitsKey = false;
      buffer.flags(buffer.flags() | Buffer.DISCONT);
    }
    return !awaitsKey || (buffer.flags() & Buffer.HEADER) != 0;
  }

  private void drop(Buffer buffer) {
    buffer.close();
    context.countDropped(1);
  }

  Flow mix() throws Exception {
    return attempt(HostSession::mix, true, Flow.OK);
  }

  Flow produce() throws Exception {
    return attempt(s -> s.call(Call.PRODUCE), true, isLeftOut ? Flow.EOS : Flow.OK);
  }

  Flow timer() throws Exception {
    return attempt(s -> s.call(Call.TIMER), true, Flow.OK);
  }

  void drain() throws Exception {
    boolean unused =
        attempt(
            s -> {
              s.drain();
              return true;
            },
            false,
            true);
  }

  void reset() throws Exception {
    enough = false;
    awaitsKey = false;
    boolean unused =
        attempt(
            s -> {
              s.reset();
              return true;
            },
            false,
            true);
  }

  boolean event(@Nullable InputPad<?> from, Event event) throws Exception {
    if (from != null && event instanceof Event.Downstream down) {
      relaunch.sticky().told(from, down);
    }
    return attempt(s -> s.event(from, event), true, false);
  }

  void changed(int property) throws Exception {
    boolean unused =
        attempt(
            s -> {
              s.changed(property);
              return true;
            },
            false,
            true);
  }

  /** A property has a new value, which a new process gets anyway. */
  void property(int property, Object value) {
    HostSession s = session;
    if (s != null) {
      s.property(property, value);
    }
  }

  void portProperty(String name, Object value) {
    HostSession s = session;
    if (s != null) {
      s.portProperty(name, value);
    }
  }

  // ---- what is under way

  @Nullable HostTurns turns() {
    HostSession s = session;
    return s == null ? null : s.turns();
  }

  boolean pump() throws Exception {
    HostSession s = session;
    if (s == null) {
      return false;
    }
    try {
      return s.turns().pump();
    } catch (PeerDeath death) {
      boolean unused = recover(s, death);
      return true;
    }
  }

  void settle() throws Exception {
    boolean unused = attempt(SETTLE, false, true);
  }

  void abandon() throws Exception {
    flushing = true;
    try {
      boolean unused = attempt(ABANDON, false, true);
    } finally {
      flushing = false;
    }
    enough = false;
  }

  boolean takeEnough() {
    HostTurns turns = turns();
    boolean was = enough | (turns != null && turns.takeEnough());
    enough = false;
    return was;
  }

  // ---- one process after the other

  /**
   * Goes on with the next process, or without the element; throws when the pipeline is to fail.
   *
   * @return whether something had come of the call that was under way
   */
  private boolean recover(HostSession dead, PeerDeath first) throws Exception {
    PeerDeath death = first;
    if (kind == Restart.FATAL || policy.neverGoesOn()) {
      throw death;
    }
    boolean shown = false;
    try {
      while (true) {
        HostSession last = session;
        if (last != null) {
          shown |= bury(last) && last == dead;
        }
        if (!budget.take(System.nanoTime())) {
          leaveOut(death);
          return shown;
        }
        host.countRestart();
        notes.restarts(budget.used(), death, unfinished.size());
        try {
          begin();
          offer();
          return shown;
        } catch (PeerDeath next) {
          death = next;
        }
      }
    } finally {
      unfinished.close(); // empty, unless it failed
    }
  }

  /** Takes what is left of a process; true when something had come of the call that it was at. */
  private boolean bury(HostSession dead) throws Exception {
    session = null;
    Remains left = dead.remains(deathsOfOffered);
    deathsOfOffered = 0;
    posted = Math.max(posted, left.posted);
    unfinished.addAllFirst(left.inputs);
    if (left.lost > 0) {
      context.countDropped(left.lost);
    }
    if (left.partialInput) {
      host.countPartial();
    }
    notes.left(left.partialInput ? 1 : 0, left.lost);
    enough |= dead.turns().takeEnough();
    awaitsKey |= kind == Restart.RESYNC;
    dead.turns().surface();
    return left.partialCall;
  }

  private void begin() throws Exception {
    HostSession made;
    try {
      made = relaunch.launch();
    } catch (ParallaxException e) {
      if (e.diagnostic().id() == DiagnosticId.SBX_NOT_READY) {
        throw new PeerDeath(e.diagnostic().text().lines().findFirst().orElse(""));
      }
      throw e;
    }
    session = made; // from now on it can be unblocked
    host.renewed();
    relaunch.begin(made);
    if (kind == Restart.RESYNC) {
      host.sendUpstream(new Event.ForceKeyUnit());
    }
  }

  /** What is not done yet, one after the other, so that it is known which one a process dies of. */
  private void offer() throws Exception {
    while (true) {
      InFlight next = unfinished.poll();
      HostSession s = session;
      if (next == null || s == null) {
        return;
      }
      int postedForIt = takePosted();
      Buffer buffer = next.buffer();
      if (next.deaths() >= DEATHS) {
        notes.setAside(buffer);
        drop(buffer);
      } else if (flushing || enough || !passesGate(buffer)) {
        drop(buffer);
      } else {
        deathsOfOffered = next.deaths();
        s.postedBefore(postedForIt);
        if (next.deaths() == 0) {
          s.offer(next);
        } else {
          relaunch.offerSuspect(s, next);
        }
        deathsOfOffered = 0;
        enough |= s.turns().takeEnough();
      }
    }
  }

  private void leaveOut(PeerDeath death) throws Exception {
    leftOut.begin(notes.usedUp(death));
    isLeftOut = true;
    for (InFlight next = unfinished.poll(); next != null; next = unfinished.poll()) {
      Flow unused = leftOut.process(next.buffer());
    }
  }
}
