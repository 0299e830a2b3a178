package dev.parallax.runtime.remote;

import dev.parallax.memory.link.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who of a group has its place in a process, which ends with the last of them. Any thread. */
final class GroupPlaces {
  private enum State {
    FREE,
    TAKEN,
    LEFT
  }

  private final PeerProcess process;

  /** Guarded by this. */
  private final State[] states;

  GroupPlaces(PeerProcess process, int members) {
    this.process = process;
    states = new State[members];
    Arrays.fill(states, State.FREE);
  }

  boolean isAlive() {
    return process.death() == null;
  }

  /** Null when the member had its place already, or nobody is to come any more. */
  synchronized @Nullable Peer take(int member) {
    if (states[member] != State.FREE) {
      return null;
    }
    states[member] = State.TAKEN;
    return new Place(member);
  }

  /** Nobody takes a place any more. */
  void leaveFree() {
    leave(closeFree());
  }

  private synchronized List<Integer> closeFree() {
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < states.length; i++) {
      if (states[i] == State.FREE) {
        states[i] = State.LEFT;
        free.add(i);
      }
    }
    return free;
  }

  private void leave(List<Integer> free) {
    for (int member : free) {
      process.link(member).close(); // nobody has ever had it
      process.leave(member);
    }
  }

  private void leave(int member) {
    List<Integer> free = List.of();
    boolean over;
    synchronized (this) {
      if (states[member] != State.TAKEN) {
        return;
      }
      states[member] = State.LEFT;
      over = !Arrays.asList(states).contains(State.TAKEN);
      if (over) {
        free = closeFree();
      }
    }
    process.leave(member);
    leave(free);
    if (over) {
      process.close();
    }
  }

  /** The process, as one member has it. */
  private final class Place implements Peer {
    private final int member;

    private Place(int member) {
      this.member = member;
    }

    @Override
    public Link link() {
      return process.link(member);
    }

    @Override
    public void pass(int fd) {
      process.pass(member, fd);
    }

    @Override
    public Set<FileId> kept(Set<FileId> files) {
      return process.kept(files);
    }

    @Override
    public @Nullable String death() {
      return process.death();
    }

    @Override
    public void onDeath(Runnable ring) {
      process.onDeath(member, ring);
    }

    @Override
    public void unblock() {
      process.unblock(member);
    }

    @Override
    public void kill(String reason) {
      process.kill(reason);
    }

    @Override
    public void close() {
      leave(member);
    }
  }
}
