package dev.parallax.runtime.remote;

import dev.parallax.memory.link.Link;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Threads of this process that have one fate, as the members of a group have: when one of them
 * fails or is killed, all end. It is dead when none runs any more.
 */
final class ThreadProcess implements PeerProcess {
  private final List<ThreadPeer> threads;
  private final AtomicReferenceArray<@Nullable Runnable> rings;

  /** Guarded by this. */
  private final Set<ThreadPeer> ended = new HashSet<>();

  private @Nullable String reason;
  private volatile @Nullable String death;

  ThreadProcess(List<PeerGroup.Member> members) {
    threads = members.stream().map(m -> new ThreadPeer(m.element(), m.name())).toList();
    rings = new AtomicReferenceArray<>(threads.size());
    threads.forEach(thread -> thread.onDeath(() -> ended(thread)));
  }

  private void ended(ThreadPeer thread) {
    boolean all;
    String why;
    synchronized (this) {
      if (!ended.add(thread)) {
        return;
      }
      if (reason == null && thread.hasFailed()) {
        reason = thread.death();
      }
      why = reason;
      all = ended.size() == threads.size();
    }
    if (all) {
      death = why != null ? why : "its threads have ended";
      for (int i = 0; i < rings.length(); i++) {
        Runnable ring = rings.get(i);
        if (ring != null) {
          ring.run();
        }
      }
    } else if (why != null) {
      kill(why);
    }
  }

  @Override
  public Link link(int member) {
    return threads.get(member).link();
  }

  @Override
  public void pass(int member, int fd) {
    threads.get(member).pass(fd);
  }

  @Override
  public @Nullable String death() {
    return death;
  }

  @Override
  public void onDeath(int member, Runnable ring) {
    rings.set(member, ring);
    if (death != null) {
      ring.run();
    }
  }

  @Override
  public void unblock(int member) {
    threads.get(member).unblock();
  }

  @Override
  public void kill(String why) {
    for (ThreadPeer thread : threads) {
      if (thread.death() == null) {
        thread.kill(why);
      }
    }
  }

  @Override
  public void leave(int member) {
    threads.get(member).close();
  }

  @Override
  public void close() {
    // All have left, and so their threads have ended.
  }
}
