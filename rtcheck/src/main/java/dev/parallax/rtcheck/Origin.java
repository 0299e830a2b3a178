package dev.parallax.rtcheck;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Where a value comes from, for telling whether a loop makes a step: local variables, fields, and
 * whether an atomic compare-and-set gave it.
 */
record Origin(BitSet locals, Set<String> fields, boolean atomic, boolean wide) {
  static final Origin CONSTANT = new Origin(new BitSet(), Set.of(), false, false);
  static final Origin WIDE_CONSTANT = new Origin(new BitSet(), Set.of(), false, true);

  static Origin local(int slot, boolean wide) {
    BitSet locals = new BitSet();
    locals.set(slot);
    return new Origin(locals, Set.of(), false, wide);
  }

  Origin and(Origin other) {
    if (other.locals.isEmpty() && other.fields.isEmpty() && !other.atomic) {
      return this;
    }
    BitSet all = (BitSet) locals.clone();
    all.or(other.locals);
    Set<String> names = new HashSet<>(fields);
    names.addAll(other.fields);
    return new Origin(all, names, atomic || other.atomic, wide);
  }

  Origin withField(String field) {
    Set<String> names = new HashSet<>(fields);
    names.add(field);
    return new Origin(locals, names, atomic, wide);
  }

  Origin asAtomic() {
    return new Origin(locals, fields, true, wide);
  }

  Origin wide(boolean isWide) {
    return isWide == wide ? this : new Origin(locals, fields, atomic, isWide);
  }
}
