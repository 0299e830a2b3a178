package dev.parallax.rtcheck;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a value comes from, for telling whether a loop makes a step.
 *
 * @param locals slots of local variables
 * @param fields {@code owner.name}
 * @param read whether it was read just now from where another thread may write: a call gave it, a
 *     field of an object or an element of an array
 * @param expected what the atomic compare-and-set that gave it compares with; null without one
 */
record Origin(
    BitSet locals, Set<String> fields, boolean read, @Nullable Origin expected, boolean wide) {
  static final Origin CONSTANT = new Origin(new BitSet(), Set.of(), false, null, false);
  static final Origin WIDE_CONSTANT = CONSTANT.wide(true);

  static Origin local(int slot, boolean wide) {
    BitSet locals = new BitSet();
    locals.set(slot);
    return new Origin(locals, Set.of(), false, null, wide);
  }

  Origin and(Origin other) {
    if (other.locals.isEmpty() && other.fields.isEmpty() && !other.read && other.expected == null) {
      return this;
    }
    BitSet all = (BitSet) locals.clone();
    all.or(other.locals);
    Set<String> names = new HashSet<>(fields);
    names.addAll(other.fields);
    Origin both = expected == null || other.expected == null ? null : expected.and(other.expected);
    Origin either = expected == null ? other.expected : expected;
    return new Origin(all, names, read || other.read, both == null ? either : both, wide);
  }

  Origin withField(String field) {
    Set<String> names = new HashSet<>(fields);
    names.add(field);
    return new Origin(locals, names, read, expected, wide);
  }

  Origin asRead() {
    return read ? this : new Origin(locals, fields, true, expected, wide);
  }

  Origin asAtomic(Origin expects) {
    return new Origin(locals, fields, read, expects, wide);
  }

  Origin wide(boolean isWide) {
    return isWide == wide ? this : new Origin(locals, fields, read, expected, isWide);
  }
}
