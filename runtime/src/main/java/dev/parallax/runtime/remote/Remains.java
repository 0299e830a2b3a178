package dev.parallax.runtime.remote;

import dev.parallax.memory.ArenaException;
import dev.parallax.memory.Buffer;
import dev.parallax.memory.link.LinkEntry;
import dev.parallax.memory.link.LinkHandler;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process has left behind: takes what it had still sent, and finds out what it had not done.
 * Some of these inputs it may have given back already; those are lost.
 */
final class Remains implements LinkHandler {
  private final HostTurns turns;
  private final Map<Integer, InFlight> kept = new HashMap<>();
  private boolean faulty;

  /** Inputs without any output, the oldest first. */
  final ArrayDeque<InFlight> inputs = new ArrayDeque<>();

  /** Whether it sent something on for the input that it was at, which it did not get done. */
  boolean partialInput;

  /** Whether it sent something on for another call that it was at. */
  boolean partialCall;

  /** Messages that were posted for the first of the inputs, or for the call that it was at. */
  int posted;

  /** Inputs whose bytes are gone, without any output. */
  int lost;

  Remains(HostTurns turns) {
    this.turns = turns;
  }

  /**
   * All was taken.
   *
   * @param suspect number of the call that it was at, as it said
   * @param deaths of earlier processes at the first input
   */
  void sort(long suspect, int deaths) {
    int[] seqs = turns.unfinished();
    partialInput = seqs.length > 0 && turns.hasShown();
    partialCall = seqs.length == 0 && turns.hasShown();
    posted = turns.posted();
    for (int i = 0; i < seqs.length; i++) {
      InFlight input = kept.remove(seqs[i]);
      boolean first = i == 0;
      if (first && partialInput) {
        close(input);
        posted = 0;
      } else if (input == null) {
        lost++;
        posted = first ? 0 : posted;
      } else {
        int before = first ? deaths : 0;
        inputs.add(
            new InFlight(input.buffer(), input.port(), seqs[i] == suspect ? before + 1 : before));
      }
    }
    kept.values().forEach(Remains::close);
    kept.clear();
  }

  private static void close(@Nullable InFlight input) {
    if (input != null) {
      input.buffer().close();
    }
  }

  // ---- LinkHandler

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    if (faulty) {
      buffer.close();
      return;
    }
    try {
      turns.onBuffer(buffer, entry);
    } catch (PeerFault | ArenaException e) {
      faulty = true;
    }
  }

  @Override
  public void onDone(int seq) {
    tell(() -> turns.onDone(seq));
  }

  @Override
  public void onEvent(LinkEntry entry) {
    tell(() -> turns.onEvent(entry));
  }

  @Override
  public void onProperty(LinkEntry entry) {
    faulty = true;
  }

  /** What comes after the first thing that makes no sense does not count. */
  private void tell(Runnable entry) {
    if (!faulty) {
      try {
        entry.run();
      } catch (PeerFault | ArenaException e) {
        faulty = true;
      }
    }
  }

  @Override
  public void onLost(Buffer buffer, int port, int seq) {
    if (port >= Call.HEAD || seq == 0) {
      buffer.close();
    } else {
      close(kept.put(seq, new InFlight(buffer, port, 0)));
    }
  }
}
