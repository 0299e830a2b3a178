package dev.parallax.runtime.remote;

import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.spi.InputPad;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events that hold for what follows them: a new process must hear of them, too. */
final class StickyEvents {
  /** Of one input, the last of each kind. */
  private static final class Last {
    Event.@Nullable StreamStart start;
    Event.@Nullable Segment segment;
    Event.@Nullable Tags tags;

    List<Event.Downstream> all() {
      List<Event.Downstream> all = new ArrayList<>();
      for (Event.Downstream event : new Event.@Nullable Downstream[] {start, segment, tags}) {
        if (event != null) {
          all.add(event);
        }
      }
      return all;
    }
  }

  private final Map<InputPad<?>, Last> byInput = new IdentityHashMap<>();

  /** An input was told this. */
  void told(InputPad<?> input, Event.Downstream event) {
    Last last = byInput.computeIfAbsent(input, i -> new Last());
    switch (event) {
      case Event.StreamStart start -> {
        last.start = start;
        last.tags = null; // they were another stream's
      }
      case Event.Segment segment -> last.segment = segment;
      case Event.Tags tags -> last.tags = tags;
      default -> {}
    }
  }

  /** What an input is to be told again, in order. */
  List<Event.Downstream> of(InputPad<?> input) {
    Last last = byInput.get(input);
    List<Event.Downstream> all = last == null ? new ArrayList<>() : last.all();
    if (input.eos()) {
      all.add(Event.Eos.EOS);
    }
    return all;
  }
}
