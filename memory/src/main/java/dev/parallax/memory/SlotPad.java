package dev.parallax.memory;

/** Keeps the words of a header that change apart from those of its slot that do not. */
@SuppressWarnings("unused")
abstract sealed class SlotPad extends Buffer permits SlotFields {
  private long p0, p1, p2, p3, p4, p5, p6, p7;
}
