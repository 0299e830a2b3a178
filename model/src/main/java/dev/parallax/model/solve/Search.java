package dev.parallax.model.solve;

import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.MediaCaps;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bounded depth-first search on consistent domains: variables in topological order; for each its
 * alternative, then its fields, each value in order of preference. Ranges can't be tried one by
 * one, so after a few promising values the field is put off; when every alternative is chosen, only
 * equalities are left, and any value that is consistent with its neighbours extends to a solution.
 * The search is therefore complete up to its bound.
 */
final class Search {
  /** How a search ended. */
  enum Outcome {
    /** Everything that is not open is fixed. */
    FOUND,
    /** There is no solution. */
    NONE,
    /** The bound was reached first. */
    CUT
  }

  /** What a field was put off to the end is. */
  private record Late(int var, String field) {}

  /** One decision: domains to try in order; {@code late} is put off after them, if not null. */
  private static final class Frame {
    final int var;
    final List<List<MediaCaps>> choices;
    final List<Late> late;
    final int mark;
    int next;

    Frame(int var, List<List<MediaCaps>> choices, List<Late> late, int mark) {
      this.var = var;
      this.choices = choices;
      this.late = late;
      this.mark = mark;
    }
  }

  /** Pairs of alternatives compared before the search is given up: some seconds. */
  private static final long MAX_WORK = 20_000_000;

  private final Domains domains;
  private final Openness openness;
  private final Candidates candidates;
  private final SolveStats stats;
  private final long limit;
  private final Set<Late> late = new HashSet<>();

  Search(
      Constraints constraints, Domains domains, Openness openness, SolveStats stats, long limit) {
    this.domains = domains;
    this.openness = openness;
    this.candidates = new Candidates(constraints, domains, openness);
    this.stats = stats;
    this.limit = limit;
  }

  Outcome run() {
    ArrayDeque<Frame> stack = new ArrayDeque<>();
    long left = limit;
    int cursor = 0;
    while (true) {
      Frame frame = nextDecision(cursor);
      if (frame == null) {
        return finish() ? Outcome.FOUND : Outcome.CUT;
      }
      stack.push(frame);
      while (true) {
        Frame top = stack.peek();
        if (top == null) {
          return Outcome.NONE;
        }
        domains.undo(top.mark);
        if (left-- == 0 || domains.work() > MAX_WORK) {
          return Outcome.CUT;
        }
        stats.decisions++;
        if (advance(top, stack)) {
          cursor = top.var;
          break;
        }
      }
    }
  }

  /**
   * Tries the next choice of the frame on top of the stack; removes the frame when there is none.
   */
  private boolean advance(Frame top, ArrayDeque<Frame> stack) {
    if (top.next < top.choices.size()) {
      return domains.narrow(top.var, top.choices.get(top.next++));
    }
    if (top.next == top.choices.size() && !top.late.isEmpty()) {
      top.next++;
      late.addAll(top.late);
      return true;
    }
    top.late.forEach(late::remove);
    stack.pop();
    return false;
  }

  private @org.jspecify.annotations.Nullable Frame nextDecision(int from) {
    for (int var = from; var < domains.variables(); var++) {
      if (openness.isAllOpen(var)) {
        continue;
      }
      List<List<MediaCaps>> groups = groups(var);
      if (groups.size() > 1) {
        return new Frame(var, candidates.order(var, groups), List.of(), domains.mark());
      }
      MediaCaps media = domains.get(var).getFirst();
      for (String field : candidates.fields(var, media)) {
        Late key = new Late(var, field);
        if (!media.field(field).isFixed() && !late.contains(key)) {
          return value(var, field, key);
        }
      }
    }
    return null;
  }

  private Frame value(int var, String field, Late key) {
    CapsValue value = domains.get(var).getFirst().field(field);
    List<List<MediaCaps>> choices = new ArrayList<>();
    List<Object> scalars = candidates.values(var, field, value);
    for (Object scalar : scalars) {
      choices.add(with(var, field, new Fixed(scalar)));
    }
    boolean complete = value instanceof CapsValue.OneOf o && o.values().size() == scalars.size();
    return new Frame(var, choices, complete ? List.of() : List.of(key), domains.mark());
  }

  private List<MediaCaps> with(int var, String field, Fixed value) {
    return domains.get(var).stream().map(m -> m.with(field, value)).toList();
  }

  /** Alternatives that differ in more than open fields, in order. */
  private List<List<MediaCaps>> groups(int var) {
    List<MediaCaps> domain = domains.get(var);
    if (domain.size() == 1) {
      return List.of(domain);
    }
    Map<MediaCaps, List<MediaCaps>> groups = new LinkedHashMap<>();
    for (MediaCaps media : domain) {
      MediaCaps key = media;
      for (String field : media.fields().keySet()) {
        if (openness.isOpen(var, field) && !media.type().equals(MediaCaps.STREAM_TYPE)) {
          key = key.with(field, CapsValue.ANY);
        }
      }
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(media);
    }
    return List.copyOf(groups.values());
  }

  /** Fixes what was put off, in topological order. */
  private boolean finish() {
    for (int var = 0; var < domains.variables(); var++) {
      for (MediaCaps media : List.of(domains.get(var).getFirst())) {
        for (String field : candidates.fields(var, media)) {
          CapsValue value = domains.get(var).getFirst().field(field);
          if (late.contains(new Late(var, field)) && !value.isFixed()) {
            Object scalar = candidates.values(var, field, value).getFirst();
            if (!domains.narrow(var, with(var, field, new Fixed(scalar)))) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }
}
