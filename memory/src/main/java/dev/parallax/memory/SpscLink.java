package dev.parallax.memory;

import org.jspecify.annotations.Nullable;

/** A bounded queue between one sending and one receiving thread. Buffers and events share it, in order. */
public final class SpscLink {
  /**
   * Makes a link.
   *
   * @param bound entries that may wait
   * @param hardBound entries that may wait after {@link #grow}, at least {@code bound}
   */
  public SpscLink(int bound, int hardBound) {
    throw new IllegalStateException();
  }

  /** Appends; false when full. Only the sender. */
  public boolean offer(Object entry) {
    throw new IllegalStateException();
  }

  /** Appends beyond the bound, up to the hard bound (for events and forced growth). Only the sender. */
  public boolean offerHard(Object entry) {
    throw new IllegalStateException();
  }

  /** Takes the oldest, or null when empty. Only the receiver. */
  public @Nullable Object poll() {
    throw new IllegalStateException();
  }

  /** The oldest without taking it, or null. Only the receiver. */
  public @Nullable Object peek() {
    throw new IllegalStateException();
  }

  /** Number of entries; exact for sender and receiver when the other is still. */
  public int size() {
    throw new IllegalStateException();
  }

  /** Whether {@link #offer} would fail. Any thread. */
  public boolean isFull() {
    throw new IllegalStateException();
  }

  /** Whether {@link #poll} would give null. Any thread. */
  public boolean isEmpty() {
    throw new IllegalStateException();
  }

  /** Raises the bound to at most the hard bound; false when it is there already. Any thread. */
  public boolean grow(int newBound) {
    throw new IllegalStateException();
  }

  /** Current bound. */
  public int bound() {
    throw new IllegalStateException();
  }
}
