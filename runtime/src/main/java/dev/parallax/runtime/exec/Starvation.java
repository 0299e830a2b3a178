package dev.parallax.runtime.exec;

import dev.parallax.model.diag.ParallaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds domains that wait for each other in a circle: a full link or an empty pool on one branch,
 * no data on another. Called by a domain that has slept for a while. A circle is broken by letting
 * the full link or the pool grow up to its hard bound; past that the pipeline fails with the
 * starved port and the queue to enlarge.
 */
final class Starvation {
  private final Engine engine;

  Starvation(Engine engine) {
    this.engine = engine;
  }

  void check(Domain self) {
    ParallaxException failure = relieveIfStuck(self);
    if (failure != null) {
      engine.failed(null, null, failure); // not under the lock: it calls the application
    }
  }

  private synchronized @Nullable ParallaxException relieveIfStuck(Domain self) {
    List<Domain> domains = engine.domains();
    long[] before = progress(domains);
    Set<Domain> stuck = stuck(domains);
    boolean certain = stuck.contains(self) && sameProgress(domains, before);
    return certain ? relieve(stuck) : null;
  }

  private static long[] progress(List<Domain> domains) {
    return domains.stream().mapToLong(Domain::progress).toArray();
  }

  private static boolean sameProgress(List<Domain> domains, long[] before) {
    return java.util.Arrays.equals(progress(domains), before);
  }

  /** Assumes that everybody is stuck, then frees whoever can go on, until nothing changes. */
  private static Set<Domain> stuck(List<Domain> domains) {
    Set<Domain> stuck = new HashSet<>(domains);
    boolean changed;
    do {
      changed = false;
      for (Domain domain : domains) {
        if (stuck.contains(domain) && canGoOn(domain, stuck)) {
          stuck.remove(domain);
          changed = true;
        }
      }
    } while (changed);
    return stuck;
  }

  private static boolean canGoOn(Domain domain, Set<Domain> stuck) {
    if (domain.isFinished()) {
      return false;
    }
    return switch (domain.waiting()) {
      case null -> true;
      case Waiting.ForWorld world -> true;
      case Waiting.ForPeer peer -> true;
      case Waiting.ForInputOrTime time -> true;
      case Waiting.ForNothing nothing -> false;
      case Waiting.ForRoom room ->
          !room.channel().isFull() || !stuck.contains(room.channel().receiver());
      case Waiting.ForSlot slot -> {
        if (slot.pool().hasFree()) {
          yield true;
        }
        for (Domain holder : slot.holders()) {
          if (holder != domain && !stuck.contains(holder)) {
            yield true;
          }
        }
        yield false;
      }
      case Waiting.ForInput input -> inputMayCome(domain, stuck);
    };
  }

  private static boolean inputMayCome(Domain domain, Set<Domain> stuck) {
    boolean any = false;
    for (Channel channel : domain.inputs()) {
      boolean useful = channel.target().isHungry();
      if (!channel.isEmpty() && useful) {
        return true;
      }
      boolean senderGoesOn = !stuck.contains(channel.sender());
      CollectorPort port = channel.target().collected();
      if (port == null || port.anyOneWillDo()) {
        any |= useful && senderGoesOn;
      } else if (useful && !port.ended() && !port.optional()) {
        if (!senderGoesOn) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static @Nullable ParallaxException relieve(Set<Domain> stuck) {
    List<Domain> blocked = new ArrayList<>(stuck);
    for (Domain domain : blocked) {
      if (domain.inputs().stream().anyMatch(Channel::letGo)) {
        domain.poke();
        return null;
      }
    }
    for (Domain domain : blocked) {
      if (domain.waiting() instanceof Waiting.ForRoom room && room.channel().grow()) {
        domain.poke();
        return null;
      }
    }
    for (Domain domain : blocked) {
      if (domain.waiting() instanceof Waiting.ForSlot slot && slot.pool().grow()) {
        domain.poke();
        return null;
      }
    }
    return failure(blocked);
  }

  private static @Nullable ParallaxException failure(List<Domain> blocked) {
    Channel full = null;
    SlotSupply empty = null;
    for (Domain domain : blocked) {
      if (domain.waiting() instanceof Waiting.ForRoom room) {
        full = room.channel();
      } else if (domain.waiting() instanceof Waiting.ForSlot slot) {
        empty = slot.pool();
      }
    }
    if (full == null && empty == null) {
      return null; // only inputs: the senders have simply ended or not begun
    }
    String starved = starvedPort(blocked);
    return full != null
        ? RunErrors.starved(starved, full.name(), full.level(), full.spec())
        : RunErrors.starvedPool(starved, empty == null ? "?" : empty.name());
  }

  private static String starvedPort(List<Domain> blocked) {
    for (Domain domain : blocked) {
      if (domain.waiting() instanceof Waiting.ForInput) {
        String port = starvedPortOf(domain);
        if (port != null) {
          return port;
        }
      }
    }
    return "an input";
  }

  private static @Nullable String starvedPortOf(Domain domain) {
    for (Channel channel : domain.inputs()) {
      if (channel.isEmpty() && channel.target().isHungry()) {
        return channel.target().node().name() + "." + channel.target().pad().name();
      }
    }
    return null;
  }
}
