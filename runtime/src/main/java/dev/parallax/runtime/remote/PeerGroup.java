package dev.parallax.runtime.remote;

import dev.parallax.model.descriptor.ElementDescriptor;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Elements that share a process, in one run of a pipeline. Who is launched first starts it, with
 * all of them in it; each of the others takes its place there in its own time. When the process has
 * ended by itself, the same happens again, so that they go on together in the next one. A process
 * that lives ends with the last of those who took their places.
 *
 * <p>Whoever launches waits for a start that is under way, and for nothing that the others do. Any
 * thread.
 */
public final class PeerGroup implements PeerLauncher {
  /**
   * An element of a group.
   *
   * @param name in its pipeline
   * @param element what it is
   */
  public record Member(String name, ElementDescriptor element) {}

  /** Starts processes for all members, in their order. */
  public interface Maker {
    /**
     * Starts one.
     *
     * @throws dev.parallax.model.diag.ParallaxException when it can't be had: nothing is left of it
     *     then
     */
    PeerProcess start(List<Member> members) throws InterruptedException;
  }

  private final List<Member> members;
  private final Maker maker;
  private final ReentrantLock starting = new ReentrantLock();
  private final ReentrantLock suspects = new ReentrantLock();

  /** The last process that was started. Guarded by the lock. */
  private @Nullable GroupPlaces last;

  /** A group of these, one or more, with different names. */
  public PeerGroup(List<Member> members, Maker maker) {
    this.members = List.copyOf(members);
    this.maker = maker;
  }

  @Override
  public Peer launch(
      ElementDescriptor element, String name, Function<String, @Nullable Object> property)
      throws InterruptedException {
    int member = indexOf(name);
    starting.lockInterruptibly();
    try {
      GroupPlaces places = last;
      Peer free = places == null || !places.isAlive() ? null : places.take(member);
      return free != null ? free : start(member);
    } finally {
      starting.unlock();
    }
  }

  @Override
  public Lock suspects() {
    return suspects;
  }

  private Peer start(int member) throws InterruptedException {
    GroupPlaces before = last;
    last = null;
    if (before != null) {
      before.leaveFree(); // the others go on there, if it lives, but nobody else comes
    }
    GroupPlaces places = new GroupPlaces(maker.start(members), members.size());
    last = places;
    Peer first = places.take(member);
    if (first == null) {
      throw new IllegalStateException("new process has no place member=" + member);
    }
    return first;
  }

  private int indexOf(String name) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("element is not of this group element=" + name);
  }
}
